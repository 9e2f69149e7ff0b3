import type { Actor, Side } from '../../lib/actor.ts';
import { scopeOf, type Clause, type Holder, type Place } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';

/** Filters that narrow where the enrolments of a report lie. */
export interface Narrowing {
  side: Side | null;
  institutionPath: string | null;
  stateCode: string | null;
  cvegeo: string | null;
  fund: string | null;
  networkId: string | null;
  courseId: string | null;
  cohortId: string | null;
}

const KEYS = ['stateCode', 'cvegeo', 'networkId', 'courseId', 'cohortId'] as const;

/** What of a person's scope a report still reaches, one side at a time. Parts that the filters leave empty are gone. */
function partsOf(clauses: readonly Clause[], by: Narrowing): Place[] {
  return clauses.flatMap((clause) =>
    clause.sides.flatMap((side): Place[] => {
      if (by.side !== null && by.side !== side) return [];
      const apart = KEYS.some(
        (key) => clause[key] !== null && by[key] !== null && clause[key] !== by[key],
      );
      if (apart) return [];
      return [
        {
          side,
          institutionPath: longer(clause.institutionPath, by.institutionPath),
          stateCode: clause.stateCode ?? by.stateCode ?? by.cvegeo?.slice(0, 2) ?? null,
          cvegeo: clause.cvegeo ?? by.cvegeo,
          networkId: clause.networkId ?? by.networkId,
          courseId: clause.courseId ?? by.courseId,
          cohortId: clause.cohortId ?? by.cohortId,
        },
      ];
    }),
  );
}

/** Of two paths the one further down. */
const longer = (one: string | null, other: string | null): string | null =>
  (one?.length ?? 0) >= (other?.length ?? 0) ? one : other;

const covers = (clause: Clause, part: Place): boolean =>
  clause.sides.includes(part.side) &&
  (clause.institutionPath === null ||
    (part.institutionPath?.startsWith(clause.institutionPath) ?? false)) &&
  KEYS.every((key) => clause[key] === null || clause[key] === part[key]);

/** Small counts are hidden below this, or not at all (null). */
export type Threshold = 5 | 10 | null;

/** Counts are shown from 5 within one's own institution, from 10 beyond it. */
const WITHIN = 5;
export const BEYOND = 10;

/** Nothing chosen: all that somebody may read. */
export const everywhere: Narrowing = {
  side: null,
  institutionPath: null,
  stateCode: null,
  cvegeo: null,
  fund: null,
  networkId: null,
  courseId: null,
  cohortId: null,
};

/**
 * Whoever may list by name all the people that a report counts sees every count. Others see none under k, which hangs on
 * all that they may read and not on what they choose of it: tables of two thresholds, taken together, would tell more than
 * either. Sex is not among the attributes that raise k by themselves (those are indigenous identity, disability and age).
 */
export function thresholdOf(
  actor: Holder & Pick<Actor, 'institutionPath'>,
  action: Action,
  by: Narrowing,
): Threshold {
  const parts = partsOf(scopeOf(actor, action), by);
  const names = scopeOf(actor, 'people.read');
  if (parts.every((part) => names.some((clause) => covers(clause, part)))) return null;
  const own = actor.institutionPath;
  const all = partsOf(scopeOf(actor, action), everywhere);
  const isWithin =
    own !== null && all.every((part) => part.institutionPath?.startsWith(own) ?? false);
  return isWithin ? WITHIN : BEYOND;
}

/**
 * Whether a file may be made of what somebody reads under these filters: she may take along all of it, or lists by name all
 * that she takes. Tables of a part of what she reads would be protected apart from those that she reads, and tell with them
 * what each of them hides.
 */
export function mayTake(actor: Holder & Pick<Actor, 'institutionPath'>, by: Narrowing): boolean {
  const files = scopeOf(actor, 'reports.export');
  if (partsOf(files, by).length === 0) return false;
  return (
    thresholdOf(actor, 'reports.export', by) === null ||
    partsOf(scopeOf(actor, 'reports.read'), by).every((part) =>
      files.some((clause) => covers(clause, part)),
    )
  );
}
