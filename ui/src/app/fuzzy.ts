/**
 * How well `typed` fits a word, from 0 (not at all) to 1 (it is the word). Letters may be left
 * out between, as in `stg` for settings; Chinese characters likewise.
 */
export function fit(word: string, typed: string): number {
  const [whole, part] = [plain(word), plain(typed)];
  if (part === '') return 0.1;
  if (whole === part) return 1;
  if (whole.startsWith(part)) return 0.9;
  if (whole.includes(part)) return 0.7;
  let at = 0;
  let jumps = 0;
  for (const character of part) {
    const next = whole.indexOf(character, at);
    if (next < 0) return 0;
    if (next > at) jumps += 1;
    at = next + 1;
  }
  // One letter in each of many places is chance.
  return jumps > part.length / 2 ? 0.1 : 0.4;
}

/** The best of several words. */
export function bestFit(words: readonly string[], typed: string): number {
  return Math.max(...words.map((word) => fit(word, typed)));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s·]/g, '');
}
