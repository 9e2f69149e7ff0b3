import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { Db } from '../../db/connection.ts';

const PLACE = ['side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'] as const;

const Text = z.string().nullable();
const Row = z.object({
  id: z.string(),
  person_id: z.string(),
  course_id: z.string(),
  status: z.string(),
  enrolled_on: z.string(),
  again: Text,
  side: Text,
  sex: Text,
  state_code: Text,
  cvegeo: Text,
  institution_path: Text,
  network_id: Text,
});
type Row = z.output<typeof Row>;

/** In the order in which she enrolled. */
const inOrder = (one: Row, other: Row): number =>
  one.enrolled_on === other.enrolled_on
    ? one.id < other.id
      ? -1
      : 1
    : one.enrolled_on < other.enrolled_on
      ? -1
      : 1;

/** Which enrolments of one person do not say what came before them, so that she would be counted twice or not at all. */
function* wrongOf(rows: readonly Row[]): Generator<string> {
  const standing = rows.filter(({ status }) => status !== 'withdrawn').sort(inOrder);
  const places = new Set(standing.map((row) => JSON.stringify(PLACE.map((name) => row[name]))));
  const courses = new Set(standing.map((row) => row.course_id));
  const isApart = places.size > 1 || courses.size < standing.length;
  for (const row of rows) {
    const at = standing.indexOf(row);
    const before = standing[at - 1]?.enrolled_on.slice(0, 7) ?? null;
    const expected = at === -1 ? null : isApart ? '~' : before;
    if (row.again !== expected) yield row.id;
  }
}

/** The enrolments that do not say rightly what their person had before. */
export async function* wronglyAgain(db: Db): AsyncGenerator<string> {
  let hers: Row[] = [];
  const all = db('enrolments').select('id', 'person_id', 'course_id', 'status', 'enrolled_on');
  void all.select('again', ...PLACE);
  for await (const rows of batches(all, ['person_id', 'id']))
    for (const found of rows) {
      const row = Row.parse(found);
      if (hers[0] !== undefined && hers[0].person_id !== row.person_id) {
        yield* wrongOf(hers);
        hers = [];
      }
      hers.push(row);
    }
  yield* wrongOf(hers);
}
