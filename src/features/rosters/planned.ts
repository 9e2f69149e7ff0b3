import type { Sex } from '../accounts/sex.ts';
import type { Side } from '../../lib/actor.ts';
import type { CourseVersion } from '../courses/repository.ts';
import type { Known } from './known-queries.ts';
import type { Named, NamedCohort } from './reference-queries.ts';
import type { RankBand } from '../institutions/rank-bands.ts';
import type { Problem } from './cell-names.ts';

/** The course of a row in which something is to happen, and the group in which she wants a place. */
export interface Enrol {
  version: CourseVersion;
  cohort: NamedCohort | null;
}

/** Somebody who is to get an account. */
export interface Newcomer {
  name: string;
  username: string | null;
  sex: Sex;
  cvegeo: string;
  side: Side;
  institution: Named | null;
  rankBand: RankBand | null;
  network: Named | null;
  since: string | null;
  email: string | null;
  curp: string | null;
  cuip: string | null;
}

/** What of a person is to be another. */
export interface Changes {
  name?: string;
  sex?: Sex;
  cvegeo?: string;
  email?: string;
  curp?: string;
  cuip?: string;
  /** From one institution to another; the membership that ends is kept. */
  institution?: Named;
  rankBand?: RankBand;
  network?: { to: Named; isFirst: boolean };
  since?: string;
}

/** Perhaps the same person: only somebody can tell. */
export type Doubt = { person: { id: string; username: string } } | { row: number };

export type Planned =
  | { kind: 'blank' }
  /** It tells of a network alone, which is registered. */
  | { kind: 'nobody' }
  | { kind: 'wrong'; problems: Problem[] }
  | { kind: 'doubt'; name: string; of: Doubt }
  | { kind: 'left' }
  | { kind: 'new'; person: Newcomer; enrol: Enrol | null }
  | { kind: 'known'; person: Known; changes: Changes; enrol: Enrol | null }
  /** The same person as an earlier row of the table that is still to be made. */
  | { kind: 'follows'; leader: number };

/** What somebody decided about a row that is perhaps the same person as another. */
export type Decision = 'otra' | 'fuera' | { person: string } | { row: number };

export const isUnchanged = ({ changes, enrol }: { changes: Changes; enrol: Enrol | null }) =>
  enrol === null && Object.keys(changes).every((name) => name === 'since');
