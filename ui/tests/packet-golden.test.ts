/* The words that packets are written with stand beside the tests of the packets, which write one
   with each. `UPDATE_SNAPSHOTS=1` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

import { afterEach, expect, it } from 'vitest';

import { chooseLocale, type Locale } from '@/i18n/index.svelte';
import { packetWords } from '@/pages/case/packetWords';

const folder = join(import.meta.dirname, '../../src-tauri/crates/app/tests/packet');

afterEach(() => {
  chooseLocale('zh-CN');
});

it.each<Locale>(['zh-CN', 'en'])('the words of packets in %s are written down', (locale) => {
  chooseLocale(locale);
  // The names of kinds and categories are data of the app, and put in where they are.
  const words = `${JSON.stringify(packetWords(null, '20261122-3F9A'), null, 2)}\n`;
  const path = join(folder, `words.${locale}.json`);
  if (env['UPDATE_SNAPSHOTS'] !== undefined) writeFileSync(path, words);
  expect(readFileSync(path, 'utf8'), 'UPDATE_SNAPSHOTS=1 npx vitest run packet-golden').toBe(words);
});
