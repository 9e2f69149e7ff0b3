import type { Actor } from '../../lib/actor.ts';
import { mayAnywhere, scopeOf } from '../permissions/policy.ts';

const BOUNDS = [
  'institutionPath',
  'stateCode',
  'cvegeo',
  'networkId',
  'courseId',
  'cohortId',
] as const;

/** Whether somebody fills in frameworks: a national administrator, bound to no place, institution or course. */
export const managesFrameworks = (actor: Actor): boolean =>
  scopeOf(actor, 'frameworks.manage').some((clause) =>
    BOUNDS.every((bound) => clause[bound] === null),
  );

/** Readers of reports and those who fill them in. */
export const readsFrameworks = (actor: Actor): boolean =>
  mayAnywhere(actor, 'reports.read') || managesFrameworks(actor);
