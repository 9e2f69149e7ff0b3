import { escapeHtml } from '../content/lesson-blocks.ts';
import { NO_HTML, type Html } from '../../lib/html.ts';
import type { Localized } from '../../lib/localized.ts';
import type { ItemOf } from '../courses/item-document.ts';
import { partsOf } from './answer-parts.ts';
import type { Pair } from './asked.ts';
import { shownFiles, type HandedIn } from './handed-in.ts';
import { handedInBy } from './item-by-hand.ts';
import type { Credit } from './item-kind.ts';
import type { ItemTexts } from './item-texts.ts';
import { gaps, numeric, written } from './review-written.ts';
import { reviewedWay } from './review-way.ts';
import { part, type Reviewed, type ReviewedOption, type ReviewedPart } from './reviewed.ts';
import { drawnOptions, type DrawnOf, type SnapshotItem } from './snapshot.ts';

/** Looks back on an answer: what was given, what would have been right, and why. */
export function reviewOf(
  { drawn, text }: Pair,
  chosen: readonly string[],
  texts: ItemTexts,
  files: ReadonlyMap<string, HandedIn>,
): Reviewed {
  switch (text.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return { kind: 'options', options: options(drawn, text.options, chosen, texts) };
    case 'matching':
      return matching(drawn as DrawnOf<'matching'>, text, chosen, texts);
    case 'ordering':
      return ordering(drawn as DrawnOf<'ordering'>, text, chosen, texts);
    case 'shorttext':
      return parts([written(drawn as DrawnOf<'shorttext'>, text.answers, chosen[0], texts)]);
    case 'number':
      return parts([numeric(drawn as DrawnOf<'number'>, text, chosen, texts)]);
    case 'gaps':
      return parts(gaps(drawn as DrawnOf<'gaps'>, text, chosen, texts));
    case 'essay':
      return { kind: 'text', text: chosen[0] ?? '' };
    case 'scenario':
      return reviewedWay(drawn as DrawnOf<'scenario'>, text, chosen, texts);
    case 'oral':
    case 'file': {
      const said = text.type === 'oral' ? partsOf(chosen) : null;
      const who = said?.get('helper') ?? '';
      return {
        kind: 'files',
        files: shownFiles(handedInBy(text.type, chosen), files),
        text: [who, said?.get('said') ?? ''].filter(Boolean).join(':\n'),
      };
    }
  }
}

const parts = (list: ReviewedPart[]): Reviewed => ({ kind: 'parts', parts: list });

function options(
  drawn: SnapshotItem,
  known: ItemOf<'single'>['options'],
  chosen: readonly string[],
  { html }: ItemTexts,
): ReviewedOption[] {
  return drawnOptions(drawn).flatMap(({ id, correct }) => {
    const option = known.find((one) => one.id === id);
    if (option === undefined) return [];
    const isChosen = chosen.includes(id);
    return [
      {
        text: html(option.text),
        reason: option.feedback === null ? NO_HTML : html(option.feedback),
        chosen: isChosen,
        verdict: optionVerdict(isChosen, correct),
      },
    ];
  });
}

function optionVerdict(chosen: boolean, correct: boolean): ReviewedOption['verdict'] {
  if (chosen) {
    return correct
      ? { state: 'ok', key: 'result.option.right' }
      : { state: 'bad', key: 'result.option.wrong' };
  }
  return correct ? { state: 'info', key: 'result.option.missed' } : null;
}

const all = (right: boolean): Credit => ({ of: 1, earned: right ? 1 : 0 });

function matching(
  { prompts }: DrawnOf<'matching'>,
  { pairs, distractors }: ItemOf<'matching'>,
  chosen: readonly string[],
  { html }: ItemTexts,
): Reviewed {
  const given = partsOf(chosen) ?? new Map<string, string>();
  const answers = new Map([
    ...pairs.map(({ id, answer }): [string, Localized] => [id, answer]),
    ...distractors.map(({ id, text }): [string, Localized] => [id, text]),
  ]);
  const shown = (id: string | undefined): Html => {
    const text = answers.get(id ?? '');
    return text === undefined ? NO_HTML : html(text);
  };
  return parts(
    prompts.flatMap(({ id, right }) => {
      const pair = pairs.find((one) => one.id === id);
      if (pair === undefined) return [];
      const value = given.get(id);
      return [
        part(value, all(right.includes(value ?? '')), {
          of: html(pair.prompt),
          shown: shown(value),
          // A correction may have given it another answer.
          right: right.includes(id) ? html(pair.answer) : shown(right[0]),
        }),
      ];
    }),
  );
}

function ordering(
  { right }: DrawnOf<'ordering'>,
  { steps }: ItemOf<'ordering'>,
  chosen: readonly string[],
  { html }: ItemTexts,
): Reviewed {
  const given = partsOf(chosen) ?? new Map<string, string>();
  const places = [...given.values()];
  return parts(
    right.flatMap((id, at) => {
      const step = steps.find((one) => one.id === id);
      if (step === undefined) return [];
      const place = given.get(id);
      const isAlone = places.filter((one) => one === place).length === 1;
      return [
        part(place, all(isAlone && place === String(at + 1)), {
          of: html(step.text),
          right: escapeHtml(String(at + 1)),
        }),
      ];
    }),
  );
}
