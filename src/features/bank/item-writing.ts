import type { z } from 'zod';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { ItemForm } from './forms.ts';
import { candidateOf } from './item-candidate.ts';
import {
  addRow,
  hasEnglish,
  raiseRow,
  readDraft,
  removeRow,
  tidied,
  type Draft,
} from './item-draft.ts';
import { checkCandidate, type Mistake } from './item-mistakes.ts';

/** How the form of a question comes back. */
export interface Written {
  draft: Draft;
  version: number;
  note: string;
  english: boolean;
  mistakes?: readonly Mistake[];
  focus?: string | null;
  preview?: ItemDocument | null;
}

/** What pressing a button of the form means: the form again, or an item to be kept. */
export type Pressed =
  | { kind: 'show'; written: Written }
  | { kind: 'keep'; item: ItemDocument; written: Written; note: string | null };

const trueFalse = () => {
  const [es, en] = [translator('es-MX'), translator('en')];
  return {
    verdadero: { es: es('bank.true'), en: en('bank.true') },
    falso: { es: es('bank.false'), en: en('bank.false') },
  };
};

/** What the buttons of the form ask for, beside keeping the item. */
function act(draft: Draft, action: string): { focus: string | null } {
  const [verb = '', list = ''] = action.split(':');
  if (verb === 'agregar') {
    const at = addRow(draft, list);
    const field = /(?:^|\.)(?:pairs)$/.test(list) ? 'prompt' : 'text';
    return { focus: at === null ? null : `${list}.${String(at)}.${field}` };
  }
  if (verb === 'quitar') removeRow(draft, list);
  if (verb === 'subir') raiseRow(draft, list);
  return { focus: null };
}

/** Fields of the form that are not the item's. */
const OF_FORM = new Set(['accion', 'version', 'nota', 'ingles']);
const itemFields = (body: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !OF_FORM.has(name)));

/** Recordings come on a page of their own; the form neither shows nor takes them. */
const withAudioOf = (item: ItemDocument, before: ItemDocument | null): ItemDocument =>
  before?.audio === undefined ? item : { ...item, audio: before.audio };

type Body = Readonly<Record<string, unknown>>;
/** The button, the version and the note, as they were read beside the fields of the item. */
type Around =
  | { ok: true; value: z.output<typeof ItemForm> }
  | { ok: false; errors: Readonly<Record<string, MessageKey[]>> };

/**
 * Reads what the form of a question sent: does what the pressed button asks for, and says whether that is the form again or an
 * item that is sound. `before` is the item that is changed, whose recordings stay; null for a new one.
 */
export function pressed(body: Body, around: Around, before: ItemDocument | null): Pressed {
  const { accion, version, nota } = around.ok
    ? around.value
    : { accion: 'guardar', version: Number(body['version'] ?? 0) || 0, nota: undefined };
  const draft = readDraft(itemFields(body));
  const isEnglish = body['ingles'] === '1';
  const note = typeof body['nota'] === 'string' ? body['nota'] : '';
  const written: Written = { draft, version, note, english: isEnglish || hasEnglish(draft) };
  if (accion === 'ingles') return { kind: 'show', written: { ...written, english: !isEnglish } };
  if (accion !== 'guardar' && accion !== 'vista')
    return { kind: 'show', written: { ...written, ...act(draft, accion) } };
  const tidy = { ...written, draft: tidied(draft) };
  const checked = checkCandidate(candidateOf(tidy.draft, before?.id ?? 'nuevo', trueFalse()));
  if (!checked.ok) return { kind: 'show', written: { ...tidy, mistakes: checked.mistakes } };
  if (!around.ok) {
    const mistakes = Object.entries(around.errors).flatMap(([field, keys]) =>
      keys.map((key) => ({ field, key, params: {} })),
    );
    return { kind: 'show', written: { ...tidy, mistakes } };
  }
  const item = withAudioOf(checked.item, before);
  if (accion === 'vista') return { kind: 'show', written: { ...tidy, preview: item } };
  return { kind: 'keep', item, written: tidy, note: nota ?? null };
}
