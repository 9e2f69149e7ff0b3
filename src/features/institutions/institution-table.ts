import type { MessageKey } from '../../i18n/translate.ts';
import { translator } from '../../i18n/translate.ts';
import type { Side } from '../../lib/actor.ts';
import { headedTable, tidy } from '../../lib/headed-table.ts';
import { LANGUAGES } from '../../lib/localized.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { line } from '../../lib/text.ts';
import { INSTITUTION_TYPES, type InstitutionType } from './catalogue.ts';
import { Day } from './forms.ts';

/** So many institutions a table has at most. */
export const MOST_ROWS = 1000;

/** An institution that rows may name as the one above theirs. */
export interface Above {
  id: string;
  name: string;
  shortName: string;
  type: string;
  level: string;
  side: Side;
  path: string;
  stateCode: string | null;
  cvegeo: string | null;
  validFrom: string | null;
}

/** An earlier row of the table. */
interface Earlier {
  row: number;
  name: string;
  type: string;
}

/** An institution of a table. It stands below `parent`, or below that of an earlier row, and takes side, level and place from it. */
export interface Listed {
  row: number;
  name: string;
  shortName: string;
  type: string;
  parent: Above | Earlier;
  validFrom: string | null;
}

export interface RowMistake {
  row: number;
  key: MessageKey;
}

type Field = 'id' | 'name' | 'shortName' | 'type' | 'parent' | 'from';
const HEADS: [RegExp, Field][] = [
  [/^(id|identificador|identifier)$/, 'id'],
  [/^(nombre|nombre completo|institucion|unidad|name|institution)$/, 'name'],
  [/^(siglas|nombre corto|siglas o nombre corto|clave|short name)$/, 'shortName'],
  [/^(tipo|clase|type|kind)$/, 'type'],
  [/^(dentro de|dentro|depende de|superior|institucion superior|parent|within)$/, 'parent'],
  [/^(desde|existe desde|vigente desde|from|since|exists since)$/, 'from'],
];

const Name = line(200, 3);
const ShortName = line(40);

/** A type by its code or by its words in either language. */
const typeNamed = (said: string): InstitutionType | undefined =>
  INSTITUTION_TYPES.find((type) =>
    [type, ...LANGUAGES.map((language) => translator(language)(`institutions.type.${type}`))].some(
      (name) => toSearchText(name) === toSearchText(said),
    ),
  );

/** What stands within a region is no region. */
const typeBelow = (type: string): string =>
  type === 'military-region' || type === 'naval-region' ? 'armed-forces' : type;

/** A day as 2026-01-31 or 31/1/2026; null where it is none. */
function dayNamed(said: string): string | null {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(said) ?? [];
  const iso = year === '' ? said : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = Day.safeParse(iso);
  return parsed.success ? parsed.data : null;
}

/**
 * The institutions of a table: the first row names the columns, in any order; a name and the institution above are needed, a
 * short name that is empty is the name. A row with the identifier of a known one says what it is already. All mistakes are told
 * at once, by their rows.
 */
export function readInstitutions(
  text: string,
  { known, all }: { known: readonly Above[]; all: ReadonlyMap<string, Above> },
): { ok: true; rows: Listed[]; unchanged: number } | { ok: false; mistakes: RowMistake[] } {
  const table = headedTable(text, HEADS, ['name', 'parent']);
  if (!table.ok)
    return { ok: false, mistakes: [{ row: table.row, key: `institutions.table.${table.why}` }] };
  const above = new Map<string, (Above | Earlier)[]>();
  const index = (one: Above | Earlier, names: readonly string[]): void => {
    for (const name of new Set(names.map(toSearchText)))
      above.set(name, [...(above.get(name) ?? []), one]);
  };
  for (const one of known) index(one, [one.id, one.name, one.shortName]);
  const placed = new Set(known.map(({ name, path }) => placeOf(name, parentIdOf(path))));
  const byId = new Map(known.map((one) => [one.id, one]));
  const mistakes: RowMistake[] = [];
  const rows: Listed[] = [];
  let unchanged = 0;
  for (const { row, cell } of table.rows) {
    const wrong = (key: MessageKey): void => {
      mistakes.push({ row, key });
    };
    if (cell('id') !== '') {
      const there = byId.get(cell('id'));
      if (there === undefined) wrong('institutions.table.badId');
      else if (!isSaid(there, aboveOf(there, all), cell)) wrong('institutions.table.differs');
      else unchanged += 1;
      continue;
    }
    const name = cell('name');
    const shortName = cell('shortName') || name.slice(0, 40);
    const [parent, other] = above.get(toSearchText(cell('parent'))) ?? [];
    const type = typeNamed(cell('type'));
    const from = cell('from');
    const validFrom = dayNamed(from);
    if (!Name.safeParse(name).success) wrong('institutions.table.badName');
    if (!ShortName.safeParse(shortName).success) wrong('institutions.table.badShortName');
    if (parent === undefined) wrong('institutions.table.noParent');
    if (other !== undefined) wrong('institutions.table.severalParents');
    if (cell('type') !== '' && type === undefined) wrong('institutions.table.badType');
    if (from !== '' && validFrom === null) wrong('institutions.table.badDay');
    if (parent === undefined) continue;
    const place = placeOf(name, 'id' in parent ? parent.id : `row ${String(parent.row)}`);
    if (placed.has(place)) wrong('institutions.table.isThere');
    placed.add(place);
    const listed = { row, name, type: type ?? typeBelow(parent.type) };
    rows.push({ ...listed, shortName, parent, validFrom });
    index(listed, [name, shortName]);
  }
  if (rows.length + unchanged === 0 && mistakes.length === 0)
    mistakes.push({ row: 2, key: 'institutions.table.empty' });
  if (rows.length > MOST_ROWS) mistakes.push({ row: 1, key: 'institutions.table.tooMany' });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, rows, unchanged };
}

const placeOf = (name: string, parentId: string): string => `${parentId} ${toSearchText(name)}`;

const parentIdOf = (path: string): string => path.split('/').at(-3) ?? '';

/** The institution above one, as long as it is open. */
export const aboveOf = ({ path }: Above, all: ReadonlyMap<string, Above>): Above | null =>
  all.get(parentIdOf(path)) ?? null;

/** Whether a row says of an institution what it is. What a row leaves empty it does not say. */
function isSaid(one: Above, parent: Above | null, cell: (field: Field) => string): boolean {
  const says = (field: Field, ...names: readonly string[]): boolean =>
    cell(field) === '' || names.some((name) => toSearchText(name) === toSearchText(cell(field)));
  return (
    tidy(one.name) === cell('name') &&
    (cell('shortName') === '' || tidy(one.shortName) === cell('shortName')) &&
    (says('type', one.type) || typeNamed(cell('type')) === one.type) &&
    says('parent', ...(parent === null ? [] : [parent.id, parent.name, parent.shortName])) &&
    (cell('from') === '' || dayNamed(cell('from')) === one.validFrom)
  );
}
