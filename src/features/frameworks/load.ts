import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { Localized } from '../../lib/localized.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { Slug } from '../../lib/text.ts';
import { KINDS, STATUSES } from './framework.ts';

const VersionEntry = z.strictObject({
  label: z.string(),
  adoptedOn: z.iso.date(),
  status: z.enum(STATUSES),
  source: z.string(),
  note: Localized.optional(),
  said: z.number().int().positive().optional(),
  elements: z.array(
    z.strictObject({ code: z.string(), kind: z.enum(KINDS), tag: z.string(), name: Localized }),
  ),
});
const FrameworkEntry = z.strictObject({
  id: Slug,
  code: z.string(),
  name: Localized,
  versions: z.array(VersionEntry).min(1),
  lessons: z
    .array(z.strictObject({ tag: z.string(), course: Slug, lessons: z.array(Slug).min(1) }))
    .default([]),
});
type FrameworkEntry = z.output<typeof FrameworkEntry>;

const FILE = join(projectRoot, 'content', 'frameworks.yml');

/** The frameworks that the product brings. */
export const frameworkEntries = (): FrameworkEntry[] =>
  z.array(FrameworkEntry).parse(parse(readFileSync(FILE, 'utf8')));

/** How courses may name a framework, a version or a line of one. */
export const frameworkTags = (): ReadonlySet<string> =>
  new Set(
    frameworkEntries().flatMap(({ code, versions }) => [
      code,
      ...versions.flatMap(({ label, elements }) => [
        `${code}-${label}`,
        ...elements.map(({ tag }) => tag),
      ]),
    ]),
  );

const versionIdOf = (framework: string, label: string): string => `${framework}.${label}`;
const elementIdOf = (version: string, code: string): string => `${version}.${code}`;

/**
 * Loads the frameworks of `content/frameworks.yml` when the file changed. What is there already stays as it is: a version
 * that was told is not told otherwise. Answers whether anything was loaded.
 */
export async function loadFrameworks(db: Db, now: Date): Promise<boolean> {
  const digest = createHash('sha256').update(readFileSync(FILE)).digest('hex');
  const known: unknown = await db('reference_files').where({ name: 'frameworks', digest }).first();
  if (known !== undefined) return false;
  const entries = frameworkEntries();
  await db.transaction(async (trx) => {
    for (const [place, entry] of entries.entries()) await loadOne(trx, entry, place, now);
    await trx('reference_files').insert({ name: 'frameworks', digest }).onConflict('name').merge();
  });
  return true;
}

async function loadOne(trx: Db, entry: FrameworkEntry, place: number, now: Date): Promise<void> {
  const { id, code, name } = entry;
  await trx('frameworks')
    .insert({ id, code, name_es: name.es, name_en: name.en, place })
    .onConflict('id')
    .merge();
  for (const version of entry.versions) {
    const versionId = versionIdOf(id, version.label);
    await trx('framework_versions')
      .insert({
        id: versionId,
        framework_id: id,
        label: version.label,
        adopted_on: version.adoptedOn,
        status: version.status,
        source: version.source,
        note_es: version.note?.es ?? null,
        note_en: version.note?.en ?? null,
        indicators_said: version.said ?? null,
        recorded_at: toColumn(now),
      })
      .onConflict()
      .ignore();
    for (const [at, element] of version.elements.entries())
      await trx('framework_elements')
        .insert({
          id: elementIdOf(versionId, element.code),
          version_id: versionId,
          place: at,
          kind: element.kind,
          code: element.code,
          name_es: element.name.es,
          name_en: element.name.en,
          tag: element.tag,
        })
        .onConflict()
        .ignore();
    await loadTags(trx, entry, version, versionId);
  }
}

/** The lessons that the product names are those of its file; what people tagged by hand stays. */
async function loadTags(
  trx: Db,
  { lessons }: FrameworkEntry,
  { elements }: z.output<typeof VersionEntry>,
  versionId: string,
): Promise<void> {
  for (const { code, tag } of elements) {
    const elementId = elementIdOf(versionId, code);
    await trx('framework_tags').where({ element_id: elementId, origin: 'content' }).delete();
    const rows = lessons
      .filter((one) => one.tag === tag)
      .flatMap(({ course, lessons: ids }) =>
        ids.map((lesson) => ({
          id: `${elementId}.${course}.${lesson}`,
          element_id: elementId,
          course_slug: course,
          lesson_id: lesson,
          origin: 'content',
        })),
      );
    if (rows.length > 0) await trx('framework_tags').insert(rows).onConflict().ignore();
  }
}
