import type { Role } from '../../lib/actor.ts';
import type { Place } from './policy.ts';

/** A role that somebody holds now, with its scope in names. */
export interface GrantEntry {
  id: string;
  role: Role;
  person: { id: string; username: string; name: string };
  place: Place;
  scope: {
    institution: string | null;
    state: string | null;
    municipality: string | null;
    network: string | null;
    course: { es: string; en: string } | null;
    cohort: string | null;
  };
  grantedAt: Date;
  /** User name of who gave it; null when the set-up did. */
  grantedBy: string | null;
  endsOn: string | null;
}
