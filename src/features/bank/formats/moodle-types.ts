import { fieldsOf, joinTwins, TRUE_FALSE } from './carried.ts';
import { keyFromLine, multipleKey, singleKey } from './choice-key.ts';
import { unreadable, type Draft } from './collect.ts';
import { remark } from './format.ts';
import { cloze, commonOf, dataOf, lineOf, rangeWas, words } from './moodle-gaps.ts';
import { maybeText, textIn, type MoodleQuestion } from './moodle-question.ts';
import { essay } from './moodle-essay.ts';
import { readText } from './moodle-text.ts';
import { letter } from './names.ts';
import { around, numberIn } from './numbers.ts';
import { attribute, child, children, content, type XmlNode } from './xml.ts';

const fraction = (answer: XmlNode): number => Number(attribute(answer, 'fraction')) || 0;

function choice(of: MoodleQuestion, allOrNothing = false): Draft {
  const { node, question } = of;
  const common = commonOf(of);
  const answers = children(node, 'answer');
  const isSingle = !allOrNothing && ['true', '1', ''].includes(content(node['single']).trim());
  if (allOrNothing) question.note(remark('formats.note.allOrNothing'));
  const numbering = content(node['answernumbering']).trim();
  if (numbering !== '' && numbering !== 'abc')
    question.note(remark('formats.note.numbering', { numbering }));
  const right = answers.filter((answer) => fraction(answer) > 0).length;
  const percents = answers.map((answer) =>
    allOrNothing && fraction(answer) > 0 ? 100 / right : fraction(answer),
  );
  const key =
    keyFromLine(question.labels.more.get('clave'), answers.length) ??
    (isSingle ? singleKey(percents) : multipleKey(percents));
  return {
    ...common,
    type: isSingle ? 'single' : 'multiple',
    ...(isSingle ? {} : { penalty: key.penalty }),
    options: answers.map((answer, at) => ({
      id: letter(at),
      ...key.options[at],
      text: textIn(answer, of),
      feedback: maybeText(child(answer, 'feedback'), of),
    })),
  };
}

function trueFalse(of: MoodleQuestion): Draft {
  const common = commonOf(of);
  const answers = children(of.node, 'answer');
  const isYes = (answer: XmlNode): boolean => /^(?:true|verdadero)$/i.test(content(answer).trim());
  if (answers.length !== 2 || answers.filter(isYes).length !== 1)
    return unreadable('formats.problem.trueFalse');
  const right = answers.reduce((best, one) => (fraction(one) > fraction(best) ? one : best));
  if (fraction(right) <= 0) return unreadable('formats.problem.nothingRight');
  const texts = (dataOf(of)['texts'] ?? {}) as Record<string, unknown>;
  const key = keyFromLine(of.question.labels.more.get('clave'), 2);
  const swapped = of.question.labels.more.get('partes') === 'falso,verdadero';
  const inOrder = [...answers].sort((one, other) => Number(isYes(other)) - Number(isYes(one)));
  return {
    ...common,
    type: 'truefalse',
    options: (swapped ? inOrder.reverse() : inOrder).map((answer, at) => {
      const id = isYes(answer) ? 'verdadero' : 'falso';
      return {
        id,
        correct: answer === right,
        credit: key?.options[at]?.credit ?? null,
        text: texts[id] ?? TRUE_FALSE[id],
        feedback: maybeText(child(answer, 'feedback'), of),
      };
    }),
  };
}

function shortText(of: MoodleQuestion): Draft {
  const data = dataOf(of);
  const answers = children(of.node, 'answer').map((answer) => ({
    text: lineOf(answer, of),
    credit: fraction(answer),
    feedback: maybeText(child(answer, 'feedback'), of),
  }));
  return {
    ...commonOf(of),
    type: 'shorttext',
    caseSensitive: content(of.node['usecase']).trim() === '1',
    answers: joinTwins(answers, data['twins']).map((answer, at) => ({ id: letter(at), ...answer })),
    ...fieldsOf('shorttext', data),
  };
}

function number(of: MoodleQuestion): Draft {
  const data = dataOf(of);
  const answers = children(of.node, 'answer').map((answer, at) => {
    const text = content(answer).trim();
    const tolerance = content(answer['tolerance']).trim() || '0';
    const value = text === '*' ? null : numberIn(text);
    const width = numberIn(tolerance) ?? 0;
    if (text !== '*' && value === null)
      return unreadable('formats.problem.notANumber', { text: text.slice(0, 40) });
    const range = value === null ? { from: null, to: null } : around(value, width);
    return {
      id: letter(at),
      ...(rangeWas(data['ranges'], text, tolerance) ?? range),
      credit: fraction(answer),
      feedback: maybeText(child(answer, 'feedback'), of),
    };
  });
  const units = children(child(of.node, 'units') ?? {}, 'unit').map((unit) => ({
    name: content(unit['unit_name']).trim(),
    factor: 1 / (Number(content(unit['multiplier'])) || 1),
  }));
  return {
    ...commonOf(of),
    type: 'number',
    answers,
    units,
    unitRequired: units.length > 0 && Number(content(of.node['unitgradingtype'])) > 0,
    ...fieldsOf('number', data),
  };
}

function matching(of: MoodleQuestion): Draft {
  const asMarkdown = of.question.labels.more.get('formato') === 'markdown';
  const read = children(of.node, 'subquestion').map((pair) => {
    const answer = child(pair, 'answer') ?? {};
    const written = content(answer);
    const named = attribute(answer, 'format') !== '';
    const spans = written.includes('class="multilang"');
    return {
      prompt: textIn(pair, of),
      answer: named
        ? textIn(answer, of)
        : readText(written, asMarkdown ? 'markdown' : spans ? 'html' : 'plain', of.question),
    };
  });
  const pairs = read.filter(({ prompt }) => prompt.es !== '');
  const others = read.filter(({ prompt }) => prompt.es === '');
  return {
    ...commonOf(of),
    type: 'matching',
    pairs: pairs.map((pair, at) => ({ id: letter(at), ...pair })),
    distractors: others.map(({ answer }, at) => ({ id: letter(pairs.length + at), text: answer })),
  };
}

function ordering(of: MoodleQuestion): Draft {
  const steps = children(of.node, 'answer')
    .map((answer, at) => ({ place: fraction(answer) || at + 1, answer }))
    .sort((one, other) => one.place - other.place);
  return {
    ...commonOf(of),
    type: 'ordering',
    steps: steps.map(({ answer }, at) => ({ id: letter(at), text: textIn(answer, of) })),
  };
}

/** Makes a draft of a question, by its type in Moodle. */
export function moodleDraft(of: MoodleQuestion): Draft {
  const type = attribute(of.node, 'type');
  switch (type) {
    case 'multichoice':
      return choice(of);
    case 'multichoiceset':
      return choice(of, true);
    case 'truefalse':
      return trueFalse(of);
    case 'shortanswer':
      return shortText(of);
    case 'numerical':
      return number(of);
    case 'matching':
    case 'match':
    case 'ddmatch':
      return matching(of);
    case 'ordering':
      return ordering(of);
    case 'cloze':
    case 'multianswer':
      return cloze(of);
    case 'gapselect':
      return words(of, 'selectoption');
    case 'ddwtos':
      return words(of, 'dragbox');
    case 'essay':
      return essay(of, commonOf(of), dataOf(of));
    case 'description':
      return unreadable('formats.problem.description');
    default:
      return unreadable('formats.problem.moodleType', { type: type.slice(0, 40) });
  }
}
