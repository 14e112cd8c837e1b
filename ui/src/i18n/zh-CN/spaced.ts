/**
 * A sentence with a space between a Chinese character and a number or foreign word that is put
 * beside it, and none between two Chinese characters. What is put in keeps its own spaces.
 */
export function spaced(texts: TemplateStringsArray, ...values: readonly string[]): string {
  const parts = texts.flatMap((text, at) => [text, values[at] ?? '']);
  return parts.reduce((sentence, part) => sentence + (meet(sentence, part) ? ' ' : '') + part, '');
}

/** Whether a Chinese character and one of another script meet here; signs need no space. */
function meet(before: string, after: string): boolean {
  const [last = '', first = ''] = [[...before].at(-1), [...after][0]];
  return (
    (/\p{Script=Han}/u.test(last) && foreign.test(first)) ||
    (foreign.test(last) && /\p{Script=Han}/u.test(first))
  );
}

const foreign = /[\p{Script=Latin}\p{Number}\p{Currency_Symbol}\u25cf*#@+]/u;
