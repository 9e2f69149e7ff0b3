import type { ItemDocument, ItemOf } from '../../courses/item-document.ts';
import type { Localized } from '../../../lib/localized.ts';
import { carriedBy, dataLine, trueFalseTexts, withTwins } from './carried.ts';
import { keyLineOf, percent, percentsOf } from './choice-key.ts';
import { remark, type BankItem, type ItemNote, type Remark } from './format.ts';
import { labelsOf } from './labels.ts';
import { FILE_TYPES } from './moodle-essay.ts';
import { writeText } from './moodle-text.ts';
import { partIdsOf } from './part-ids.ts';
import { beginning } from './tidy.ts';
import {
  feedbackElement,
  line,
  oddShares,
  textElement,
  textsOf,
  type Question,
  type Texts,
} from './moodle-elements.ts';
import { gaps, inTextOrder, number } from './moodle-write-ranges.ts';
import { plain as bare } from '../texts.ts';
import { xmlText } from './xml.ts';

const answer = (share: number, text: Localized, feedback: Localized | null, texts: Texts): string =>
  texts.wrap('answer', text, ` fraction="${percent(share)}"`, feedbackElement(feedback, texts));

function choice(item: ItemOf<'single' | 'multiple'>, texts: Texts): Question {
  const shares = percentsOf(item);
  return {
    type: 'multichoice',
    parts: [
      `<single>${item.type === 'single' ? 'true' : 'false'}</single>`,
      '<shuffleanswers>true</shuffleanswers>',
      '<answernumbering>abc</answernumbering>',
      ...item.options.map(({ text, feedback }, at) =>
        answer(shares[at] ?? 0, text, feedback, texts),
      ),
    ],
    more: { clave: keyLineOf(item) },
    notes: oddShares(shares),
  };
}

function trueFalse(item: ItemOf<'truefalse'>, texts: Texts): Question {
  return {
    type: 'truefalse',
    parts: item.options.map(
      ({ id, correct, feedback }) =>
        `<answer fraction="${correct ? '100' : '0'}" format="moodle_auto_format"><text>${id === 'falso' ? 'false' : 'true'}</text>${feedbackElement(feedback, texts)}</answer>`,
    ),
    more: { clave: keyLineOf(item), datos: dataLine(trueFalseTexts(item)) },
  };
}

function shortText(item: ItemOf<'shorttext'>, texts: Texts): Question {
  const { written, twins } = withTwins(item.answers);
  return {
    type: 'shortanswer',
    parts: [
      `<usecase>${item.caseSensitive ? '1' : '0'}</usecase>`,
      ...written.map(({ line: said, credit, feedback }) =>
        line(credit, said, feedbackElement(feedback, texts)),
      ),
    ],
    more: {
      datos: dataLine({
        ...carriedBy(item, ['caseSensitive']),
        ...(twins.length > 0 ? { twins } : {}),
      }),
    },
    notes: oddShares(item.answers.map(({ credit }) => credit)),
  };
}

function matching(item: ItemOf<'matching'>, texts: Texts): Question {
  const said = (text: Localized): string =>
    `<answer><text>${xmlText(writeText(text, item.format).text)}</text></answer>`;
  return {
    type: 'matching',
    parts: [
      '<shuffleanswers>true</shuffleanswers>',
      ...item.pairs.map(({ prompt, answer: right }) =>
        texts.wrap('subquestion', prompt, '', said(right)),
      ),
      ...item.distractors.map(
        ({ text }) => `<subquestion format="html"><text></text>${said(text)}</subquestion>`,
      ),
    ],
    more: { formato: item.format === 'markdown' ? 'markdown' : null },
    notes: item.format === 'markdown' ? [remark('formats.note.markdownAnswers')] : [],
  };
}

function ordering(item: ItemOf<'ordering'>, texts: Texts): Question {
  return {
    type: 'ordering',
    parts: [
      '<layouttype>VERTICAL</layouttype>',
      '<selecttype>ALL</selecttype>',
      '<selectcount>0</selectcount>',
      '<gradingtype>ABSOLUTE_POSITION</gradingtype>',
      '<showgrading>SHOW</showgrading>',
      '<numberingstyle>none</numberingstyle>',
      ...item.steps.map(({ text }, at) =>
        texts.wrap('answer', text, ` fraction="${String(at + 1)}"`),
      ),
    ],
  };
}

const rest = (text: Localized | null, name: string, texts: Texts): string =>
  text === null ? `<${name} format="html"><text></text></${name}>` : texts.wrap(name, text);

function byHand(item: ItemOf<'essay' | 'file' | 'oral'>, texts: Texts): Question {
  const files = item.type === 'essay' ? 0 : item.type === 'file' ? item.maxFiles : 1;
  const types = item.type === 'file' ? item.accepts : (['audio'] as const);
  const essay = item.type === 'essay' ? item : null;
  return {
    type: 'essay',
    parts: [
      `<responseformat>${files === 0 ? 'editor' : 'noinline'}</responseformat>`,
      `<responserequired>${files === 0 ? '1' : '0'}</responserequired>`,
      '<responsefieldlines>15</responsefieldlines>',
      `<minwordlimit>${String(essay?.minWords ?? '')}</minwordlimit>`,
      `<maxwordlimit>${String(essay?.maxWords ?? '')}</maxwordlimit>`,
      `<attachments>${String(files)}</attachments>`,
      `<attachmentsrequired>${files === 0 ? '0' : '1'}</attachmentsrequired>`,
      `<filetypeslist>${files === 0 ? '' : types.map((kind) => FILE_TYPES[kind]).join(',')}</filetypeslist>`,
      rest(item.graderNotes, 'graderinfo', texts),
      rest(essay?.template ?? null, 'responsetemplate', texts),
    ],
    more:
      item.type === 'oral'
        ? { tipo: 'oral', datos: dataLine(carriedBy(item, ['graderNotes'])) }
        : {},
    notes: item.type === 'oral' ? [remark('formats.note.asEssay')] : [],
  };
}

function questionOf(item: ItemDocument, texts: Texts): Question | null {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return choice(item, texts);
    case 'truefalse':
      return trueFalse(item, texts);
    case 'shorttext':
      return shortText(item, texts);
    case 'number':
      return number(item, texts);
    case 'matching':
      return matching(item, texts);
    case 'ordering':
      return ordering(item, texts);
    case 'gaps':
      return gaps(item);
    case 'essay':
    case 'file':
    case 'oral':
      return byHand(item, texts);
    case 'scenario':
      return null;
  }
}

/** What a question is called elsewhere: how it begins, without the marks of Markdown. */
export const nameText = ({ stem, format }: ItemDocument): string =>
  format === 'markdown' ? bare(stem.es) : stem.es;

/** One question as Moodle XML; null, with a note, where Moodle has no place for it. */
export function moodleOf({ item: given, media = [] }: BankItem, notes: ItemNote[]): string | null {
  const item = given.type === 'gaps' ? inTextOrder(given) : given;
  const texts = textsOf(item.format, media);
  const made = questionOf(item, texts);
  const note = (one: Remark, left = false): void => {
    notes.push({ itemId: item.id, left, remark: one });
  };
  if (made === null) {
    note(remark('formats.note.scenarioLeft'), true);
    return null;
  }
  made.notes?.forEach((one) => {
    note(one);
  });
  const more = Object.fromEntries(
    Object.entries({ ...made.more, partes: partIdsOf(item) }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  );
  const labels = labelsOf({ ...item, weight: 1 }, more);
  if (labels.some(({ length }) => length > 50)) note(remark('formats.note.longTag'));
  return [
    `<question type="${made.type}">`,
    textElement('name', beginning(nameText(item), 60)),
    made.text ?? texts.wrap('questiontext', item.stem),
    rest(item.feedback, 'generalfeedback', texts),
    `<defaultgrade>${String(item.weight)}</defaultgrade>`,
    '<penalty>0</penalty>',
    '<hidden>0</hidden>',
    `<idnumber>${item.id}</idnumber>`,
    ...made.parts.filter((part) => part !== ''),
    labels.length === 0
      ? ''
      : `<tags>${labels.map((label) => `<tag><text>${xmlText(label)}</text></tag>`).join('')}</tags>`,
    '</question>',
    '',
  ].join('\n');
}
