/** Of an entity, or of a region within one. */
export const KINDS = ['state', 'regional'] as const;
export type Kind = (typeof KINDS)[number];

/** A peace and security roundtable. */
export interface Roundtable {
  id: string;
  code: string;
  kind: Kind;
  stateCode: string;
  state: string;
  cvegeo: string | null;
  /** Empty for the one of an entity, which is called by it. */
  name: string;
  source: string;
  cutOff: string;
}

/** How many there are, by whoever says so. */
export interface Total {
  kind: Kind;
  said: number;
  source: string;
  cutOff: string;
}

/** A meeting that was held. */
export interface Meeting {
  id: string;
  heldOn: string;
  /** Whether women of the networks were there. */
  attended: boolean;
  /** How many; null where nobody counted. */
  women: number | null;
}

/** Meetings of one entity in a period: what I-14 is made of. */
export interface Participation {
  stateCode: string;
  state: string;
  regional: number;
  held: number;
  attended: number;
  women: number;
}

/** I-14: of the meetings that were held, those that women of the networks attended; null where none was held. */
export const participationOf = ({
  held,
  attended,
}: Pick<Participation, 'held' | 'attended'>): number | null =>
  held === 0 ? null : attended / held;
