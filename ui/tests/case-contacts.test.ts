import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { type CaseTalk, type Event, type NewContact, setBackend } from '@/backend';
import { emptyCase } from '@/dev/casework';
import { FakeBackend } from '@/dev/fake';
import { bytesOf, sampleTalk } from '@/dev/sampleCase';
import { zhCN } from '@/i18n/zh-CN';
import { forgetBegun } from '@/pages/case/begun';
import CasePage from '@/pages/case/CasePage.svelte';
import { tellings, titleOf, told } from '@/pages/orders/told';
import { localInput } from '@/text/local';

let fake: FakeBackend;
let user: ReturnType<typeof userEvent.setup>;

const said = '您好😀，需要技术部门核实，请耐心等待';
const talk: CaseTalk = {
  ...sampleTalk({
    agent_no: '8012',
    ticket: 'T-1',
    said,
    outcome: 'promised',
    until: '2026-11-21T02:00:00Z',
  }),
  stalls: [
    {
      id: 'technical_check',
      ask: ['time_limit', 'agent_number', 'ticket_number'],
      range: bytesOf(said, '需要技术部门核实'),
    },
    {
      id: 'patience',
      ask: ['time_limit', 'agent_number'],
      range: bytesOf(said, '请耐心等待'),
    },
  ],
  left: { overdue: true, amount: 3, unit: 'hours' },
};

beforeEach(() => {
  user = userEvent.setup();
  fake = new FakeBackend();
  setBackend(fake);
  forgetBegun();
  fake.theCase = {
    ...emptyCase(),
    next: { do: 'note', channel: 'ticket' },
    ladder: {
      rungs: [
        { channel: 'chat', level: 'service', access: { is: 'used' }, outlook: null },
        { channel: 'ticket', level: 'service', access: { is: 'open' }, outlook: null },
        { channel: 'bank', level: 'payment', access: { is: 'not_for_this' }, outlook: null },
      ],
      route: null,
      next: { do: 'wait' },
    },
  };
});
async function open(): Promise<void> {
  render(CasePage, { id: 'A', tab: 'letter' });
  await screen.findByTestId('talks');
}
async function note(): Promise<HTMLButtonElement> {
  await open();
  await user.click(screen.getByTestId('add-talk'));
  return screen.findByTestId<HTMLButtonElement>('contact-save');
}
const noted = (): NewContact | undefined => fake.doneAbout[0]?.[1] as NewContact | undefined;
async function write(id: string, text: string): Promise<void> {
  const field = screen.getByTestId(id);
  await user.clear(field);
  await user.type(field, text);
}

it('notes a talk with the channel that an answer is awaited from', async () => {
  const save = await note();
  expect(screen.getByTestId('contact-channel').textContent).toContain('工单');
  expect(save.disabled, 'the outcome is not said').toBe(true);
  await user.type(screen.getByTestId('contact-said'), '已登记');
  await user.type(screen.getByTestId('contact-agent'), ' 8012 ');
  await user.click(screen.getByTestId('contact-outcome-refused'));
  await user.click(save);
  await waitFor(() => {
    expect(noted()).toMatchObject({
      channel: 'ticket',
      agent_no: '8012',
      said: '已登记',
      outcome: 'refused',
      asked: null,
      until: null,
      pieces: [],
    });
  });
  await waitFor(() => {
    expect(screen.queryByTestId('contact-dialog')?.hasAttribute('open') ?? false).toBe(false);
  });
});

const value = (id: string): string =>
  screen.getByTestId<HTMLInputElement | HTMLTextAreaElement>(id).value;

it('keeps what was typed while the dialog is closed, and until it is recorded', async () => {
  await note();
  await user.type(screen.getByTestId('contact-said'), '在处理');
  await user.click(screen.getByTestId('contact-outcome-waiting'));
  await user.click(screen.getByRole('button', { name: '关闭' }));
  expect(screen.queryByTestId('contact-dialog')).toBeNull();
  await user.click(screen.getByTestId('add-talk'));
  expect(value('contact-said')).toBe('在处理');
  expect(screen.getByTestId('contact-resumed').textContent).toContain('上次没写完的还在');
  await user.click(screen.getByTestId('contact-save'));
  await waitFor(() => {
    expect(noted()).toMatchObject({ said: '在处理', outcome: 'waiting' });
  });
  await waitFor(() => {
    expect(screen.queryByTestId('contact-dialog')).toBeNull();
  });
  await user.click(screen.getByTestId('add-talk'));
  expect(value('contact-said'), 'it is recorded').toBe('');
  expect(screen.queryByTestId('contact-resumed')).toBeNull();
});

it('keeps what was typed when the page is left, for the case and the channel it was of', async () => {
  const page = render(CasePage, { id: 'A', tab: 'letter' });
  await user.click(await screen.findByTestId('add-talk'));
  await user.type(await screen.findByTestId('contact-said'), '在处理');
  page.unmount();
  const other = render(CasePage, { id: 'B', tab: 'letter' });
  await user.click(await screen.findByTestId('add-talk'));
  expect(value('contact-said'), 'another case').toBe('');
  other.unmount();
  await note();
  expect(value('contact-said')).toBe('在处理');
});

it('drops what was typed when that is given up on purpose', async () => {
  await note();
  await user.type(screen.getByTestId('contact-said'), '在处理');
  await user.click(screen.getByRole('button', { name: '取消' }));
  await user.click(screen.getByTestId('add-talk'));
  expect(value('contact-said')).toBe('');
});

it('says nothing of an earlier talk where nothing was typed', async () => {
  await note();
  await user.click(screen.getByRole('button', { name: '关闭' }));
  await user.click(screen.getByTestId('add-talk'));
  expect(screen.queryByTestId('contact-resumed')).toBeNull();
});

it('offers the channels of the ladder alone', async () => {
  await note();
  await user.click(screen.getByTestId('contact-channel'));
  const names = (await screen.findAllByRole('option')).map((each) => each.textContent.trim());
  expect(names).toEqual(['在线客服', '工单']);
});

it('wants the time of a promise, and one after the talk', async () => {
  const save = await note();
  await user.click(screen.getByTestId('contact-outcome-promised'));
  expect(save.disabled).toBe(true);
  await write('contact-at', '2026-11-20 10:00');
  await write('contact-until', '2026-11-20 09:00');
  expect(screen.getByTestId('contact-until-error').textContent).toContain('晚于');
  expect(save.disabled).toBe(true);
  await user.click(screen.getByTestId('until-threeDays'));
  expect(save.disabled).toBe(false);
  await user.click(save);
  await waitFor(() => {
    expect(new Date(noted()?.until ?? '').getHours()).toBe(18);
  });
});

it('takes no talk that is still to come', async () => {
  const save = await note();
  await user.click(screen.getByTestId('contact-outcome-waiting'));
  await write('contact-at', localInput(new Date(Date.now() + 3_600_000)));
  expect(screen.getByTestId('contact-at-error').textContent).toContain('不能晚于现在');
  expect(save.disabled).toBe(true);
});

it('says of a talk who, what came of it, and what to ask next', async () => {
  fake.theCase = { ...fake.theCase, contacts: [talk] };
  await open();
  const card = screen.getByTestId('talk');
  expect(card.textContent).toContain('在线客服');
  expect(card.textContent).toContain('8012');
  expect(within(card).getByTestId('talk-outcome').textContent).toContain('答应了');
  expect(within(card).getByTestId('talk-promise').textContent).toContain('过期');
  const marks = [...within(card).getByTestId('talk-said').querySelectorAll('mark')];
  expect(marks.map((mark) => mark.textContent)).toEqual(['需要技术部门核实', '请耐心等待']);
  const stalls = within(card).getByTestId('talk-stalls');
  expect(stalls.querySelectorAll('li'), 'each question once').toHaveLength(3);
  await user.click(within(stalls).getByTestId('ask-agent_number'));
  await waitFor(async () => {
    expect(await navigator.clipboard.readText()).toBe('请告诉我您的工号。');
  });
});

it('says no more how long a promise runs once its term was answered', async () => {
  fake.theCase = { ...fake.theCase, contacts: [{ ...talk, left: null }] };
  await open();
  expect(screen.getByTestId('talk-promise').textContent).not.toContain('过期');
});

it('says nothing of what was left out of a talk', async () => {
  const bare = structuredClone(talk);
  delete bare.recorded.what.agent_no;
  delete bare.recorded.what.ticket;
  delete bare.recorded.what.until;
  fake.theCase = { ...fake.theCase, contacts: [bare] };
  await open();
  const head = screen.getByTestId('talk').querySelector('header')?.textContent;
  expect(head).not.toMatch(/NaN|undefined|工号|工单号/);
  expect(screen.queryByTestId('talk-promise')).toBeNull();
});

it('takes a talk back after asking, and none of another record', async () => {
  const other = structuredClone(talk);
  other.recorded.seq = 0;
  fake.theCase = { ...fake.theCase, contacts: [talk, other] };
  const undone: number[] = [];
  fake.undo = (order: string, seq: number) => {
    undone.push(seq);
    fake.theCase = { ...fake.theCase, contacts: [other] };
    return Promise.resolve({ order, seq: 9, kinds: ['orders'] });
  };
  await open();
  expect(screen.getAllByTestId('talk-back')).toHaveLength(1);
  await user.click(screen.getByTestId('talk-back'));
  expect(undone).toEqual([]);
  await user.click(await screen.findByTestId('talk-back-sure'));
  await waitFor(() => {
    expect(screen.getAllByTestId('talk')).toHaveLength(1);
  });
  expect(undone).toEqual([3]);
});

it('the timeline of the order names each step of the case', () => {
  const event = (body: unknown): Event =>
    ({ seq: 1, order: 'A', at: '', hash: '', undone: false, kind: 'case', body }) as Event;
  const contacted = event({ step: 'contacted', what: { ...talk.recorded.what, until: null } });
  expect(titleOf(contacted)).toBe('沟通记录');
  expect(told(contacted)).toBe(`在线客服 · 答应了 · 「${said}」`);
  const packet = { name: '证据包.zip', sha256: '', pieces: 3, originals: false };
  expect(told(event({ step: 'packet_made', what: packet }))).toContain('证据包.zip');
  const closing = {
    at: '',
    outcome: 'refunded',
    returned: 9850,
    cause: null,
    why: '',
    problem: null,
  };
  expect(told(event({ step: 'closed', what: closing }))).toBe('全额退回 · ¥98.50');
  expect(told(event({ step: 'preferred', what: { channel: 'later_version' } }))).toBe(
    'later_version',
  );
});

it('the timeline says of each step what was new in it', () => {
  const said = (seq: number, what: unknown, undone = false): Event =>
    ({
      seq,
      order: 'A',
      at: '',
      hash: '',
      undone,
      kind: 'case',
      body: { step: 'told', what },
    }) as Event;
  const answers = ['nothing_came', 'no_order'];
  const events = [
    said(1, { answers: ['nothing_came'], facts: {}, lacking: [] }),
    said(2, { answers, facts: {}, lacking: [] }),
    said(3, { answers, facts: { contacted: true }, lacking: [] }),
    said(4, { answers, facts: { contacted: true, refused: false }, lacking: [] }, true),
    said(5, { answers, facts: { contacted: true }, lacking: ['closed'] }),
    said(6, { answers, facts: {}, lacking: [] }),
    said(7, { answers: ['no_order'], facts: {} }),
  ];
  const { option, fact } = zhCN.casework;
  expect(events.map(tellings(events))).toEqual([
    option.nothing_came,
    option.no_order,
    fact.contacted.is,
    fact.refused.not,
    zhCN.cases.told.lacks,
    `${zhCN.cases.told.forgotten(fact.contacted.ask)} · ${zhCN.cases.told.gets}`,
    zhCN.cases.told.fewer,
  ]);
});
