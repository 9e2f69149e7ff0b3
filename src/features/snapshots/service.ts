import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { canonicalJson, sha256Of } from '../../lib/canonical-json.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import type { Problems } from '../../lib/problems.ts';
import { digest, idOfSending } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import type { FrameworkService } from '../frameworks/service.ts';
import { parsePeriod, periodsOf } from '../reports/period.ts';
import type { ReportReader } from '../reports/reader-of-reports.ts';
import { whyUntold, type Figures } from '../reports/report.ts';
import { scopeDigestOf } from '../reports/schedule-service.ts';
import type { ReportService } from '../reports/service.ts';
import type { RoundtableService } from '../roundtables/service.ts';
import { snapshotRepository } from './repository.ts';
import { isAlike, RULE, type FrozenFigures, type Snapshot, type SnapshotBody } from './snapshot.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  reports: Pick<ReportService, 'completion' | 'selectionFor'>;
  frameworks: Pick<FrameworkService, 'list' | 'sheet'>;
  roundtables: Pick<RoundtableService, 'participation'>;
}

/** What somebody asks to be frozen. */
export interface Freezing {
  /** A framework. */
  framework: string;
  stateCode: string | undefined;
  period: string;
  /** Names the sending, so that repeating it is harmless. */
  sendKey?: string | undefined;
}

/** What can be chosen for a snapshot. */
export interface FreezeChoices {
  frameworks: { id: string; code: string; version: string }[];
  states: { code: string; name: string }[];
  periods: string[];
}

const frozen = ({ enrolled, started, completed, certified }: Figures): FrozenFigures => ({
  enrolled,
  started,
  completed,
  certified,
});

/**
 * Whoever may see the same opens the same snapshots, whoever froze them: the scopes of her grants, and the institution that
 * the threshold hangs on.
 */
const readerDigest = (actor: ReportReader): string =>
  digest(JSON.stringify([scopeDigestOf(actor), actor.institutionPath]));

/** Periods that are over: nothing is enrolled in them any more. */
export const closedPeriods = (now: Date): string[] =>
  periodsOf(now).filter((id) => {
    const period = parsePeriod(id);
    return period !== null && period.to.slice(0, 7) < dayOf(now).slice(0, 7);
  });

/** Snapshots: figures of a framework as the report tells them, frozen for a closed period. */
export function snapshotService({ db, clock, audit, reports, frameworks, roundtables }: Needs) {
  const repository = snapshotRepository(db);

  const find = async (actor: ReportReader, id: string): Promise<Snapshot> => {
    const found = await repository.find(readerDigest(actor), id);
    if (found === null) throw new Refusal('not-found', 'error.notFound');
    return found;
  };

  const taken = (actor: Actor, id: string): Promise<void> =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: 'snapshots.exported',
        objectType: 'snapshot',
        objectId: id,
        institutionPath: actor.institutionPath,
        details: { format: 'csv', ...saidBy(actor) },
      }),
    );

  async function choices(actor: ReportReader, language: Language): Promise<FreezeChoices> {
    const asked = await reports.selectionFor(actor, 'reports.export', {}, language);
    return {
      frameworks: (await frameworks.list()).map(({ id, code, current }) => ({
        id,
        code,
        version: current.label,
      })),
      states: asked.choices.states.map(({ key, label }) => ({ code: key, name: label })),
      periods: closedPeriods(clock()),
    };
  }

  return {
    choices,

    /** The snapshots that somebody may open, the newest first. */
    list: (actor: ReportReader): Promise<Snapshot[]> => repository.of(readerDigest(actor)),

    find,

    /** Freezes a closed period. Answers its id, or what is wrong. */
    async freeze(
      actor: ReportReader,
      { framework, stateCode, period, sendKey }: Freezing,
      language: Language,
    ): Promise<{ ok: true; id: string } | { ok: false; problems: Problems }> {
      const offered = await choices(actor, language);
      const problems: Problems = {};
      if (!offered.frameworks.some(({ id }) => id === framework))
        problems['marco'] = ['form.choose'];
      if (!offered.periods.includes(period)) problems['periodo'] = ['form.choose'];
      const state = offered.states.find(({ code }) => code === stateCode) ?? null;
      if (stateCode !== undefined && state === null) problems['estado'] = ['form.choose'];
      if (Object.keys(problems).length > 0) return { ok: false, problems };

      const sheet = await frameworks.sheet(framework);
      const query = {
        por: 'curso',
        periodo: period,
        ...(state === null ? {} : { estado: state.code }),
      };
      const report = await reports.completion(actor, 'reports.export', query, language);
      if (report.tooFine) return { ok: false, problems: { periodo: [whyUntold(report)] } };
      const figures = new Map(report.rows.map((row) => [row.id, frozen(row.figures)]));
      const told =
        state === null ? null : await roundtables.participation(actor, state.code, period);
      const body: SnapshotBody = {
        framework: sheet.framework.code,
        version: sheet.version.label,
        state,
        period,
        cutOff: report.cutOffDay,
        threshold: report.threshold,
        rule: RULE,
        elements: sheet.elements.map(({ code, kind, name, courses }) => ({
          code,
          kind,
          name,
          courses: courses.map((course) => ({
            code: course.code,
            title: course.title,
            isWhole: course.isWhole,
            lessons: course.lessons.map(({ id }) => id),
            figures: figures.get(course.courseId) ?? null,
          })),
        })),
        total: frozen(report.total),
        participation: told === null ? null : { held: told.held, attended: told.attended },
      };
      const text = canonicalJson(body);
      const snapshot = {
        id: idOfSending(sendKey, actor.id, period, framework, stateCode),
        body,
        digest: sha256Of(text),
        madeAt: clock(),
      };
      await db.transaction(async (trx) => {
        const isNew = await snapshotRepository(trx).add(snapshot, {
          versionId: sheet.version.id,
          scopeDigest: readerDigest(actor),
          text,
        });
        if (!isNew) return;
        await audit(trx, {
          actorId: actor.id,
          action: 'snapshots.frozen',
          objectType: 'snapshot',
          objectId: snapshot.id,
          institutionPath: actor.institutionPath,
          details: {
            code: body.framework,
            version: body.version,
            filters: period,
            ...(state === null ? {} : { state: state.code }),
          },
        });
      });
      return { ok: true, id: snapshot.id };
    },

    /** The same for a file, with an audit event of who took it. */
    async exported(actor: Actor, id: string): Promise<Snapshot> {
      const snapshot = await find(actor, id);
      await taken(actor, id);
      return snapshot;
    },

    /** Two that can stand side by side, for a file. */
    async exportedPair(
      actor: Actor,
      one: string,
      other: string,
    ): Promise<readonly [Snapshot, Snapshot]> {
      const [before, after] = [await find(actor, one), await find(actor, other)];
      if (!isAlike(before.body, after.body)) throw new Refusal('invalid', 'snapshots.unlike');
      await taken(actor, other);
      return [before, after];
    },
  };
}
export type SnapshotService = ReturnType<typeof snapshotService>;
