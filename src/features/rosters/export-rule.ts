import type { Actor } from '../../lib/actor.ts';
import { mayAnywhere } from '../permissions/policy.ts';

/** Whether somebody may take a list of people along. */
export const mayExport = (actor: Actor): boolean =>
  mayAnywhere(actor, 'people.read') && mayAnywhere(actor, 'reports.export');
