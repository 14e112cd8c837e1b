import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import {
  BackendError,
  type CaseLetter,
  type LetterOffer,
  type LetterView,
  type LintFinding,
  setBackend,
  type Tone,
} from '@/backend';
import { emptyCase, plainLetter } from '@/dev/casework';
import { FakeBackend } from '@/dev/fake';
import { bytesOf, sampleOrder, sampleTalk } from '@/dev/sampleCase';
import { forgetBegun } from '@/pages/case/begun';
import CasePage from '@/pages/case/CasePage.svelte';
import { localInput } from '@/text/local';

let fake: FakeBackend;
let user: ReturnType<typeof userEvent.setup>;

const offer = (template: string, more: Partial<LetterOffer> = {}): LetterOffer => ({
  template,
  name: { zh: template, en: template },
  addressee: 'platform',
  form: 'ticket',
  meant: true,
  channels: ['chat', 'ticket', 'platform_dispute'],
  channel: 'ticket',
  tone: { tone: 'polite', reason: 'first' },
  ...more,
});
const offered = (id: string) => ({
  id,
  name: { zh: id, en: id },
  addressee: 'platform' as const,
  form: 'ticket' as const,
});
const insulted = (text: string, part: string): LintFinding[] =>
  text.includes(part)
    ? [{ kind: 'insult', stops: true, range: bytesOf(text, part), claim: null }]
    : [];
const text = (): string => screen.getByTestId<HTMLTextAreaElement>('letter-text').value;
const copyButton = (): HTMLButtonElement => screen.getByTestId<HTMLButtonElement>('letter-copy');
const asked = (tone: Tone): string => `letter-tone-${tone}`;

beforeEach(() => {
  user = userEvent.setup();
  fake = new FakeBackend();
  setBackend(fake);
  forgetBegun();
  const text = { problems: [], cites: [], elements: [], text: '' };
  // The names of letters are read once.
  fake.letterTemplates = [{ template: { ...offered('not_delivered'), ...text }, original: null }];
  fake.theCase = {
    ...emptyCase(),
    next: { do: 'write', channel: 'ticket' },
    letters: [
      offer('not_delivered'),
      offer('payment_dispute', {
        addressee: 'payment',
        channels: ['payment_channel'],
        channel: 'payment_channel',
      }),
      offer('appeal', { meant: false }),
    ],
    proposed: { template: 'not_delivered', channel: 'ticket' },
  };
});
async function open(): Promise<void> {
  render(CasePage, { id: 'A', tab: 'letter' });
  await screen.findByTestId('letter-sheet');
}

it('takes up the letter that the case proposes, as it proposes to speak', async () => {
  await open();
  expect(screen.getByTestId('letter-which').textContent).toContain('not_delivered');
  expect(screen.getByTestId(asked('polite')).getAttribute('data-state')).toBe('checked');
  expect(screen.getByTestId('writing').textContent).toContain('还没有联系过');
  await user.click(screen.getByTestId('letter-which'));
  const names = (await screen.findAllByRole('option')).map((each) => each.textContent.trim());
  expect(names.map((name) => name.split(' ')[0])).toEqual([
    'not_delivered',
    'payment_dispute',
    'appeal',
  ]);
});

it('speaks as the case proposes, and says why', async () => {
  const { letters } = fake.theCase;
  fake.theCase = {
    ...fake.theCase,
    letters: letters.map((each) => ({ ...each, tone: { tone: 'stern', reason: 'overdue' } })),
  };
  await open();
  expect(screen.getByTestId(asked('stern')).getAttribute('data-state')).toBe('checked');
  expect(screen.getByTestId('writing').textContent).toContain('说好的时间已经过了');
});

it('asks first for what is missing, fills it in at once and cannot be copied before', async () => {
  const lacking = (template: string, tone: Tone): LetterView => ({
    ...plainLetter(template, tone),
    letter: null,
    missing: ['demand', 'name'],
    empty: ['ticket'],
  });
  fake.theLetter = (template, tone) =>
    fake.doneAbout.some(([what]) => what === 'fill')
      ? plainLetter(template, tone)
      : lacking(template, tone);
  fake.me = { name: '', phone: '138', address: '' };
  await open();
  expect(copyButton().disabled).toBe(true);
  expect(screen.getByTestId('letter-why').textContent).toContain('还缺');
  await user.type(screen.getByTestId('slot-demand'), '退回 100 元');
  await user.type(screen.getByTestId('slot-name'), '王小明');
  await user.click(screen.getByTestId('fill-missing'));
  await waitFor(() => {
    expect(text()).toContain('没有到账');
  });
  expect(fake.doneAbout, 'the name is not of this case').toEqual([
    ['fill', { demand: '退回 100 元' }],
  ]);
  expect(fake.me, 'and nothing else of the buyer is lost').toEqual({
    name: '王小明',
    phone: '138',
    address: '',
  });
  expect(copyButton().disabled).toBe(false);
});

it('changes a fact in its place, says who says it, and gives the keyboard back', async () => {
  await open();
  const fact = screen.getByTestId('letter-fact-order_no');
  expect(fact.textContent).toContain('记录');
  await user.click(within(fact).getByTestId('fact-order_no-edit'));
  const field = await screen.findByTestId('fact-order_no');
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, 'A-2{Enter}');
  await waitFor(() => {
    expect(fake.doneAbout).toEqual([['fill', { order_no: 'A-2' }]]);
  });
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId('fact-order_no-edit'));
  });
});

it('marks in the text what must not go out, and lets nothing be copied with it', async () => {
  fake.lintLetter = (...[, , typed]: [string?, string?, string?]) =>
    Promise.resolve(insulted(typed ?? '', '骗子'));
  await open();
  await user.type(screen.getByTestId('letter-text'), '骗子');
  const finding = await screen.findByTestId('finding-insult');
  expect(finding.textContent).toContain('先改掉才能复制');
  const mark = screen.getByTestId('letter-sheet').querySelector('mark');
  expect(mark?.textContent).toBe('骗子');
  expect(mark?.className).toContain('stop');
  expect(copyButton().disabled).toBe(true);
  expect(screen.getByTestId('letter-summary').textContent).toBe('1 处要先改掉');
  await user.click(within(finding).getByRole('button', { name: '在信里找到：骗子' }));
  const field = screen.getByTestId<HTMLTextAreaElement>('letter-text');
  expect(document.activeElement).toBe(field);
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('骗子');
  await user.keyboard('{Backspace}');
  await waitFor(() => {
    expect(copyButton().disabled).toBe(false);
  });
});

it('advice keeps nobody from copying', async () => {
  fake.theLetter = (template, tone) => ({
    ...plainLetter(template, tone),
    lint: [{ kind: 'no_time_limit', stops: false, range: null, claim: null }],
  });
  await open();
  expect(screen.getByTestId('finding-no_time_limit').textContent).toContain('建议');
  expect(copyButton().disabled).toBe(false);
});

it('logs the letter and then puts it on the clipboard', async () => {
  await open();
  await user.type(screen.getByTestId('letter-text'), '谢谢。');
  await user.click(copyButton());
  const whole = `${plainLetter('x', 'polite').letter?.text ?? ''}谢谢。`;
  await waitFor(async () => {
    expect(await navigator.clipboard.readText()).toBe(whole);
  });
  expect(fake.doneAbout).toEqual([
    ['copy', { template: 'not_delivered', tone: 'polite', channel: 'ticket', text: whole }],
  ]);
  expect(toasts().map((each) => each.text)).toContain('已复制，发出去后，把对方的答复记下来');
});

it('keeps where the buyer sends it when the case is read anew', async () => {
  await open();
  await user.click(screen.getByTestId('letter-channel'));
  await user.click(await screen.findByRole('option', { name: '平台介入' }));
  await user.click(screen.getByTestId('fact-order_no-edit'));
  await user.type(await screen.findByTestId('fact-order_no'), '2{Enter}');
  await waitFor(() => {
    expect(screen.queryByTestId('fact-order_no')).toBeNull();
  });
  await user.click(copyButton());
  await waitFor(() => {
    expect(fake.doneAbout.at(-1)?.[1]).toMatchObject({ channel: 'platform_dispute' });
  });
});

it('puts nothing on the clipboard that the record refuses', async () => {
  // As a browser does: nothing is written when what was promised does not come.
  vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
    await item?.getType('text/plain');
  });
  await navigator.clipboard.writeText('before');
  fake.copyLetter = () => Promise.reject(new BackendError('not_ready', 'Insult'));
  await open();
  await user.click(copyButton());
  await waitFor(() => {
    expect(toasts().some(({ tone }) => tone === 'stop')).toBe(true);
  });
  expect(await navigator.clipboard.readText()).toBe('before');
});

it('selects the letter when the clipboard does not take it', async () => {
  vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new Error('no'));
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  await open();
  await user.click(copyButton());
  await waitFor(() => {
    expect(toasts().map((each) => each.text)).toContain(
      '没能放进剪贴板。信已经选中，按 Ctrl+C 复制',
    );
  });
  const field = screen.getByTestId<HTMLTextAreaElement>('letter-text');
  await waitFor(() => {
    expect(field.selectionEnd - field.selectionStart).toBe(field.value.length);
  });
});

it('keeps what the buyer wrote until it is asked to write anew, and brings it back', async () => {
  fake.theLetter = (template, tone) => {
    const view = plainLetter(template, tone);
    if (view.letter === null) return view;
    return { ...view, letter: { ...view.letter, text: `${tone}: ${view.letter.text}` } };
  };
  await open();
  await user.type(screen.getByTestId('letter-text'), '我写的');
  expect(screen.queryByTestId('letter-stale')).toBeNull();
  await user.click(screen.getByTestId(asked('firm')));
  await screen.findByTestId('letter-stale');
  expect(text()).toMatch(/^polite.*我写的$/);
  await user.click(screen.getByTestId('letter-stale-anew'));
  expect(text()).toMatch(/^firm.*处理。$/);
  toasts().at(-1)?.action?.run();
  await waitFor(() => {
    expect(text()).toMatch(/我写的$/);
  });
});

it('keeps what was changed in one letter while another is looked at', async () => {
  await open();
  await user.type(screen.getByTestId('letter-text'), '我写的');
  await choose(/^appeal/);
  expect(text()).not.toContain('我写的');
  await choose(/^not_delivered/);
  expect(text()).toContain('我写的');
});

it('says when it is better to wait, and copies all the same', async () => {
  const later = new Date(Date.now() + 5 * 3_600_000).toISOString();
  fake.theCase = {
    ...fake.theCase,
    contacts: [{ ...sampleTalk({ channel: 'ticket' }), rest: later }],
  };
  await open();
  expect(screen.getByTestId('letter-rest').textContent).toContain(
    `刚联系过，${localInput(new Date(later))} 以后再催比较合适`,
  );
  expect(copyButton().disabled).toBe(false);
});

it('lists the letters that were copied, and copies one again without another note', async () => {
  fake.theCase = {
    ...fake.theCase,
    copied: [
      {
        seq: 4,
        recorded_at: '2026-11-20T02:00:00Z',
        what: { template: 'not_delivered', tone: 'polite', channel: 'ticket', text: '第一封' },
      },
    ],
  };
  await open();
  const list = screen.getByTestId('copied-letters');
  expect(list.textContent).toContain('not_delivered');
  expect(list.textContent).toContain('工单');
  await user.click(within(list).getByTestId('copy-again'));
  await waitFor(async () => {
    expect(await navigator.clipboard.readText()).toBe('第一封');
  });
  expect(fake.doneAbout).toEqual([]);
});

const choose = async (name: RegExp): Promise<void> => {
  await user.click(screen.getByTestId('letter-which'));
  await user.click(await screen.findByRole('option', { name }));
  await screen.findByTestId('letter-text');
};

it('takes up the next letter once one that was changed and chosen went out', async () => {
  await open();
  await choose(/^appeal/);
  await user.type(screen.getByTestId('letter-text'), '我写的');
  const copied = fake.copyLetter;
  fake.copyLetter = (order, ...rest) => {
    const what = rest[0] as CaseLetter;
    const entry = { seq: 4, recorded_at: '2026-11-20T02:00:00Z', what };
    const proposed = { template: 'appeal', channel: 'ticket' as const };
    fake.theCase = { ...fake.theCase, proposed, copied: [entry] };
    return copied(order, ...rest);
  };
  await user.click(copyButton());
  await waitFor(() => {
    expect(toasts().map((each) => each.text)).toContain('已复制，发出去后，把对方的答复记下来');
  });
  expect(text(), 'it stands there while its answer is waited for').toMatch(/我写的$/);
  // An answer came, and the bank is next.
  fake.theCase = {
    ...fake.theCase,
    proposed: { template: 'payment_dispute', channel: 'payment_channel' },
  };
  fake.theCase.contacts = [sampleTalk({ channel: 'ticket', outcome: 'refused' })];
  await user.click(screen.getByTestId('fact-order_no-edit'));
  await user.type(await screen.findByTestId('fact-order_no'), '2{Enter}');
  await waitFor(() => {
    expect(screen.getByTestId('letter-which').textContent).toContain('payment_dispute');
  });
  expect(text()).not.toContain('我写的');
});

it('keeps a letter that was changed after it went out', async () => {
  await open();
  await choose(/^appeal/);
  await user.click(copyButton());
  await waitFor(() => {
    expect(fake.doneAbout).toHaveLength(1);
  });
  await user.type(screen.getByTestId('letter-text'), '还没发');
  fake.theCase = {
    ...fake.theCase,
    proposed: { template: 'payment_dispute', channel: 'payment_channel' },
  };
  await user.click(screen.getByTestId('fact-order_no-edit'));
  await user.type(await screen.findByTestId('fact-order_no'), '2{Enter}');
  await waitFor(() => {
    expect(screen.queryByTestId('fact-order_no')).toBeNull();
  });
  expect(text()).toMatch(/还没发$/);
});

it('looks through no letter that is no longer there', async () => {
  await open();
  await user.type(screen.getByTestId('letter-text'), '我写的');
  await choose(/^appeal/);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(screen.getByTestId('letter-summary').textContent).not.toContain('正在检查');
});

it('leads to other rooms of the case under the name that the page has', async () => {
  fake.theCase = { ...fake.theCase, orders: [sampleOrder('B', '话费'), sampleOrder('A', '话费')] };
  fake.theLetter = (template, tone) => ({ ...plainLetter(template, tone), empty: ['evidence'] });
  await open();
  const link = screen.getByRole('link', { name: '去补证据' });
  expect(link.getAttribute('href')).toContain('A');
});
