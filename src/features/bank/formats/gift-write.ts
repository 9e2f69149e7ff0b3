import type { ItemDocument, ItemOf } from '../../courses/item-document.ts';
import type { Localized } from '../../../lib/localized.ts';
import { keyLineOf, percent, percentsOf } from './choice-key.ts';
import { carriedBy, dataLine, trueFalseTexts, withTwins, type CarriedData } from './carried.ts';
import { remark, type BankItem, type ItemNote, type Remark } from './format.ts';
import { carriedByGaps, gapsText, isBilingual } from './gaps-carried.ts';
import { escapeGift } from './gift-blocks.ts';
import { labelsOf } from './labels.ts';
import {
  LOOKS_LIKE_FORMAT,
  NEEDS_PLAIN,
  pairAnswer,
  prompt,
  reason,
  say,
  type Pen,
} from './gift-pen.ts';
import { writeText } from './moodle-text.ts';
import { nameText } from './moodle-write.ts';
import { rangeOf, type Range } from './numbers.ts';
import { partIdsOf } from './part-ids.ts';
import { beginning } from './tidy.ts';

/** What is written between the braces, and what the labels have to say so that it is read as it was meant. */
interface Answers {
  lines: string[];
  more?: Record<string, string | null>;
  notes?: Remark[];
}

function choice(item: ItemOf<'single' | 'multiple'>, pen: Pen): Answers {
  const worth = percentsOf(item);
  return {
    lines: item.options.map(({ correct, text, feedback }, at) => {
      const sign = item.type === 'single' && correct ? '=' : `~%${percent(worth[at] ?? 0)}%`;
      return `${sign}${say(text, pen)}${reason(feedback, pen)}`;
    }),
    more: { clave: keyLineOf(item, item.type === 'single' ? whole(item, worth) : worth) },
  };
}

/** GIFT has no share for the right one of several. */
const whole = (item: ItemOf<'single'>, worth: readonly number[]): number[] =>
  worth.map((value, at) => (item.options[at]?.correct === true ? 100 : value));

function trueFalse(item: ItemOf<'truefalse'>, pen: Pen): Answers {
  const right = item.options.find(({ correct }) => correct);
  const wrong = item.options.find(({ correct }) => !correct);
  const word = right?.id === 'falso' ? 'FALSE' : 'TRUE';
  const wrongText = wrong?.feedback ?? null;
  const rightText = right?.feedback ?? null;
  const tail = rightText === null ? '' : `#${say(rightText, pen)}`;
  const middle = wrongText === null ? (tail === '' ? '' : '#') : `#${say(wrongText, pen)}`;
  return {
    lines: [`${word}${middle}${tail}`],
    more: { clave: keyLineOf(item), datos: dataLine(trueFalseTexts(item)) },
  };
}

function matching(item: ItemOf<'matching'>, pen: Pen): Answers {
  return {
    lines: [
      ...item.pairs.map(
        (pair) => `=${prompt(pair.prompt, pen)} -> ${pairAnswer(pair.answer, pen)}`,
      ),
      ...item.distractors.map(({ text }) => `= -> ${pairAnswer(text, pen)}`),
    ],
    more: { formato: pen.format === 'markdown' ? 'markdown' : null },
    notes: pen.format === 'markdown' ? [remark('formats.note.markdownAnswers')] : [],
  };
}

function ordering(item: ItemOf<'ordering'>, pen: Pen): Answers {
  return {
    lines: item.steps.map(({ text }, at) => `=${prompt(text, pen)} -> ${String(at + 1)}`),
    more: { tipo: 'ordering' },
    notes: [remark('formats.note.orderingAsMatching')],
  };
}

type Written = ItemOf<'shorttext'>['answers'];

const writtenLines = (answers: (Written[number] & { line: string })[], pen: Pen): string[] =>
  answers.map(
    ({ line, credit, feedback }) =>
      `=%${percent(credit)}%${LOOKS_LIKE_FORMAT.test(line) ? '[plain]' : ''}${escapeGift(line)}${reason(feedback, pen)}`,
  );

function shortText(item: ItemOf<'shorttext'>, pen: Pen): Answers {
  const { written, twins } = withTwins(item.answers);
  const data: CarriedData = { ...carriedBy(item), ...(twins.length > 0 ? { twins } : {}) };
  const lines = writtenLines(written, pen);
  const arrow = lines.some((one) => one.includes('->'));
  const single =
    written.length === 1 && /^(?:t|true|f|false|v|verdadero|falso)$/i.test(written[0]?.line ?? '');
  return {
    lines,
    more: { datos: dataLine(data), tipo: arrow || single ? 'shorttext' : null },
    notes: [
      ...(arrow ? [remark('formats.note.arrow')] : []),
      ...(item.caseSensitive ? [remark('formats.note.caseSensitive')] : []),
    ],
  };
}

const rangeLines = (
  answers: readonly (Range & { credit: number; feedback: Localized | null })[],
  pen: Pen,
): string[] =>
  answers.map(
    (answer) => `=%${percent(answer.credit)}%${rangeOf(answer)}${reason(answer.feedback, pen)}`,
  );

function number(item: ItemOf<'number'>, pen: Pen): Answers {
  const [first, ...rest] = rangeLines(item.answers, pen);
  return {
    lines: [`#${first ?? ''}`, ...rest],
    more: { datos: dataLine(carriedBy(item)) },
    notes: item.units.length > 0 ? [remark('formats.note.unitsLeft')] : [],
  };
}

function gap(item: ItemOf<'gaps'>, pen: Pen): Answers {
  const [only] = item.gaps;
  const more = { tipo: 'gaps', datos: dataLine(carriedByGaps(item)) };
  const notes = isBilingual(item) ? [remark('formats.note.englishLeft')] : [];
  if (only === undefined) return { lines: [], more };
  const es = <T extends { feedback: Localized | null }>(answer: T): T =>
    answer.feedback === null
      ? answer
      : { ...answer, feedback: { es: answer.feedback.es, en: answer.feedback.es } };
  if (only.kind === 'number') {
    const [first, ...rest] = rangeLines(only.answers.map(es), pen);
    return { lines: [`#${first ?? ''}`, ...rest], more, notes };
  }
  const answers = only.answers.map((answer) => ({ ...es(answer), line: answer.text.es }));
  if (only.kind === 'typed') return { lines: writtenLines(answers, pen), more, notes };
  return {
    lines: answers.map(
      ({ line, credit, feedback }) =>
        `~%${percent(credit)}%${say({ es: line, en: line }, pen.format === 'markdown' ? { ...pen, format: 'plain' } : pen)}${reason(feedback, pen)}`,
    ),
    more,
    notes,
  };
}

function answersOf(item: ItemDocument, pen: Pen): Answers | Remark {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return choice(item, pen);
    case 'truefalse':
      return trueFalse(item, pen);
    case 'matching':
      return matching(item, pen);
    case 'ordering':
      return ordering(item, pen);
    case 'shorttext':
      return shortText(item, pen);
    case 'number':
      return number(item, pen);
    case 'gaps':
      return item.gaps.length === 1 ? gap(item, pen) : remark('formats.note.gapsLeft');
    case 'essay':
      return { lines: [], more: { datos: dataLine(carriedBy(item)) } };
    case 'file':
    case 'oral':
      return {
        lines: [],
        more: { tipo: item.type, datos: dataLine(carriedBy(item)) },
        notes: [remark('formats.note.asEssay')],
      };
    case 'scenario':
      return remark('formats.note.scenarioLeft');
  }
}

/** One question as GIFT; null, with a note, where GIFT has no place for it. */
export function giftOf({ item }: BankItem, notes: ItemNote[]): string | null {
  const pen = penOf(item);
  const answers = answersOf(item, pen);
  const note = (one: Remark, left = false): void => {
    notes.push({ itemId: item.id, left, remark: one });
  };
  if ('key' in answers) {
    note(answers, true);
    return null;
  }
  answers.notes?.forEach((one) => {
    note(one);
  });
  const given = Object.fromEntries(
    Object.entries({ ...answers.more, partes: partIdsOf(item) }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  );
  const labels = labelsOf(item, given).map((label) => ` [tag:${label.replaceAll(']', '\\]')}]`);
  return [
    `// [id:${item.id}]${labels.join('')}`,
    `::${escapeGift(beginning(nameText(item), 60))}::${asked(item, pen, bracesOf(answers.lines, item.feedback, pen))}`,
    '',
    '',
  ].join('\n');
}

/** What is asked; the place of the answers in it is marked where a text has a gap. */
function askedOf(item: ItemDocument): Localized {
  if (item.type !== 'gaps') return item.stem;
  const text = gapsText(item).text.replace(/\{\{[a-z0-9-]+\}\}/, PLACE);
  return { es: text, en: text };
}

const PLACE = '\u{f8ff}';

/** The format of the question is that of what is asked; the other texts name theirs where it is another one. */
function penOf(item: ItemDocument): Pen {
  const { format, text } = writeText(askedOf(item), item.format);
  const usual = format === 'plain' && !NEEDS_PLAIN.test(text) && !LOOKS_LIKE_FORMAT.test(text);
  return { format: item.format, base: usual ? 'moodle' : format };
}

function asked(item: ItemDocument, { format, base }: Pen, braces: string): string {
  const text = escapeGift(writeText(askedOf(item), format).text);
  const whole = `${base === 'moodle' ? '' : `[${base}]`}${text}`;
  return item.type === 'gaps' ? whole.replace(PLACE, () => braces) : `${whole}${braces}`;
}

function bracesOf(lines: readonly string[], feedback: Localized | null, pen: Pen): string {
  const general = feedback === null ? [] : [`####${say(feedback, pen)}`];
  const all = [...lines, ...general];
  return all.length === 0 ? '{}' : `{\n${all.map((line) => `\t${line}\n`).join('')}}`;
}
