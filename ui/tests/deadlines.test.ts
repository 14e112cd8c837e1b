import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { setBackend, type TermView } from '@/backend';
import { FakeBackend } from '@/dev/fake';
import AgendaPage from '@/pages/deadlines/AgendaPage.svelte';
import DeadlinesPanel from '@/pages/deadlines/DeadlinesPanel.svelte';
import { leftOf } from '@/pages/deadlines/wording';

let backend: FakeBackend;
beforeEach(() => {
  backend = new FakeBackend();
  setBackend(backend);
});

const answerDue: TermView = {
  rule: 'service_answer',
  name: { zh: '客服答复', en: 'Answer of the service' },
  track: 'response',
  nature: 'expectation',
  from: 'contacted',
  length: { amount: 24, unit: 'hours' },
  source: { name: { zh: '经验', en: 'Experience' } },
  recorded: false,
  still: ['supervisor', 'regulator'],
  started_at: '2026-11-20T04:00:00Z',
  due: { at: '2026-11-21T04:00:00Z', soonest: null, latest: null, counted: null, basis: null },
  left: { overdue: true, amount: 3, unit: 'hours' },
  state: 'open',
  answer: null,
};
const days: TermView = {
  ...answerDue,
  rule: 'authority_accepts',
  name: { zh: '是否受理', en: 'Accepts' },
  nature: 'law',
  from: 'authority_received',
  due: {
    at: '2027-01-12T16:00:00Z',
    soonest: null,
    latest: null,
    counted: {
      first: '2026-12-31',
      last: '2027-01-12',
      moved_from: null,
      rest_days: 5,
      worked_weekends: 1,
    },
    basis: 'by_weekends',
  },
  left: { overdue: false, amount: 12, unit: 'days' },
};
const panel = { order: 'order-1', goods: '话费', version: 1, onchanged: () => Promise.resolve() };

it('says how a term is counted and what is still possible', async () => {
  backend.terms = [answerDue, days];
  render(DeadlinesPanel, panel);
  const cards = await screen.findAllByTestId('term');
  const [due, counted] = cards.map((card) => card.textContent);
  expect(due).toContain('过期 3 小时');
  expect(due).toContain('要求升级工单');
  expect(counted).toContain('到 2027-01-12 24:00');
  expect(counted).toContain('跳过 5 个休息日，算上 1 个补班日');
  expect(counted).toContain('按周末推算');
  expect(counted).toContain('法律规定');
});

it('asks what came of a term and what is missing', async () => {
  backend.terms = [answerDue];
  const user = userEvent.setup();
  render(DeadlinesPanel, panel);
  await user.click(await screen.findByTestId('answer'));
  await user.click(screen.getByTestId('answer-what-partly'));
  const save = screen.getByTestId('answer-save');
  expect(save.hasAttribute('disabled')).toBe(true);
  await user.type(screen.getByTestId('answer-note'), '还差 50 元');
  await user.click(save);
  expect(backend.answersGiven).toHaveLength(1);
  expect(backend.answersGiven[0]).toMatchObject({ answer: 'partly', note: '还差 50 元' });
  expect((await screen.findByTestId('given')).textContent).toBe('部分解决');
});

it('lists the agenda by day and goes through it with the arrow keys', async () => {
  const item = (goods: string, term: TermView) => ({ order: goods, goods, shop: '小铺', term });
  backend.agendaItems = { overdue: [item('话费', answerDue)], later: [item('点券', days)] };
  const user = userEvent.setup();
  render(AgendaPage);
  const overdue = await screen.findByTestId('agenda-overdue');
  within(overdue).getByText('1 项');
  const links = screen.getAllByRole('link');
  links[0]?.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(links[1]);
  await user.click(screen.getByTestId('export-ics'));
  expect(backend.exported[0]?.uids).toHaveLength(2);
});

it('tells what is years away in years, and what is near in days', () => {
  const left = (amount: number): string =>
    leftOf({ left: { overdue: false, amount, unit: 'days' } });
  expect(left(90), 'a term of 90 days is counted in days').toBe('还剩 90 天');
  expect(left(365)).toBe('还剩 365 天');
  expect(left(1096)).toBe('还剩 3 年');
  expect(left(1095), 'never more than there is').toBe('还剩 2 年 11 个月');
  expect(left(366)).toBe('还剩 1 年');
});
