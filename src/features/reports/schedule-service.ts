import type { Db } from '../../db/connection.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import { digest, newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import type { TellPerson } from '../enrolment/notices.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { scopeOf } from '../permissions/policy.ts';
import { addressOf, ReportQuery } from './filters.ts';
import type { Every } from './every.ts';
import { findReader, type ReportReader } from './reader-of-reports.ts';
import { whyUntold } from './report.ts';
import { reportRows } from './rows.ts';
import { scheduleRepository, type FileBody, type Schedule } from './schedule-repository.ts';
import type { ReportService } from './service.ts';
import { tableOf, titleOf } from './table.ts';

/** So many somebody may have. */
export const MOST_SCHEDULES = 20;

/** The first day of the week (Monday) or month in which a day lies. */
export function beginningOf(every: Every, now: Date): string {
  const day = dayOf(now);
  if (every === 'month') return `${day.slice(0, 7)}-01`;
  const noon = new Date(`${day}T12:00:00Z`);
  return dayOf(new Date(noon.getTime() - ((noon.getUTCDay() + 6) % 7) * DAY));
}

/** What somebody may see in files: the same text for the same rights. What she reads beside it decides what is hidden. */
export function scopeDigestOf(reader: ReportReader): string {
  const [files, names, reads] = (['reports.export', 'people.read', 'reports.read'] as const).map(
    (action) => scopeOf(reader, action),
  );
  const isAll = JSON.stringify(reads) === JSON.stringify(files);
  return digest(JSON.stringify([files, names, ...(isAll ? [] : [reads])]));
}

const queryOf = (text: string) =>
  ReportQuery.safeParse(Object.fromEntries(new URLSearchParams(text)));

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  reports: ReportService;
  tell: TellPerson;
}

/**
 * Reports that are made every week or month for somebody who may take them along. Each is made with the rights that she has
 * that day, waits in a list of her own, and opens only while she has the same rights.
 */
export function scheduleService({ db, clock, audit, reports, tell: tellPerson }: Needs) {
  const repository = scheduleRepository(db);

  async function tell(
    reader: ReportReader,
    { query: text }: Schedule,
    language: Language,
  ): Promise<{ title: string; cutOff: string; body: FileBody } | null> {
    const query = queryOf(text);
    if (!query.success) return null;
    const report = await reports.completion(reader, 'reports.export', query.data, language);
    if (report.tooFine) return null;
    const [t, fmt] = [translator(language), formatFor(language)];
    const table = tableOf(report, t, fmt);
    return {
      title: t('report.caption', { group: t(`report.group.${report.groupBy}`) }),
      cutOff: report.cutOffDay,
      body: {
        head: [table.groupLabel, ...table.columns.map(titleOf), t('report.cutOffHead')],
        rows: reportRows(table, {
          hidden: t('report.hidden'),
          cutOffDay: report.cutOffDay,
        }),
      },
    };
  }

  async function make(schedule: Schedule, since: string): Promise<boolean> {
    const now = clock();
    const reader = await findReader(db, schedule.personId, now);
    const told =
      reader === null || scopeOf(reader, 'reports.export').length === 0
        ? null
        : await tell(reader, schedule, reader.language).catch((error: unknown) => {
            // What she asked for is not hers any more: a place outside her scope does not exist for her.
            if (error instanceof Refusal && error.kind === 'not-found') return null;
            throw error;
          });
    return db.transaction(async (trx) => {
      const mine = scheduleRepository(trx);
      if (!(await mine.claim(schedule, since))) return false;
      if (reader === null || told === null) return false;
      const id = newId();
      await mine.addFile(
        {
          id,
          scheduleId: schedule.id,
          personId: reader.id,
          title: told.title,
          cutOff: told.cutOff,
          scopeDigest: scopeDigestOf(reader),
          madeAt: now,
        },
        told.body,
      );
      // Says that something is ready, and nothing of what: an inbox is looked at over shoulders.
      await tellPerson(trx, { personId: reader.id, what: 'report-ready', subject: '', slug: '' });
      await audit(trx, {
        actorId: reader.id,
        action: 'report.scheduled',
        objectType: 'report',
        objectId: null,
        institutionPath: reader.institutionPath,
        details: {
          filters: schedule.query,
          rows: told.body.rows.length,
          reason: schedule.reason,
        },
      });
      return true;
    });
  }

  return {
    /** What somebody asked for, and what was made for her. */
    async page(actor: Actor) {
      const [schedules, files] = [await repository.of(actor.id), await repository.files(actor.id)];
      return { schedules, files };
    },

    unopened: (actor: Actor): Promise<number> => repository.unopened(actor.id),

    /** Has a report made from now on; the first comes with the next week or month. */
    async add(
      actor: Actor,
      { query, every, reason }: { query: ReportQuery; every: Every; reason: string },
      language: Language,
    ): Promise<void> {
      const kept = { ...query, pagina: undefined };
      // Refuses what is not hers, or is too fine.
      const report = await reports.completion(actor, 'reports.export', kept, language);
      if (report.tooFine) throw new Refusal('invalid', whyUntold(report));
      const now = clock();
      const address = addressOf('', kept).replace(/^\?/, '');
      await db.transaction(async (trx) => {
        const mine = scheduleRepository(trx);
        await lockPerson(trx, actor.id);
        if ((await mine.of(actor.id)).length >= MOST_SCHEDULES)
          throw new Refusal('conflict', 'schedule.tooMany');
        await mine.add(
          {
            id: newId(),
            personId: actor.id,
            query: address,
            every,
            reason,
            madeFor: beginningOf(every, now),
          },
          now,
        );
        await audit(trx, {
          actorId: actor.id,
          action: 'report.schedule-added',
          objectType: 'report',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { filters: address, how: every, reason },
        });
      });
    },

    async remove(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        if (!(await scheduleRepository(trx).remove(actor.id, id)))
          throw new Refusal('not-found', 'error.notFound');
        await audit(trx, {
          actorId: actor.id,
          action: 'report.schedule-removed',
          objectType: 'report',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: {},
        });
      });
    },

    /** A report that was made for her, while she has the rights that it was made with. */
    async open(actor: Actor, id: string): Promise<{ cutOff: string; body: FileBody }> {
      const found = await repository.file(actor.id, id);
      if (found?.scopeDigest !== scopeDigestOf(actor))
        throw new Refusal('not-found', 'error.notFound');
      await db.transaction(async (trx) => {
        await scheduleRepository(trx).opened(id, clock());
        await audit(trx, {
          actorId: actor.id,
          action: 'report.opened',
          objectType: 'report',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { rows: found.body.rows.length, format: 'csv' },
        });
      });
      return { cutOff: found.cutOff, body: found.body };
    },

    /** Makes what is due, each in one of all processes. Answers how many were made here. */
    async makeDue(): Promise<number> {
      let made = 0;
      for (const every of ['week', 'month'] as const) {
        const since = beginningOf(every, clock());
        for (const schedule of await repository.due(every, since))
          if (await make(schedule, since)) made += 1;
      }
      return made;
    },
  };
}
export type ScheduleService = ReturnType<typeof scheduleService>;
