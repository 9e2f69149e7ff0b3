/** Beyond this a bound is none: other systems know no open ranges. */
const ENDLESS = 1e300;

/** A number as files write it, with a point or a decimal comma; null where it is none. */
export function numberIn(text: string): number | null {
  const written = text.trim().replace(/^(-?)\u2212/, '$1-');
  const pointed = /^[+-]?\d+,\d+$/.test(written) ? written.replace(',', '.') : written;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(pointed)) return null;
  const value = Number(pointed);
  return Number.isFinite(value) ? value : null;
}

const decimalsOf = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
};

/** Adds without the dust of binary fractions: 0.3 − 0.1 is 0.2. */
export function sum(one: number, other: number): number {
  const decimals = Math.max(decimalsOf(one), decimalsOf(other));
  const exact = one + other;
  return decimals > 15 || Math.abs(exact) > 1e15 ? exact : Number(exact.toFixed(decimals));
}

/** The bounds of a number with its tolerance. */
export const around = (value: number, tolerance: number): { from: number; to: number } => ({
  from: sum(value, -Math.abs(tolerance)),
  to: sum(value, Math.abs(tolerance)),
});

const bound = (value: number): number | null => (Math.abs(value) >= ENDLESS ? null : value);

export interface Range {
  from: number | null;
  to: number | null;
}

/** `3`, `3:0.1` (more or less), `1..5` or `*`; null where it is none of these. */
export function rangeIn(text: string): Range | null {
  const written = text.trim();
  if (written === '*') return { from: null, to: null };
  const dots = written.indexOf('..');
  const colon = written.indexOf(':');
  const cut = dots >= 0 ? dots : colon;
  const first = numberIn(cut < 0 ? written : written.slice(0, cut));
  if (first === null) return null;
  if (cut < 0) return { from: first, to: first };
  const second = numberIn(written.slice(cut + (dots >= 0 ? 2 : 1)));
  if (second === null) return null;
  if (dots < 0) return around(first, second);
  return { from: bound(first), to: bound(second) };
}

/** The range as `rangeIn` reads it. */
export function rangeOf({ from, to }: Range): string {
  if (from === null && to === null) return '*';
  if (from === to) return String(from);
  return `${String(from ?? -ENDLESS)}..${String(to ?? ENDLESS)}`;
}
/** The middle and the half width, for systems that know no ranges; null where they do not bring the bounds back. */
export function middleOf({ from, to }: Range): { value: number; tolerance: number } | null {
  if (from === null || to === null) return null;
  const value = Number(((from + to) / 2).toPrecision(15));
  const tolerance = Number(((to - from) / 2).toPrecision(15));
  const back = around(value, tolerance);
  return back.from === from && back.to === to ? { value, tolerance } : null;
}
