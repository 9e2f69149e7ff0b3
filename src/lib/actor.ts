import type { Language } from './localized.ts';
import type { SaidPurpose } from './purpose.ts';

/**
 * The side of the wall a person or an object belongs to. Whoever belongs to a police or a military institution never
 * reads the identity of community trainees.
 */
export const SIDES = ['community', 'police', 'military'] as const;
export type Side = (typeof SIDES)[number];

export const ROLES = [
  'network_coordinator',
  'instructor',
  'author',
  'reviewer',
  'institution_admin',
  'state_admin',
  'state_police_admin',
  'analyst_cecopam',
  'analyst_sesnsp',
  'analyst_semujeres',
  'platform_admin',
  'observer',
] as const;
export type Role = (typeof ROLES)[number];

/** A role held within a scope: every dimension that is not null narrows it. */
export interface Grant {
  id: string;
  role: Role;
  /** Materialised path of the institution whose subtree is covered, such as `/sspc/sesnsp/`. */
  institutionPath: string | null;
  stateCode: string | null;
  cvegeo: string | null;
  networkId: string | null;
  courseId: string | null;
  cohortId: string | null;
}

/** The signed-in person, as read once at the start of a request. */
export interface Actor {
  id: string;
  username: string;
  displayName: string;
  language: Language;
  discreet: boolean;
  side: Side;
  institutionId: string | null;
  institutionPath: string | null;
  networkId: string | null;
  cvegeo: string | null;
  stateCode: string | null;
  grants: readonly Grant[];
  secondFactor: {
    isOn: boolean;
    /** One of her roles asks for it. */
    isAsked: boolean;
    /** Until when she may go on without; null when nothing would hold her up. */
    dueAt: Date | null;
    /** She has none and the time is over: her work stays closed until she has. */
    isOverdue: boolean;
  };
  /** Digest of the session's id: names the session without being able to open it. */
  session: {
    idHash: string;
    shared: boolean;
    authenticatedAt: Date;
    /** What she said lately that she needs names for; null when she has to be asked. */
    purpose: SaidPurpose | null;
  };
}
