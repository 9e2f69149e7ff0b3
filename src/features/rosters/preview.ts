import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../../db/connection.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { nameKey } from './identity.ts';
import type { Decision, Planned } from './planned.ts';
import { isUnchanged } from './planned.ts';
import { placesAhead, type Met } from './preview-places.ts';
import { planner, readRows, type Ground, type Read, type Row } from './planner.ts';
import type { Problem } from './cell-names.ts';

/** A row that is perhaps the same person as another one. */
export interface DoubtRow {
  row: number;
  name: string;
  /** Of somebody who has an account, or of an earlier row. */
  of: { person: string; username: string } | { row: number };
}

/** What would become of a table, and what was decided about it. Kept sealed: it holds names. */
export interface Plan {
  hasF: boolean;
  counts: Record<
    'fresh' | 'more' | 'changed' | 'same' | 'wrong' | 'doubts' | 'left' | 'waits',
    number
  >;
  wrong: { row: number; name: string; problems: Problem[] }[];
  doubts: DoubtRow[];
  /** The first of those who would get an account, and of those of whom something would change. */
  fresh: { row: number; name: string }[];
  changed: { row: number; name: string; what: string[] }[];
  /** Those who would wait for a place in their group, in the order of their turns. */
  waits: { row: number; name: string; cohort: string }[];
  /** Networks that rows name and nobody has registered, each with the municipality of its first row. */
  networks: { name: string; cvegeo: string }[];
  /** Rows that are the same person as an earlier one. */
  leaders: [row: number, leader: number][];
  decisions: [row: number, decision: Decision][];
}

/** So many are kept to be shown and mended; more are counted. */
const KEPT = 2_000;
const SHOWN = 20;
const MOST_NETWORKS = 500;

/** By what two rows of one table are the same person: keys, user name, address with name. */
function identities({ said }: Read): string[] {
  return [
    ...(said.curp === null ? [] : [`curp ${said.curp}`]),
    ...(said.cuip === null ? [] : [`cuip ${said.cuip}`]),
    ...(said.username === null ? [] : [`username ${said.username}`]),
    ...(said.email === null || said.name === ''
      ? []
      : [`email ${said.email.toLowerCase()} ${nameKey(said.name)}`]),
  ];
}

const placeKey = ({ said }: Read): string =>
  [nameKey(said.name), said.cvegeo ?? '', said.institution?.id ?? '', said.network?.id ?? ''].join(
    ' ',
  );

/** What of somebody would change, as fields. */
const changedFields = (planned: Extract<Planned, { kind: 'known' }>): string[] => [
  ...Object.keys(planned.changes).filter((name) => name !== 'since'),
  ...(planned.enrol === null ? [] : ['course']),
];

/** Goes through a whole table and says what would become of it. */
export async function previewed(
  db: Db,
  ground: Ground,
  batches: AsyncIterable<readonly Row[]>,
  decisions: readonly [number, Decision][],
): Promise<Plan> {
  const made = planner(ground);
  const places = placesAhead(db);
  const counts = { fresh: 0, more: 0, changed: 0, same: 0, wrong: 0, doubts: 0, left: 0, waits: 0 };
  const plan: Plan = {
    hasF: ground.hasF,
    counts,
    wrong: [],
    doubts: [],
    fresh: [],
    changed: [],
    waits: [],
    networks: [],
    leaders: [],
    decisions: [...decisions],
  };
  /** New people by what tells them apart, and by name and place. */
  const firstBy = new Map<string, number>();
  const firstAt = new Map<string, number>();

  const meets = (read: Read, planned: Planned): Planned => {
    // A row that says no more than a key and a course is enough for somebody whom an earlier one makes.
    const isWhole = planned.kind === 'new';
    if (!isWhole && !(planned.kind === 'wrong' && read.problems.length === 0)) return planned;
    const own = identities(read);
    const known = own.map((key) => firstBy.get(key)).find((row) => row !== undefined);
    const decision = ground.decisionOf(read.row);
    const asked = typeof decision === 'object' && 'row' in decision ? decision.row : undefined;
    const leader = known ?? (isWhole ? asked : undefined);
    if (leader !== undefined) return { kind: 'follows', leader };
    if (!isWhole) return planned;
    const alike = own.length > 0 || decision === 'otra' ? undefined : firstAt.get(placeKey(read));
    if (alike !== undefined) return { kind: 'doubt', name: read.said.name, of: { row: alike } };
    for (const key of own) firstBy.set(key, read.row);
    if (!firstAt.has(placeKey(read))) firstAt.set(placeKey(read), read.row);
    return planned;
  };

  const networks = new Set<string>();
  const noteNetwork = ({ said: { cvegeo }, problems }: Read): void => {
    const value = problems.find(({ key }) => key === 'rosters.wrong.network')?.params?.['value'];
    if (cvegeo === null || typeof value !== 'string' || value.length < 3) return;
    // What looks like a key is a key with a mistake in it.
    const key = `${toSearchText(value)} ${cvegeo}`;
    if (/^mucpaz \d/.test(key) || networks.has(key) || networks.size >= MOST_NETWORKS) return;
    networks.add(key);
    plan.networks.push({ name: value, cvegeo });
  };

  const note = ({ row, said: { name } }: Read, planned: Planned): void => {
    switch (planned.kind) {
      case 'new':
        counts.fresh += 1;
        if (plan.fresh.length < SHOWN) plan.fresh.push({ row, name });
        return;
      case 'follows':
        counts.more += 1;
        plan.leaders.push([row, planned.leader]);
        return;
      case 'wrong':
        counts.wrong += 1;
        if (plan.wrong.length < KEPT) plan.wrong.push({ row, name, problems: planned.problems });
        return;
      case 'doubt': {
        counts.doubts += 1;
        const { of } = planned;
        if (plan.doubts.length < KEPT)
          plan.doubts.push({
            row,
            name,
            of: 'row' in of ? of : { person: of.person.id, username: of.person.username },
          });
        return;
      }
      case 'left':
        counts.left += 1;
        return;
      case 'nobody':
        counts.same += 1;
        return;
      case 'known':
        if (isUnchanged(planned)) counts.same += 1;
        else {
          counts.changed += 1;
          if (plan.changed.length < SHOWN)
            plan.changed.push({
              row,
              name: name || planned.person.name,
              what: changedFields(planned),
            });
        }
        return;
      case 'blank':
    }
  };

  const noteWait = ({ read, planned }: Met, cohort: string | null): void => {
    if (cohort === null) return;
    counts.waits += 1;
    const name = read.said.name || (planned.kind === 'known' ? planned.person.name : '');
    if (plan.waits.length < KEPT) plan.waits.push({ row: read.row, name, cohort });
  };

  for await (const rows of batches) {
    const reads = readRows(ground, rows);
    const planned = await made.plan(reads, db);
    const met: Met[] = [];
    for (const [at, read] of reads.entries()) {
      const one = planned[at];
      if (read === null || one === undefined) continue;
      noteNetwork(read);
      const now = { read, planned: meets(read, one) };
      note(read, now.planned);
      met.push(now);
    }
    const waits = await places.waits(met);
    for (const [at, one] of met.entries()) noteWait(one, waits[at] ?? null);
    // Pages are answered between batches.
    await nextTurn();
  }
  return plan;
}
