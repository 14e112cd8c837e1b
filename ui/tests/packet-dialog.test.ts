import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { kindName, loadGuide } from '@/app/guide.svelte';
import { BackendError, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { zhCN } from '@/i18n/zh-CN';
import PacketDialog from '@/pages/case/PacketDialog.svelte';

const user = userEvent.setup();
const onclose = vi.fn();
const onmade = vi.fn();
let fake: FakeBackend;

beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
  onclose.mockClear();
  onmade.mockClear();
});

async function open(): Promise<void> {
  await loadGuide();
  render(PacketDialog, { order: 'a', onclose, onmade });
  await screen.findByTestId('packet-total');
}

function box(id: string): HTMLInputElement {
  return screen.getByTestId(id);
}

it('says before anything is written what goes in and what it cannot prove', async () => {
  await open();
  expect(box('packet-E001').checked).toBe(true);
  expect(box('packet-E002').checked, 'a copy goes in its place').toBe(false);
  expect(box('packet-E003').checked).toBe(true);
  expect(screen.getByTestId('packet-total').textContent).toContain('3 件，约 3.4 MB');
  expect(screen.getByTestId('packet-uncovered').textContent).toContain('1 件');
  const said = screen.getByTestId('packet-cannot').textContent;
  expect(said).toContain(zhCN.packet.dialog.verifiable);
  for (const line of zhCN.packet.wording.cannot_prove.split('\n').slice(1))
    expect(said).toContain(line);
  expect(said, 'in words alone').not.toMatch(/[a-z]_[a-z]/);
  expect(fake.wish).toBeNull();
});

it('names what must be there and is not, and nothing that only helps', async () => {
  await open();
  const closed = kindName('payment_closed');
  expect(closed).not.toBe('');
  expect(screen.getByTestId('packet-missing').textContent.trim()).toBe(
    zhCN.packet.dialog.missing(closed),
  );
});

it('asks for what was chosen, under the name of the case', async () => {
  await open();
  await user.click(box('packet-E002'));
  await user.click(box('packet-E004'));
  expect(screen.queryByTestId('packet-uncovered'), 'it is left out').toBeNull();
  await user.click(box('packet-pages'));
  await user.click(screen.getByTestId('packet-page-size-1'));
  await user.click(screen.getByTestId('packet-write'));
  await screen.findByTestId('packet-done');
  expect(fake.packetName).toBe('20261122-3F9A_证据包_2026-11-22');
  const wish = fake.wish;
  expect(wish?.put_in).toEqual(['2'.repeat(64)]);
  expect(wish?.left_out).toEqual(['4'.repeat(64)]);
  expect(wish?.pages?.bytes).toBe(1_000_000);
  expect(wish?.words.lines.pieces_listed).toContain('{listed}');
  expect(wish?.words.page_footer).toContain('{page}');
  expect(JSON.stringify(wish?.words)).not.toContain('undefined');
});

it('says of an original whose copy does not go in that nothing shows it', async () => {
  const { listed, unreplaced } = zhCN.packet.dialog;
  const line = (): string => box('packet-E002').closest('label')?.textContent ?? '';
  await open();
  expect(line()).toContain(listed);
  expect(screen.queryByTestId('packet-unseen')).toBeNull();
  await user.click(box('packet-E003'));
  expect(line()).toContain(unreplaced);
  expect(line()).not.toContain(listed);
  expect(screen.getByTestId('packet-unseen').textContent).toContain('1 件');
  await user.click(box('packet-E002'));
  expect(screen.queryByTestId('packet-unseen'), 'the original itself goes').toBeNull();
  await user.click(screen.getByTestId('packet-write'));
  await screen.findByTestId('packet-done');
  expect(fake.wish?.put_in).toEqual(['2'.repeat(64)]);
  expect(fake.wish?.left_out).toEqual(['3'.repeat(64)]);
});

it('says the same of one whose copy is not on this computer', async () => {
  const hands = { E002: 'unreplaced', E003: 'elsewhere' } as const;
  fake.pieces = fake.pieces.map((piece) =>
    piece.id === 'E002' || piece.id === 'E003' ? { ...piece, hand: hands[piece.id] } : piece,
  );
  await open();
  expect(screen.getByTestId('packet-unseen').textContent).toContain('1 件');
  await user.click(screen.getByTestId('packet-write'));
  await screen.findByTestId('packet-done');
  expect(fake.wish?.put_in).toEqual([]);
  expect(fake.wish?.left_out).toEqual([]);
});

it('says why nothing can be handed over where no file is on this computer', async () => {
  fake.pieces = fake.pieces.map((piece) => ({ ...piece, hand: 'elsewhere' as const }));
  await open();
  screen.getByText(zhCN.packet.dialog.noneHere);
  expect(screen.getByTestId('packet-write')).toHaveProperty('disabled', true);
});

it('warns of originals, and begins the choice anew with them', async () => {
  await open();
  await user.click(box('packet-E001'));
  await user.click(box('packet-originals'));
  await waitFor(() => {
    expect(box('packet-E002').checked).toBe(true);
  });
  expect(box('packet-E001').checked).toBe(true);
  screen.getByText(zhCN.packet.originals.warn, { exact: false });
  await user.click(screen.getByTestId('packet-write'));
  await screen.findByTestId('packet-done');
  expect(fake.wish?.originals).toBe(true);
  expect(fake.wish?.left_out).toEqual([]);
});

it('shows what was written, and tells the case', async () => {
  await open();
  await user.click(screen.getByTestId('packet-write'));
  expect((await screen.findByTestId('packet-fingerprint')).textContent).toBe('SHA256:u5bJ0c');
  expect(screen.getByTestId('packet-name').textContent).toContain('证据包');
  expect(onmade).toHaveBeenCalledOnce();
  const shown = vi.spyOn(fake, 'showExported');
  await user.click(screen.getByTestId('packet-show'));
  expect(shown).toHaveBeenCalledOnce();
});

it('stays where it is when no place was chosen', async () => {
  fake.makes = null;
  await open();
  await user.click(screen.getByTestId('packet-write'));
  await waitFor(() => {
    expect(fake.wish).not.toBeNull();
  });
  expect(screen.queryByTestId('packet-done')).toBeNull();
  expect(onmade).not.toHaveBeenCalled();
});

it('stops while it is written, and does not close under the work', async () => {
  let end: (() => void) | undefined;
  fake.makePacket = (_order, _name, _wish, told) => {
    told({ done: 300, total: 1_000 });
    return new Promise((resolve) => {
      end = () => {
        resolve(null);
      };
    });
  };
  await open();
  await user.click(screen.getByTestId('packet-write'));
  await user.click(await screen.findByTestId('stop-work'));
  expect(fake.stopped).toEqual(['packet']);
  await user.click(screen.getByRole('button', { name: '取消' }));
  expect(onclose).not.toHaveBeenCalled();
  end?.();
  await waitFor(() => {
    expect(screen.queryByTestId('work')).toBeNull();
  });
});

it('has nothing to write without evidence', async () => {
  fake.pieces = [];
  render(PacketDialog, { order: 'a', onclose, onmade });
  await screen.findByText(zhCN.packet.dialog.noPieces);
  expect(screen.getByTestId('packet-write')).toHaveProperty('disabled', true);
});

it('says when it cannot be read what would go in, and tries again', async () => {
  const { packetPlan } = fake;
  fake.packetPlan = () => Promise.reject(new BackendError('damaged', 'disk'));
  fake.evidenceGuide = () => Promise.reject(new BackendError('damaged', 'disk'));
  render(PacketDialog, { order: 'a', onclose, onmade });
  const failed = await screen.findByTestId('packet-failed');
  expect(failed.textContent).toContain(zhCN.codes.error.damaged);
  expect(screen.getByTestId('packet-write')).toHaveProperty('disabled', true);
  fake.packetPlan = packetPlan;
  await user.click(screen.getByTestId('packet-retry'));
  await screen.findByTestId('packet-total');
  expect(screen.queryByTestId('packet-failed')).toBeNull();
});
