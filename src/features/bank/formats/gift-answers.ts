import { multipleKey, singleKey, keyFromLine } from './choice-key.ts';
import { unreadable, type Draft } from './collect.ts';
import { dataIn, fieldsOf, joinTwins, TRUE_FALSE } from './carried.ts';
import { cutStem, withCarried } from './gaps-carried.ts';
import { release } from './gift-blocks.ts';
import {
  askedText,
  maybe,
  numberAnswers,
  partOf,
  parts,
  richText,
  withoutWeight,
  writtenAnswers,
  type GiftQuestion,
} from './gift-parts.ts';
import { readText } from './moodle-text.ts';
import { letter } from './names.ts';
import type { RichText } from './rich-text.ts';
import type { ItemOf } from '../../courses/item-document.ts';

/** Makes drafts of the questions of GIFT, by what stands between their braces. */

const YES = new Set(['T', 'TRUE', 'V', 'VERDADERO']);
const NO = new Set(['F', 'FALSE', 'FALSO']);

/** Makes a draft of a question, by the signs that stand in its answers. */
export function draftOf(of: GiftQuestion): Draft {
  const { type } = of.question.labels;
  const answers = of.answers.trim();
  if (of.after.trim() !== '' || type === 'gaps') return gaps(of, answers);
  const common = {
    stem: askedText(of.before, of),
    feedback: maybe(of.feedback, of),
  };
  if (answers === '') return byHand(of, common);
  if (answers.startsWith('#')) return number(of, common, answers.slice(1));
  if (answers.includes('~')) return choice(of, common, answers);
  if (answers.includes('=') && answers.includes('->') && type !== 'shorttext')
    return matching(of, common, answers);
  return trueFalse(of, common, answers) ?? shortText(of, common, answers);
}

interface Common {
  stem: RichText;
  feedback: RichText | null;
}

function byHand({ question }: GiftQuestion, common: Common): Draft {
  const named = question.labels.type;
  const type = named === 'file' || named === 'oral' ? named : 'essay';
  return { ...common, type, ...fieldsOf(type, dataIn(question.labels.more.get('datos'))) };
}

function choice(of: GiftQuestion, common: Common, answers: string): Draft {
  const isSingle = answers.includes('=');
  const read = parts(answers.replaceAll('=', '~='), '~').map((part) => {
    const trimmed = part.trim();
    return trimmed.startsWith('=')
      ? { ...withoutWeight(trimmed.slice(1)), percent: 100 }
      : partOf(trimmed);
  });
  const percents = read.map(({ percent }) => percent ?? 0);
  const key =
    keyFromLine(of.question.labels.more.get('clave'), read.length) ??
    (isSingle ? singleKey(percents) : multipleKey(percents));
  return {
    ...common,
    type: isSingle ? 'single' : 'multiple',
    ...(isSingle ? {} : { penalty: key.penalty }),
    options: read.map(({ text, feedback }, at) => ({
      id: letter(at),
      ...key.options[at],
      text: richText(text, of),
      feedback: maybe(feedback, of),
    })),
  };
}

function trueFalse(of: GiftQuestion, common: Common, answers: string): Draft | null {
  const [said = '', wrong = null, right = null] = answers.split('#', 3).map((part) => part.trim());
  const word = release(said).replace(/^=/, '').trim().toUpperCase();
  if (!YES.has(word) && !NO.has(word)) return null;
  if (answers.startsWith('=') && !/^=\s*(?:T|TRUE|F|FALSE)\s*(?:#|$)/.test(answers)) return null;
  const isTrue = YES.has(word);
  const data = dataIn(of.question.labels.more.get('datos'));
  const texts = (data['texts'] ?? {}) as Record<string, unknown>;
  const key = keyFromLine(of.question.labels.more.get('clave'), 2);
  const order =
    of.question.labels.more.get('partes') === 'falso,verdadero'
      ? ['falso', 'verdadero']
      : ['verdadero', 'falso'];
  return {
    ...common,
    type: 'truefalse',
    options: order.map((id, at) => {
      const correct = (id === 'verdadero') === isTrue;
      return {
        id,
        correct,
        credit: key?.options[at]?.credit ?? null,
        text: texts[id] ?? (id === 'falso' ? TRUE_FALSE.falso : TRUE_FALSE.verdadero),
        feedback: maybe(correct ? right : wrong, of),
      };
    }),
  };
}

function matching(of: GiftQuestion, common: Common, answers: string): Draft {
  const asMarkdown = of.question.labels.more.get('formato') === 'markdown';
  const read = parts(answers, '=').map((part) => {
    const at = part.indexOf('->');
    if (at < 0) return unreadable('formats.problem.pairWithoutArrow');
    const answer = release(part.slice(at + 2)).trim();
    const text = asMarkdown
      ? readText(answer, 'markdown', of.question)
      : readText(answer, answer.includes('class="multilang"') ? 'html' : 'plain', of.question);
    return { prompt: part.slice(0, at).trim(), answer: text };
  });
  if (of.question.labels.type === 'ordering') {
    return {
      ...common,
      type: 'ordering',
      steps: [...read]
        .sort((one, other) => Number(one.answer.es) - Number(other.answer.es))
        .map(({ prompt }, at) => ({ id: letter(at), text: richText(prompt, of) })),
    };
  }
  const pairs = read.filter(({ prompt }) => prompt !== '');
  const others = read.filter(({ prompt }) => prompt === '');
  return {
    ...common,
    type: 'matching',
    pairs: pairs.map(({ prompt, answer }, at) => ({
      id: letter(at),
      prompt: richText(prompt, of),
      answer,
    })),
    distractors: others.map(({ answer }, at) => ({ id: letter(pairs.length + at), text: answer })),
  };
}

function shortText(of: GiftQuestion, common: Common, answers: string): Draft {
  const data = dataIn(of.question.labels.more.get('datos'));
  const joined = joinTwins(writtenAnswers(of, answers), data['twins']);
  return {
    ...common,
    type: 'shorttext',
    answers: joined.map((answer, at) => ({ ...answer, id: letter(at) })),
    ...fieldsOf('shorttext', data),
  };
}

function number(of: GiftQuestion, common: Common, written: string): Draft {
  const data = dataIn(of.question.labels.more.get('datos'));
  return {
    ...common,
    type: 'number',
    answers: numberAnswers(of, written),
    ...fieldsOf('number', data),
  };
}

function gapOf(of: GiftQuestion, answers: string): Record<string, unknown> {
  if (answers === '') return unreadable('formats.problem.gapWithoutAnswer');
  if (answers.startsWith('#'))
    return { id: '1', kind: 'number', answers: numberAnswers(of, answers.slice(1)) };
  if (!answers.includes('~'))
    return { id: '1', kind: 'typed', answers: writtenAnswers(of, answers) };
  const options = parts(answers.replaceAll('=', '~='), '~').map((part, at) => {
    const trimmed = part.trim();
    const read = trimmed.startsWith('=')
      ? { ...withoutWeight(trimmed.slice(1)), percent: 100 }
      : partOf(trimmed);
    const { es, en } = richText(read.text, of);
    return {
      id: letter(at),
      text: { es, en },
      credit: read.percent ?? 0,
      feedback: maybe(read.feedback, of),
    };
  });
  return { id: '1', kind: 'chosen', answers: options };
}

function gaps(of: GiftQuestion, answers: string): Draft {
  const data = dataIn(of.question.labels.more.get('datos'));
  const text = askedText(`${of.before}{{1}}${of.after}`, of);
  const cut = cutStem(text.es, data['lines']);
  const draft = {
    type: 'gaps' as const,
    stem: { ...cut.stem, markdown: text.markdown },
    text: {
      es: cut.text,
      en: data['lines'] === undefined ? text.en : cut.text,
      markdown: text.markdown,
    },
    gaps: [gapOf(of, answers)],
    feedback: maybe(of.feedback, of),
  };
  return withCarried(draft as unknown as ItemOf<'gaps'>, data);
}
