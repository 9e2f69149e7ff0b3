import type { Db } from '../../db/connection.ts';
import type { LongReads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Language } from '../../lib/localized.ts';
import { scopeOf } from '../permissions/policy.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import type { Choices } from './choices.ts';
import { addressOf, type ReportQuery } from './filters.ts';
import { namesQueries, type NamedEnrolment, type ProgressFilter } from './names-queries.ts';
import type { ReportAction, ReportService } from './service.ts';
import type { Selection } from './selected.ts';

export { PROGRESS, type NamedEnrolment, type ProgressFilter } from './names-queries.ts';

export const PAGE_SIZE = 50;

interface Needs {
  db: Db;
  longReads: LongReads;
  audit: Audit;
  reports: ReportService;
}

/** A page of the list of names. */
export interface NameList {
  query: ReportQuery;
  choices: Choices;
  progress: ProgressFilter;
  rows: NamedEnrolment[];
  count: number;
  page: number;
  pages: number;
}

/**
 * Progress by name, only of people whom the actor may list. Every look and every file leaves an audit event with the
 * filters and the number of rows, written before anything is shown.
 */
export const namesService = ({ db, longReads, audit, reports }: Needs) => {
  const queries = namesQueries(db, longReads);

  async function narrowed(
    actor: Actor,
    action: ReportAction,
    sent: ReportQuery,
    language: Language,
  ): Promise<{ query: ReportQuery; choices: Choices; selection: Selection }> {
    const { query, choices, selection } = await reports.selectionFor(actor, action, sent, language);
    const scopes = [...selection.scopes, scopeOf(actor, 'people.read')];
    return { query, choices, selection: { ...selection, cutOff: reports.now(), scopes } };
  }

  const note = (
    actor: Actor,
    action: 'names.read' | 'names.exported',
    query: ReportQuery,
    progress: ProgressFilter,
    told: { rows: number; format?: 'csv' | 'xlsx' },
  ): Promise<void> =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action,
        objectType: 'report',
        objectId: null,
        institutionPath: actor.institutionPath,
        details: { filters: addressOf('', query), progress, ...told, ...saidBy(actor) },
      }),
    );

  return {
    async page(
      actor: Actor,
      sent: ReportQuery,
      progress: ProgressFilter,
      language: Language,
    ): Promise<NameList> {
      const { query, choices, selection } = await narrowed(actor, 'reports.read', sent, language);
      const count = await queries.count(selection, progress);
      const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
      const page = Math.min(query.pagina ?? 1, pages);
      const rows = await queries.page(selection, progress, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      });
      await note(actor, 'names.read', query, progress, { rows: rows.length });
      return { query, choices, progress, rows, count, page, pages };
    },

    /** The whole list. It is noted before the first name leaves; the names follow as they are found. */
    async file(
      actor: Actor,
      sent: ReportQuery,
      progress: ProgressFilter,
      format: 'csv' | 'xlsx',
      language: Language,
    ): Promise<{ rows: AsyncIterable<NamedEnrolment[]>; choices: Choices }> {
      const { query, choices, selection } = await narrowed(actor, 'reports.export', sent, language);
      const rows = await queries.count(selection, progress);
      await note(actor, 'names.exported', query, progress, { rows, format });
      return { rows: queries.all(selection, progress), choices };
    },
  };
};
export type NamesService = ReturnType<typeof namesService>;
