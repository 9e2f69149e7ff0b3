import type { ItemOf } from '../../courses/item-document.ts';
import { percent } from './choice-key.ts';
import { unreadable } from './collect.ts';
import { letter } from './names.ts';
import { middleOf, rangeIn, type Range } from './numbers.ts';

/**
 * Answers that stand inside a text, as Moodle's embedded answers write them: `{2:SHORTANSWER:=paz#Sí~%50%calma}`. The
 * weight stands before the kind; `=` is right, `%50%` a share; `#` begins what is said of an answer.
 */
export interface ClozeAnswer {
  text: string;
  percent: number;
  feedback: string | null;
}

export interface ClozeGap {
  kind: 'typed' | 'chosen' | 'number';
  weight: number;
  caseSensitive: boolean;
  answers: ClozeAnswer[];
}

const KINDS: Record<string, ClozeGap['kind']> = {
  SHORTANSWER: 'typed', SA: 'typed', MW: 'typed',
  SHORTANSWER_C: 'typed', SAC: 'typed', MWC: 'typed',
  NUMERICAL: 'number', NM: 'number',
  MULTICHOICE: 'chosen', MC: 'chosen',
  MULTICHOICE_V: 'chosen', MCV: 'chosen', MULTICHOICE_H: 'chosen', MCH: 'chosen',
  MULTICHOICE_S: 'chosen', MCS: 'chosen', MULTICHOICE_VS: 'chosen', MCVS: 'chosen', MULTICHOICE_HS: 'chosen', MCHS: 'chosen',
}; // prettier-ignore

const OPENING = /\{(\d{0,4}):([A-Z]+(?:_[A-Z]{1,2})?):/g;

/** Cuts the gaps out of a text; `{{1}}`, `{{2}}` … mark their places. */
export function cutCloze(text: string): { text: string; gaps: ClozeGap[] } {
  const gaps: ClozeGap[] = [];
  const out: string[] = [];
  let from = 0;
  for (const match of text.matchAll(OPENING)) {
    if (match.index < from) continue;
    const [whole, weight = '', name = ''] = match;
    const kind = KINDS[name];
    const begin = match.index + whole.length;
    const end = closing(text, begin);
    if (kind === undefined || end < 0)
      return unreadable('formats.problem.clozeKind', { kind: name });
    gaps.push({
      kind,
      weight: Math.min(100, Math.max(1, Number(weight === '' ? 1 : weight))),
      caseSensitive: kind === 'typed' && /(?:_C|C)$/.test(name),
      answers: cutAt(text.slice(begin, end), '~')
        .filter((part) => part.trim() !== '')
        .map(answerIn),
    });
    out.push(text.slice(from, match.index), `{{${String(gaps.length)}}}`);
    from = end + 1;
  }
  out.push(text.slice(from));
  return { text: out.join(''), gaps };
}

function closing(text: string, begin: number): number {
  for (let at = begin; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '}') return at;
  }
  return -1;
}

/** Cuts at a sign that is not escaped, and does not belong to an entity as in `&#233;`. */
function cutAt(text: string, sign: string): string[] {
  const cut: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === sign && !isEntity(text, at)) {
      cut.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...cut, text.slice(from)];
}

const unescape = (text: string): string => text.replace(/\\([\\}#~/"={])/g, '$1');
export const escapeCloze = (text: string): string =>
  text.replace(/[\\}#~"={]/g, (sign) => `\\${sign}`);

const isEntity = (text: string, at: number): boolean =>
  text[at - 1] === '&' && /^#(?:\d{1,7}|x[0-9a-f]{1,6});/i.test(text.slice(at, at + 10));

function answerIn(part: string): ClozeAnswer {
  const trimmed = part.trim();
  const weight = /^%(-?\d{1,3}(?:\.\d*)?)%/.exec(trimmed);
  const isRight = trimmed.startsWith('=');
  const rest = trimmed.slice(isRight ? 1 : (weight?.[0].length ?? 0));
  const [text = '', ...feedback] = cutAt(rest, '#');
  return {
    text: unescape(text.trim()),
    percent: isRight ? 100 : Number(weight?.[1] ?? 0),
    feedback:
      feedback.length === 0 || feedback.join('').trim() === ''
        ? null
        : unescape(feedback.join('#').trim()),
  };
}

/** How the texts inside a gap are read: they follow the format of the text around them. */
export type ReadInside = (raw: string) => { es: string; en: string };

/** A gap as an item keeps it. */
export function gapOf(gap: ClozeGap, at: number, inside: ReadInside): Record<string, unknown> {
  const { kind, weight } = gap;
  const common = { id: String(at + 1), kind, weight };
  const said = gap.answers.map(({ text, percent: credit, feedback }, index) => ({
    id: letter(index),
    text,
    credit,
    feedback: feedback === null ? null : inside(feedback),
  }));
  if (kind === 'number') {
    return {
      ...common,
      answers: said.map(({ text, ...rest }) => ({
        ...rest,
        ...(rangeIn(text) ?? unreadable('formats.problem.notANumber', { text: text.slice(0, 40) })),
      })),
    };
  }
  const answers = said.map(({ text, ...rest }) => {
    const { es, en } = inside(text);
    return { ...rest, text: { es, en } };
  });
  return kind === 'typed'
    ? { ...common, caseSensitive: gap.caseSensitive, answers }
    : { ...common, answers };
}

/** The number and its tolerance, as near to the range as Moodle can say it. */
export function nearly({ from, to }: Range): { value: number | '*'; tolerance: number } {
  if (from === null && to === null) return { value: '*', tolerance: 0 };
  const FAR = 2_000_000_000;
  const low = from ?? (to ?? 0) - FAR;
  const high = to ?? low + FAR;
  return (
    middleOf({ from: low, to: high }) ?? { value: (low + high) / 2, tolerance: (high - low) / 2 }
  );
}

type Gap = ItemOf<'gaps'>['gaps'][number];

const KIND_NAMES = { typed: 'SHORTANSWER', chosen: 'MULTICHOICE', number: 'NUMERICAL' } as const;

/** One gap of an item, in Spanish; `write` makes its texts fit the format of the text around them. */
export function clozeOf(gap: Gap, write: (text: string) => string): string {
  const cased = gap.kind === 'typed' && gap.caseSensitive ? '_C' : '';
  const answers = gap.answers.map((answer) => {
    const sign = answer.credit === 100 ? '=' : `%${percent(answer.credit)}%`;
    const feedback = answer.feedback === null ? '' : `#${escapeCloze(write(answer.feedback.es))}`;
    if ('text' in answer) return `${sign}${escapeCloze(write(answer.text.es))}${feedback}`;
    const { value, tolerance } = nearly(answer);
    return `${sign}${String(value)}${value === '*' ? '' : `:${String(tolerance)}`}${feedback}`;
  });
  return `{${String(gap.weight)}:${KIND_NAMES[gap.kind]}${cased}:${answers.join('~')}}`;
}

/** A text that only looks like an embedded answer is kept from being one by a sign that nobody sees. */
export const apart = (text: string): string =>
  text.replace(OPENING, (found) => `{\u200b${found.slice(1)}`);
