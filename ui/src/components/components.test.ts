import { render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';

import Combobox from './Combobox.svelte';
import DiffText from './DiffText.svelte';
import IdentifierText from './IdentifierText.svelte';
import { onEnter } from './ime';
import MarkedText from './MarkedText.svelte';

it('an Enter that ends a composition submits nothing', () => {
  const submit = vi.fn();
  const handle = onEnter(submit);
  handle(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }));
  // WebKit: after compositionend, with the key code of an input method.
  handle(Object.assign(new KeyboardEvent('keydown', { key: 'Enter' }), { keyCode: 229 }));
  expect(submit).not.toHaveBeenCalled();
  handle(new KeyboardEvent('keydown', { key: 'Enter' }));
  expect(submit).toHaveBeenCalledOnce();
});

it('groups an identifier without putting characters into it', () => {
  render(IdentifierText, { value: '13800138000', testid: 'id' });
  const shown = screen.getByTestId('id');
  expect(shown.textContent).toBe('13800138000');
  expect([...shown.querySelectorAll('.group')].map((group) => group.textContent)).toEqual([
    '138',
    '0013',
    '8000',
  ]);
});

it('marks the characters that differ and says where they are', () => {
  const { container: shown } = render(DiffText, {
    value: '13800138008',
    at: [10],
    sizes: undefined,
  });
  expect(shown.querySelector('mark')?.textContent).toBe('8');
  expect(shown.textContent).toContain('不同之处：第 11 位');
});

it('finds a stretch that was marked where it stands by now', () => {
  const { component } = render(MarkedText, {
    id: 'text',
    label: '正文',
    value: 'ab骗子',
    of: 'a骗子',
    marks: [],
    oninput: () => undefined,
  });
  component.jump(1, 3);
  const field = screen.getByTestId<HTMLTextAreaElement>('text');
  expect(document.activeElement).toBe(field);
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('骗子');
});

it('takes a word that its list does not hold', async () => {
  const { default: userEvent } = await import('@testing-library/user-event');
  const onchange = vi.fn();
  render(Combobox, {
    id: 'game',
    label: '游戏',
    value: '',
    options: [{ value: '原神', label: '原神' }],
    onchange,
  });
  await userEvent.type(screen.getByRole('combobox'), '新');
  expect(onchange).toHaveBeenLastCalledWith('新');
});

it('chooses from its list by keyboard and by another name', async () => {
  const { default: userEvent } = await import('@testing-library/user-event');
  const onchange = vi.fn();
  const options = [
    { value: '原神', label: 'Genshin Impact', aliases: ['YuanShen'] },
    { value: '王者荣耀', label: 'Honor of Kings', aliases: ['HOK'] },
  ];
  render(Combobox, { id: 'game', label: 'Game', value: '', options, onchange });
  await userEvent.type(screen.getByRole('combobox'), 'hok{ArrowDown}{Enter}');
  expect(onchange).toHaveBeenLastCalledWith('王者荣耀');
});
