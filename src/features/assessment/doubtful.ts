import type { MessageKey } from '../../i18n/translate.ts';
import { partsOf } from './answer-parts.ts';
import type { Pair } from './asked.ts';
import { isWholeWith } from './scoring.ts';
import { readNumber } from './written.ts';

/** What looks like a slip in an answer: it is kept and counts as it stands, and whoever wrote it is told before she hands in. */
export interface Doubt {
  key: MessageKey;
  params: Record<string, string | number>;
}

export function doubtOf({ drawn, text }: Pair, chosen: readonly string[]): Doubt | null {
  const [line] = chosen;
  if (line === undefined || drawn.type !== text.type) return null;
  switch (text.type) {
    case 'number':
      return doubtOfNumber(text, line);
    case 'essay':
      return isWholeWith(drawn, chosen) ? doubtOfLength(text, line) : null;
    case 'gaps': {
      const parts = partsOf(chosen) ?? new Map<string, string>();
      const at = text.gaps.findIndex(({ kind, id }) => {
        const value = parts.get(id);
        return kind === 'number' && value !== undefined && readNumber(value)?.unit !== '';
      });
      return at < 0 ? null : { key: 'attempt.doubt.gap', params: { number: at + 1 } };
    }
    default:
      return null;
  }
}

function doubtOfNumber(
  { units, unitRequired }: { units: readonly { name: string }[]; unitRequired: boolean },
  line: string,
): Doubt | null {
  const read = readNumber(line);
  const names = units.map(({ name }) => name).join(', ');
  if (read === null)
    return names === '' || !unitRequired
      ? { key: 'attempt.doubt.number', params: {} }
      : { key: 'attempt.doubt.unit', params: { units: names } };
  const folded = read.unit.toLocaleLowerCase('es-MX');
  if (folded === '')
    return unitRequired ? { key: 'attempt.doubt.unit', params: { units: names } } : null;
  if (units.some(({ name }) => name.toLocaleLowerCase('es-MX') === folded)) return null;
  return names === ''
    ? { key: 'attempt.doubt.number', params: {} }
    : { key: 'attempt.doubt.unit', params: { units: names } };
}

function doubtOfLength(
  { minWords, maxWords }: { minWords: number | null; maxWords: number | null },
  line: string,
): Doubt | null {
  const words = line.split(/\s+/).filter(Boolean).length;
  if (maxWords !== null && words > maxWords)
    return { key: 'attempt.doubt.long', params: { words, max: maxWords } };
  if (minWords !== null && words < minWords)
    return { key: 'attempt.doubt.short', params: { words, min: minWords } };
  return null;
}
