import { expect, it } from 'vitest';

import { gaps } from './states';
import { offered } from './steps';

it('names the flows that nothing serves yet', () => {
  expect(gaps([]).map(({ flow }) => flow)).toEqual(['money', 'order', 'information']);
  expect(gaps(['payment', 'chat', 'listing']).map(({ flow }) => flow)).toEqual(['order']);
});

it('offers only what a buyer reports, what moves the order first', () => {
  expect(offered(['noted', 'abandoned', 'paid', 'evidence_attached', 'undone'])).toEqual([
    'paid',
    'abandoned',
    'noted',
  ]);
});
