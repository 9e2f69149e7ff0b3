import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';

const StateRow = z.object({ code: z.string(), name: z.string() });
export type State = z.infer<typeof StateRow>;

/** The 32 entities by name. They are INEGI's and never change while a process runs. */
export function states(reads: Reads): () => Promise<State[]> {
  let known: State[] = [];
  return async () => {
    if (known.length === 0) {
      const rows = await reads.all('select code, name from states', []);
      known = z
        .array(StateRow)
        .parse(rows)
        .sort((a, b) => a.name.localeCompare(b.name, 'es'));
    }
    return known;
  };
}
