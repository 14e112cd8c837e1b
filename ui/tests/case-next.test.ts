import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { loadGuide } from '@/app/guide.svelte';
import { caseTabs } from '@/app/routes';
import { type CaseView, type LetterOffer, type NextStep, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { sampleCase, sampleOrder } from '@/dev/sampleCase';
import { forgetBegun } from '@/pages/case/begun';
import CasePage from '@/pages/case/CasePage.svelte';
import { markOf, markWords, orderLabel } from '@/pages/case/marks';
import { placeOf, tabOf } from '@/pages/case/next';

let fake: FakeBackend;
const user = userEvent.setup();

const letter: LetterOffer = {
  template: 'appeal',
  name: { zh: '申诉', en: 'Appeal' },
  addressee: 'platform',
  form: 'ticket',
  meant: true,
  channels: ['chat', 'ticket'],
  channel: 'ticket',
  tone: { tone: 'polite', reason: 'first' },
};

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  forgetBegun();
  await loadGuide();
});
/** The next step is taken from its own room, and what of the page has the keyboard then. */
async function take(next: NextStep, change: Partial<CaseView> = {}): Promise<void> {
  fake.theCase = { ...sampleCase(), ...change, next };
  render(CasePage, { id: 'A', tab: tabOf(next) });
  await user.click(await screen.findByTestId('next-go'));
}
const focused = (): string | null => document.activeElement?.getAttribute('data-testid') ?? null;

it('opens the note of a talk with the channel whose answer is awaited', async () => {
  await take({ do: 'note', channel: 'ticket' });
  const dialog = await screen.findByTestId('contact-dialog');
  expect(dialog.querySelector('#contact-channel')?.textContent).toContain('工单');
});

it('notes what happens where nobody said how long it takes', async () => {
  await take({ do: 'wait', until: null });
  await screen.findByTestId('contact-dialog');
});

it('opens the look back', async () => {
  await take({ do: 'close' });
  await screen.findByTestId('closing-dialog');
});

it('opens the packet', async () => {
  await take({ do: 'export', channel: 'payment_channel' });
  await screen.findByTestId('packet-dialog');
});

it('asks the fact that the next step hangs on, though no way out does', async () => {
  await take({ do: 'say', fact: 'authority_ended' }, { questions: ['contacted'] });
  await waitFor(() => {
    expect(focused()).toBe('say-authority_ended-yes');
  });
  expect(screen.getByTestId('say-authority_ended-yes').textContent).toBe('受理的部门已经办结');
});

it('goes to the place of the piece that is wanted', async () => {
  await take({ do: 'keep', need: 'closed', kind: 'payment_closed' });
  await waitFor(() => {
    expect(focused()).toBe('put-closed');
  });
});

it('unfolds the way out that is to be taken', async () => {
  await take({ do: 'follow', remedy: 'payment_dispute' });
  await waitFor(() => {
    expect(focused()).toBe('follow-payment_dispute');
  });
  expect(screen.getByTestId('ways-blocked')).toHaveProperty('open', true);
});

it('writes the letter that is proposed, whichever was looked at before', async () => {
  const other = { ...letter, template: 'other', name: { zh: '别的', en: 'Other' } };
  fake.theCase = {
    ...sampleCase(),
    letters: [letter, other],
    proposed: { template: 'appeal', channel: 'chat' },
    next: { do: 'write', channel: 'chat' },
  };
  render(CasePage, { id: 'A', tab: 'letter' });
  await user.click(await screen.findByTestId('letter-which'));
  await user.click(await screen.findByRole('option', { name: /^别的/ }));
  expect(screen.getByTestId('letter-which').textContent).toContain('别的');
  await user.click(screen.getByTestId('next-go'));
  await waitFor(() => {
    expect(screen.getByTestId('letter-which').textContent).toContain('申诉');
  });
  expect(document.activeElement?.id).toBe('writing-title');
});

it('names a room for every step, and a place wherever no dialog opens', () => {
  const steps: NextStep[] = [
    { do: 'urgent', channel: 'police' },
    { do: 'answer', question: 'what_happened' },
    { do: 'say', fact: 'paid' },
    { do: 'keep', need: 'paid', kind: 'payment' },
    { do: 'follow', remedy: 'resupply' },
    { do: 'write', channel: 'chat' },
    { do: 'wait', until: '2026-11-25T10:00:00Z' },
    { do: 'done' },
  ];
  for (const step of steps) {
    expect(caseTabs).toContain(tabOf(step));
    expect(placeOf(step), step.do).not.toBeNull();
  }
});

it('ticks what was gone through and nothing that was left out', async () => {
  fake.theCase = { ...sampleCase(), stage: 'by_rule', passed: ['locate'] };
  render(CasePage, { id: 'A', tab: 'find' });
  const passed = async (stage: string): Promise<string | undefined> =>
    (await screen.findByTestId(`stage-${stage}`)).dataset['passed'];
  expect(await passed('locate')).toBe('true');
  expect(await passed('appeal')).toBe('false');
  expect(screen.getByTestId('stage-appeal').textContent).toContain('跳过了');
});

it('tells orders of the same goods apart', () => {
  const [one, two, other] = [
    sampleOrder('A', '话费'),
    { ...sampleOrder('B', '话费'), order_no: '2026112200002' },
    sampleOrder('C', '流量'),
  ];
  expect(markWords(markOf(one))).toMatch(/^单号 …200001 · 给 …8000 · 2026-11-20 \d\d:03$/);
  expect(orderLabel(one, [one, two])).not.toBe(orderLabel(two, [one, two]));
  expect(orderLabel(other, [one, two, other]), 'its goods are enough').toBe('流量');
});
