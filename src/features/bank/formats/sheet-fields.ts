import type { ItemType } from '../../courses/item-document.ts';
import { toSearchText } from '../../../lib/search-text.ts';
import { letter } from './names.ts';

/**
 * What a column of a sheet may hold. Our template has a column for each of these; a sheet of somebody else's is read as
 * soon as its columns are told to be some of them. Fields of an option carry its letter: `option.a`, `reason.b`.
 */
const PLAIN_FIELDS = {
  id: 'Identificador',
  type: 'Tipo',
  category: 'Categoría',
  stem: 'Enunciado',
  correct: 'Respuesta correcta',
  feedback: 'Retroalimentación',
  use: 'Uso',
  form: 'Forma',
  objective: 'Objetivo',
  bloom: 'Nivel de Bloom',
  pillar: 'Pilar',
  topic: 'Tema',
  difficulty: 'Dificultad',
  critical: 'Crítico',
  tags: 'Etiquetas',
  weight: 'Peso',
  format: 'Formato',
  penalty: 'Los errores restan',
  caseSensitive: 'Cuentan las mayúsculas',
  accentSensitive: 'Cuentan los acentos',
  units: 'Unidades',
  unitRequired: 'Unidad obligatoria',
  minWords: 'Mínimo de palabras',
  maxWords: 'Máximo de palabras',
  template: 'Texto inicial',
  graderNotes: 'Notas para calificar',
  accepts: 'Archivos que admite',
  maxFiles: 'Máximo de archivos',
  maxSeconds: 'Segundos',
  assisted: 'Con persona que ayuda',
  structure: 'Estructura',
  // One option in each row.
  option: 'Opción',
  mark: 'Es correcta',
  reason: 'Retroalimentación de la opción',
  number: 'Número de pregunta',
} as const;
export type PlainField = keyof typeof PLAIN_FIELDS;

const OPTION_FIELDS = {
  option: 'Opción',
  pair: 'Pareja',
  reason: 'Retroalimentación',
  share: 'Valor',
  name: 'Identificador',
} as const;
export type OptionField = keyof typeof OPTION_FIELDS;

export type Field =
  | PlainField
  | `${'stem' | 'feedback' | 'template' | 'graderNotes'}.en`
  | `${OptionField}.${string}`
  | `${'option' | 'pair' | 'reason'}.${string}.en`;

export const MOST_OPTIONS = 50;

const ENGLISH = ' (inglés)';

/** The heading of a field in our template. */
export function headingOf(field: Field): string {
  const parts = field.split('.');
  const english = parts.at(-1) === 'en' ? ENGLISH : '';
  const [name = '', letterOf = ''] = parts;
  if (letterOf === '' || letterOf === 'en') return `${PLAIN_FIELDS[name as PlainField]}${english}`;
  return `${OPTION_FIELDS[name as OptionField]} ${letterOf.toUpperCase()}${english}`;
}

const letters = Array.from({ length: MOST_OPTIONS }, (_none, at) => letter(at));

/** Every field by its heading in the template. */
const BY_HEADING = new Map<string, Field>([
  ...(Object.keys(PLAIN_FIELDS) as PlainField[]).map((field): [string, Field] => [
    key(headingOf(field)),
    field,
  ]),
  ...(['stem.en', 'feedback.en', 'template.en', 'graderNotes.en'] as const).map(
    (field): [string, Field] => [key(headingOf(field)), field],
  ),
  ...letters.flatMap((one) =>
    (Object.keys(OPTION_FIELDS) as OptionField[]).map((name): [string, Field] => [
      key(headingOf(`${name}.${one}`)),
      `${name}.${one}`,
    ]),
  ),
  ...letters.flatMap((one) =>
    (['option', 'pair', 'reason'] as const).map((name): [string, Field] => [
      key(headingOf(`${name}.${one}.en`)),
      `${name}.${one}.en`,
    ]),
  ),
]);

function key(heading: string): string {
  return toSearchText(heading);
}

/** Headings that people write, tried in this order. */
const ALIASES: readonly (readonly [RegExp, PlainField])[] = [
  [/^(?:n|no|num|numero|nro|item)$|^numero de (?:pregunta|reactivo)$/, 'number'],
  [/^(?:id|clave del reactivo|identificador|codigo)$/, 'id'],
  [/^tipo(?: de (?:pregunta|reactivo|item))?$|^(?:question )?type$/, 'type'],
  [/^(?:opcion|respuesta|alternativa|inciso) correcta$|^(?:correcta|clave|clave de respuesta|respuesta|correct|correct answer|answer|answer key|resp correcta|respuestas? correctas?|solucion)$/, 'correct'],
  [/^(?:es correcta|correcto|correcta si no|valida|is correct)$/, 'mark'],
  [/^(?:opcion|opciones|alternativa|alternativas|inciso|respuestas|option|options|texto de la opcion)$/, 'option'],
  [/^(?:enunciado|pregunta|preguntas|reactivo|reactivos|planteamiento|question|question text|texto de la pregunta|texto|stem|cuestion)$/, 'stem'],
  [/^(?:retro|retroalimentacion(?: general)?|feedback|comentario|comentarios|justificacion|explicacion|argumentacion|por que|razon)$/, 'feedback'],
  [/^(?:categoria|carpeta|category|bloque|unidad|modulo)$/, 'category'],
  [/^(?:tema|topic|subtema|contenido)$/, 'topic'],
  [/^(?:dificultad|nivel de dificultad|difficulty|nivel)$/, 'difficulty'],
  [/^(?:bloom|nivel (?:de bloom|cognitivo|taxonomico)|taxonomia)$/, 'bloom'],
  [/^(?:objetivo|objective|resultado de aprendizaje)$/, 'objective'],
  [/^(?:etiquetas?|tags?|palabras clave)$/, 'tags'],
  [/^(?:peso|puntos|puntaje|valor|ponderacion|points)$/, 'weight'],
  [/^(?:forma|version|form)$/, 'form'],
  [/^(?:pilar|pillar)$/, 'pillar'],
]; // prettier-ignore

const LETTERED: readonly (readonly [RegExp, OptionField])[] = [
  [/^(?:retro|retroalimentacion|feedback|comentario|justificacion|explicacion)(?: (?:de(?: la)? )?(?:opcion|respuesta|inciso))? ([a-t]|\d{1,2})$/, 'reason'],
  [/^(?:opcion|respuesta|alternativa|inciso|option|answer|choice|opc|op|r|resp)? ?([a-t]|\d{1,2})$/, 'option'],
  [/^(?:valor|puntos|porcentaje) ([a-t]|\d{1,2})$/, 'share'],
  [/^(?:pareja|columna b) ([a-t]|\d{1,2})$/, 'pair'],
]; // prettier-ignore

/** The field that a heading names; null where it names none that is known. */
export function fieldOf(heading: string): Field | null {
  const written = key(heading);
  if (written === '') return null;
  const ours = BY_HEADING.get(written);
  if (ours !== undefined) return ours;
  for (const [pattern, field] of ALIASES) if (pattern.test(written)) return field;
  // Beside wrong ones, the right one stands in its own column: it becomes the first option.
  const wrong = /^(?:distractor|incorrecta|respuesta incorrecta) ?([1-9])$/.exec(written)?.[1];
  if (wrong !== undefined) return `option.${letter(Number(wrong))}`;
  for (const [pattern, name] of LETTERED) {
    const found = pattern.exec(written)?.[1];
    if (found === undefined) continue;
    const at = /\d/.test(found) ? Number(found) - 1 : found.charCodeAt(0) - 97;
    if (at >= 0 && at < 26) return `${name}.${letter(at)}`;
  }
  return null;
}

/** Types as the template and people call them. */
export const TYPE_NAMES: Record<ItemType, string> = {
  single: 'opción única',
  multiple: 'varias opciones',
  truefalse: 'verdadero o falso',
  matching: 'relacionar',
  ordering: 'ordenar',
  shorttext: 'respuesta corta',
  number: 'número',
  gaps: 'completar',
  essay: 'ensayo',
  file: 'archivo',
  oral: 'oral',
  scenario: 'escenario',
};

const TYPE_ALIASES: readonly (readonly [RegExp, ItemType])[] = [
  [/verdadero|falso|true|^v ?f$/, 'truefalse'],
  [/relacion|pareja|columnas|matching/, 'matching'],
  [/orden|secuencia|jerarqu/, 'ordering'],
  [/escenario|caso ramificado|scenario/, 'scenario'],
  [/archivo|subir|evidencia|file/, 'file'],
  [/oral|voz|grabar/, 'oral'],
  [/ensayo|abierta|desarrollo|essay/, 'essay'],
  [/numer/, 'number'],
  [/corta|short/, 'shorttext'],
  [/completar|hueco|cloze|gaps/, 'gaps'],
  [/varias|respuesta multiple|seleccion multiple con|multiple response|^multiple$|casillas/, 'multiple'],
  [/unica|opcion multiple|single|seleccion|multiple choice|multichoice/, 'single'],
]; // prettier-ignore

/** The type that somebody wrote; null where it is none that is known. */
export function typeNamed(text: string): ItemType | null {
  const written = toSearchText(text);
  const exact = (Object.entries(TYPE_NAMES) as [ItemType, string][]).find(
    ([type, name]) => type === written || toSearchText(name) === written,
  );
  return exact?.[0] ?? TYPE_ALIASES.find(([pattern]) => pattern.test(written))?.[1] ?? null;
}
