import { aiken } from './aiken.ts';
import { singleKey, multipleKey } from './choice-key.ts';
import { TRUE_FALSE } from './carried.ts';
import { collector, question, tooLarge, unreadable, type Draft } from './collect.ts';
import { textOf } from './decode.ts';
import { remark, type ReadOptions, type ReadResult } from './format.ts';
import { gift } from './gift.ts';
import { letter } from './names.ts';
import { numberIn } from './numbers.ts';
import { blocksOf, type PastedBlock } from './pasted-blocks.ts';
import { plain } from './rich-text.ts';
import { resolveRight, truthOf } from './sheet-key.ts';

/**
 * Questions as people write them in a document: numbered, options by letter, and the right one marked by `*`, `✓`, bold
 * (`**…**`) or a line «Respuesta: b». GIFT and Aiken are known by their signs. What asks nothing in a document is told.
 */
export async function readPasted(
  input: Buffer | string,
  options: ReadOptions & { isDocument?: boolean } = {},
): Promise<ReadResult> {
  const text = textOf(input);
  if (text === null) return tooLarge();
  if (isGift(text)) return gift.read(text, options);
  if (/^ANSWER:\s*[A-Z]\s*$/m.test(text)) return aiken.read(text, options);
  const all = collector(options);
  const { isDocument = false } = options;
  for (const block of blocksOf(text)) {
    if (isDocument && !isQuestion(block)) {
      all.problem(
        { unit: 'line', number: block.line, sheet: null },
        block.stem,
        remark('formats.problem.noQuestion'),
      );
      continue;
    }
    const one = question({ unit: 'line', number: block.line, sheet: null });
    const isRead = await all.read(
      one,
      () => block.stem,
      () => draftOf(block),
    );
    if (!isRead) break;
  }
  return all.result();
}

/** Titles and instructions of a document ask nothing. */
const isQuestion = ({ stem, options, answer, isNumbered }: PastedBlock): boolean =>
  options.length > 0 || answer !== null || isNumbered || /[¿?]/.test(stem);

/** A name between colons, or answers in braces that begin with a sign of GIFT. */
const isGift = (text: string): boolean =>
  /^::[^\n]{1,200}::/m.test(text) || /\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])/.test(text);

function draftOf(block: PastedBlock): Draft {
  const { stem, options, answer } = block;
  if (stem === '') return unreadable('formats.problem.noStem');
  const common = {
    stem: plain(stem),
    feedback: block.feedback === null ? null : plain(block.feedback),
  };
  const texts = options.map(({ text }) => text);
  const truths = texts.map(truthOf);
  if (texts.length === 2 && truths.every((truth) => truth !== null) && truths[0] !== truths[1])
    return { ...common, ...trueFalse(block, truths[0] === true) };
  if (texts.length > 0) return { ...common, ...choice(block) };
  if (answer === null) return { ...common, type: 'essay' };
  const truth = truthOf(answer);
  if (truth !== null) return { ...common, ...bare(truth) };
  const number = numberIn(answer);
  if (number !== null)
    return {
      ...common,
      type: 'number',
      answers: [{ id: 'a', from: number, to: number, feedback: null }],
    };
  const answers = answer.split(/\s*[|;]\s*/).filter((one) => one !== '');
  return {
    ...common,
    type: 'shorttext',
    answers: answers.map((one, at) => ({
      id: letter(at),
      text: { es: one, en: one },
      feedback: null,
    })),
  };
}

const bare = (isTrue: boolean) => ({
  type: 'truefalse',
  options: (['verdadero', 'falso'] as const).map((id) => ({
    id,
    correct: (id === 'verdadero') === isTrue,
    text: TRUE_FALSE[id],
    feedback: null,
  })),
});

/** The places of the right options: those that the answer names, or those that are marked. */
function rightOf({ options, answer }: PastedBlock): number[] {
  const marked = options.flatMap(({ isRight }, at) => (isRight ? [at] : []));
  if (answer === null) return marked;
  const named = resolveRight(
    answer,
    options.map(({ text }) => text),
  );
  return named ?? unreadable('formats.problem.answerUnknown', { answer: answer.slice(0, 40) });
}

function trueFalse(block: PastedBlock, firstIsTrue: boolean) {
  const said = block.answer === null ? null : truthOf(block.answer);
  if (said !== null) return bare(said);
  const [right] = rightOf(block);
  if (right === undefined) return unreadable('formats.problem.noAnswer');
  return bare((right === 0) === firstIsTrue);
}

function choice(block: PastedBlock) {
  const { options } = block;
  const right = rightOf(block);
  if (right.length === 0) return unreadable('formats.problem.noAnswer');
  const percents = options.map((_option, at) =>
    right.includes(at) ? 100 / right.length : -100 / right.length,
  );
  const type = right.length === 1 ? 'single' : 'multiple';
  const key =
    type === 'single' ? singleKey(percents.map((one) => Math.max(0, one))) : multipleKey(percents);
  return {
    type,
    options: options.map(({ text, feedback }, at) => ({
      id: letter(at),
      ...key.options[at],
      text: plain(text),
      feedback: feedback === null ? null : plain(feedback),
    })),
  };
}
