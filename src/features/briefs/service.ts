import type { Db } from '../../db/connection.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import type { NetworksReport } from '../reports/networks-service.ts';
import { totalOf, type Report } from '../reports/report.ts';
import type { ReportAction, ReportService } from '../reports/service.ts';
import { tableOf, titleOf } from '../reports/table.ts';
import type { RoundtableService } from '../roundtables/service.ts';
import type { Brief, BriefTable } from './brief.ts';

interface Needs {
  db: Db;
  audit: Audit;
  reports: Pick<ReportService, 'completion' | 'selectionFor'>;
  networksReport: NetworksReport;
  roundtables: Pick<RoundtableService, 'participation'>;
}

/** An entity that somebody may have the brief of. */
export interface Entity {
  code: string;
  name: string;
}

function briefTable(report: Report, language: Language): BriefTable {
  const table = tableOf(report, translator(language), formatFor(language));
  return {
    heads: [table.groupLabel, ...table.columns.map(titleOf)],
    rows: table.rows,
    total: table.total,
  };
}

/** One-page briefs of entities: the figures of the completion report, of networks and of roundtables, for one entity. */
export function briefService({ db, audit, reports, networksReport, roundtables }: Needs) {
  async function entities(
    actor: Actor,
    action: ReportAction,
    language: Language,
  ): Promise<Entity[]> {
    const { choices } = await reports.selectionFor(actor, action, {}, language);
    return choices.states.map(({ key, label }) => ({ code: key, name: label }));
  }

  async function briefOf(
    actor: Actor,
    action: ReportAction,
    state: Entity,
    language: Language,
  ): Promise<Brief> {
    const by = (por: string): Promise<Report> =>
      reports.completion(actor, action, { por, estado: state.code }, language);
    const [byCourse, bySex] = [await by('curso'), await by('sexo')];
    const { figures, day } = await networksReport(actor, state.code);
    const told = await roundtables.participation(actor, state.code);
    return {
      state,
      cutOff: byCourse.cutOffDay,
      threshold: byCourse.threshold,
      people: totalOf(byCourse).since === null ? byCourse.people : null,
      byCourse: briefTable(byCourse, language),
      bySex: briefTable(bySex, language),
      networks: {
        day,
        networks: figures.all.networks,
        municipalities: figures.all.municipalities,
        reported: figures.all.reported,
        registered: figures.all.registered,
        sources: figures.byFunding.flatMap(({ sources }) => sources),
      },
      participation:
        told === null
          ? null
          : { known: told.regional + 1, held: told.held, attended: told.attended },
    };
  }

  const find = (offered: readonly Entity[], code: string): Entity => {
    const state = offered.find((one) => one.code === code);
    if (state === undefined) throw new Refusal('not-found', 'error.notFound');
    return state;
  };

  const taken = (actor: Actor, details: { state?: string; rows?: number; format: string }) =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: 'briefs.exported',
        objectType: 'report',
        objectId: null,
        institutionPath: actor.institutionPath,
        details: { ...details, ...saidBy(actor) },
      }),
    );

  return {
    entities,

    /** The brief of an entity on the page. */
    async read(actor: Actor, code: string, language: Language): Promise<Brief> {
      const state = find(await entities(actor, 'reports.read', language), code);
      return briefOf(actor, 'reports.read', state, language);
    },

    /** The same for a file, with an audit event of who took it. */
    async exported(actor: Actor, code: string, language: Language): Promise<Brief> {
      const state = find(await entities(actor, 'reports.export', language), code);
      const brief = await briefOf(actor, 'reports.export', state, language);
      await taken(actor, { state: code, format: 'pdf' });
      return brief;
    },

    /** The briefs of all entities that somebody may have, one after the other, under one audit event. */
    async *exportedAll(actor: Actor, language: Language): AsyncGenerator<Brief> {
      const offered = await entities(actor, 'reports.export', language);
      await taken(actor, { rows: offered.length, format: 'zip' });
      for (const state of offered) yield briefOf(actor, 'reports.export', state, language);
    },
  };
}
export type BriefService = ReturnType<typeof briefService>;
