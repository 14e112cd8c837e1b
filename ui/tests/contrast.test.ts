import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8');

/** Text on the grounds it stands on: WCAG 2.2 AA asks 4.5 : 1. */
const texts: [string, string[]][] = [
  ['ink', ['paper', 'surface', 'sunken', 'accent-soft', 'good-soft', 'look-soft', 'stop-soft']],
  ['ink-2', ['paper', 'surface', 'sunken', 'look-soft', 'stop-soft']],
  ['ink-3', ['paper', 'surface', 'sunken']],
  ['accent', ['paper', 'surface', 'sunken', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['good', ['surface', 'paper', 'good-soft']],
  ['look', ['surface', 'paper', 'look-soft']],
  ['stop', ['surface', 'paper', 'stop-soft']],
  ['unknown', ['surface', 'unknown-soft']],
  ['seal', ['surface', 'slip']],
  ['on-seal', ['seal']],
];
/** What shows where a control is: 3 : 1. */
const edges: [string, string[]][] = [['line-strong', ['paper', 'surface', 'sunken']]];

describe.each(['light', 'dark'])('%s tokens', (theme) => {
  const tokens = tokensOf(theme);
  it.each(pairs(texts))('%s on %s is read without effort', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(pairs(edges))('%s on %s shows where a control is', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(3);
  });
});

function pairs(table: [string, string[]][]): [string, string][] {
  return table.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));
}

function tokensOf(theme: string): Map<string, string> {
  const block = css.split(`:root[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

function contrast(tokens: Map<string, string>, front: string, back: string): number {
  const [high = 0, low = 0] = [front, back]
    .map((name) => {
      const colour = tokens.get(name);
      if (colour === undefined) throw new Error(`no token --${name}`);
      return luminance(colour);
    })
    .sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance as WCAG defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
