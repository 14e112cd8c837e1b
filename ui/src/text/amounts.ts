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
