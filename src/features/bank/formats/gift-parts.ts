import { unreadable, type Question } from './collect.ts';
import { release } from './gift-blocks.ts';
import { readText, type MoodleFormat } from './moodle-text.ts';
import { letter } from './names.ts';
import { rangeIn } from './numbers.ts';
import type { RichText } from './rich-text.ts';

/** The question around its answers. Signs that were escaped are still held. */
export interface GiftQuestion {
  question: Question;
  before: string;
  after: string;
  answers: string;
  feedback: string | null;
  format: MoodleFormat;
}

const FORMAT = /^\s*\[(html|moodle|plain|markdown|auto)\]/i;

/** Cuts the format that a text names for itself. */
export function cutFormat(
  text: string,
  usual: MoodleFormat,
): { text: string; format: MoodleFormat } {
  const found = FORMAT.exec(text);
  if (found === null) return { text, format: usual };
  const name = found[1]?.toLowerCase();
  const format = name === 'auto' || name === undefined ? 'moodle' : (name as MoodleFormat);
  return { text: text.slice(found[0].length), format };
}

/** Reads a text, with the format of the question unless it names its own. */
export function richText(written: string, { question, format }: GiftQuestion): RichText {
  const cut = cutFormat(written.trim(), format);
  return readText(release(cut.text), cut.format, question);
}

/** What is asked: its format was cut before. */
export const askedText = (written: string, { question, format }: GiftQuestion): RichText =>
  readText(release(written.trim()), format, question);

export const maybe = (written: string | null, of: GiftQuestion): RichText | null =>
  written === null || written.trim() === '' ? null : richText(written, of);

interface Part {
  percent: number | null;
  text: string;
  feedback: string | null;
}

const WEIGHT = /^%(-?\d{1,3}(?:\.\d*)?)%/;

/** One answer: its weight, its text, and what is said after it. */
export function partOf(written: string): Part {
  const trimmed = written.trim();
  const weight = WEIGHT.exec(trimmed);
  const rest = weight === null ? trimmed : trimmed.slice(weight[0].length);
  const hash = rest.indexOf('#');
  return {
    percent: weight === null ? null : Number(weight[1]),
    text: (hash < 0 ? rest : rest.slice(0, hash)).trim(),
    feedback: hash < 0 ? null : rest.slice(hash + 1),
  };
}

export const parts = (answers: string, sign: string): string[] =>
  answers.split(sign).filter((part) => part.trim() !== '');

/** What follows `=` in a choice is the text, even where it looks like a weight. */
export function withoutWeight(written: string): Part {
  const hash = written.indexOf('#');
  return {
    percent: null,
    text: (hash < 0 ? written : written.slice(0, hash)).trim(),
    feedback: hash < 0 ? null : written.slice(hash + 1),
  };
}

/** Written answers are compared with what somebody types: they are text alone, whatever the format. */
export function writtenAnswers(of: GiftQuestion, answers: string) {
  return parts(answers, '=').map((part, at) => {
    const { percent, text, feedback } = partOf(part);
    const { es, en } = readText(release(cutFormat(text, 'plain').text), 'plain', of.question);
    return {
      id: letter(at),
      text: { es, en },
      credit: percent ?? 100,
      feedback: maybe(feedback, of),
    };
  });
}

export function numberAnswers(of: GiftQuestion, written: string) {
  const catchAt = written.indexOf('~');
  const main = catchAt < 0 ? written : written.slice(0, catchAt);
  const rest =
    catchAt < 0 ? [] : [{ ...partOf(written.slice(catchAt + 1)), text: '*', percent: 0 }];
  return [...parts(main, '=').map(partOf), ...rest].map(({ percent, text, feedback }, at) => {
    const range =
      rangeIn(release(text)) ??
      unreadable('formats.problem.notANumber', { text: release(text).slice(0, 40) });
    return { id: letter(at), ...range, credit: percent ?? 100, feedback: maybe(feedback, of) };
  });
}
