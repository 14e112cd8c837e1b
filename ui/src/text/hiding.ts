/** A stretch of a text, in UTF-16 units. */
export interface Place {
  start: number;
  end: number;
}

/** Where `secrets` stand in `text`, also written in groups: `138 0013 8000`, `138-0013-8000`. */
export function placesOf(text: string, secrets: readonly string[]): Place[] {
  return [...new Set(secrets.map((secret) => secret.replace(/[\s-]/g, '')))]
    .filter((secret) => secret.length >= SHORTEST && secret.length <= LONGEST)
    .flatMap((secret) => {
      const written = [...secret].map(escaped).join('[\\s-]{0,2}');
      return [...text.matchAll(new RegExp(written, 'giu'))].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
      }));
    });
}

/** The text with dots in those places; every other character stays where it was. */
export function dotted(text: string, places: readonly Place[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    if (end <= from) continue;
    result += text.slice(at, from) + '\u25cf'.repeat(end - from);
    at = end;
  }
  return result + text.slice(at);
}

/** A shorter one stands everywhere by chance. */
const SHORTEST = 4;
/** No recipient is longer, and a pattern has a limit. */
const LONGEST = 128;

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
