import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { AgeemlProblem } from './ageeml.ts';
import type { CatalogueChanges, CatalogueImport } from './catalogue-import.ts';
import { placeImportRepository } from './import-repository.ts';
import type { PlaceImport } from './place-import.ts';
import { readAgeemlApart } from './read-apart.ts';

interface Needs {
  db: Db;
  clock: Clock;
  catalogueImport: CatalogueImport;
}

/** A list that was read waits so long for whoever brought it. */
export const LISTED_LIVES = DAY;
const SHOWN = 20;

export type ReadPlaces =
  { ok: true; id: string } | { ok: false; problem: AgeemlProblem | 'tooMuch'; line: number };

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** INEGI's list in the browser: read, shown with everything that it would change, and then taken over or forgotten. */
export function placeImportService({ db, clock, catalogueImport }: Needs) {
  const imports = placeImportRepository(db);

  const find = async (handle: Db, id: string): Promise<PlaceImport> => {
    const found = await placeImportRepository(handle).byId(id);
    const isOver =
      found?.takenAt === null && clock().getTime() - found.madeAt.getTime() > LISTED_LIVES;
    if (found === null || isOver) throw unknown();
    return found;
  };

  return {
    taken: (): Promise<PlaceImport[]> => imports.taken(SHOWN),

    /** Reads a file, and keeps what it lists until somebody decides. No municipality is changed. */
    async read(
      madeBy: string,
      { input, fileName }: { input: Buffer; fileName: string },
    ): Promise<ReadPlaces> {
      const read = await readAgeemlApart(input).catch((error: unknown) => {
        if (error instanceof Exceeded) return null;
        throw error;
      });
      if (read === null) return { ok: false, problem: 'tooMuch', line: 1 };
      if (!read.ok) return read;
      const id = newId();
      await imports.add({ id, madeBy, madeAt: clock(), fileName }, read.municipalities);
      return { ok: true, id };
    },

    /** A list, with what it would change as long as nobody has decided about it. */
    async sheet(id: string): Promise<{ list: PlaceImport; changes: CatalogueChanges | null }> {
      const list = await find(db, id);
      const listed = await imports.listed(id);
      return { list, changes: listed === null ? null : await catalogueImport.preview(listed) };
    },

    /** Takes a list over. Repeating it changes nothing more. */
    async take(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const list = await find(trx, id);
        const listed = await placeImportRepository(trx).listed(id);
        if (list.takenAt !== null || listed === null) return;
        const { added, renamed, gone } = await catalogueImport.takeIn(trx, listed, actor.id);
        const outcome = { added: added.length, renamed: renamed.length, gone: gone.length };
        if (!(await placeImportRepository(trx).take(id, outcome, clock())))
          throw new Refusal('conflict', 'places.decidedAlready');
      });
    },

    async forget(id: string): Promise<void> {
      await find(db, id);
      await imports.forget(id);
    },
  };
}
export type PlaceImportService = ReturnType<typeof placeImportService>;
