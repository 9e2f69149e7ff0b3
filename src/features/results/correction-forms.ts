import { z } from 'zod';
import { line, paragraph } from '../../lib/text.ts';
import { readNumber, type KeyChange } from '../assessment/correction.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { optionsOf } from '../courses/item-document.ts';

const PartIds = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(20)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** How an item is to be mended: what is looked at before anything changes, and what is then applied. */
export const ChangeForm = z.object({
  que: z.enum(['key', 'accept', 'all']).optional().catch(undefined),
  correcta: PartIds.catch([]),
  aceptada: z
    .string()
    .max(2000)
    .optional()
    .transform((text) => text ?? '')
    .pipe(line(200, 0))
    .catch(''),
});
export type ChangeForm = z.output<typeof ChangeForm>;

export const ApplyForm = ChangeForm.extend({ motivo: paragraph(500, 5) });

/** The change that a form means for this item; null while it says none that fits. */
export function changeFrom(item: ItemDocument, form: ChangeForm): KeyChange | null {
  if (form.que === 'all') return { kind: 'all' };
  if (form.que === 'key') {
    const options = optionsOf(item);
    const right = options.map(({ id }) => id).filter((id) => form.correcta.includes(id));
    const areSome = right.length > 0 && right.length < options.length;
    return areSome && right.length === form.correcta.length ? { kind: 'key', right } : null;
  }
  if (form.que !== 'accept' || form.aceptada === '') return null;
  if (item.type === 'number' && readNumber(form.aceptada) === null) return null;
  return item.type === 'number' || item.type === 'shorttext'
    ? { kind: 'accept', answer: form.aceptada }
    : null;
}
