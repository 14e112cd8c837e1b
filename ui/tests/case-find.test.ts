import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { loadGuide } from '@/app/guide.svelte';
import { toasts } from '@/app/toasts.svelte';
import { BackendError, setBackend } from '@/backend';
import { emptyCase } from '@/dev/casework';
import { FakeBackend } from '@/dev/fake';
import { sampleCase, sampleOrder } from '@/dev/sampleCase';
import { answersWith } from '@/pages/case/answers';
import CasePage from '@/pages/case/CasePage.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  await loadGuide();
  fake.theCase = sampleCase();
});

async function open(): Promise<void> {
  render(CasePage, { id: 'A', tab: 'find' });
  await screen.findByTestId('found');
}

describe('the answers', () => {
  const asked = { options: ['nothing_came', 'came_wrong', 'chose_wrong'] } as const;

  it('hold one to each question, and those that do not come up any more', () => {
    const before = ['nothing_came', 'no_order'] as const;
    const after = answersWith(before, { options: [...asked.options] }, 'chose_wrong');
    expect(after).toEqual(['no_order', 'chose_wrong']);
  });
});

it('asks one question, and a click answers it', async () => {
  fake.theCase = { ...emptyCase(), orders: [sampleOrder('A', '话费')] };
  await open();
  expect(screen.getAllByRole('radio')).toHaveLength(2);
  expect(screen.queryByTestId('answer')).toBeNull();
  await user.click(screen.getByTestId('option-nothing_came'));
  expect(fake.doneAbout).toEqual([['answer', ['nothing_came']]]);
});

it('answers by keyboard only when it is said so', async () => {
  fake.theCase = { ...emptyCase(), orders: [sampleOrder('A', '话费')] };
  await open();
  screen.getByTestId('option-nothing_came').focus();
  await user.keyboard('{ArrowDown}');
  expect(fake.doneAbout).toEqual([]);
  await user.click(await screen.findByTestId('answer'));
  expect(fake.doneAbout).toEqual([['answer', ['chose_wrong']]]);
});

it('changes an answer that the record gave, and marks it', async () => {
  await open();
  const path = screen.getByTestId('path');
  expect(path.textContent).toContain('付了钱，东西没到');
  expect(within(path).getAllByTestId('by-record')).toHaveLength(1);
  await user.click(screen.getByTestId('change-order_shows'));
  expect(screen.getByTestId('option-no_order')).toHaveProperty('checked', true);
  await user.click(screen.getByTestId('option-nothing_made'));
  expect(fake.doneAbout).toEqual([['answer', ['nothing_came', 'nothing_made']]]);
  await waitFor(() => {
    expect(screen.queryByTestId('question-order_shows')).toBeNull();
  });
});

it('asks what is open when the answer that was being changed no longer comes up', async () => {
  await open();
  await user.click(screen.getByTestId('change-order_shows'));
  const { finding, ...rest } = sampleCase();
  const asked = [
    { ...finding.asked[0], chosen: 'came_wrong' },
    { question: 'what_came', options: ['wrong_goods', 'wrong_spec'], chosen: null },
  ] as typeof finding.asked;
  const path = [{ question: 'what_happened', option: 'came_wrong', by: 'buyer' }] as const;
  const triage = { path: [...path], end: { ask: 'what_came' }, said: [] } as const;
  const open_ = { ...finding, problem: null, asked, triage } as unknown as typeof finding;
  fake.theCase = { ...rest, finding: open_ };
  await user.click(screen.getByTestId('say-paid-no'));
  expect(await screen.findByTestId('question-what_came')).toBeTruthy();
});

it('leaves an answer as it was and gives the keyboard back', async () => {
  await open();
  await user.click(screen.getByTestId('change-order_shows'));
  await user.click(screen.getByTestId('keep-answer'));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId('change-order_shows'));
  });
  expect(fake.doneAbout).toEqual([]);
});

it('names what was found, what it comes down to and who has to answer', async () => {
  await open();
  expect(screen.getByTestId('core').textContent).toContain('交易没有完成');
  expect(screen.getByTestId('party').textContent).toMatch(/平台.*支付机构或银行/s);
  await user.click(screen.getByTestId('case-problem'));
  const options = await screen.findAllByRole('option');
  expect(options).toHaveLength(17);
  await user.click(screen.getByRole('option', { name: '被骗了' }));
  expect(fake.doneAbout).toEqual([['problem', 'fraud']]);
});

it('asks for the facts that decide, and puts off what is not known without a word', async () => {
  await open();
  const asked = screen.getByTestId('questions');
  await user.click(within(asked).getByTestId('say-no_reply-unknown'));
  expect(fake.doneAbout).toEqual([]);
  expect(within(asked).queryByTestId('say-no_reply-yes')).toBeNull();
  await user.click(within(asked).getByTestId('say-contacted-yes'));
  expect(fake.doneAbout).toEqual([['fact', 'contacted', true]]);
  expect(toasts().at(-1)?.text).toContain('联系过客服');
});

it('corrects what is known; only what the buyer said can be taken back', async () => {
  await open();
  expect(screen.queryByTestId('say-paid-unknown')).toBeNull();
  await user.click(screen.getByTestId('say-paid-no'));
  await user.click(screen.getByTestId('say-order_made-unknown'));
  expect(fake.doneAbout).toEqual([
    ['fact', 'paid', false],
    ['fact', 'order_made', null],
  ]);
});

it('says what to answer to what the platform puts on the buyer', async () => {
  await open();
  const blamed = screen.getByTestId('cause-blamed_on_network');
  expect(blamed.querySelector('details')?.open).toBe(true);
  await user.click(within(blamed).getByTestId('copy-all'));
  expect(await navigator.clipboard.readText()).toBe(
    '订单已经提交成功，网络卡顿不是操作错误\n' + '订单和发货的原始记录在你们那里，请调出来核对',
  );
});

it('lists the ways out, what is shut behind the others', async () => {
  await open();
  const ways = within(screen.getByTestId('ways')).getAllByTestId(/^way-(?!law)/);
  expect(ways.map((way) => way.dataset['state'])).toEqual(['open', 'unknown', 'blocked']);
  const [first, second, last] = ways as [HTMLElement, HTMLElement, HTMLElement];
  expect(first.textContent).toContain('行得通');
  expect(first.textContent).toContain('《民法典》第五百七十七条');
  expect(first.querySelector('details')?.open).toBe(true);
  expect(second.querySelectorAll('[data-held="met"]')).toHaveLength(1);
  expect(second.querySelector('[data-held="unknown"]')?.textContent).toMatch(
    /联系过客服\s*或者\s*没人回复/,
  );
  expect(second.textContent).toContain('支付成功未生成订单的，24 小时内自动退回');
  expect(second.textContent).not.toContain('已经用了');
  expect(last.closest('[data-testid="ways-blocked"]')).not.toBeNull();
});

it('puts the way that is followed first, and leaves it', async () => {
  await open();
  await user.click(screen.getByTestId('follow-refund_unformed'));
  expect(fake.doneAbout).toEqual([['follow', 'refund_unformed']]);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByTestId('follow-refund_unformed'));
  });
  fake.theCase = { ...sampleCase(), followed: 'payment_dispute' };
  await user.click(screen.getByTestId('say-contacted-yes'));
  await waitFor(() => {
    const [first] = within(screen.getByTestId('ways')).getAllByTestId(/^way-(?!law)/);
    expect(first?.dataset['testid']).toBe('way-payment_dispute');
  });
  await user.click(screen.getByTestId('follow-payment_dispute'));
  expect(fake.doneAbout.at(-1)).toEqual(['follow', null]);
});

it('says how a case ended, and goes on with it', async () => {
  fake.theCase = {
    ...sampleCase(),
    closing: {
      at: '2026-11-23T05:00:00Z',
      outcome: 'partly_refunded',
      returned: 5000,
      cause: 'system_failure',
      why: '平台补不了',
      problem: 'no_voucher',
    },
    days: 3,
  };
  await open();
  const said = screen.getByTestId('closed').textContent;
  for (const each of ['退回一部分', '50.00', '3 天', '系统故障', '平台补不了'])
    expect(said).toContain(each);
  await user.click(screen.getByTestId('reopen'));
  expect(fake.doneAbout).toEqual([['reopen']]);
});

it('begins another matter of what is over only when that is wanted', async () => {
  const closing = { at: '2026-11-23T05:00:00Z', outcome: 'delivered', why: '' } as const;
  fake.theCase = { ...sampleCase(), closing };
  await open();
  expect(screen.queryByTestId('change-order_shows'), 'its answers stand').toBeNull();
  expect(screen.queryByTestId('case-problem')).toBeNull();
  await user.click(screen.getByTestId('another-matter'));
  expect(screen.getByTestId('closed').textContent).toContain('从头算起');
  expect(screen.getByTestId('change-order_shows')).toBeTruthy();
  expect(screen.getByTestId('case-problem')).toBeTruthy();
});

it('leaves folded what the reader folded, however often the case is read', async () => {
  await open();
  const way = (): HTMLDetailsElement => {
    const first = screen.getByTestId('ways').querySelector('details');
    if (first === null) throw new Error('no way out');
    return first;
  };
  expect(way().open, 'the first stands open').toBe(true);
  way().open = false;
  way().dispatchEvent(new Event('toggle'));
  const read = vi.spyOn(fake, 'caseOf');
  fake.theCase = { ...sampleCase() };
  await user.click(screen.getByTestId('say-contacted-yes'));
  await waitFor(() => {
    expect(read).toHaveBeenCalled();
  });
  await new Promise((done) => setTimeout(done));
  expect(way().open).toBe(false);
});

it('says nothing of money where none came back', async () => {
  const closing = { at: '2026-11-23T05:00:00Z', outcome: 'delivered', why: '' } as const;
  fake.theCase = { ...sampleCase(), closing };
  await open();
  expect(screen.getByTestId('closed').textContent).not.toMatch(/¥|NaN|undefined/);
});

it('says what cannot wait as soon as it looks like a fraud', async () => {
  fake.theCase = { ...emptyCase(), orders: sampleCase().orders };
  fake.theCase.finding.answers = ['looks_like_fraud'];
  render(CasePage, { id: 'A', tab: 'find' });
  const alarm = await screen.findByTestId('alarm');
  expect(alarm.textContent).toContain('110');
});

it('says when the case on the page could not be read anew', async () => {
  await open();
  const { caseOf } = fake;
  fake.caseOf = () => Promise.reject(new BackendError('damaged', 'disk'));
  await user.click(screen.getByTestId('say-paid-no'));
  const stale = await screen.findByTestId('case-stale');
  expect(stale.textContent).toContain('之前的');
  expect(screen.getByTestId('found'), 'what was read stays').toBeTruthy();
  fake.caseOf = caseOf;
  await user.click(within(stale).getByRole('button'));
  await waitFor(() => {
    expect(screen.queryByTestId('case-stale')).toBeNull();
  });
});
