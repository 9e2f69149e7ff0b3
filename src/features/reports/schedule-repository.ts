import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { EVERY, type Every } from './every.ts';

export interface Schedule {
  id: string;
  personId: string;
  query: string;
  every: Every;
  reason: string;
  madeFor: string;
}

/** Heading and rows of a report that was made. */
const Body = z.object({
  head: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number()]))),
});
export type FileBody = z.output<typeof Body>;

export interface ReportFile {
  id: string;
  scheduleId: string;
  personId: string;
  title: string;
  cutOff: string;
  scopeDigest: string;
  madeAt: Date;
}

const ScheduleRow = z
  .object({
    id: z.string(),
    person_id: z.string(),
    query: z.string(),
    every: z.enum(EVERY),
    reason: z.string(),
    made_for: z.string(),
  })
  .transform(({ person_id: personId, made_for: madeFor, ...row }): Schedule => ({
    ...row,
    personId,
    madeFor,
  }));

const FileRow = z.object({
  id: z.string(),
  title: z.string(),
  cut_off: z.string(),
  made_at: Instant,
  opened_at: Instant.nullable(),
});
const WholeRow = z.object({ scope_digest: z.string(), cut_off: z.string(), body: json(Body) });

/** Schedules and the reports that were made for them. Everything belongs to one person. */
export const scheduleRepository = (db: Db) => ({
  async of(personId: string): Promise<Schedule[]> {
    const rows: unknown[] = await db('report_schedules')
      .where({ person_id: personId })
      .orderBy(['created_at', 'id']);
    return rows.map((row) => ScheduleRow.parse(row));
  },

  add: ({ id, personId, query, every, reason, madeFor }: Schedule, now: Date): Promise<unknown> =>
    db('report_schedules').insert({
      id,
      person_id: personId,
      query,
      every,
      reason,
      made_for: madeFor,
      created_at: toColumn(now),
    }),

  /** Answers whether there was one. */
  async remove(personId: string, id: string): Promise<boolean> {
    return (await db('report_schedules').where({ id, person_id: personId }).delete()) > 0;
  },

  /** Those that were not made for the week or month that began on a day. */
  async due(every: Every, since: string): Promise<Schedule[]> {
    const rows: unknown[] = await db('report_schedules')
      .where({ every })
      .where('made_for', '<', since)
      .orderBy('id');
    return rows.map((row) => ScheduleRow.parse(row));
  },

  /** Takes one on for a week or month; false when another process did. */
  async claim({ id, madeFor }: Schedule, since: string): Promise<boolean> {
    const claimed = await db('report_schedules')
      .where({ id, made_for: madeFor })
      .update({ made_for: since });
    return claimed > 0;
  },

  addFile: (file: ReportFile, body: FileBody): Promise<unknown> =>
    db('report_files').insert({
      id: file.id,
      schedule_id: file.scheduleId,
      person_id: file.personId,
      title: file.title,
      cut_off: file.cutOff,
      scope_digest: file.scopeDigest,
      body: JSON.stringify(body),
      made_at: toColumn(file.madeAt),
    }),

  /** The newest first. */
  async files(personId: string) {
    const rows: unknown[] = await db('report_files')
      .where({ person_id: personId })
      .select('id', 'title', 'cut_off', 'made_at', 'opened_at')
      .orderBy([{ column: 'made_at', order: 'desc' }, { column: 'id' }])
      .limit(50);
    return rows.map((row) => {
      const { id, title, cut_off, made_at, opened_at } = FileRow.parse(row);
      return { id, title, cutOff: cut_off, madeAt: made_at, isNew: opened_at === null };
    });
  },

  async unopened(personId: string): Promise<number> {
    const row: unknown = await db('report_files')
      .where({ person_id: personId })
      .whereNull('opened_at')
      .count({ files: '*' })
      .first();
    return z.object({ files: z.coerce.number() }).parse(row).files;
  },

  async file(personId: string, id: string) {
    const row: unknown = await db('report_files').where({ id, person_id: personId }).first();
    if (row === undefined) return null;
    const { scope_digest, cut_off, body } = WholeRow.parse(row);
    return { scopeDigest: scope_digest, cutOff: cut_off, body };
  },

  opened: (id: string, now: Date): Promise<unknown> =>
    db('report_files')
      .where({ id })
      .whereNull('opened_at')
      .update({ opened_at: toColumn(now) }),
});
