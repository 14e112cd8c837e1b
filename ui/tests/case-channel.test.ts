import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import {
  type CaseChannel,
  type CaseView,
  type Change,
  type ChannelId,
  type Complaining,
  type Rung,
  setBackend,
} from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { emptyCase } from '@/dev/casework';
import { OpenCase } from '@/pages/case/case.svelte';
import ChannelTab from '@/pages/case/ChannelTab.svelte';

let fake: FakeBackend;
const user = userEvent.setup();
const onwrite = vi.fn();
const onnote = vi.fn();

function channel(id: ChannelId, level: CaseChannel['level']): CaseChannel {
  return {
    id,
    level,
    number: null,
    entries: ['online_service'],
    problems: [],
    settles: false,
    opens: [],
    after: [],
    at_once: [],
    at_once_for: [],
    never: [],
    told: [],
    ready: ['order_no'],
    limits: ['no_promise'],
    provisions: [],
    known: 'verified',
    source: { zh: '来源', en: 'Source' },
    elements: [],
  };
}
function rung(channel: ChannelId, level: Rung['level'], access: Rung['access']): Rung {
  return { channel, level, access, outlook: null };
}

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  fake.channelsKnown = [
    channel('chat', 'service'),
    channel('bank', 'payment'),
    channel('phone', 'service'),
    channel('police', 'emergency'),
    channel('regulator', 'authority'),
  ];
});

async function open(
  rungs: Rung[],
  letters: CaseView['letters'] = [],
): Promise<{ again: () => Promise<void> }> {
  const view: CaseView = {
    ...emptyCase(),
    letters,
    ladder: { rungs, route: 'simple', next: { do: 'go', channel: 'chat' } },
  };
  fake.theCase = view;
  const kept = new OpenCase('A');
  await kept.load();
  const { rerender } = render(ChannelTab, { kept, view, onwrite, onnote });
  return { again: () => rerender({ kept, view: { ...view }, onwrite, onnote }) };
}

it('puts rungs of one level together wherever they stand in the ladder', async () => {
  await open([
    rung('chat', 'service', { is: 'open' }),
    rung('bank', 'payment', { is: 'locked', facts: ['refused'], after: [] }),
    rung('phone', 'service', { is: 'open' }),
  ]);
  await screen.findByTestId('rung-phone');
  const levels = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent);
  expect(levels).toEqual(['官方客服', '支付渠道和银行']);
});

it('puts what cannot wait first while it is open', async () => {
  await open([
    rung('chat', 'service', { is: 'open' }),
    rung('police', 'emergency', { is: 'open' }),
  ]);
  await screen.findByTestId('rung-police');
  const [first] = screen.getAllByRole('heading', { level: 2 });
  expect(first?.textContent).toBe('马上打');
});

it('says what opens a rung, and notes it by a press', async () => {
  await open([rung('bank', 'payment', { is: 'locked', facts: ['refused'], after: ['chat'] })]);
  await user.click(await screen.findByRole('button', { name: '对方拒绝了' }));
  expect(fake.doneAbout).toEqual([['fact', 'refused', true]]);
});

it('looks a complaint through only once it may be made', async () => {
  await open([rung('regulator', 'authority', { is: 'locked', facts: ['refused'], after: [] })]);
  await screen.findByTestId('rung-regulator');
  expect(screen.queryByTestId('complaint')).toBeNull();
});

it('stops a complaint by what stops a letter, and only advises otherwise', async () => {
  fake.selfCheck = {
    ...fake.selfCheck,
    ready: false,
    wording: [
      { field: 'account', kind: 'insult', stops: true, words: '骗子' },
      { field: 'request', kind: 'heated', stops: false, words: '太过分' },
    ],
  };
  await open([rung('regulator', 'authority', { is: 'open' })]);
  await screen.findByTestId('complaint-verdict');
  expect(screen.getByTestId('complaint-verdict').textContent).toContain('先改好');
  expect(screen.getByTestId('complaint-account-error').textContent).toContain('「骗子」有辱骂的话');
  expect(screen.queryByTestId('complaint-request-error'), 'it stops nothing').toBeNull();
  expect(screen.getByTestId('complaint').textContent).toContain('「太过分」情绪太重');
});

it('writes where there is a letter for it, and notes a talk everywhere', async () => {
  const letter: CaseView['letters'][number] = {
    template: 'appeal',
    name: { zh: '申诉', en: 'Appeal' },
    addressee: 'platform',
    form: 'chat',
    meant: true,
    channels: ['chat'],
    channel: 'chat',
    tone: { tone: 'polite', reason: 'first' },
  };
  const rungs = [
    rung('chat', 'service', { is: 'open' }),
    rung('police', 'emergency', { is: 'open' }),
  ];
  await open(rungs, [letter]);
  await user.click(await screen.findByTestId('write-chat'));
  expect(onwrite).toHaveBeenCalledWith('chat');
  await user.click(await screen.findByTestId('note-police'));
  expect(onnote).toHaveBeenCalledWith('police');
  expect(screen.queryByTestId('write-police'), 'no letter goes there').toBeNull();
});

it('saves what a complaint needs, each where it belongs', async () => {
  await open([rung('regulator', 'authority', { is: 'open' })]);
  await screen.findByTestId('complaint-verdict');
  await user.type(screen.getByLabelText(/对方名称/), '某某公司');
  await user.tab();
  expect(fake.doneAbout).toContainEqual(['fill', { respondent: '某某公司' }]);
  await user.type(screen.getByLabelText(/你的真实姓名/), '李明');
  await user.tab();
  expect(fake.me.name).toBe('李明');
});

it('keeps what is typed of the buyer when the case is read anew', async () => {
  const read = vi.spyOn(fake, 'complaining');
  fake.me = { name: '', phone: '13800138000', address: '' };
  const { again } = await open([rung('regulator', 'authority', { is: 'open' })]);
  await screen.findByTestId('complaint-verdict');
  const name = screen.getByLabelText<HTMLInputElement>(/你的真实姓名/);
  await user.type(name, '李明');
  await again();
  await again();
  expect(name.value).toBe('李明');
  expect(screen.getByLabelText<HTMLInputElement>(/电话/).value).toBe('13800138000');
  expect(read).toHaveBeenCalledOnce();
});

it('keeps what is typed of the buyer before it was read who that is', async () => {
  let came: ((who: Complaining) => void) | undefined;
  fake.complaining = () => new Promise((resolve) => (came = resolve));
  await open([rung('regulator', 'authority', { is: 'open' })]);
  await screen.findByTestId('complaint-verdict');
  const name = screen.getByLabelText<HTMLInputElement>(/你的真实姓名/);
  await user.type(name, '李明');
  came?.({ name: '王小明', phone: '13800138000', address: '' });
  await vi.waitFor(() => {
    expect(screen.getByLabelText<HTMLInputElement>(/电话/).value).toBe('13800138000');
  });
  expect(name.value).toBe('李明');
});

it('answers given one right after the other are all kept', async () => {
  fake.setComplaint = async (order, complaint): Promise<Change> => {
    await new Promise((resolve) => setTimeout(resolve));
    fake.theCase = { ...fake.theCase, complaint: complaint as CaseView['complaint'] };
    return { order, seq: 1, kinds: ['orders'] };
  };
  await open([rung('regulator', 'authority', { is: 'open' })]);
  await screen.findByTestId('complaint-verdict');
  await user.type(screen.getByLabelText(/统一社会信用代码/), '91330106MA2XXXXX0A');
  await user.click(screen.getByTestId('own-name-yes'));
  await user.click(screen.getByTestId('vouched-no'));
  await vi.waitFor(() => {
    expect(fake.theCase.complaint).toMatchObject({
      credit_code: '91330106MA2XXXXX0A',
      own_name: true,
      vouched: false,
    });
  });
});
