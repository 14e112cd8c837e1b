/**
 * The backend counts places in a text in bytes of its UTF-8 form, JavaScript in UTF-16 units.
 * Answers the UTF-16 place of each byte place; one pass over the text, however many are asked.
 * A place past the end is the end.
 */
export function unitPlaces(text: string, bytes: readonly number[]): Map<number, number> {
  const wanted = [...new Set(bytes)].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let byte = 0;
  let unit = 0;
  for (const place of wanted) {
    while (byte < place && unit < text.length) {
      const code = text.charCodeAt(unit);
      const pair = code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(unit + 1));
      byte += pair ? 4 : width(code);
      unit += pair ? 2 : 1;
    }
    places.set(place, unit);
  }
  return places;
}

/** A lone surrogate becomes U+FFFD on its way to the backend: three bytes, as its own range. */
function width(code: number): number {
  if (code < 0x80) return 1;
  return code < 0x800 ? 2 : 3;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}
