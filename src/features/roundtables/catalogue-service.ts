import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import { readCatalogue, type Listed, type RowMistake } from './catalogue-table.ts';
import type { CatalogueForm } from './forms.ts';
import { roundtableRepository } from './repository.ts';
import type { Roundtable } from './roundtable.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  states: () => Promise<{ code: string; name: string }[]>;
}

/** What is wrong with a form, and with single rows of a table. */
export interface Wrong {
  problems: Problems;
  mistakes: RowMistake[];
}

/** The catalogue of roundtables, as far as somebody brings it in. */
export function roundtableCatalogue({ db, clock, audit, states }: Needs) {
  const repository = roundtableRepository(db);

  return {
    /**
     * Brings in the regional roundtables of a table: those of a code or of a name in an entity that are known are said anew,
     * the others come in. Null when it was taken.
     */
    async bringIn(actor: Actor, form: CatalogueForm): Promise<Wrong | null> {
      if (form.fecha > dayOf(clock()))
        return { problems: { fecha: ['roundtables.dayLater'] }, mistakes: [] };
      const read = readCatalogue(form.tabla, await states());
      const tableWrong = (mistakes: RowMistake[]): Wrong => ({
        problems: { tabla: ['roundtables.table.wrong'] },
        mistakes,
      });
      if (!read.ok) return tableWrong(read.mistakes);
      const elsewhere = await notThere(read.rows);
      if (elsewhere.length > 0) return tableWrong(elsewhere);
      const now = clock();
      await db.transaction(async (trx) => {
        const mine = roundtableRepository(trx);
        await mine.lock();
        const before = await mine.regional();
        let added = 0;
        const codes = new Set(before.map(({ code }) => code));
        for (const row of read.rows) {
          const same = before.find((one) => isSame(one, row));
          if (same === undefined) added += 1;
          const code = same?.code ?? (row.code === '' ? nextCode(codes, row.stateCode) : row.code);
          codes.add(code);
          const put = {
            id: same?.id ?? newId(),
            code,
            kind: 'regional' as const,
            stateCode: same?.stateCode ?? row.stateCode,
            cvegeo: row.cvegeo,
            name: row.name,
            source: form.fuente,
            cutOff: form.fecha,
          };
          await mine.put(put, now);
        }
        await audit(trx, {
          actorId: actor.id,
          action: 'roundtables.brought-in',
          objectType: 'roundtable',
          objectId: null,
          details: { rows: read.rows.length, added, source: form.fuente, on: form.fecha },
        });
      });
      return null;
    },
  };

  /** Rows whose municipality does not lie in their entity, or whose code is one of another entity. */
  async function notThere(rows: readonly Listed[]): Promise<RowMistake[]> {
    const mistakes: RowMistake[] = [];
    const states = new Map((await repository.regional()).map((one) => [one.code, one.stateCode]));
    for (const { row, code, cvegeo, stateCode } of rows) {
      if ((states.get(code) ?? stateCode) !== stateCode)
        mistakes.push({ row, key: 'roundtables.table.otherState' });
      if (cvegeo === null || (await repository.isMunicipalityOf(cvegeo, stateCode))) continue;
      mistakes.push({ row, key: 'roundtables.table.badMunicipality' });
    }
    return mistakes;
  }
}
export type RoundtableCatalogue = ReturnType<typeof roundtableCatalogue>;

const isSame = (known: Roundtable, row: Listed): boolean =>
  row.code === ''
    ? known.stateCode === row.stateCode && toSearchText(known.name) === toSearchText(row.name)
    : known.code === row.code;

/** `MESA-20-R07`: no code of the entity is used twice. */
function nextCode(codes: ReadonlySet<string>, stateCode: string): string {
  let number = 1;
  const code = (): string => `MESA-${stateCode}-R${String(number).padStart(2, '0')}`;
  while (codes.has(code())) number += 1;
  return code();
}
