import { unmarked } from './sheet-key.ts';
import { tidy } from './tidy.ts';

/** An option as it was written. */
export interface PastedOption {
  text: string;
  isRight: boolean;
  feedback: string | null;
}

/** One question of a text that somebody pasted. */
export interface PastedBlock {
  line: number;
  stem: string;
  options: PastedOption[];
  answer: string | null;
  feedback: string | null;
  isNumbered: boolean;
}

const NUMBERED = /^(?:pregunta|reactivo)?\s*\d{1,4}\s*[.):-]+\s*(.*)$/i;
const OPTION = /^(\*{0,2}[*✓✔☑✅]?\s*)\(?([a-jA-J])\s*[.)-]\s*(.+)$/;
const BULLET = /^(?:[-•○o▪◦]|\[[ xX]?\])\s+(.+)$/;
const ANSWER =
  /^\**(?:respuestas?(?: correctas?)?|correctas?|clave|answer|r)\**\s*[:=]\**\s*(.+?)\**$/i;
const FEEDBACK =
  /^\**(?:retro(?:alimentaci[oó]n)?|explicaci[oó]n|justificaci[oó]n|comentario|feedback|raz[oó]n)\**\s*:\s*(.+)$/i;
/** «(V)», «( F )» or «V / F» at the end or the beginning of a statement. */
const TRUTH =
  /^\(\s*([VF])\s*\)\s*(.+)$|^(.+?)\s*(?:\(\s*(V|F|Verdadero|Falso)\s*\)|[—–:-]\s*(V|F|Verdadero|Falso)\.?)$/i;

interface Open {
  line: number;
  stem: string[];
  options: PastedOption[];
  answer: string | null;
  feedback: string[];
  isNumbered: boolean;
}

/** Cuts a text into its questions: a number begins one, and so does a text after an empty line once there are options. */
export function* blocksOf(text: string): Generator<PastedBlock> {
  let open: Open | null = null;
  let isApart = true;
  for (const [at, raw] of text.split('\n').entries()) {
    const line = tidy(raw);
    if (line === '') {
      isApart = true;
      continue;
    }
    const isNew = open === null || begins(open, line, isApart);
    if (isNew) {
      if (open !== null) yield closed(open);
      const isNumbered = NUMBERED.test(unbold(line));
      open = { line: at + 1, stem: [], options: [], answer: null, feedback: [], isNumbered };
    }
    if (open !== null) take(open, line, isNew);
    isApart = false;
  }
  if (open !== null) yield closed(open);
}

const isDone = ({ stem, options, answer, feedback }: Open): boolean =>
  options.length > 0 || answer !== null || feedback.length > 0 || TRUTH.test(stem.at(-1) ?? '');

function begins(open: Open, line: string, isApart: boolean): boolean {
  if (ANSWER.test(line) || FEEDBACK.test(line)) return false;
  if (NUMBERED.test(unbold(line)) && !OPTION.test(line)) return true;
  return isApart && isDone(open) && optionIn(line, open) === null;
}

const unbold = (line: string): string => /^\*\*(.+)\*\*$/.exec(line)?.[1]?.trim() ?? line;

function take(open: Open, line: string, isNew: boolean): void {
  const answer = ANSWER.exec(line)?.[1];
  const feedback = FEEDBACK.exec(line)?.[1];
  const option = isNew ? null : optionIn(line, open);
  if (answer !== undefined && !isNew) open.answer = tidy(answer);
  else if (feedback !== undefined && !isNew) open.feedback.push(feedback);
  else if (option !== null) open.options.push(option);
  else if (isNew) open.stem.push(NUMBERED.exec(unbold(line))?.[1] ?? unbold(line));
  else if (open.feedback.length > 0) open.feedback.push(line);
  else if (open.options.length > 0) continueOption(open, line);
  else open.stem.push(unbold(line));
}

function continueOption(open: Open, line: string): void {
  const last = open.options.at(-1);
  if (last !== undefined) last.text = `${last.text} ${line}`;
}

/** A line that is an option: by its letter, in the order of letters, or by a bullet. */
function optionIn(line: string, { options, stem }: Open): PastedOption | null {
  if (stem.length === 0) return null;
  const whole = unbold(line);
  const [, mark = '', sign = '', said = ''] = OPTION.exec(whole) ?? [];
  const bullet = BULLET.exec(whole);
  if (sign === '' && bullet === null) return null;
  if (sign !== '' && sign.toLowerCase().charCodeAt(0) - 97 !== options.length) return null;
  const text = sign === '' ? (bullet?.[1] ?? '') : said;
  const read = unmarked(
    text.replace(/^(.*?)\*\*$/, (all, inside: string) =>
      mark.startsWith('**') && !inside.includes('**') ? inside : all,
    ),
  );
  const ticked = /^\[[xX]\]/.test(whole);
  return {
    text: tidy(read.text),
    isRight: read.isRight || ticked || mark.trim() !== '' || whole !== line,
    feedback: null,
  };
}

function closed(open: Open): PastedBlock {
  const stem = tidy(open.stem.join('\n'));
  const truth = open.options.length === 0 && open.answer === null ? TRUTH.exec(stem) : null;
  return {
    line: open.line,
    stem: truth === null ? stem : tidy(truth[2] ?? truth[3] ?? ''),
    options: open.options,
    answer: truth === null ? open.answer : (truth[1] ?? truth[4] ?? truth[5] ?? null),
    feedback: open.feedback.length === 0 ? null : tidy(open.feedback.join('\n')),
    isNumbered: open.isNumbered,
  };
}
