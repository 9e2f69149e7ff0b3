import { z } from 'zod';

/** How many municipalities a list brought, renamed and took away. */
export const PlaceOutcome = z.object({ added: z.number(), renamed: z.number(), gone: z.number() });
export type PlaceOutcome = z.output<typeof PlaceOutcome>;

/** A list of INEGI that somebody brought. */
export interface PlaceImport {
  id: string;
  madeAt: Date;
  fileName: string;
  /** Null while nobody has decided about it. */
  takenAt: Date | null;
  outcome: PlaceOutcome | null;
}
