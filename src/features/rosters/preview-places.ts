import type { Db } from '../../db/connection.ts';
import { roomIn } from '../enrolment/room.ts';
import type { Planned } from './planned.ts';
import type { Read } from './planner.ts';
import type { NamedCohort } from './reference-queries.ts';

/** A row, and what would become of it. */
export interface Met {
  read: Read;
  planned: Planned;
}

interface Wish {
  cohortId: string;
  cohort: string;
  who: string;
}

/** The group in which a row wants a place, and for whom: two rows may mean the same person. */
function wishOf({ read, planned }: Met): Wish | null {
  const wish = (cohort: NamedCohort | null | undefined, who: string): Wish | null =>
    cohort == null ? null : { cohortId: cohort.id, cohort: cohort.name, who };
  switch (planned.kind) {
    case 'new':
      return wish(planned.enrol?.cohort, `row ${String(read.row)}`);
    case 'known':
      return wish(planned.enrol?.cohort, planned.person.id);
    case 'follows':
      return wish(read.said.cohort, `row ${String(planned.leader)}`);
    default:
      return null;
  }
}

/** Who of a table would find a place in her group, as its rows are gone through in their order. */
export function placesAhead(db: Db) {
  const seen = new Set<string>();
  /** Only of groups with a capacity. */
  const room = new Map<string, number>();
  const asked = new Set<string>();
  return {
    /** The name of the group for which each of these rows would wait; null where she has a place or wants none. */
    async waits(rows: readonly Met[]): Promise<(string | null)[]> {
      const wishes = rows.map(wishOf);
      const unknown = [...new Set(wishes.flatMap((wish) => wish?.cohortId ?? []))].filter(
        (id) => !seen.has(id),
      );
      if (unknown.length > 0)
        for (const [id, left] of await roomIn(db, unknown)) room.set(id, left);
      for (const id of unknown) seen.add(id);
      return wishes.map((wish) => {
        const left = wish === null ? undefined : room.get(wish.cohortId);
        if (wish === null || left === undefined) return null;
        const one = `${wish.cohortId} ${wish.who}`;
        if (asked.has(one)) return null;
        asked.add(one);
        room.set(wish.cohortId, left - 1);
        return left > 0 ? null : wish.cohort;
      });
    },
  };
}
