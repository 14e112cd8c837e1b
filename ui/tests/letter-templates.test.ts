import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { type Addressee, type LetterText, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import LibraryPage from '@/pages/library/LibraryPage.svelte';
import { placeOfLine } from '@/pages/library/letterTexts.svelte';

let fake: FakeBackend;
const user = userEvent.setup();

const letter = (id: string, addressee: Addressee): LetterText => ({
  template: {
    id,
    name: { zh: `模板 ${id}`, en: id },
    addressee,
    form: 'ticket',
    problems: [],
    cites: [],
    elements: [],
    text: '您好，订单号{{ order_no }}。',
  },
  original: null,
});

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  fake.letterTemplates = [letter('appeal', 'platform'), letter('dispute', 'payment')];
});
async function edit(id: string): Promise<HTMLTextAreaElement> {
  render(LibraryPage, { section: 'letters' });
  const line = await screen.findByTestId(`letter-template-${id}`);
  await user.click(within(line).getByTestId('letter-edit'));
  return screen.findByTestId<HTMLTextAreaElement>('template-text');
}
const save = (): HTMLButtonElement => screen.getByTestId<HTMLButtonElement>('letter-text-save');

it('lists them by who reads them', async () => {
  render(LibraryPage, { section: 'letters' });
  await screen.findByTestId('letter-template-appeal');
  const heads = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent.trim());
  expect(heads).toEqual(['商家或平台', '支付机构或银行']);
});

it('keeps one in the buyer’s words, and goes back to the original and forth', async () => {
  const field = await edit('appeal');
  expect(save().disabled, 'nothing was changed').toBe(true);
  await user.type(field, '谢谢。');
  await waitFor(() => {
    expect(save().disabled).toBe(false);
  });
  await user.click(save());
  await screen.findByTestId('letter-own');
  expect(fake.letterTemplates[0]?.template.text).toBe('您好，订单号{{ order_no }}。谢谢。');
  await user.click(screen.getByTestId('letter-reset'));
  await waitFor(() => {
    expect(screen.queryByTestId('letter-own')).toBeNull();
  });
  toasts().at(-1)?.action?.run();
  await screen.findByTestId('letter-own');
  expect(fake.letterTemplates[0]?.template.text).toContain('谢谢。');
});

it('inserts a place at the cursor', async () => {
  const field = await edit('appeal');
  field.setSelectionRange(2, 2);
  await user.click(screen.getByTestId('template-insert'));
  await user.click(await screen.findByRole('option', { name: '工单号' }));
  await waitFor(() => {
    expect(field.value).toBe('您好{{ ticket }}，订单号{{ order_no }}。');
  });
});

it('words what is wrong while it is typed, marks it, and does not save it', async () => {
  fake.check = (text) => ({
    faults: text.includes('{{ x }}')
      ? [{ code: 'unknown_slot', detail: { name: 'x', line: 2 } }]
      : [],
    claims: text.includes('必须三倍赔偿') ? ['必须三倍赔偿'] : [],
  });
  const field = await edit('appeal');
  await user.type(field, '\n{{{{ x }}');
  const fault = await screen.findByTestId('template-fault');
  expect(fault.textContent).toContain('第 2 行的“x”不是可填的项');
  expect(save().disabled).toBe(true);
  await user.click(within(fault).getByRole('button'));
  expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('{{ x }}');
  await user.keyboard('必须三倍赔偿');
  const claim = await screen.findByTestId('template-claim');
  expect(claim.textContent).toBe('必须三倍赔偿');
  await waitFor(() => {
    expect(screen.queryByTestId('template-fault')).toBeNull();
  });
  expect(save().disabled).toBe(true);
  const dialog = screen.getByTestId('letter-text-dialog');
  expect(dialog.querySelector('mark')?.textContent).toBe('必须三倍赔偿');
});

it.each([
  ['a\nbc\n', 2, 2, 4],
  ['a\nbc', 9, 2, 4],
  ['', 1, 0, 0],
])('in %j line %d is found', (text, line, start, end) => {
  expect(placeOfLine(text, line)).toEqual({ start, end });
});
