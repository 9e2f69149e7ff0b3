import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { SourceLine } from './course-file.ts';
import { editedYaml } from './yaml-edit.ts';

/** Lesson files: front matter between dashes, and the text after them. */

const DASHES = '---\n';

export const lessonPath = (id: string, language: 'es' | 'en' = 'es'): string =>
  `lessons/${id}${language === 'en' ? '.en' : ''}.md`;

/** The id of a lesson from the path of its Spanish file; null for every other path. */
export const lessonIdOf = (path: string): string | null =>
  /^lessons\/([a-z0-9-]+)\.md$/.exec(path)?.[1] ?? null;

const Text = z.string().catch('');
const Legal = z.looseObject({
  point: Text,
  textDate: z.string().nullish().catch(null),
  consultedOn: z.string().nullish().catch(null),
  status: z.string().catch('pending'),
  signedBy: z.string().nullish().catch(null),
  signedOn: z.string().nullish().catch(null),
});

/** As much of the front matter as can be understood. */
const Head = z.looseObject({
  title: Text,
  minutes: z.number().catch(10),
  objectives: z.array(z.string()).catch([]),
  frameworks: z.array(z.string()).catch([]),
  sensitive: z.boolean().catch(false),
  warning: Text,
  summary: z.array(z.string()).catch([]),
  sources: z.array(SourceLine).catch([]),
  legal: z.array(Legal).catch([]),
});
export type LooseHead = z.output<typeof Head>;

function cut(text: string): { front: string; body: string } | null {
  const lines = text.replace(/\r\n?/g, '\n');
  const end = lines.startsWith(DASHES) ? lines.indexOf(`\n${DASHES}`, 3) : -1;
  return end < 0 ? null : { front: lines.slice(4, end + 1), body: lines.slice(end + 5) };
}

/** What a lesson file says; null when its front matter cannot be read. */
export function lessonIn(text: string | null): { head: LooseHead; body: string } | null {
  const parts = text === null ? null : cut(text);
  if (parts === null) return null;
  const document = parseDocument(parts.front, { schema: 'core' });
  if (document.errors.length > 0) return null;
  const head = Head.safeParse(document.toJS({ maxAliasCount: 20 }));
  return head.success ? { head: head.data, body: parts.body.replace(/^\n+/, '') } : null;
}

/** A lesson file with other fields and another text. Fields that stay, and comments, stay as they were written. */
export function writtenLesson(
  before: string | null,
  fields: Record<string, unknown>,
  body: string,
): string {
  const parts = before === null ? null : cut(before);
  const text = `\n${body.replace(/\r\n?/g, '\n').trim()}\n`;
  if (parts === null) return `${DASHES}${stringify(present(fields), STYLE)}${DASHES}${text}`;
  const known = parseDocument(parts.front, { schema: 'core' }).toJS() as Record<string, unknown>;
  const front = editedYaml(parts.front, (head) => {
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) head.delete(name);
      else if (!isSame(known[name], value)) head.set(name, head.createNode(value));
    }
  });
  return `${DASHES}${front}${DASHES}${text}`;
}

const STYLE = { lineWidth: 0 } as const;

const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
