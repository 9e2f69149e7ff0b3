import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import {
  KINDS,
  STATUSES,
  type Element,
  type Framework,
  type Indicator,
  type IndicatorSet,
  type Tag,
  type Version,
} from './framework.ts';

const FrameworkRow = z
  .object({ id: z.string(), code: z.string(), name_es: z.string(), name_en: z.string() })
  .transform(({ id, code, name_es: es, name_en: en }): Framework => ({
    id,
    code,
    name: { es, en },
  }));

const VersionRow = z
  .object({
    id: z.string(),
    framework_id: z.string(),
    label: z.string(),
    adopted_on: z.string(),
    status: z.enum(STATUSES),
    source: z.string(),
    note_es: z.string().nullable(),
    note_en: z.string().nullable(),
    indicators_said: z.number().nullable(),
  })
  .transform((row): Version => ({
    id: row.id,
    frameworkId: row.framework_id,
    label: row.label,
    adoptedOn: row.adopted_on,
    status: row.status,
    source: row.source,
    note: row.note_es === null ? null : { es: row.note_es, en: row.note_en ?? row.note_es },
    indicatorsSaid: row.indicators_said,
  }));

const ElementRow = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS),
    code: z.string(),
    name_es: z.string(),
    name_en: z.string(),
    tag: z.string(),
  })
  .transform(({ name_es: es, name_en: en, ...row }): Element => ({ ...row, name: { es, en } }));

const SetRow = z.object({
  id: z.string(),
  number: z.number(),
  source: z.string(),
  dated_on: z.string(),
});
const IndicatorRow = z
  .object({
    code: z.string(),
    text: z.string(),
    formula: z.string(),
    owner: z.string(),
    frequency: z.string(),
    baseline: z.string(),
    target: z.string(),
    element_code: z.string(),
  })
  .transform(({ element_code: element, ...row }): Indicator => ({ ...row, element }));

const TagRow = z
  .object({
    id: z.string(),
    element_id: z.string(),
    course_slug: z.string(),
    lesson_id: z.string(),
    origin: z.enum(['content', 'hand']),
  })
  .transform((row): Tag => ({
    id: row.id,
    elementId: row.element_id,
    courseSlug: row.course_slug,
    lessonId: row.lesson_id === '' ? null : row.lesson_id,
    origin: row.origin,
  }));

const all = <T>(schema: z.ZodType<T>, rows: unknown): T[] => z.array(schema).parse(rows);

/** Frameworks, their versions, what they consist of and what feeds them. */
export const frameworkRepository = (db: Db) => ({
  async frameworks(): Promise<Framework[]> {
    return all(FrameworkRow, await db('frameworks').orderBy(['place', 'id']));
  },

  async framework(id: string): Promise<Framework | null> {
    const row: unknown = await db('frameworks').where({ id }).first();
    return row === undefined ? null : FrameworkRow.parse(row);
  },

  /** Lets one writer of a framework pass at a time. */
  lock: (id: string): Promise<unknown> => db('frameworks').where({ id }).forUpdate().first('id'),

  /** The newest first; all of them where no framework is named. */
  async versions(frameworkId?: string): Promise<Version[]> {
    const query = db('framework_versions').orderBy([
      { column: 'adopted_on', order: 'desc' },
      { column: 'id' },
    ]);
    if (frameworkId !== undefined) void query.where('framework_id', frameworkId);
    return all(VersionRow, await query);
  },

  async elements(versionId: string): Promise<Element[]> {
    const rows: unknown = await db('framework_elements')
      .where('version_id', versionId)
      .orderBy('place');
    return all(ElementRow, rows);
  },

  /** The tables of indicators that were given of a version, the newest first. */
  async indicatorSets(versionId: string): Promise<Omit<IndicatorSet, 'rows'>[]> {
    const rows: unknown = await db('framework_indicator_sets')
      .where('version_id', versionId)
      .orderBy('number', 'desc');
    return all(SetRow, rows).map(({ dated_on: datedOn, ...set }) => ({ ...set, datedOn }));
  },

  async indicators(setId: string): Promise<Indicator[]> {
    const rows: unknown = await db('framework_indicators').where('set_id', setId).orderBy('place');
    return all(IndicatorRow, rows);
  },

  /** What feeds the elements of a version, beside the tags of courses. */
  async tags(versionId: string): Promise<Tag[]> {
    const rows: unknown = await db('framework_tags as t')
      .join('framework_elements as e', 'e.id', 't.element_id')
      .where('e.version_id', versionId)
      .orderBy(['t.course_slug', 't.lesson_id', 't.id'])
      .select('t.*');
    return all(TagRow, rows);
  },

  addVersion: (version: Version, now: Date): Promise<unknown> =>
    db('framework_versions').insert({
      id: version.id,
      framework_id: version.frameworkId,
      label: version.label,
      adopted_on: version.adoptedOn,
      status: version.status,
      source: version.source,
      note_es: version.note?.es ?? null,
      note_en: version.note?.en ?? null,
      indicators_said: version.indicatorsSaid,
      recorded_at: toColumn(now),
    }),

  addElement: (versionId: string, place: number, element: Element): Promise<unknown> =>
    db('framework_elements').insert({
      id: element.id,
      version_id: versionId,
      place,
      kind: element.kind,
      code: element.code,
      name_es: element.name.es,
      name_en: element.name.en,
      tag: element.tag,
    }),

  async addIndicatorSet(
    versionId: string,
    { rows, ...set }: IndicatorSet,
    { now, newId }: { now: Date; newId: () => string },
  ): Promise<void> {
    await db('framework_indicator_sets').insert({
      id: set.id,
      version_id: versionId,
      number: set.number,
      source: set.source,
      dated_on: set.datedOn,
      recorded_at: toColumn(now),
    });
    for (const [place, { element, ...row }] of rows.entries())
      await db('framework_indicators').insert({
        ...row,
        id: newId(),
        set_id: set.id,
        place,
        element_code: element,
      });
  },

  /** Answers whether it was not there yet. */
  async addTag({ id, elementId, courseSlug, lessonId, origin }: Tag): Promise<boolean> {
    const added: unknown[] = await db('framework_tags')
      .insert({
        id,
        element_id: elementId,
        course_slug: courseSlug,
        lesson_id: lessonId ?? '',
        origin,
      })
      .onConflict(['element_id', 'course_slug', 'lesson_id'])
      .ignore()
      .returning('id');
    return added.length > 0;
  },

  /** Takes away a tag that somebody gave by hand; answers whether there was one. */
  async removeTag(tag: Omit<Tag, 'id' | 'origin'>): Promise<boolean> {
    const removed = await db('framework_tags')
      .where({
        element_id: tag.elementId,
        course_slug: tag.courseSlug,
        lesson_id: tag.lessonId ?? '',
        origin: 'hand',
      })
      .delete();
    return removed > 0;
  },
});
