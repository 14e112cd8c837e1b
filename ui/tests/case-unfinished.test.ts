/* A letter that is not finished when the page is left. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { type LetterOffer, setBackend } from '@/backend';
import { emptyCase, plainLetter } from '@/dev/casework';
import { FakeBackend } from '@/dev/fake';
import { forgetBegun } from '@/pages/case/begun';
import CasePage from '@/pages/case/CasePage.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

const offer = (template: string): LetterOffer => ({
  template,
  name: { zh: template, en: template },
  addressee: 'platform',
  form: 'ticket',
  meant: true,
  channels: ['chat', 'ticket'],
  channel: 'ticket',
  tone: { tone: 'polite', reason: 'first' },
});

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  forgetBegun();
  fake.theCase = {
    ...emptyCase(),
    next: { do: 'write', channel: 'ticket' },
    letters: [offer('not_delivered'), offer('appeal')],
    proposed: { template: 'not_delivered', channel: 'ticket' },
  };
});
let leave: () => void;
async function open(id = 'A'): Promise<void> {
  leave = render(CasePage, { id, tab: 'letter' }).unmount;
  await screen.findByTestId('letter-sheet');
}
const value = (id: string): string => screen.getByTestId<HTMLTextAreaElement>(id).value;

it('keeps what was typed for what is missing, for the case it was typed for', async () => {
  fake.theLetter = (template, tone) => ({
    ...plainLetter(template, tone),
    letter: null,
    missing: ['demand'],
  });
  await open();
  await user.type(screen.getByTestId('slot-demand'), '退回 100 元');
  leave();
  await open('B');
  expect(value('slot-demand'), 'another case').toBe('');
  leave();
  await open();
  expect(value('slot-demand')).toBe('退回 100 元');
  await user.click(screen.getByTestId('fill-missing'));
  expect(fake.doneAbout).toEqual([['fill', { demand: '退回 100 元' }]]);
});

it('keeps a letter that was changed', async () => {
  await open();
  await user.type(screen.getByTestId('letter-text'), '我写的');
  leave();
  await open();
  expect(value('letter-text')).toMatch(/我写的$/);
});

it('takes up what the case proposes where nothing was left unfinished', async () => {
  await open();
  await user.click(screen.getByTestId('letter-which'));
  await user.click(await screen.findByRole('option', { name: /^appeal/ }));
  leave();
  await open();
  expect(screen.getByTestId('letter-which').textContent).toContain('not_delivered');
});
