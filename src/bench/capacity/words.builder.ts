/** Three digits say all that such a model knows; more only where they stand before the point. */
export function number(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) >= 100) return Math.round(Number(value.toPrecision(3))).toLocaleString('en-US');
  const digits = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
}

export const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'];

export function bytes(value: number): string {
  const power = value < 1000 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(value) / 3));
  return `${number(value / 1000 ** power)} ${BYTES[power]}`;
}

export const dollars = (value: number): string => `$${value < 1 ? value.toFixed(3) : number(value)}`;
