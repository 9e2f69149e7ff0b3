import { inLanguage, type Language } from '../../lib/localized.ts';
import { escapeHtml } from '../content/lesson-blocks.ts';
import type { ItemOf, ItemType } from '../courses/item-document.ts';
import { partsOf } from './answer-parts.ts';
import { asHtml, type Html } from '../../lib/html.ts';
import { RECORDING } from './item-by-hand.ts';
import { gapPieces, type ItemTexts } from './item-texts.ts';
import { isWholeWith } from './scoring.ts';
import { drawnOptions, type DrawnOf, type SnapshotItem } from './snapshot.ts';

/** Something to choose. */
interface Choice {
  id: string;
  text: Html;
  chosen: boolean;
}

/** Something to choose in a list, which holds no HTML. */
interface ListChoice {
  id: string;
  text: string;
  chosen: boolean;
}

/** A field for one part of an answer. */
interface PartField {
  name: string;
  value: string;
}

/** One gap, where it stands in its text. */
interface GapField extends PartField {
  number: number;
  kind: 'typed' | 'chosen' | 'number';
  choices: ListChoice[];
}

/** What a question asks for, by its type. Nothing here says what is right. */
export type Asked =
  | { kind: 'choice'; choices: Choice[] }
  | { kind: 'matching'; prompts: (PartField & { text: Html; choices: ListChoice[] })[] }
  | { kind: 'ordering'; steps: (PartField & { text: Html; plain: string })[] }
  | { kind: 'line'; value: string; units: string[]; unitRequired: boolean }
  | { kind: 'gaps'; pieces: ({ html: Html } | GapField)[]; count: number }
  | {
      kind: 'essay';
      value: string;
      isTemplate: boolean;
      minWords: number | null;
      maxWords: number | null;
    }
  /** Recorded on a page of its own, or written down by a person who is named, where somebody may. */
  | {
      kind: 'oral';
      href: string;
      recorded: boolean;
      written: { helper: PartField; said: PartField } | null;
    }
  /** Answered on a page of its own. */
  | { kind: 'step'; href: string; begun: boolean; whole: boolean };

/** A drawn item with its texts: both are of one type. */
export type Pair = { [T in ItemType]: { drawn: DrawnOf<T>; text: ItemOf<T> } }[ItemType] & {
  drawn: SnapshotItem;
};

interface Around {
  texts: ItemTexts;
  language: Language;
  /** The page of the question's own. */
  page: string;
}

const NO_PARTS: ReadonlyMap<string, string> = new Map();

/** What a question asks for, with what was chosen filled in. */
export function askedOf({ drawn, text }: Pair, chosen: readonly string[], around: Around): Asked {
  const { texts, language } = around;
  const field = `r_${drawn.id}`;
  const parts = (chosen.length === 0 ? null : partsOf(chosen)) ?? NO_PARTS;
  const part = (id: string): PartField => ({
    name: `${field}.${id}`,
    value: parts.get(id) ?? '',
  });
  const [line = ''] = chosen;
  switch (text.type) {
    case 'single':
    case 'multiple':
    case 'truefalse': {
      const choices: Choice[] = [];
      for (const { id } of drawnOptions(drawn)) {
        const one = text.options.find((option) => option.id === id);
        if (one !== undefined)
          choices.push({ id, text: texts.html(one.text), chosen: chosen.includes(id) });
      }
      return { kind: 'choice', choices };
    }
    case 'matching':
      return matching(drawn as DrawnOf<'matching'>, text, part, around);
    case 'ordering':
      return ordering(drawn as DrawnOf<'ordering'>, text, part, around);
    case 'shorttext':
      return { kind: 'line', value: line, units: [], unitRequired: false };
    case 'number': {
      const { units, unitRequired } = text;
      return { kind: 'line', value: line, units: units.map(({ name }) => name), unitRequired };
    }
    case 'gaps':
      return gaps(drawn as DrawnOf<'gaps'>, text, part, around);
    case 'essay': {
      const { template, minWords, maxWords } = text;
      const isTemplate = line === '' && template !== null;
      const value = isTemplate ? inLanguage(template, language) : line;
      return { kind: 'essay', value, isTemplate, minWords, maxWords };
    }
    case 'oral':
      return {
        kind: 'oral',
        href: around.page,
        recorded: parts.has(RECORDING),
        written: text.assisted ? { helper: part('helper'), said: part('said') } : null,
      };
    case 'scenario':
    case 'file':
      return {
        kind: 'step',
        href: around.page,
        begun: chosen.length > 0,
        whole: isWholeWith(drawn, chosen),
      };
  }
}

type PartOf = (id: string) => PartField;

function matching(
  { prompts, answers }: DrawnOf<'matching'>,
  { pairs, distractors }: ItemOf<'matching'>,
  part: PartOf,
  { texts }: Around,
): Asked {
  const known = new Map([
    ...pairs.map(({ id, answer }): [string, string] => [id, texts.plain(answer)]),
    ...distractors.map(({ id, text }): [string, string] => [id, texts.plain(text)]),
  ]);
  return {
    kind: 'matching',
    prompts: prompts.flatMap(({ id }) => {
      const pair = pairs.find((one) => one.id === id);
      if (pair === undefined) return [];
      const field = part(id);
      const choices = answers.map((answer) => ({
        id: answer,
        text: known.get(answer) ?? '',
        chosen: answer === field.value,
      }));
      return [{ ...field, text: texts.html(pair.prompt), choices }];
    }),
  };
}

/** In the order that she gave them, once she gave one to all; until then as they were drawn. */
function ordering(
  { shown }: DrawnOf<'ordering'>,
  { steps }: ItemOf<'ordering'>,
  part: PartOf,
  { texts }: Around,
): Asked {
  const fields = shown.flatMap((id) => {
    const step = steps.find((one) => one.id === id);
    if (step === undefined) return [];
    return [{ ...part(id), text: texts.html(step.text), plain: texts.plain(step.text) }];
  });
  const places = new Set(fields.map(({ value }) => value));
  const isOrder = places.size === fields.length && !places.has('');
  return {
    kind: 'ordering',
    steps: isOrder ? fields.sort((one, other) => Number(one.value) - Number(other.value)) : fields,
  };
}

function gaps(
  { gaps: drawn }: DrawnOf<'gaps'>,
  item: ItemOf<'gaps'>,
  part: PartOf,
  { texts }: Around,
): Asked {
  let number = 0;
  const pieces = gapPieces(item.text, texts).flatMap((piece): ({ html: Html } | GapField)[] => {
    if ('html' in piece) return [piece];
    const key = drawn.find(({ id }) => id === piece.gap);
    const gap = item.gaps.find(({ id }) => id === piece.gap);
    if (key === undefined || gap === undefined) return [];
    number += 1;
    const field = part(gap.id);
    const choices =
      key.kind === 'chosen' && gap.kind === 'chosen'
        ? key.options.flatMap(({ id }) => {
            const answer = gap.answers.find((one) => one.id === id);
            if (answer === undefined) return [];
            return [{ id, text: texts.plain(answer.text), chosen: id === field.value }];
          })
        : [];
    return [{ ...field, number, kind: gap.kind, choices }];
  });
  return { kind: 'gaps', pieces, count: number };
}

/** What was answered, as lines for a person to read. */
export function saidBack(asked: Asked): Html[] {
  const chosenOf = (choices: readonly ListChoice[]): string =>
    choices.find(({ chosen }) => chosen)?.text ?? '';
  switch (asked.kind) {
    case 'choice':
      return asked.choices.filter(({ chosen }) => chosen).map(({ text }) => text);
    case 'matching':
      return asked.prompts
        .filter(({ value }) => value !== '')
        .map(({ text, choices }) => asHtml(`${text}: ${escapeHtml(chosenOf(choices))}`));
    case 'ordering':
      return asked.steps
        .filter(({ value }) => value !== '')
        .map(({ value, text }) => asHtml(`${escapeHtml(value)}. ${text}`));
    case 'gaps':
      return asked.pieces.flatMap((piece) =>
        'html' in piece || piece.value === ''
          ? []
          : [escapeHtml(piece.kind === 'chosen' ? chosenOf(piece.choices) : piece.value)],
      );
    case 'line':
    case 'essay':
      return asked.value === '' ? [] : [escapeHtml(asked.value)];
    case 'oral':
      return [asked.written?.helper.value ?? '', asked.written?.said.value ?? '']
        .filter((text) => text !== '')
        .map(escapeHtml);
    case 'step':
      return [];
  }
}
