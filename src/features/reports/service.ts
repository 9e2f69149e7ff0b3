import type { Db } from '../../db/connection.ts';
import type { LongReads, Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { ReportReader } from './reader-of-reports.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { scopeOf } from '../permissions/policy.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import { choicesFor, type Choices, type Offered } from './choices.ts';
import { choiceQueries } from './choices-queries.ts';
import { bandsOf } from '../institutions/rank-bands.ts';
import { fundAt, institutionIdOf, rowsBy } from './dimensions.ts';
import { exactFigures } from './exact.ts';
import { addressOf, GROUP_NAMES, groupOf, type GroupBy, type ReportQuery } from './filters.ts';
import { lastClosedMonth, parsePeriod, untilNow, type CutOff } from './period.ts';
import { protectApart } from './draw-apart.ts';
import { axesOf, isTooFine, isTooFineByName, protectedReports, thresholdIn } from './protected.ts';
import { publishedTables } from './published-tables.ts';
import { reportQueries } from './queries.ts';
import type { Selection } from './selected.ts';
import { hidesMuch, mergeHidden } from './merge.ts';
import { mergeSuccessors } from './successors.ts';
import { noFigures, whyUntold, type Found, type Report } from './report.ts';
import { mayTake, thresholdOf, type Narrowing, type Threshold } from './scope.ts';

/** On the page by `reports.read`, in a file by `reports.export`: the scopes may differ. */
export type ReportAction = 'reports.read' | 'reports.export';

interface Needs {
  db: Db;
  reads: Reads;
  /** For the counts themselves. */
  longReads: LongReads;
  clock: Clock;
  audit: Audit;
}

/** The key of what was chosen. What is not offered to this person does not exist for her. */
function chosen(value: string | undefined, offered: readonly Offered[]): string | null {
  if (value === undefined) return null;
  const found = offered.find((choice) => choice.value === value);
  if (found === undefined) throw new Refusal('not-found', 'error.notFound');
  return found.key;
}

const keep = (value: string | undefined, offered: readonly Offered[]): boolean =>
  value !== undefined && offered.some((choice) => choice.value === value);

/**
 * Changing the state, the fund, the course or the side leaves a place, a network, a cohort or a band of rank of another one behind:
 * it is dropped.
 */
function settle({ grupo, grado, ...sent }: ReportQuery, choices: Choices): ReportQuery {
  const isOfSide = sent.lado === undefined || bandsOf(sent.lado).some((band) => band === grado);
  const query = {
    ...sent,
    // Whoever has one state reads its municipalities first.
    ...(choices.states.length === 1 && sent.por === undefined
      ? { por: GROUP_NAMES.municipality }
      : {}),
    ...(keep(grupo, choices.cohorts) ? { grupo } : {}),
    ...(isOfSide && grado !== undefined ? { grado } : {}),
  };
  const { red, ...others } = query;
  const isKept = query.fondo === undefined || keep(red, choices.networks);
  return settlePlace(isKept ? query : others, choices);
}

function settlePlace(query: ReportQuery, choices: Choices): ReportQuery {
  if (query.estado === undefined) return query;
  const { municipio, red, institucion, ...rest } = query;
  return {
    ...rest,
    ...(keep(municipio, choices.municipalities) ? { municipio } : {}),
    ...(keep(red, choices.networks) ? { red } : {}),
    ...(keep(institucion, choices.institutions) ? { institucion } : {}),
  };
}

function narrowingOf(query: ReportQuery, choices: Choices): Narrowing {
  if (query.lado !== undefined && !choices.sides.includes(query.lado)) {
    throw new Refusal('not-found', 'error.notFound');
  }
  return {
    side: query.lado ?? null,
    institutionPath: chosen(query.institucion, choices.institutions),
    cvegeo: chosen(query.municipio, choices.municipalities),
    stateCode: chosen(query.estado, choices.states),
    fund: chosen(query.fondo, choices.funds),
    networkId: chosen(query.red, choices.networks),
    courseId: chosen(query.curso, choices.courses),
    cohortId: chosen(query.grupo, choices.cohorts),
  };
}

/** What a person asked for, within what she may ask. */
export interface Asked {
  query: ReportQuery;
  selection: Selection;
  choices: Choices;
  threshold: Threshold;
}

export const reportService = ({ db, reads, longReads, clock, audit }: Needs) => {
  const queries = reportQueries(db, longReads);
  const choosing = choiceQueries(reads);
  const protectedFigures = protectedReports({
    queries,
    tables: publishedTables({ db, clock }),
    presentFunds: () => choosing.funds(),
    protect: protectApart.one,
    protectAll: protectApart.together,
  });

  async function selectionFor(
    actor: ReportReader,
    action: ReportAction,
    sent: ReportQuery,
    language: Language,
  ): Promise<Asked> {
    const scope = scopeOf(actor, action);
    const names = scopeOf(actor, 'people.read');
    const choices = await choicesFor(choosing, { scope, names }, sent, language);
    const query = settle(sent, choices);
    const narrowing = narrowingOf(query, choices);
    const threshold = thresholdOf(actor, action, narrowing);
    const selection: Selection = {
      scopes: [scope],
      cutOff: threshold === null ? untilNow(clock()) : lastClosedMonth(clock()),
      narrowing,
      sex: query.sexo ?? null,
      ageGroup: query.edad ?? null,
      rankBand: query.grado ?? null,
      period: query.periodo === undefined ? null : parsePeriod(query.periodo),
    };
    return { query, selection, choices, threshold };
  }

  /** Names for the rows that are a place, a course, a cohort, an institution or a network. */
  async function namesOf(
    groupBy: GroupBy,
    { query, choices }: Pick<Report, 'query' | 'choices'>,
    language: Language,
  ): Promise<(id: string) => string | null> {
    if (groupBy === 'fund') return fundAt;
    const names = new Map<string, string>();
    const stateOf = new Map(choices.states.map(({ key, label }) => [key, label]));
    if (groupBy === 'course') for (const { key, label } of choices.courses) names.set(key, label);
    if (groupBy === 'cohort') {
      const courseOf = new Map(choices.courses.map(({ key, label }) => [key, label]));
      for (const { id, name, courseId } of await choosing.cohorts(null))
        names.set(
          id,
          query.curso === undefined ? `${name}, ${courseOf.get(courseId) ?? ''}` : name,
        );
    }
    const isInstitution = groupBy === 'institution' || groupBy === 'region';
    if (groupBy === 'state' || isInstitution) {
      const named = isInstitution ? 'institution' : groupBy;
      for (const { id, kind, es, en } of await choosing.choices(null)) {
        if (kind === named) names.set(id, inLanguage({ es, en }, language));
      }
    }
    if (groupBy === 'network' || groupBy === 'municipality') {
      for (const row of await choosing.named(groupBy, choices.stateCode)) {
        const name = inLanguage(row, language);
        const state = choices.stateCode === null ? stateOf.get(row.stateCode ?? '') : undefined;
        names.set(row.id, state === undefined ? name : `${name}, ${state}`);
      }
    }
    return (id) => names.get(isInstitution ? institutionIdOf(id) : id) ?? null;
  }

  /**
   * Enrolment, start, completion and certificates of what a person's scope and her filters leave. Whom she may not list by name
   * she is told of in the tables of all that she reads, in files too: of one population she has one pattern.
   */
  async function completion(
    actor: ReportReader,
    action: ReportAction,
    sent: ReportQuery,
    language: Language,
  ): Promise<Report> {
    const asked = await selectionFor(actor, action, sent, language);
    const { query, choices } = asked;
    const isListed = asked.threshold === null;
    const selection = isListed
      ? asked.selection
      : { ...asked.selection, scopes: [scopeOf(actor, 'reports.read')] };
    const threshold = isListed ? null : thresholdOf(actor, 'reports.read', selection.narrowing);
    const groupBy = groupOf(query);
    const axes = axesOf(selection, query, groupBy);
    const report: Report = {
      query,
      groupBy,
      choices,
      threshold: threshold === null ? null : thresholdIn(axes, threshold),
      cutOffDay: selection.cutOff.day,
      tooFine: false,
      mayTake: mayTake(actor, selection.narrowing),
      hidesMuch: false,
      rows: [],
      total: noFigures,
      people: null,
    };
    if (action === 'reports.export' && !report.mayTake) return { ...report, tooFine: true };
    const rowOf = rowsBy(groupBy, groupBy === 'region' ? await choosing.regions() : new Set());
    let found: (Found & { cutOffDay?: string }) | null;
    if (threshold === null) {
      found = isTooFineByName(axes, selection)
        ? null
        : await exactFigures(queries, selection, {
            groupBy,
            rowOf,
            funds: groupBy === 'fund' ? await choosing.funds() : {},
          });
    } else {
      const names = scopeOf(actor, 'people.read');
      found = isTooFine(axes)
        ? null
        : await protectedFigures({ selection, axes, groupBy, rowOf, names, k: threshold });
    }
    if (found !== null && groupBy === 'institution' && query.sucesoras === '1') {
      found.rows = mergeSuccessors(found.rows, await choosing.successors());
    }
    if (found === null) return { ...report, tooFine: true };
    const cutOffDay = found.cutOffDay ?? report.cutOffDay;
    const small = hidesMuch(found.rows);
    if (query.juntar === '1') found = mergeHidden(found);
    const nameOf = await namesOf(groupBy, report, language);
    const rows = found.rows.map((row) => ({ ...row, name: nameOf(row.id) }));
    const { total, earlier = null, people } = found;
    return { ...report, rows, hidesMuch: small, total, earlier, people, cutOffDay };
  }

  return {
    now: (): CutOff => untilNow(clock()),

    completion,

    /** The same for a file, with an audit event of who took it, with which filters and how many rows. */
    async exported(
      actor: Actor,
      sent: ReportQuery,
      format: 'csv' | 'xlsx' | 'pdf',
      language: Language,
    ): Promise<Report> {
      const report = await completion(actor, 'reports.export', sent, language);
      if (report.tooFine) throw new Refusal('invalid', whyUntold(report));
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'report.exported',
          objectType: 'report',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: {
            filters: addressOf('', report.query),
            format,
            rows: report.rows.length,
            ...saidBy(actor),
          },
        }),
      );
      return report;
    },

    /** Which enrolments the filters select, for the list of names. */
    selectionFor,
  };
};
export type ReportService = ReturnType<typeof reportService>;
