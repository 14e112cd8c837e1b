import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { BackendError, type DraftReview, setBackend } from '@/backend';
import { catalogue } from '@/dev/catalogue';
import { FakeBackend } from '@/dev/fake';

import { CheckSession, RETRY_AFTER_MS, REVIEW_AFTER_MS, SAVE_AFTER_MS } from './session.svelte';

let fake: FakeBackend;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakeBackend();
  setBackend(fake);
});
afterEach(() => {
  vi.useRealTimers();
});

it('reviews once typing rests, not at every key', async () => {
  const review = vi.spyOn(fake, 'review');
  const session = new CheckSession(catalogue);
  for (const value of ['1', '13', '138']) session.setRecipient(value);
  expect(review).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(REVIEW_AFTER_MS);
  expect(review).toHaveBeenCalledOnce();
});

it('drops an answer that a later one has overtaken', async () => {
  const session = new CheckSession(catalogue);
  const answers = new Map<string, (answer: DraftReview) => void>();
  vi.spyOn(fake, 'review').mockImplementation(
    (draft) => new Promise((resolve) => answers.set(draft.recipient, resolve)),
  );
  const late = answer('late');
  const early = answer('early');
  session.draft.recipient = 'early';
  const first = session.review();
  session.draft.recipient = 'late';
  const second = session.review();
  answers.get('late')?.(late);
  await second;
  answers.get('early')?.(early);
  await first;
  expect(session.answer, 'the early answer must not replace the late one').toBe(late);
});

it('keeps one draft however often it is saved', async () => {
  const session = new CheckSession(catalogue);
  session.setPage('a');
  const first = session.save();
  session.setPage('b');
  await Promise.all([first, session.save()]);
  expect([...fake.saved.keys()]).toEqual([session.id]);
  expect(fake.saved.get(session.id ?? '')?.draft.page).toBe('b');
});

it('saves nothing for a page that was only looked at', async () => {
  const session = new CheckSession(catalogue);
  await session.review();
  await session.save();
  expect(fake.saved.size).toBe(0);
});

it('saves again what could not be saved', async () => {
  const session = new CheckSession(catalogue);
  vi.spyOn(fake, 'saveDraft').mockRejectedValueOnce(new BackendError('disk_full', ''));
  session.setPage('kept');
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(session.unsaved).toBe('disk_full');
  await session.review();
  expect(session.unsaved, 'a review says nothing of what is kept').toBe('disk_full');
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  expect(session.unsaved).toBeNull();
  expect(fake.saved.get(session.id ?? '')?.draft.page).toBe('kept');
});

it('goes on saving when what it was closed for did not happen', async () => {
  const session = new CheckSession(catalogue);
  session.setPage('kept');
  vi.spyOn(fake, 'confirm').mockRejectedValueOnce(new BackendError('disk_full', ''));
  await expect(session.confirm()).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(fake.saved.get(session.id ?? '')?.draft.page).toBe('kept');
});

it('waits from now on when the clock was set back', async () => {
  const session = new CheckSession(catalogue);
  session.giveReason('no_page', '朋友发来的', Date.now() + 86_400_000);
  await session.review();
  expect(session.draft.answers.overridden_at_ms).toBe(Date.now());
});

it('a new recipient takes the second entry of the old one back', () => {
  const session = new CheckSession(catalogue);
  session.enterSecond('13800138000');
  session.setRecipient('13900139000');
  expect(session.draft.answers.second_entry).toBeNull();
});

it('shows the first entry again once both agree', async () => {
  const session = new CheckSession(catalogue);
  session.setCategory('phone_credit');
  session.setRecipient('13700137000');
  await session.review();
  session.blind = true;
  session.enterSecond('137 0013 7000');
  await session.review();
  expect(session.gate('second_entry')?.state).toBe('passed');
  expect(session.blind).toBe(false);
});

it('lets go of what another category does not ask', () => {
  const session = new CheckSession(catalogue);
  session.setCategory('phone_credit');
  session.setWord('carrier', '中国移动');
  session.setCategory('game_topup');
  expect(session.draft.words).toEqual({});
});

it('asks what the game asks in place of what its category does', () => {
  const session = new CheckSession(catalogue);
  session.setCategory('game_topup');
  session.setWord('game', '原神');
  expect(session.fields).toEqual(['game', 'server']);
  session.setWord('game', '某个新游戏');
  expect(session.fields).toEqual(['game', 'account_system', 'platform', 'server']);
});

it('steps the quantity and never under one', () => {
  const session = new CheckSession(catalogue);
  session.stepQuantity(-1);
  expect(session.draft.quantity).toBe('1');
  session.draft.quantity = '两';
  session.stepQuantity(1);
  expect(session.draft.quantity, 'what is no number starts anew').toBe('1');
});

it('replaces half a surrogate pair, which cannot be sent', () => {
  const session = new CheckSession(catalogue);
  session.setPage('a\ud83db\u{1f600}');
  expect(session.draft.page).toBe('a\ufffdb\u{1f600}');
});

it('saves nothing after the check was sealed', async () => {
  const session = new CheckSession(catalogue);
  session.setCategory('phone_credit');
  Object.assign(session.draft, { face_value: '100', recipient: '13800138000', page: '面值：100' });
  session.changed();
  await session.save();
  await session.confirm();
  session.changed();
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(fake.saved.size, 'a sealed check must not come back as a draft').toBe(0);
});

function answer(name: string): DraftReview {
  return {
    input_errors: [],
    page: { facts: [] },
    pictures: [],
    review: {
      verdict: 'clear',
      rows: [],
      findings: [],
      recipient: null,
      gates: [],
      missing: [],
      total_fen: name.length,
    },
    fraud: [],
    ready: false,
  };
}
