import { render, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, it } from 'vitest';

import { type AgendaItem, type Home, setBackend } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import { sampleOrder } from '@/dev/sampleCase';
import { emptyDraft } from '@/pages/check/session.svelte';
import HomePage from '@/pages/home/HomePage.svelte';

let fake: FakeBackend;
beforeEach(() => {
  fake = new FakeBackend();
  setBackend(fake);
});

const answer: AgendaItem = {
  order: 'order-1',
  goods: '话费',
  shop: '官方营业厅',
  term: {
    rule: 'service_answer',
    name: { zh: '客服答复', en: 'Answer' },
    track: 'response',
    nature: 'expectation',
    from: 'contacted',
    length: { amount: 24, unit: 'hours' },
    source: { name: { zh: '经验', en: 'Experience' } },
    recorded: false,
    still: [],
    started_at: '2026-11-20T04:00:00Z',
    due: { at: '2026-11-21T04:00:00Z', soonest: null, latest: null, counted: null, basis: null },
    left: { overdue: true, amount: 3, unit: 'hours' },
    state: 'open',
    answer: null,
  },
};

async function shown(more: Partial<Home>): Promise<void> {
  await fake.saveDraft(null, { ...emptyDraft(), name: '话费' });
  const [home, drafts] = [await fake.home(), await fake.drafts()];
  fake.home = () => Promise.resolve({ ...home, drafts, draft_count: drafts.length, ...more });
  render(HomePage);
  await screen.findByTestId('home-drafts');
}

it('opens what is due and leads to all of it', async () => {
  await shown({ overdue: { count: 9, items: [answer] } });
  const due = screen.getByRole('region', { name: '到期' });
  expect(due.textContent).toContain('话费 · 官方营业厅');
  const line = within(due).getByRole('link', { name: '客服答复' });
  expect(line.getAttribute('href')).toContain('order-1');
  expect(screen.getByTestId('home-due-all').textContent).toBe('全部 9 项');
});

it('leads to all drafts only where there are more of them', async () => {
  await shown({});
  const drafts = screen.getByRole('region', { name: '正在核的' });
  expect(within(drafts).getAllByRole('link')).toHaveLength(1);
  expect(screen.queryByTestId('home-drafts-all')).toBeNull();
});

it('says how many drafts there are where these are not all', async () => {
  await shown({ draft_count: 7 });
  expect(screen.getByTestId('home-drafts-all').textContent).toBe('全部 7 个');
});

it('says that an unpaid order is not kept for ever', async () => {
  const { unpaid } = await fake.home();
  const lines = [{ ...sampleOrder('A', '点卡'), gaps: [] }];
  await shown({ unpaid: { ...unpaid, lines, count: { ...unpaid.count, count: 1 } } });
  const group = screen.getByRole('region', { name: '待付款' });
  expect(group.textContent).toContain('平台只留一阵子');
});
