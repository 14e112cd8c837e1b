import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { beforeEach, expect, it } from 'vitest';

import { everyOrder } from '@/app/ask';
import { go, route } from '@/app/router.svelte';
import TopBar from '@/app/TopBar.svelte';

const user = userEvent.setup();
let box: HTMLInputElement;

beforeEach(() => {
  go({ page: 'home' });
  render(TopBar, { onnewcheck: () => undefined, onpalette: () => undefined });
  box = screen.getByTestId('search');
});

function lookedFor(): string | null {
  const at = route();
  return at.page === 'orders' ? at.ask.text : null;
}

it('keeps the space that a second word is still to follow', async () => {
  await user.type(box, 'steam ');
  await waitFor(() => {
    expect(lookedFor()).toBe('steam');
  });
  expect(box.value).toBe('steam ');
  await user.type(box, '100');
  await waitFor(() => {
    expect(lookedFor()).toBe('steam 100');
  });
});

it('keeps what is typed while the list is on its way', async () => {
  await user.type(box, 'm');
  await waitFor(() => {
    expect(lookedFor()).toBe('m');
  });
  await user.type(box, 'a');
  // The system tells of the way to the list only now.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  flushSync();
  expect(box.value).toBe('ma');
  await waitFor(() => {
    expect(lookedFor()).toBe('ma');
  });
});

it('says what the list was asked for elsewhere, and nothing on another page', () => {
  go({ page: 'orders', ask: { ...everyOrder, text: '话费' } });
  flushSync();
  expect(box.value).toBe('话费');
  go({ page: 'home' });
  flushSync();
  expect(box.value).toBe('');
});
