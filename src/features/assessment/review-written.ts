import { NO_HTML, type Html } from '../../lib/html.ts';
import { escapeHtml } from '../content/lesson-blocks.ts';
import type { ItemOf } from '../courses/item-document.ts';
import { partsOf } from './answer-parts.ts';
import { percentOf } from './item-gaps.ts';
import type { ItemTexts } from './item-texts.ts';
import { bounded, shareOf } from './percent.ts';
import { part, reasonOf, type ReviewedPart } from './reviewed.ts';
import { creditOf } from './scoring.ts';
import type { DrawnOf } from './snapshot.ts';
import { numberAs, readNumber, writtenAs } from './written.ts';

type Writable = ItemOf<'shorttext'>['answers'];

/** The first answer that is worth everything, as somebody could write it; none where it has stars. */
function writtenRight(answers: Writable, { plain }: ItemTexts): Html | null {
  const texts = answers.filter(({ credit }) => credit === 100).map(({ text }) => plain(text));
  const one = texts.find((text) => !text.replaceAll('\\*', '').includes('*'));
  return one === undefined ? null : escapeHtml(one.replaceAll('\\*', '*'));
}

/** A text beside the answers that it is compared with. */
export function written(
  key: Parameters<typeof writtenAs>[0],
  answers: Writable,
  given: string | undefined,
  texts: ItemTexts,
  of: ReviewedPart['of'] = null,
): ReviewedPart {
  const answer = given === undefined ? null : writtenAs(key, given);
  return part(given, bounded(shareOf(answer?.credit ?? 0)), {
    of,
    right: writtenRight(answers, texts),
    reason: reasonOf(answers, answer?.id, texts),
  });
}

function numberRight(answers: ItemOf<'number'>['answers'], unit: string): Html | null {
  const best = answers.find(({ credit }) => credit === 100);
  if (best === undefined) return null;
  const bounds = [best.from, best.to].filter((bound) => bound !== null);
  const range = [...new Set(bounds)].map(String).join(' – ');
  return range === '' ? null : escapeHtml(`${range} ${unit}`.trim());
}

/** A number beside the bounds that it should lie in. */
export function numeric(
  drawn: DrawnOf<'number'>,
  { answers, units }: ItemOf<'number'>,
  chosen: readonly string[],
  texts: ItemTexts,
): ReviewedPart {
  const found = readNumber(chosen[0] ?? '');
  const answer = found === null ? null : numberAs(drawn.answers, found.value);
  return part(chosen[0], creditOf(drawn, new Map([[drawn.id, chosen]])), {
    right: numberRight(answers, units[0]?.name ?? ''),
    reason: reasonOf(answers, answer?.id, texts),
  });
}

/** The gaps of a text, in its order. */
export function gaps(
  { gaps: drawn }: DrawnOf<'gaps'>,
  item: ItemOf<'gaps'>,
  chosen: readonly string[],
  texts: ItemTexts,
): ReviewedPart[] {
  const given = partsOf(chosen) ?? new Map<string, string>();
  return drawn.flatMap((key, at) => {
    const gap = item.gaps.find(({ id }) => id === key.id);
    if (gap === undefined) return [];
    const value = given.get(key.id);
    const of = at + 1;
    if (key.kind === 'typed' && gap.kind === 'typed')
      return [written(key, gap.answers, value, texts, of)];
    const credit = bounded(shareOf(value === undefined ? 0 : percentOf(key, value)));
    if (gap.kind === 'number')
      return [part(value, credit, { of, right: numberRight(gap.answers, '') })];
    const shown = gap.answers.find(({ id }) => id === value);
    return [
      part(value, credit, {
        of,
        shown: shown === undefined ? NO_HTML : texts.html(shown.text),
        right: writtenRight(gap.answers, texts),
        reason: reasonOf(gap.answers, value, texts),
      }),
    ];
  });
}
