import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';
import { sexesIn } from './cell-values.ts';
import { nameKey, type IdentityDigests } from './identity.ts';
import { knownPeople, type Known, type Wanted } from './known-queries.ts';
import { namesakes, type Namesake } from './namesakes.ts';
import { plannedForKnown } from './plan-known.ts';
import { plannedForNew } from './plan-new.ts';
import type { Decision, Planned } from './planned.ts';
import type { Reach } from './reach.ts';
import type { Reference } from './reference-queries.ts';
import { cellsOf, isBlank, type Mapping } from './table.ts';
import type { Problem } from './cell-names.ts';
import { sideSaid, understood, type Said } from './understand.ts';

/** A row of a table and its place in it, from 0. */
export interface Row {
  at: number;
  cells: readonly string[];
}

export interface Ground {
  reference: Reference;
  digests: IdentityDigests;
  mapping: Mapping;
  /** Some row says `F`, so that `M` is *masculino*. */
  hasF: boolean;
  reach: Reach;
  decisionOf: (row: number) => Decision | undefined;
}

export interface Read {
  row: number;
  said: Said;
  problems: readonly Problem[];
}

/** What is understood of rows, before anybody is looked for. */
export function readRows(
  { reference, mapping, hasF }: Ground,
  rows: readonly Row[],
): (Read | null)[] {
  const sexOf = sexesIn(hasF ? ['F'] : []);
  return rows.map(({ at, cells }) =>
    at <= mapping.headings || isBlank(cells)
      ? null
      : { row: at, ...understood(cellsOf(cells, mapping), reference, sexOf) },
  );
}

/** The sides on which a row may mean somebody: the one that it says, or every one that is met. */
const sidesOf = (said: Said, reach: Reach) => {
  const side = sideSaid(said);
  return SIDES.filter((one) => reach.meets(one) && (side === null || one === side));
};

function wantedBy(reads: readonly (Read | null)[], { digests, reach }: Ground): Wanted {
  const wanted = { curps: [], cuips: [], usernames: [], emails: [] } as Record<
    'curps' | 'cuips' | 'usernames' | 'emails',
    string[]
  >;
  for (const one of reads) {
    if (one === null) continue;
    const { said } = one;
    for (const side of sidesOf(said, reach)) {
      if (said.curp !== null) wanted.curps.push(digests.of('curp', side, said.curp));
      if (said.cuip !== null) wanted.cuips.push(digests.of('cuip', side, said.cuip));
    }
    if (said.username !== null) wanted.usernames.push(said.username);
    if (said.email !== null) wanted.emails.push(digests.email(said.email));
  }
  return { ids: [], ...wanted };
}

/** A row of a list of networks: a network in its place, and nobody. */
const isOfNetworkAlone = ({ name, username, email, curp, cuip, network, course }: Said): boolean =>
  network !== null &&
  [name, username ?? '', email ?? '', curp ?? '', cuip ?? ''].every((one) => one === '') &&
  course === null;

/** Everybody whom a batch of rows may mean, found at once. */
class People {
  private readonly all: readonly Known[];
  private readonly ground: Ground;
  constructor(all: readonly Known[], ground: Ground) {
    this.all = all;
    this.ground = ground;
  }

  byId(id: string): Known | undefined {
    return this.all.find((one) => one.id === id);
  }

  /** Whom the row names for certain: by her keys, else by her user name, else by address and name together. */
  named(said: Said): Known | Problem | null {
    const { digests, reach } = this.ground;
    const sides = sidesOf(said, reach);
    const keyed = new Set<Known>();
    for (const side of sides)
      for (const kind of ['curp', 'cuip'] as const) {
        const key = said[kind];
        if (key === null) continue;
        const wanted = digests.of(kind, side, key);
        for (const one of this.all)
          if ((kind === 'curp' ? one.curpDigest : one.cuipDigest) === wanted) keyed.add(one);
      }
    const [found, other] = keyed;
    if (other !== undefined) return { field: 'curp', key: 'rosters.wrong.twoPeople' };
    if (found !== undefined) return found;
    // A name outside her reach is a name that somebody has taken, and no more is said of it.
    const byName = this.all.find((one) => one.username === said.username);
    if (byName !== undefined && byName.isActive && reach.brings(byName.place)) return byName;
    if (said.email === null) return null;
    const address = digests.email(said.email);
    const byAddress = this.all.filter(
      (one) =>
        one.emailDigest === address &&
        one.isActive &&
        reach.brings(one.place) &&
        (said.name === '' || nameKey(one.name) === nameKey(said.name)),
    );
    return byAddress.length === 1 ? (byAddress[0] ?? null) : null;
  }
}

/** Says what would become of rows, without changing anything. Batch by batch, in the order of the table. */
export function planner(ground: Ground) {
  const sameName = namesakes();
  const { reach } = ground;

  /** Somebody of that name where the row puts her, whom whoever brings it may know by name. */
  async function perhaps(said: Said, trx: Db): Promise<Namesake | null> {
    const cvegeo =
      said.cvegeo ?? said.network?.place.cvegeo ?? said.institution?.place.cvegeo ?? null;
    if (cvegeo === null || said.name === '') return null;
    const found = await sameName(trx, said.name, {
      cvegeo,
      institutionId: said.institution?.id ?? null,
      networkId: said.network?.id ?? null,
    });
    // Another key is another person.
    const isOther = ({ hasCurp, hasCuip }: Namesake): boolean =>
      (said.curp !== null && hasCurp) || (said.cuip !== null && hasCuip);
    return found.find((one) => !isOther(one) && reach.reads(one.place)) ?? null;
  }

  async function planOne({ row, said, problems }: Read, people: People, trx: Db): Promise<Planned> {
    if (problems.length > 0) return { kind: 'wrong', problems: [...problems] };
    const decision = ground.decisionOf(row);
    if (decision === 'fuera') return { kind: 'left' };
    const named = people.named(said);
    if (named !== null && 'key' in named) return { kind: 'wrong', problems: [named] };
    const decided =
      typeof decision === 'object' && 'person' in decision
        ? people.byId(decision.person)
        : undefined;
    const person = named ?? decided ?? null;
    if (person !== null) return plannedForKnown(said, person, ground);
    if (isOfNetworkAlone(said)) return { kind: 'nobody' };
    const made = plannedForNew(said, ground);
    if (made.kind !== 'new' || decision === 'otra') return made;
    const alike = await perhaps(said, trx);
    return alike === null ? made : { kind: 'doubt', name: said.name, of: { person: alike } };
  }

  return {
    /** `as` names people whom earlier rows of the same table made, by their row. */
    async plan(
      reads: readonly (Read | null)[],
      trx: Db,
      as: ReadonlyMap<number, string> = new Map(),
    ): Promise<Planned[]> {
      const wanted = wantedBy(reads, ground);
      const decided = reads.flatMap((one) => {
        const decision = one === null ? undefined : ground.decisionOf(one.row);
        return typeof decision === 'object' && 'person' in decision ? [decision.person] : [];
      });
      const ids = [...as.values(), ...decided];
      const people = new People(await knownPeople(trx, { ...wanted, ids }), ground);
      const planned: Planned[] = [];
      for (const read of reads) {
        if (read === null) {
          planned.push({ kind: 'blank' });
          continue;
        }
        const self = people.byId(as.get(read.row) ?? '');
        planned.push(
          self === undefined || read.problems.length > 0
            ? await planOne(read, people, trx)
            : plannedForKnown(read.said, self, ground),
        );
      }
      return planned;
    },
  };
}
export type Planner = ReturnType<typeof planner>;
