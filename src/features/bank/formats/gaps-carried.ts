import type { ItemOf } from '../../courses/item-document.ts';
import type { CarriedData } from './carried.ts';

/** What is asked of a text with gaps when its file does not say it. */
export const FILL_IN = { es: 'Completa el texto.', en: 'Complete the text.' } as const;

type Gaps = ItemOf<'gaps'>;

const usualStem = ({ stem }: Gaps): boolean => stem.es === FILL_IN.es && stem.en === FILL_IN.en;

/** The text with what is asked before it, unless it is the usual; and how many lines of it ask. */
export function gapsText(item: Gaps): { text: string; lines: number } {
  if (usualStem(item)) return { text: item.text.es, lines: 0 };
  return { text: `${item.stem.es}\n${item.text.es}`, lines: item.stem.es.split('\n').length };
}

/** Cuts what is asked from the text. */
export function cutStem(
  text: string,
  lines: unknown,
): { stem: { es: string; en: string }; text: string } {
  const all = text.split('\n');
  if (typeof lines !== 'number' || lines < 1 || lines >= all.length) return { stem: FILL_IN, text };
  const stem = all.slice(0, lines).join('\n').trim();
  return { stem: { es: stem, en: stem }, text: all.slice(lines).join('\n').trim() };
}

/**
 * What systems with embedded answers have no place for: how strictly a written answer is compared, and English, since a
 * text in both languages would ask everything twice.
 */
export function carriedByGaps(item: Gaps): CarriedData {
  const { lines } = gapsText(item);
  const sense = item.gaps.map((gap) =>
    gap.kind === 'typed'
      ? [gap.caseSensitive, gap.accentSensitive, gap.weight]
      : [false, false, gap.weight],
  );
  const answers = item.gaps.map((gap) =>
    gap.kind === 'number' ? [] : gap.answers.map(({ text }) => text.en),
  );
  const feedback = item.gaps.map((gap) => gap.answers.map((answer) => answer.feedback?.en ?? null));
  const data: CarriedData = {};
  if (lines > 0) data['lines'] = lines;
  if (
    sense.some(([cased, accents, weight]) => cased !== false || accents !== false || weight !== 1)
  )
    data['sense'] = sense;
  if (isBilingual(item)) data['en'] = { stem: item.stem.en, text: item.text.en, answers, feedback };
  return data;
}

export const isBilingual = (item: Gaps): boolean =>
  (!usualStem(item) && item.stem.es !== item.stem.en) ||
  item.text.es !== item.text.en ||
  item.gaps.some((gap) =>
    gap.kind === 'number'
      ? gap.answers.some(({ feedback }) => feedback?.es !== feedback?.en)
      : gap.answers.some(
          ({ text, feedback }) => text.es !== text.en || feedback?.es !== feedback?.en,
        ),
  );

const listAt = (value: unknown, at: number): unknown[] => {
  const list: unknown = Array.isArray(value) ? value[at] : undefined;
  return Array.isArray(list) ? (list as unknown[]) : [];
};

/** Gives an item back what `carriedByGaps` took along. */
export function withCarried(item: Gaps, data: CarriedData): Gaps {
  const english = (
    typeof data['en'] === 'object' && data['en'] !== null ? data['en'] : {}
  ) as CarriedData;
  const en = (text: { es: string; en: string }, value: unknown): { es: string; en: string } =>
    typeof value === 'string' && value !== '' ? { ...text, en: value } : text;
  const gaps = item.gaps.map((gap, at) => {
    const [cased, accents, weight] = listAt(data['sense'], at);
    const whole = {
      ...gap,
      ...(typeof weight === 'number' ? { weight } : {}),
      ...(gap.kind === 'typed' && typeof cased === 'boolean' ? { caseSensitive: cased } : {}),
      ...(gap.kind === 'typed' && typeof accents === 'boolean' ? { accentSensitive: accents } : {}),
    };
    const texts = listAt(english['answers'], at);
    const reasons = listAt(english['feedback'], at);
    whole.answers.forEach((answer, index) => {
      if ('text' in answer) answer.text = en(answer.text, texts[index]);
      if (answer.feedback !== null) answer.feedback = en(answer.feedback, reasons[index]);
    });
    return whole;
  });
  return {
    ...item,
    stem: en(item.stem, english['stem']),
    text: en(item.text, english['text']),
    gaps,
  };
}
