/** `1280.5` 元 as it is written on a bill: `1,280.50`. Takes 分. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const whole = Math.abs(fen);
  const units = Math.floor(whole / 100).toString();
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${grouped}.${String(whole % 100).padStart(2, '0')}`;
}

/** As it is typed into a field: `98.5` stays short, 100 元 is `100`. */
export function yuanInput(fen: number): string {
  return yuan(fen).replaceAll(',', '').replace(/\.00$/, '');
}

/** What was typed in 元, in 分: null for nothing, undefined for what is no amount. */
export function fenOf(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
  if (parts === null) return undefined;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}
