import type { ItemOf } from '../../courses/item-document.ts';
import { carriedBy, dataLine } from './carried.ts';
import { apart, clozeOf, nearly } from './cloze.ts';
import { remark, type Remark } from './format.ts';
import { carriedByGaps, gapsText, isBilingual } from './gaps-carried.ts';
import { feedbackElement, line, oddShares, type Question, type Texts } from './moodle-elements.ts';
import { writeText } from './moodle-text.ts';
import { around, type Range } from './numbers.ts';
import { xmlText } from './xml.ts';

/**
 * All ranges in their order, where value and tolerance do not say one of them exactly: different ranges may be written alike.
 */
function rangesOf(answers: readonly Range[]): unknown[] {
  const all = answers
    .map((range) => ({ ...range, ...nearly(range) }))
    .filter(({ value }) => value !== '*');
  const isExact = all.every(({ from, to, value, tolerance }) => {
    const back = around(Number(value), tolerance);
    return back.from === from && back.to === to;
  });
  return isExact
    ? []
    : all.map(({ from, to, value, tolerance }) => [String(value), String(tolerance), from, to]);
}

const openEnded = (answers: readonly Range[]): Remark[] =>
  answers.some(({ from, to }) => (from === null) !== (to === null))
    ? [remark('formats.note.openRange')]
    : [];

export function number(item: ItemOf<'number'>, texts: Texts): Question {
  const exact = item.units.every(({ factor }) => 1 / (1 / factor) === factor);
  const ranges = rangesOf(item.answers);
  const carried = carriedBy(item, [
    ...(exact ? ['units'] : []),
    ...(item.units.length > 0 ? ['unitRequired'] : []),
  ]);
  return {
    type: 'numerical',
    parts: [
      ...item.answers.map((one) => {
        const { value, tolerance } = nearly(one);
        return line(
          one.credit,
          String(value),
          `${feedbackElement(one.feedback, texts)}<tolerance>${String(tolerance)}</tolerance>`,
        );
      }),
      item.units.length === 0
        ? ''
        : `<units>${item.units.map(({ name, factor }) => `<unit><multiplier>${String(1 / factor)}</multiplier><unit_name>${xmlText(name)}</unit_name></unit>`).join('')}</units>`,
      `<unitgradingtype>${item.unitRequired && item.units.length > 0 ? '2' : '0'}</unitgradingtype>`,
      `<unitpenalty>${item.unitRequired ? '1' : '0.1'}</unitpenalty>`,
      `<showunits>${item.units.length > 0 ? '0' : '3'}</showunits>`,
      '<unitsleft>0</unitsleft>',
    ],
    more: { datos: dataLine({ ...carried, ...(ranges.length > 0 ? { ranges } : {}) }) },
    notes: [...oddShares(item.answers.map(({ credit }) => credit)), ...openEnded(item.answers)],
  };
}

export function gaps(item: ItemOf<'gaps'>): Question {
  const { text } = gapsText(item);
  const byId = new Map(item.gaps.map((gap) => [gap.id, gap]));
  const one = (written: string): string =>
    writeText({ es: written, en: written }, item.format).text;
  const clozed = apart(one(text)).replace(/\{\{([a-z0-9-]+)\}\}/g, (all, id: string) => {
    const gap = byId.get(id);
    return gap === undefined ? all : clozeOf(gap, one);
  });
  const ranges = rangesOf(item.gaps.flatMap((gap) => (gap.kind === 'number' ? gap.answers : [])));
  return {
    type: 'cloze',
    text: `<questiontext format="${item.format === 'markdown' ? 'markdown' : 'plain_text'}"><text>${xmlText(clozed)}</text></questiontext>`,
    parts: [],
    more: {
      datos: dataLine({
        ...carriedByGaps(item),
        ...(ranges.length > 0 ? { ranges } : {}),
      }),
    },
    notes: isBilingual(item) ? [remark('formats.note.englishLeft')] : [],
  };
}

/** The gaps as they follow one another in the text: Moodle knows no other order, and nobody sees one. */
export function inTextOrder(item: ItemOf<'gaps'>): ItemOf<'gaps'> {
  const place = new Map(
    [...item.text.es.matchAll(/\{\{([a-z0-9-]+)\}\}/g)].map(([, id], at) => [id, at]),
  );
  const gaps = [...item.gaps].sort(
    (one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0),
  );
  return { ...item, gaps };
}
