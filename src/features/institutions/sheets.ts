import type { Side } from '../../lib/actor.ts';

/** An institution as lists show it. */
export interface InstitutionEntry {
  id: string;
  name: string;
  shortName: string;
  type: string;
  level: string;
  side: Side;
  stateName: string | null;
  validFrom: string | null;
  validTo: string | null;
  children: number;
}

interface Named {
  id: string;
  name: string;
}

/** One institution with what came before, above, below and after it. */
export interface InstitutionSheet extends InstitutionEntry {
  path: string;
  stateCode: string | null;
  cvegeo: string | null;
  municipality: string | null;
  above: Named[];
  below: InstitutionEntry[];
  predecessors: (Named & { validTo: string | null })[];
  successor: Named | null;
}

/** A women's network as administrators read it. */
export interface NetworkSheet {
  id: string;
  code: string;
  name: string;
  cvegeo: string;
  municipality: string;
  stateAbbreviation: string;
  locality: string | null;
  foundedOn: string | null;
  fundingSource: string | null;
  kind: string;
  sponsorId: string | null;
  /** As the form writes it, and finds it again. */
  sponsor: string | null;
  parentId: string | null;
  parent: string | null;
  status: string;
}
