import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import { json } from '../../db/columns.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import type { BankItem } from './bank.ts';
import { foundBy } from './found.ts';
import { keptUnder } from './images.ts';
import { describing, ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { PLACES } from './repository.ts';

type Db = View['db'];

/** What holds of question banks, whoever wrote or imported the questions. */
export const bankInvariants: Invariant[] = [
  { key: 'verify.bankVersions', broken: withoutVersions },
  { key: 'verify.bankFound', broken: badlyFound },
  {
    key: 'verify.bankPlaces',
    broken: ({ db }) =>
      idsOf(
        db('bank_items as i')
          .join('banks as b', 'b.id', 'i.bank_id')
          .whereRaw(
            `(i.place <> cast(b.ordinal as bigint) * ? + i.number or i.number < 1 or i.number >= b.next_number)`,
            [PLACES],
          ),
        'i.id',
      ),
  },
  {
    key: 'verify.bankImports',
    broken: ({ db }) =>
      idsOf(
        db('bank_imports as m').where((wrong) => {
          void wrong
            .whereRaw(`(m.status in ('read', 'adding')) <> (m.staged is not null)`)
            .orWhereRaw(`${CAME} <> coalesce(m.added, 0) and m.status = 'added'`)
            .orWhereRaw(`${CAME} > coalesce(m.added, 0) and m.status = 'adding'`)
            .orWhereRaw(`${CAME} > 0 and m.status not in ('added', 'adding')`)
            .orWhereExists(
              db('bank_items as i')
                .select('i.id')
                .whereRaw('i.import_id = m.id and i.bank_id <> m.bank_id'),
            );
        }),
        'm.id',
      ),
  },
  { key: 'verify.bankRecordings', broken: withoutRecording },
  { key: 'verify.bankUses', broken: usesOfNothing },
];

/** How many questions came with the import `m`. */
const CAME = '(select count(*) from bank_items i where i.import_id = m.id)';

const Numbered = z.object({ id: z.string(), version: z.number() });
const Versions = z.object({
  item_id: z.string(),
  number: z.coerce.number(),
  first: z.number(),
  last: z.number(),
});

/** Versions run from 1 to the newest one. */
async function* withoutVersions({ db }: View): AsyncIterable<string> {
  for await (const rows of batches(db('bank_items').select('id', 'version'), ['id'])) {
    const items = z.array(Numbered).parse(rows);
    const found: unknown = await db('bank_item_versions')
      .whereIn(
        'item_id',
        items.map(({ id }) => id),
      )
      .groupBy('item_id')
      .select('item_id')
      .count({ number: '*' })
      .min({ first: 'number' })
      .max({ last: 'number' });
    const versions = new Map(
      z
        .array(Versions)
        .parse(found)
        .map((one) => [one.item_id, one]),
    );
    for (const { id, version } of items) {
      const { number, first, last } = versions.get(id) ?? { number: 0, first: 0, last: 0 };
      if (first !== 1 || last !== version || number !== version) yield id;
    }
  }
}

const Described = z.looseObject({ id: z.string(), words: z.string(), ordinal: z.number() });
const Mark = z.object({ item_id: z.string(), bank_id: z.string(), mark: z.string() });

/** Words are looked for one by one: an older release wrote them in another order. */
const sorted = (words: string): string => [...new Set(words.split(' '))].sort().join(' ');

/** What stands beside a question is what its newest version says, and so are the marks of those that are alike. */
async function* badlyFound({ db }: View): AsyncIterable<string> {
  const items = db('bank_items as i')
    .join('banks as b', 'b.id', 'i.bank_id')
    .join('bank_item_versions as v', (join) => {
      join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
    })
    .select('i.*', ...ITEM_COLUMNS, 'b.ordinal');
  for await (const rows of batches(items, ['i.id'])) {
    const marks = await marksIn(
      db,
      rows.map((row) => Described.parse(row).id),
    );
    for (const raw of rows) {
      const row = Described.parse(raw);
      if (!isFound(row, marks.get(row.id) ?? [])) yield row.id;
    }
  }
}

function isFound(row: z.output<typeof Described>, marks: readonly string[]): boolean {
  const item = readable(row);
  if (item?.document.id !== row.id) return false;
  const { document, bankId, isRetired } = item;
  const found = foundBy(document);
  const { words, ...told } = describing(document, found, { isRetired, ordinal: row.ordinal });
  const wanted = [...new Set(found.marks)].map((mark) => `${bankId} ${mark}`);
  return (
    Object.entries(told).every(([column, value]) => row[column] === value) &&
    sorted(words) === sorted(row.words) &&
    wanted.sort().join() === [...marks].sort().join()
  );
}

/** The question of a row; null where its document is none. */
function readable(row: unknown): BankItem | null {
  try {
    return toBankItem(row);
  } catch {
    return null;
  }
}

async function marksIn(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows: unknown = await db('bank_item_marks').whereIn('item_id', [...ids]);
  const marks = new Map<string, string[]>();
  for (const { item_id: id, bank_id: bank, mark } of z.array(Mark).parse(rows)) {
    const known = marks.get(id) ?? [];
    known.push(`${bank} ${mark}`);
    marks.set(id, known);
  }
  return marks;
}

const Heard = z.object({ item_id: z.string(), document: z.string() });
const Audio = json(z.object({ audio: z.array(z.object({ file: z.string() })).optional() }));

/** A recording comes with its question; images may be named before anybody brings them. */
async function* withoutRecording({ db }: View): AsyncIterable<string> {
  const heard = db('bank_item_versions')
    .whereLike('document', '%"audio":%')
    .select('item_id', 'number', 'document');
  for await (const rows of batches(heard, ['item_id', 'number'])) {
    for (const row of rows) {
      const { item_id: id, document } = Heard.parse(row);
      for (const { file } of Audio.safeParse(document).data?.audio ?? [])
        if (!(await isKept(db, file))) {
          yield id;
          break;
        }
    }
  }
}

async function isKept(db: Db, name: string): Promise<boolean> {
  const kept = keptUnder(name);
  if (kept === null) return false;
  const row: unknown = await db('media_files')
    .whereBetween('sha256', [kept.begin, `${kept.begin}g`])
    .where('type', kept.type)
    .first('sha256');
  return row !== undefined;
}

const Use = z.object({ draft_id: z.string(), item_id: z.string() });

/** A version that a course took is one that there is. */
async function* usesOfNothing({ db }: View): AsyncIterable<string> {
  const uses = db('bank_uses as u')
    .leftJoin('bank_item_versions as v', (join) => {
      join.on('v.item_id', 'u.item_id').andOn('v.number', 'u.version');
    })
    .whereNull('v.item_id')
    .select('u.draft_id', 'u.item_id');
  for await (const rows of batches(uses, ['u.draft_id', 'u.item_id']))
    for (const row of rows) {
      const { draft_id: draft, item_id: item } = Use.parse(row);
      yield `${draft}/${item}`;
    }
}
