import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { hasErrors, problemList, type Problem } from './problem.ts';
import { entries, readText } from './reader.ts';
import { replaceList } from './repository.ts';
import { fit } from './schema-problems.ts';
import {
  OutsideCorporation,
  PathEntry,
  ReformedLawEntry,
  SupportFile,
  SupportLineEntry,
} from './schema.ts';
import { parseYaml } from './yaml-source.ts';

export type LearningPath = z.output<typeof PathEntry>;
export type SupportLine = z.output<typeof SupportLineEntry>;
export type OutsideCorporation = z.output<typeof OutsideCorporation>;
export type ReformedLaw = z.output<typeof ReformedLawEntry>;

interface ReferenceLists {
  paths: LearningPath[];
  lines: SupportLine[];
  outside: OutsideCorporation;
  laws: ReformedLaw[];
}

/** Where a content folder says which laws were reformed; it may know of none. */
const REFORMS = 'legal-reforms.yml';

/** Reads the learning paths, support lines and reforms of a content folder. Null while they have errors. */
export function readReferenceLists(folder: string): {
  lists: ReferenceLists | null;
  problems: Problem[];
} {
  const problems = problemList();
  const source = (file: string) => {
    const text = readText(join(folder, file), file, problems);
    return text === null ? null : parseYaml(text, file, problems);
  };
  const paths = entries(PathEntry, source('paths.yml'), new Set(), problems);
  for (const { value, at } of paths) {
    value.freeEntry.forEach((slug, index) => {
      if (!value.courses.includes(slug))
        problems.error(at(['freeEntry', index]), 'content.problem.notInList', {
          field: slug,
          list: value.courses.join(', '),
        });
    });
  }
  const support = source('support-lines.yml');
  const said = support === null ? null : fit(SupportFile, support, problems);
  const lines = entries(
    SupportLineEntry,
    said === null ? null : support,
    new Set(),
    problems,
    ['lines'],
    said?.lines,
  );
  const reforms = existsSync(join(folder, REFORMS)) ? source(REFORMS) : null;
  const laws = entries(ReformedLawEntry, reforms, new Set(), problems);
  const all = problems.sorted();
  if (said === null || hasErrors(all)) return { lists: null, problems: all };
  return {
    lists: {
      paths: paths.map(({ value }) => value),
      lines: lines.map(({ value }) => value),
      outside: said.outsideCorporation,
      laws: laws.map(({ value }) => value),
    },
    problems: all,
  };
}

const OUTSIDE = 'outside-corporation';

/** Makes the database say what the lists say. */
export async function saveReferenceLists(
  trx: Db,
  { paths, lines, outside, laws }: ReferenceLists,
): Promise<void> {
  const row = (one: { id: string }) => ({ id: one.id, document: JSON.stringify(one) });
  await replaceList(trx, 'learning_paths', paths.map(row));
  await replaceList(
    trx,
    'support_lines',
    lines.map((line) => ({ ...row(line), verified_on: line.verifiedOn })),
  );
  await replaceList(trx, 'support_texts', [{ id: OUTSIDE, document: JSON.stringify(outside) }]);
  await replaceList(trx, 'reformed_laws', laws.map(row));
}

const documentsOf = async <T>(reads: Reads, table: string, schema: z.ZodType<T>): Promise<T[]> => {
  const rows = await reads.all(`select document from ${table} order by position`, []);
  return z
    .array(z.object({ document: z.string() }))
    .parse(rows)
    .map(({ document }) => schema.parse(JSON.parse(document)));
};

/** The laws of which a reform is known. */
export const readReformedLaws = (reads: Reads): Promise<ReformedLaw[]> =>
  documentsOf(reads, 'reformed_laws', ReformedLawEntry);

/** What helps when somebody is in danger: every line in the order of the list, and the route outside the corporation. */
export async function readSupport(
  reads: Reads,
): Promise<{ lines: SupportLine[]; outside: OutsideCorporation | null }> {
  const [outside = null] = await documentsOf(reads, 'support_texts', OutsideCorporation);
  return { lines: await documentsOf(reads, 'support_lines', SupportLineEntry), outside };
}
