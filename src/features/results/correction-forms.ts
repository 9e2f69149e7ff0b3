import { z } from 'zod';
import { line, paragraph } from '../../lib/text.ts';
import { partOf, partsOf } from '../assessment/answer-parts.ts';
import { readNumber, type KeyChange } from '../assessment/correction.ts';
import type { ItemDocument, ItemOf } from '../courses/item-document.ts';
import { optionsOf } from '../courses/item-document.ts';

/** One or several values of a name; what is too long or too many means none. */
const several = z
  .union([z.string().max(170), z.array(z.string().max(170)).max(20)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))
  .catch([]);

/** How an item is to be mended: what is looked at before anything changes, and what is then applied. */
export const ChangeForm = z.object({
  que: z.enum(['key', 'accept', 'pairs', 'order', 'gap', 'all']).optional().catch(undefined),
  correcta: several,
  /** `prompt=answer`, for each prompt. */
  pareja: several,
  /** `step=place`, for each step. */
  lugar: several,
  /** `gap`, or `gap=option` where one is chosen. */
  hueco: z.string().max(170).optional().catch(undefined),
  aceptada: z
    .string()
    .max(2000)
    .optional()
    .transform((text) => text ?? '')
    .pipe(line(200, 0))
    .catch(''),
});
export type ChangeForm = z.output<typeof ChangeForm>;

export const NOTHING_ASKED: ChangeForm = {
  que: undefined,
  correcta: [],
  pareja: [],
  lugar: [],
  hueco: undefined,
  aceptada: '',
};

export const ApplyForm = ChangeForm.extend({ motivo: paragraph(500, 5) });

/** The change that a form means for this item; null while it says none that fits. */
export function changeFrom(item: ItemDocument, form: ChangeForm): KeyChange | null {
  switch (form.que) {
    case undefined:
      return null;
    case 'all':
      return { kind: 'all' };
    case 'key':
      return keyFrom(item, form);
    case 'accept':
      return acceptFrom(item, form);
    case 'pairs':
      return item.type === 'matching' ? pairsFrom(item, form) : null;
    case 'order':
      return item.type === 'ordering' ? orderFrom(item, form) : null;
    case 'gap':
      return item.type === 'gaps' ? gapFrom(item, form) : null;
  }
}

function keyFrom(item: ItemDocument, form: ChangeForm): KeyChange | null {
  const options = optionsOf(item);
  const right = options.map(({ id }) => id).filter((id) => form.correcta.includes(id));
  const areSome = right.length > 0 && right.length < options.length;
  return areSome && right.length === form.correcta.length ? { kind: 'key', right } : null;
}

function acceptFrom({ type }: ItemDocument, { aceptada }: ChangeForm): KeyChange | null {
  if (aceptada === '' || (type !== 'number' && type !== 'shorttext')) return null;
  return type === 'number' && readNumber(aceptada) === null
    ? null
    : { kind: 'accept', answer: aceptada };
}

/** The answers that are offered: each text once, then those that belong to nothing. */
export const answersOf = ({
  pairs,
  distractors,
}: ItemOf<'matching'>): ItemOf<'matching'>['distractors'] => [
  ...pairs
    .filter(({ answer }, at) => pairs.findIndex((one) => one.answer.es === answer.es) === at)
    .map(({ id, answer: text }) => ({ id, text })),
  ...distractors,
];

function pairsFrom(item: ItemOf<'matching'>, form: ChangeForm): KeyChange | null {
  const said = partsOf(form.pareja);
  const offered = new Set(answersOf(item).map(({ id }) => id));
  const right = item.pairs.map(({ id }) => [id, said?.get(id) ?? ''] as const);
  const areAll = right.every(([, answer]) => offered.has(answer));
  return areAll ? { kind: 'pairs', right: Object.fromEntries(right) } : null;
}

function orderFrom({ steps }: ItemOf<'ordering'>, form: ChangeForm): KeyChange | null {
  const said = partsOf(form.lugar);
  const byPlace = new Map([...(said ?? [])].map(([step, place]) => [place, step]));
  const right = steps.map((_, at) => byPlace.get(String(at + 1)) ?? '');
  const areAll = steps.every(({ id }) => right.includes(id));
  return areAll && said?.size === steps.length ? { kind: 'order', right } : null;
}

function gapFrom({ gaps }: ItemOf<'gaps'>, { hueco = '', aceptada }: ChangeForm): KeyChange | null {
  const [gapId = '', option = ''] = hueco.split('=');
  const gap = gaps.find(({ id }) => id === gapId);
  if (gap === undefined) return null;
  if (gap.kind === 'chosen')
    return gap.answers.some(({ id }) => id === option)
      ? { kind: 'gap', gap: gapId, answer: option }
      : null;
  const fits = gap.kind === 'typed' ? aceptada !== '' : readNumber(aceptada) !== null;
  return fits && option === '' ? { kind: 'gap', gap: gapId, answer: aceptada } : null;
}

/** A change as a form sends it. */
export function fieldsOf(item: ItemDocument, change: KeyChange): { name: string; value: string }[] {
  const que = { name: 'que', value: change.kind };
  switch (change.kind) {
    case 'all':
      return [que];
    case 'key':
      return [que, ...change.right.map((value) => ({ name: 'correcta', value }))];
    case 'accept':
      return [que, { name: 'aceptada', value: change.answer }];
    case 'pairs':
      return [
        que,
        ...Object.entries(change.right).map(([prompt, answer]) => ({
          name: 'pareja',
          value: partOf(prompt, answer),
        })),
      ];
    case 'order':
      return [
        que,
        ...change.right.map((step, at) => ({
          name: 'lugar',
          value: partOf(step, String(at + 1)),
        })),
      ];
    case 'gap': {
      const { gap, answer } = change;
      const isChosen =
        item.type === 'gaps' && item.gaps.some(({ id, kind }) => id === gap && kind === 'chosen');
      return isChosen
        ? [que, { name: 'hueco', value: partOf(gap, answer) }]
        : [que, { name: 'hueco', value: gap }, { name: 'aceptada', value: answer }];
    }
  }
}
