import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { gradebookQueries } from './gradebook-queries.ts';
import type { NeedsQuery } from './needs-forms.ts';
import { needsQueries, type LastStep } from './needs-queries.ts';
import { byUrgency, needOf, type Needy, type Reason } from './needs.ts';

export const NEEDS_PAGE = 50;
/** The home says no more than that there are more. */
export const MOST_COUNTED = 99;

/** Somebody who needs the reader, with her course and what she did last. */
export interface NeedyLine {
  needy: Needy;
  document: CourseDocument;
  last: LastStep | null;
}

export interface NeedsPage {
  query: NeedsQuery;
  groups: { id: string; name: string }[];
  count: number;
  lines: NeedyLine[];
  page: number;
  pages: number;
}

const REASON: Record<NeedsQuery['razon'], Reason | null> = {
  todas: null,
  'sin-avanzar': 'stuck',
  'sin-aprobar': 'failing',
  'sin-actividad': 'inactive',
};

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  clock: Clock;
  versions: Pick<CourseVersions, 'byId'>;
  audit: Audit;
}

/**
 * Who needs somebody who teaches: by name, so only people whose answers she may read. A look and a file leave an audit
 * event, written before anything is shown.
 */
export function needsService({ database: { db, longReads }, clock, versions, audit }: Needs) {
  const queries = needsQueries(db, longReads);
  const gradebooks = gradebookQueries(db, longReads);

  async function* find(
    actor: Actor,
    { grupo, razon }: Pick<NeedsQuery, 'grupo' | 'razon'>,
  ): AsyncGenerator<{ needy: Needy; document: CourseDocument }> {
    const now = clock();
    const reason = REASON[razon];
    for await (const standing of queries.unfinished(actor, { group: grupo, now })) {
      const document = (await versions.byId(standing.versionId))?.document;
      const needy = document === undefined ? null : needOf(standing, document, now);
      if (document === undefined || needy === null) continue;
      if (reason === null || needy.reasons.includes(reason)) yield { needy, document };
    }
  }

  const sorted = async (
    actor: Actor,
    query: NeedsQuery,
  ): Promise<{ needy: Needy; document: CourseDocument }[]> => {
    const found: { needy: Needy; document: CourseDocument }[] = [];
    for await (const one of find(actor, query)) found.push(one);
    return found.sort((one, other) => byUrgency(one.needy, other.needy));
  };

  const withSteps = async (
    found: readonly { needy: Needy; document: CourseDocument }[],
  ): Promise<NeedyLine[]> => {
    const steps = await queries.lastSteps(found.map(({ needy }) => needy.enrolmentId));
    return found.map((one) => ({ ...one, last: steps.get(one.needy.enrolmentId) ?? null }));
  };

  const note = (
    actor: Actor,
    action: 'needs.read' | 'needs.exported',
    query: NeedsQuery,
    details: { rows: number; page: number } | { rows: number; format: 'csv' },
  ): Promise<void> =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action,
        objectType: 'people',
        objectId: null,
        institutionPath: actor.institutionPath,
        details: {
          ...details,
          ...(query.grupo === undefined ? {} : { cohort: query.grupo }),
          ...saidBy(actor),
        },
      }),
    );

  return {
    /** How many need her, up to so many: looking on for the others would keep her home waiting. */
    async count(actor: Actor): Promise<number> {
      let count = 0;
      const all = find(actor, { grupo: undefined, razon: 'todas' });
      while (count <= MOST_COUNTED && (await all.next()).done !== true) count += 1;
      await all.return(undefined);
      return count;
    },

    /** A page of them, the most urgent first. */
    async page(actor: Actor, query: NeedsQuery): Promise<NeedsPage> {
      const found = await sorted(actor, query);
      const pages = Math.max(1, Math.ceil(found.length / NEEDS_PAGE));
      const page = Math.min(query.pagina, pages);
      const shown = found.slice((page - 1) * NEEDS_PAGE, page * NEEDS_PAGE);
      await note(actor, 'needs.read', query, { rows: shown.length, page });
      const lines = await withSteps(shown);
      const mine = await gradebooks.groups(actor, null);
      return { query, groups: mine, count: found.length, lines, page, pages };
    },

    /** All of them, in the same order. */
    async file(actor: Actor, query: NeedsQuery): Promise<AsyncIterable<NeedyLine[]>> {
      const found = await sorted(actor, query);
      await note(actor, 'needs.exported', query, { rows: found.length, format: 'csv' });
      return lines(found);

      async function* lines(all: typeof found): AsyncGenerator<NeedyLine[]> {
        for (let from = 0; from < all.length; from += NEEDS_PAGE)
          yield await withSteps(all.slice(from, from + NEEDS_PAGE));
      }
    },
  };
}
export type NeedsService = ReturnType<typeof needsService>;
