import { expect, it } from 'vitest';

import { unfilled } from './states';
import { offered } from './steps';

it('names what fills each flow that nothing serves yet', () => {
  expect(unfilled(['information', 'order']).map(({ kind }) => kind)).toEqual([
    'order_page',
    'delivery',
  ]);
});

it('offers only what a buyer reports, what moves the order first', () => {
  expect(offered(['noted', 'abandoned', 'paid', 'evidence_attached', 'undone'])).toEqual([
    'paid',
    'abandoned',
    'noted',
  ]);
});
