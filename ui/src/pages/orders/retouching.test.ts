import { expect, it } from 'vitest';

import { areaBetween, Retouching } from './retouching.svelte';

const size = { width: 600, height: 1200 };
const begin = (): Retouching => new Retouching(size);

it('draws from any corner and stays within the picture', () => {
  const it = begin();
  it.drop({ x: 300, y: 400 }, { x: -50, y: 2000 });
  expect(it.marks).toEqual([
    { kind: 'redact', area: { left: 0, top: 400, width: 300, height: 800 } },
  ]);
  expect(areaBetween({ x: 900, y: 9 }, { x: 950, y: 9 }, size)).toEqual({
    left: 599,
    top: 9,
    width: 1,
    height: 1,
  });
});

it('keeps nothing of a click but a number, and counts them on', () => {
  const it = begin();
  it.drop({ x: 10, y: 10 }, { x: 10, y: 10 });
  expect(it.empty).toBe(true);
  it.tool = 'number';
  it.drop({ x: 10, y: 10 }, { x: 10, y: 10 });
  it.drop({ x: 90, y: 10 }, { x: 90, y: 10 });
  expect(it.marks.map((mark) => mark.kind === 'number' && mark.number)).toEqual([1, 2]);
});

it('takes every step back and forth', () => {
  const it = begin();
  it.put();
  it.tool = 'crop';
  it.put();
  expect(it.crop).toEqual({ left: 210, top: 540, width: 180, height: 120 });
  it.undo();
  expect([it.crop, it.marks.length]).toEqual([null, 1]);
  it.undo();
  expect([it.empty, it.canUndo, it.canRedo]).toEqual([true, false, true]);
  it.redo();
  it.redo();
  expect(it.crop).not.toBeNull();
});

it('moves and widens by keys what is chosen', () => {
  const it = begin();
  it.put();
  it.nudge(1, 0, false);
  it.nudge(0, 1, true);
  expect(it.marks).toEqual([
    { kind: 'redact', area: { left: 220, top: 540, width: 180, height: 130 } },
  ]);
  it.remove(0);
  expect(it.empty).toBe(true);
  it.nudge(1, 1, false);
  expect(it.empty, 'nothing is chosen any more').toBe(true);
});
