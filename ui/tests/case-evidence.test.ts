import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { loadGuide } from '@/app/guide.svelte';
import { type CaseView, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { sampleCase, sampleNeed, sampleOrder, samplePiece } from '@/dev/sampleCase';
import { chooseLocale } from '@/i18n/index.svelte';
import { OpenCase } from '@/pages/case/case.svelte';
import EvidenceTab from '@/pages/case/EvidenceTab.svelte';
import { slotsOf } from '@/pages/case/slots';

let fake: FakeBackend;
const user = userEvent.setup();

beforeEach(async () => {
  fake = new FakeBackend();
  setBackend(fake);
  await loadGuide();
  fake.theCase = sampleCase();
});

async function open(onpacket: () => void = () => undefined): Promise<void> {
  const kept = new OpenCase('A');
  await kept.load();
  render(EvidenceTab, { kept, view: kept.view as CaseView, onpacket });
}
function png(name: string): File {
  return new File([name], name, { type: 'image/png' });
}
function paste(at: Element, ...files: File[]): void {
  const clipboardData = { files, getData: () => '' };
  void fireEvent(at, Object.assign(new Event('paste', { bubbles: true }), { clipboardData }));
}

it('has a place for each need by its flow, filled or empty', async () => {
  await open();
  const groups = screen.getAllByTestId(/^group-/).map(({ dataset }) => dataset['testid']);
  expect(groups).toEqual([
    'group-money',
    'group-order',
    'group-information',
    'group-rule',
    'group-external',
  ]);
  const paid = screen.getByTestId('slot-paid');
  expect(paid.dataset['met']).toBe('true');
  expect(within(paid).getByRole('button', { name: '查看付款成功.png' })).toBeTruthy();
  expect(screen.getByTestId('slot-meant').textContent).toContain('付款前封存的核对能证明');
});

it('says of an empty place what goes there, what it proves and how to get it', async () => {
  await open();
  const empty = screen.getByTestId('slot-ordered').textContent;
  for (const each of ['订单页', '订单页能证明的事', '怎么取得订单页', '状态、商品', '要紧'])
    expect(empty).toContain(each);
  expect(screen.getByTestId('slot-told').textContent).toContain('也可以：聊天记录');
});

it('names the missing notice that the payment was closed, and how to get it', async () => {
  await open();
  const missing = screen.getByTestId('closed-missing');
  expect(missing.textContent).toMatch(/「交易关闭」.*账单/s);
  const choose = vi.spyOn(fake, 'attachChosen');
  await user.click(screen.getByTestId('closed-put'));
  expect(choose).toHaveBeenCalledWith('A', 'payment_closed', expect.anything());
});

it('names what a button is for in the signs of the language', async () => {
  chooseLocale('en');
  await open();
  const names = ['aim-closed', 'lack-closed'].map((id) =>
    screen.getByTestId(id).getAttribute('aria-label'),
  );
  for (const name of names) expect(name).toMatch(/^[ -~]+: Payment closed or pending$/);
});

it('says nothing of that notice once it is there', async () => {
  const view = sampleCase();
  const needs = view.evidence.meter.needs.filter(({ need }) => need !== 'closed');
  fake.theCase = {
    ...view,
    evidence: { ...view.evidence, meter: { ...view.evidence.meter, needs } },
  };
  await open();
  expect(screen.queryByTestId('closed-missing')).toBeNull();
});

it('takes files for the place they were chosen, pasted or aimed at', async () => {
  const attached = vi.spyOn(fake, 'attachPasted');
  const chosen = vi.spyOn(fake, 'attachChosen');
  await open();
  await user.click(screen.getByTestId('put-ordered'));
  expect(chosen).toHaveBeenCalledWith('A', 'order_page', expect.anything());
  paste(screen.getByTestId('put-told'), png('a.png'));
  expect(attached).toHaveBeenLastCalledWith('A', expect.anything(), 'delivery');
  // Without a place it is the first that must be there.
  paste(document.body, png('b.png'));
  expect(attached).toHaveBeenLastCalledWith('A', expect.anything(), 'payment_closed');
  await waitFor(() => {
    expect(screen.getByTestId('aim-popup')).toHaveProperty('disabled', false);
  });
  await user.click(screen.getByTestId('aim-popup'));
  expect(screen.getByTestId('aim-popup').getAttribute('aria-pressed')).toBe('true');
  const dropped = vi.spyOn(fake, 'attachDropped');
  fake.drag?.({ phase: 'dropped', token: 7, names: ['c.png'] });
  expect(dropped).toHaveBeenLastCalledWith('A', 7, 'payment_error', expect.anything());
});

it('puts new pieces to the order that was chosen, and names the order of each', async () => {
  const view = sampleCase();
  const both = [
    samplePiece('A', 'a', 'payment', '一.png'),
    samplePiece('B', 'b', 'chat', '二.png'),
  ];
  fake.theCase = {
    ...view,
    orders: [...view.orders, sampleOrder('B', '联通 50 元话费')],
    evidence: { ...view.evidence, pieces: both },
  };
  await open();
  const pieces = screen.getAllByTestId('piece');
  expect(pieces[0]?.textContent).toContain('移动 100 元话费');
  expect(pieces[1]?.textContent).toContain('联通 50 元话费');
  const choose = vi.spyOn(fake, 'attachChosen');
  await user.click(screen.getByTestId('into-order'));
  await user.click(await screen.findByRole('option', { name: '联通 50 元话费' }));
  await user.click(screen.getByTestId('put-ordered'));
  expect(choose).toHaveBeenCalledWith('B', 'order_page', expect.anything());
  const off = vi.spyOn(fake, 'detachEvidence');
  await user.click(within(pieces[1] as HTMLElement).getByTestId('piece-detach'));
  expect(off).toHaveBeenCalledWith('B', 'b'.repeat(64));
});

it('opens a piece large, from its place and from the timeline', async () => {
  const about = { fields: {}, claimed_at: null, basis: null, maker: null };
  const said = {
    ...samplePiece('A', 'a', 'payment', '一.png'),
    about: { ...about, proves: '付了钱' },
  };
  const view = sampleCase();
  fake.theCase = { ...view, evidence: { ...view.evidence, pieces: [said] } };
  await open();
  expect(screen.getByTestId('piece').textContent).toContain('付了钱');
  for (const where of ['slot-paid', 'piece']) {
    await user.click(
      within(screen.getByTestId(where)).getByRole('button', { name: /^查看一\.png/ }),
    );
    const viewer = await screen.findByTestId('viewer');
    await user.click(within(viewer).getByRole('button', { name: '关闭' }));
    expect(within(viewer).queryByTestId('viewer-edit')).toBeNull();
  }
});

it('says which pieces have no copy with parts blacked out', async () => {
  const view = sampleCase();
  const bare = { ...samplePiece('A', 'a', 'identity', '身份证.png'), bare: true };
  const done = { ...samplePiece('A', 'b', 'identity', '户口本.png'), copies: ['c'.repeat(64)] };
  const copy = {
    ...samplePiece('A', 'c', 'identity', '户口本 打码.png'),
    derived_from: [done.sha256],
    copy: true,
  };
  fake.theCase = { ...view, evidence: { ...view.evidence, pieces: [bare, done, copy] } };
  await open();
  expect(screen.getByTestId('to-redact').textContent).toContain('1 份');
  expect(screen.getAllByTestId('redact')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: '给身份证.png打码' }));
  expect(await screen.findByRole('dialog', { name: /给「身份证\.png」做副本/ })).toBeTruthy();
});

it('offers the packet, and lists those that were made', async () => {
  const onpacket = vi.fn();
  const what = { name: '证据包一.zip', sha256: 'f'.repeat(64), pieces: 3, originals: false };
  const made = { seq: 9, recorded_at: '2026-11-21T02:00:00Z', what };
  fake.theCase = {
    ...sampleCase(),
    packets: [made, { ...made, what: { ...what, name: '二.zip' } }],
  };
  await open(onpacket);
  await user.click(screen.getByTestId('make-packet'));
  expect(onpacket).toHaveBeenCalledOnce();
  const lines = within(screen.getByTestId('packets')).getAllByRole('listitem', { hidden: true });
  expect(lines.map((line) => line.textContent.includes('二.zip'))).toEqual([true, false]);
});

it('asks no more for what cannot be had', async () => {
  const view = sampleCase();
  fake.theCase = { ...view, evidence: { ...view.evidence, lacking: ['closed'] } };
  await open();
  expect(screen.queryByTestId('closed-missing')).toBeNull();
  const said = screen.getByTestId('case-evidence').textContent;
  expect(said).not.toContain('交易关闭或处理中');
  expect(screen.getByTestId('meter').textContent, 'it is missing all the same').toContain('已有 1');
  expect(screen.getByTestId('evidence-kind').textContent).toContain('交易异常提示');
});

it('says of a place that it cannot be filled, and that it can after all', async () => {
  await open();
  await user.click(screen.getByTestId('lack-closed'));
  expect(fake.doneAbout).toEqual([['lack', 'closed', true]]);
});

it('shows a copy where it stands for another kind, or for what is gone', () => {
  const view = sampleCase();
  const copy = { ...samplePiece('A', 'b', 'payment', '剪.png'), copy: true, derived_from: ['0'] };
  const needs = [sampleNeed('paid', 'payment', 'money', { met: true })];
  const meter = { ...view.evidence.meter, needs };
  const found = slotsOf({ ...view, evidence: { meter, lacking: [], pieces: [copy] } });
  expect(found[0]?.slots[0]?.pieces).toEqual([copy]);
});

it('counts a copy with what it was made from, and a comparison for itself', () => {
  const view = sampleCase();
  const paid = samplePiece('A', 'a', 'payment', '一.png');
  const copy = { ...samplePiece('A', 'b', 'payment', '一 打码.png'), copy: true };
  const beside = {
    ...samplePiece('A', 'c', 'comparison', '并排.png'),
    derived_from: [paid.sha256, copy.sha256],
  };
  const needs = [
    sampleNeed('paid', 'payment', 'money', { met: true }),
    sampleNeed('beside', 'comparison', 'information', { met: true }),
    sampleNeed('person', 'identity', 'identity'),
  ];
  const meter = { ...view.evidence.meter, needs };
  const found = slotsOf({
    ...view,
    evidence: { meter, lacking: [], pieces: [paid, copy, beside] },
  });
  expect(found.map(({ group }) => group)).toEqual(['money', 'information', 'identity', 'external']);
  expect(found[0]?.slots[0]?.pieces).toEqual([paid]);
  expect(found[1]?.slots[0]?.pieces).toEqual([beside]);
});

it('says which picture is of another order, and shows it', async () => {
  const { sha256, name } = samplePiece('A', 'a', 'payment', '付款成功.png');
  fake.findings = [
    {
      sha256,
      name,
      field: 'total_fen',
      on_piece: [{ type: 'money', value: 500 }],
      on_record: { type: 'money', value: 9_950 },
    },
  ];
  await open();
  const found = await screen.findByTestId('evidence-findings');
  expect(found.textContent).toMatch(/付款成功\.png.*5\.00.*99\.50/s);
  await user.click(within(found).getByRole('button', { name: '看这张图' }));
  expect((await screen.findByTestId('viewer')).hasAttribute('open')).toBe(true);
});
