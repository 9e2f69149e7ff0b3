import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { DAY, dayOf, type Clock } from '../../lib/clock.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import type { ListedMunicipality } from './ageeml.ts';

/** What a list of INEGI would change. */
export interface CatalogueChanges {
  added: ListedMunicipality[];
  renamed: { cvegeo: string; before: string; after: string }[];
  /** No longer listed; `used` where people, networks or institutions lie in it. */
  gone: { cvegeo: string; name: string; used: boolean }[];
  /** Listed again. */
  back: ListedMunicipality[];
  same: number;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

const Known = z.object({ cvegeo: z.string(), name: z.string(), gone_on: z.string().nullable() });
const Used = z.object({ cvegeo: z.string() });
const BATCH = 200;

/** Columns in which something lies in a municipality. */
const USES = ['people', 'networks', 'institutions', 'enrolments'] as const;

/** Bringing in INEGI's list: looked at before anything changes, and nothing is deleted, so that no record loses its place. */
export function catalogueImport({ db, clock, audit }: Needs) {
  async function changesIn(
    trx: Db,
    listed: readonly ListedMunicipality[],
  ): Promise<CatalogueChanges> {
    const rows: unknown[] = await trx('municipalities').select('cvegeo', 'name', 'gone_on');
    const known = new Map(
      rows.map((row) => Known.parse(row)).map((one) => [one.cvegeo, one] as const),
    );
    const names = new Map(listed.map(({ cvegeo, name }) => [cvegeo, name]));
    // A file of one entity says nothing of the others.
    const states = new Set(listed.map(({ cvegeo }) => cvegeo.slice(0, 2)));
    const gone = [...known.values()].filter(
      ({ cvegeo, gone_on: since }) =>
        since === null && states.has(cvegeo.slice(0, 2)) && !names.has(cvegeo),
    );
    const used = await usedAmong(
      trx,
      gone.map(({ cvegeo }) => cvegeo),
    );
    const renamed = listed.flatMap(({ cvegeo, name }) => {
      const before = known.get(cvegeo)?.name;
      return before === undefined || before === name ? [] : [{ cvegeo, before, after: name }];
    });
    const added = listed.filter(({ cvegeo }) => !known.has(cvegeo));
    return {
      added,
      renamed,
      gone: gone.map(({ cvegeo, name }) => ({ cvegeo, name, used: used.has(cvegeo) })),
      back: listed.filter(({ cvegeo }) => known.get(cvegeo)?.gone_on != null),
      same: listed.length - added.length - renamed.length,
    };
  }

  const takeIn = async (
    trx: Db,
    listed: readonly ListedMunicipality[],
    actorId: string | null,
  ): Promise<CatalogueChanges> => {
    const changes = await changesIn(trx, listed);
    const today = dayOf(clock());
    const yesterday = dayOf(new Date(clock().getTime() - DAY));
    const row = ({ cvegeo, name }: ListedMunicipality) => ({
      cvegeo,
      state_code: cvegeo.slice(0, 2),
      name,
      search_text: toSearchText(name),
    });
    for (let from = 0; from < changes.added.length; from += BATCH)
      await trx('municipalities').insert(changes.added.slice(from, from + BATCH).map(row));
    for (const { cvegeo, before, after } of changes.renamed) {
      await trx('municipality_names')
        .insert({ cvegeo, until: yesterday, name: before })
        .onConflict(['cvegeo', 'until'])
        .ignore();
      await trx('municipalities')
        .where({ cvegeo })
        .update({ name: after, search_text: toSearchText(`${after} ${before}`) });
    }
    for (const { cvegeo } of changes.gone)
      await trx('municipalities').where({ cvegeo }).update({ gone_on: today });
    for (const { cvegeo } of changes.back)
      await trx('municipalities').where({ cvegeo }).update({ gone_on: null });
    // From now on the file that the product brings adds what is missing, and renames nothing.
    await trx('reference_files')
      .insert({ name: 'ageeml', digest: today })
      .onConflict('name')
      .merge();
    await audit(trx, {
      actorId,
      action: 'places.imported',
      objectType: 'municipality',
      objectId: null,
      details: {
        added: changes.added.length,
        renamed: changes.renamed.length,
        gone: changes.gone.length,
      },
    });
    return changes;
  };

  return {
    /** What the list would change; changes nothing. */
    preview: (listed: readonly ListedMunicipality[]): Promise<CatalogueChanges> =>
      changesIn(db, listed),

    /**
     * Takes the list over: new ones come in, renamed ones keep the name of before with its date, and those that are gone stay
     * for what lies in them, and are offered to nobody. Answers what changed. Harmless to repeat.
     */
    take: (listed: readonly ListedMunicipality[]): Promise<CatalogueChanges> =>
      db.transaction((trx) => takeIn(trx, listed, null)),

    /** The same for a person, inside the caller's transaction. */
    takeIn,
  };
}
export type CatalogueImport = ReturnType<typeof catalogueImport>;

/** Those of these municipalities in which something lies. */
async function usedAmong(trx: Db, cvegeos: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (const table of USES) {
    const rows: unknown[] = await trx(table)
      .distinct('cvegeo')
      .whereIn('cvegeo', [...cvegeos]);
    for (const row of rows) used.add(Used.parse(row).cvegeo);
  }
  return used;
}
