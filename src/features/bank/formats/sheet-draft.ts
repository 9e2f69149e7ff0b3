import type { ItemType } from '../../courses/item-document.ts';
import { TRUE_FALSE } from './carried.ts';
import { unreadable, type Draft } from './collect.ts';
import { both, byHand, cloze, structure, unitsIn, type Cells, type Text } from './sheet-bodies.ts';
import { letter } from './names.ts';
import { numberIn, rangeIn } from './numbers.ts';
import { typeNamed, type Field } from './sheet-fields.ts';
import { isYes, resolveRight, truthOf, unmarked } from './sheet-key.ts';

/** An option as it stands in a sheet. */
export interface SheetOption {
  id: string | null;
  text: Text | null;
  pair: Text | null;
  feedback: Text | null;
  share: string | null;
  /** Marked beside or inside its text. */
  isRight: boolean;
}

/** Makes a draft of a row. Where it does not say its type, its shape does. */
export function rowDraft(cells: Cells, options: SheetOption[]): Draft {
  const said = cells.get('type');
  const named = said === undefined ? null : typeNamed(said);
  if (said !== undefined && named === null)
    return unreadable('formats.problem.typeUnknown', { type: said.slice(0, 40) });
  const isOurs = cells.has('format') || cells.has('id');
  const list = isOurs ? options : options.map(withoutMark);
  const type = named ?? typeByShape(cells, list);
  const common = {
    type,
    stem: both(cells, 'stem'),
    feedback: both(cells, 'feedback'),
    format: cells.get('format') === 'markdown' ? 'markdown' : 'plain',
  };
  return { ...common, ...bodyOf(type, cells, list) };
}

function withoutMark(option: SheetOption): SheetOption {
  if (option.text === null) return option;
  const { text, isRight } = unmarked(option.text.es);
  return isRight ? { ...option, text: { es: text, en: text }, isRight: true } : option;
}

function typeByShape(cells: Cells, options: readonly SheetOption[]): ItemType {
  if (cells.has('structure')) return 'gaps';
  if (options.some(({ pair }) => pair !== null)) return 'matching';
  const correct = cells.get('correct');
  const texts = options.flatMap(({ text }) => (text === null ? [] : [text.es]));
  if (texts.length === 2 && texts.map(truthOf).every((truth) => truth !== null)) return 'truefalse';
  if (texts.length >= 2) return 'single';
  if (correct === undefined) return /\{\d*:[A-Z]/.test(cells.get('stem') ?? '') ? 'gaps' : 'essay';
  if (truthOf(correct) !== null) return 'truefalse';
  return rangeIn(correct) === null ? 'shorttext' : 'number';
}

function bodyOf(type: ItemType, cells: Cells, options: SheetOption[]): Record<string, unknown> {
  const named = options.map((option, at) => ({ ...option, id: option.id ?? letter(at) }));
  const flag = (field: Field): boolean => isYes(cells.get(field) ?? '');
  switch (type) {
    case 'single':
    case 'multiple':
      return choice(type, cells, named);
    case 'truefalse':
      return trueFalse(cells, options);
    case 'matching': {
      const pairs = named.filter(({ text }) => text !== null);
      const others = named.filter(({ text }) => text === null);
      return {
        pairs: pairs.map(({ id, text, pair }) => ({ id, prompt: text, answer: pair })),
        distractors: others.map(({ id, pair }) => ({ id, text: pair })),
      };
    }
    case 'ordering':
      return { steps: named.map(({ id, text }) => ({ id, text })) };
    case 'shorttext':
      return {
        ...written(cells, named),
        caseSensitive: flag('caseSensitive'),
        accentSensitive: flag('accentSensitive'),
      };
    case 'number':
      return {
        ...numbers(cells, named),
        units: unitsIn(cells.get('units') ?? ''),
        unitRequired: flag('unitRequired'),
      };
    case 'gaps':
      return cells.has('structure') ? structure(cells) : cloze(cells);
    case 'scenario':
      return structure(cells);
    default:
      return byHand(type, cells);
  }
}

type Named = SheetOption & { id: string };

const share = (value: string | null): number | null => {
  if (value === null) return null;
  const read = numberIn(value.replace(/\s*%$/, ''));
  return read ?? unreadable('formats.problem.notANumber', { text: value.slice(0, 40) });
};

function choice(
  type: 'single' | 'multiple',
  cells: Cells,
  named: Named[],
): Record<string, unknown> {
  const said = cells.get('correct');
  const [first, ...others] = named;
  const options =
    first?.text === null && said !== undefined && others.length > 0
      ? [{ ...first, text: { es: said, en: said } }, ...others]
      : named.filter(({ text }) => text !== null);
  const marked = options.flatMap(({ isRight }, at) => (isRight ? [at] : []));
  const texts = options.map(({ text }) => text?.es ?? '');
  const right = said === undefined ? marked : resolveRight(said, texts);
  if (right === null)
    return unreadable('formats.problem.answerUnknown', { answer: (said ?? '').slice(0, 40) });
  if (right.length === 0) return unreadable('formats.problem.nothingRight');
  const isMultiple = type === 'multiple' || right.length > 1;
  return {
    type: isMultiple ? 'multiple' : 'single',
    ...(isMultiple ? { penalty: !/^no$/i.test(cells.get('penalty') ?? '') } : {}),
    options: options.map((option, at) => ({
      id: option.id,
      correct: right.includes(at),
      credit: share(option.share),
      text: option.text,
      feedback: option.feedback,
    })),
  };
}

function trueFalse(cells: Cells, options: readonly SheetOption[]): Record<string, unknown> {
  const [first, second] = options;
  const said = cells.get('correct');
  const texts = options.map(({ text }) => text?.es ?? '');
  const swapped = first?.id === 'falso' || (first?.id == null && truthOf(texts[0] ?? '') === false);
  const marked = options.findIndex(({ isRight }) => isRight);
  const byPlace = said === undefined ? marked : (resolveRight(said, texts)?.[0] ?? -1);
  const truth = said === undefined ? null : truthOf(said);
  const isTrue = truth ?? (byPlace < 0 ? null : (byPlace === 0) !== swapped);
  if (isTrue === null)
    return unreadable('formats.problem.answerUnknown', { answer: (said ?? '').slice(0, 40) });
  // Another's table says «V» and «F»; ours keeps what its author wrote.
  const isPeople = !cells.has('id');
  const order = swapped ? (['falso', 'verdadero'] as const) : (['verdadero', 'falso'] as const);
  return {
    options: order.map((id, at) => {
      const option = at === 0 ? first : second;
      const text = option?.text ?? null;
      return {
        id,
        correct: (id === 'verdadero') === isTrue,
        credit: share(option?.share ?? null),
        text: text === null || (isPeople && truthOf(text.es) !== null) ? TRUE_FALSE[id] : text,
        feedback: option?.feedback ?? null,
      };
    }),
  };
}

/** Answers stand in the options, or beside one another in the cell of the right answer. */
function written(cells: Cells, named: Named[]): Record<string, unknown> {
  const options = named.filter(({ text }) => text !== null);
  const said = (cells.get('correct') ?? '').split(/\s*[|;]\s*/).filter((text) => text !== '');
  const answers =
    options.length > 0
      ? options.map(({ id, text, feedback, share: worth }) => ({
          id,
          text,
          feedback,
          credit: share(worth) ?? 100,
        }))
      : said.map((text, at) => ({
          id: letter(at),
          text: { es: text, en: text },
          credit: 100,
          feedback: null,
        }));
  return { answers };
}

function numbers(cells: Cells, named: Named[]): Record<string, unknown> {
  const { answers } = written(cells, named) as { answers: { text: Text }[] };
  return {
    answers: answers.map(({ text, ...rest }) => ({
      ...rest,
      ...(rangeIn(text.es.replace(/\s*(?:±|\+\/-)\s*/, ':')) ??
        unreadable('formats.problem.notANumber', { text: text.es.slice(0, 40) })),
    })),
  };
}
