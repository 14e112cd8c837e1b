import { beforeEach, expect, it, vi } from 'vitest';

import { toasts } from '@/app/toasts.svelte';
import { type Attached, BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';

import { EvidenceIntake } from './evidence.svelte';

let fake: FakeBackend;
let changed: () => Promise<void>;

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  changed = vi.fn(() => Promise.resolve());
});

const intake = (): EvidenceIntake => new EvidenceIntake('order-1', changed);
const said = (): string =>
  toasts()
    .map((toast) => toast.text)
    .join('\n');
const attached = (more: Partial<Attached> = {}): Attached => ({
  sha256: 'a'.repeat(64),
  already: false,
  also_in: [],
  notice: null,
  change: { order: null, seq: 1, kinds: ['evidence'] },
  ...more,
});

function paste(data: { files?: File[]; text?: string }): ClipboardEvent {
  const clipboardData = { files: data.files ?? [], getData: () => data.text ?? '' };
  return Object.assign(new Event('paste', { cancelable: true }), {
    clipboardData,
  }) as unknown as ClipboardEvent;
}

it('takes files for the first flow without evidence', () => {
  expect(intake().kindFor(['money', 'order', 'information'])).toBe('payment');
  expect(intake().kindFor(['order', 'information'])).toBe('order_page');
  expect(intake().kindFor([])).toBe('other');
});

it('asks the program for the clipboard only when the event holds nothing', async () => {
  const clipboard = vi.spyOn(fake, 'attachClipboard').mockResolvedValue(attached());
  await intake().paste(paste({ text: '订单号 123' }), 'payment');
  expect(clipboard, 'a paste of text is no picture').not.toHaveBeenCalled();
  await intake().paste(paste({}), 'payment');
  expect(clipboard).toHaveBeenCalledOnce();
  expect(clipboard.mock.calls[0]?.[1]).toMatch(/\d{8}-\d{4}\.png$/);
});

it('goes on with the others when one file is refused', async () => {
  vi.spyOn(fake, 'attachPasted')
    .mockRejectedValueOnce(new BackendError('file_empty', ''))
    .mockResolvedValueOnce(attached());
  await intake().paste(
    paste({ files: [new File([], 'empty.png'), new File(['x'], 'good.png')] }),
    'payment',
  );
  expect(said()).toContain('empty.png：这是空文件');
  expect(said()).toContain('放入 1 份证据');
  expect(changed).toHaveBeenCalled();
});

it('says what is odd about a file that was kept', async () => {
  vi.spyOn(fake, 'attachPasted').mockResolvedValue(
    attached({ notice: 'truncated', also_in: ['other'] }),
  );
  await intake().paste(paste({ files: [new File(['x'], 'half.png')] }), 'payment');
  expect(said()).toContain('half.png：图片不完整');
  expect(said()).toContain('别的订单里也有');
});

it('does not count a file that was there before', async () => {
  vi.spyOn(fake, 'attachDropped').mockResolvedValue([
    { name: 'twice.png', attached: attached({ already: true }), error: null },
  ]);
  const it = intake();
  await it.drag({ phase: 'dropped', token: 7, names: ['twice.png'] }, 'payment');
  expect(said()).toBe('twice.png：这份证据这一单已经有了');
});

it('shows that files are held over the window', async () => {
  const it = intake();
  await it.drag({ phase: 'over', names: ['a.png'] }, 'payment');
  expect(it.dragging).toBe(true);
  await it.drag({ phase: 'left' }, 'payment');
  expect(it.dragging).toBe(false);
});
