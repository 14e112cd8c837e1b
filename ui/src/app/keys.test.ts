import { expect, it } from 'vitest';

import { keysOf, keysText } from './keys';

const press = (code: string, held: KeyboardEventInit = {}): string | null =>
  keysOf(new KeyboardEvent('keydown', { code, ...held }));

it('takes a key with those that are held, by where it is on the keyboard', () => {
  expect(press('KeyK', { ctrlKey: true, altKey: true })).toBe('CommandOrControl+Alt+K');
  expect(press('Digit1', { altKey: true, shiftKey: true })).toBe('Alt+Shift+1');
  expect(press('F9')).toBe('F9');
});

it('waits for more than a bare key or bare modifiers', () => {
  expect(press('KeyK')).toBeNull();
  expect(press('KeyK', { shiftKey: true })).toBeNull();
  expect(press('ControlLeft', { ctrlKey: true })).toBeNull();
});

it('writes them as the keyboard does', () => {
  expect(keysText('CommandOrControl+Alt+K')).toBe('Ctrl Alt K');
});
