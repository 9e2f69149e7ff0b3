import { z } from 'zod';
import { Id, line, optional, paragraph } from '../../lib/text.ts';
import { BLOOM, PILLARS } from '../courses/framework.ts';
import { DIFFICULTIES, ITEM_TYPES } from '../courses/item-document.ts';
import type { ItemFilter } from './bank.ts';
import { FORMAT_NAMES, SOURCE_NAMES, TEMPLATE_FORMATS } from './formats/format.ts';

export const BankForm = z.object({
  nombre: line(120, 3),
  de: z.enum(['mia', 'institucion']).default('mia'),
  clave: Id.optional(),
});

export const RenameForm = z.object({ nombre: line(120, 3) });

/** A choice of a list, or nothing. */
const among = <const T extends readonly string[]>(values: T) =>
  z.enum(values).nullable().catch(null);
const word = z
  .string()
  .trim()
  .max(80)
  .transform((value) => value || null)
  .nullable()
  .catch(null);

const filters = {
  q: z.string().max(200).catch(''),
  tipo: among(ITEM_TYPES),
  objetivo: word,
  bloom: among(BLOOM),
  pilar: among(PILLARS),
  tema: word,
  dificultad: among(DIFFICULTIES),
  forma: among(['A', 'B']),
  etiqueta: word,
  retirados: z
    .literal('1')
    .transform(() => true)
    .catch(false),
  falta: z
    .literal('imagen')
    .transform(() => true)
    .catch(false),
};

/** What a list is asked for, by the names in its address. */
export const ItemsQuery = z
  .object({ ...filters, pagina: z.coerce.number().int().min(1).max(10_000).catch(1) })
  .transform(({ pagina, ...asked }) => ({ page: pagina, filter: filterOf(asked) }));

type Asked = z.output<z.ZodObject<typeof filters>>;

const filterOf = (asked: Asked): ItemFilter => ({
  search: asked.q,
  type: asked.tipo,
  objective: asked.objetivo,
  bloom: asked.bloom,
  pillar: asked.pilar,
  topic: asked.tema,
  difficulty: asked.dificultad,
  form: asked.forma,
  tag: asked.etiqueta,
  retired: asked.retirados,
  unfinished: asked.falta,
});

/** The same filter in an address again; empty where nothing is asked for. */
export function queryOf(filter: ItemFilter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | null): void => {
    if (value !== null && value !== '') query.set(name, value);
  };
  set('q', filter.search);
  set('tipo', filter.type);
  set('objetivo', filter.objective);
  set('bloom', filter.bloom);
  set('pilar', filter.pillar);
  set('tema', filter.topic);
  set('dificultad', filter.difficulty);
  set('forma', filter.form);
  set('etiqueta', filter.tag);
  if (filter.retired) query.set('retirados', '1');
  if (filter.unfinished) query.set('falta', 'imagen');
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export const NewItemQuery = z.object({ tipo: z.enum(ITEM_TYPES).catch('single') });

/** Beside the fields of the item itself: what the button asks for, and which version was opened. */
export const ItemForm = z.object({
  accion: z.string().max(60).catch('guardar'),
  version: z.coerce.number().int().min(0).max(100_000).catch(0),
  nota: optional(line(200)),
});

const Format = z
  .enum(SOURCE_NAMES)
  .or(z.literal('').transform(() => null))
  .default(null);

/** A text that was pasted, and its format where somebody chose one. */
export const PasteForm = z.object({
  texto: paragraph(150_000),
  formato: Format,
  clave: Id.optional(),
});
export const FileForm = z.object({ formato: Format, clave: Id.optional().catch(undefined) });

/** One value or several of a field that may stand more than once. */
const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .catch([]);

export const AddForm = z.object({
  repetidos: z.enum(['omitir', 'todos']).catch('omitir'),
  omitir: several.transform(
    (places) => new Set(places.filter((place) => /^\d{1,5}$/.test(place)).map(Number)),
  ),
});

export const TemplateQuery = z.object({ formato: z.enum(TEMPLATE_FORMATS).catch('xlsx') });
export const ExportQuery = z.object({ formato: among(FORMAT_NAMES) });
export const FileQuery = z.object({ formato: z.enum(FORMAT_NAMES) });
