import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parse } from 'yaml';
import type { Localized } from '../../lib/localized.ts';
import { projectRoot } from '../../lib/project-root.ts';

const Head = z.strictObject({
  version: z.number().int().positive(),
  effectiveOn: z.iso.date(),
  title: z.string(),
  /** What is new in it, a sentence each: told to whoever accepted the one before. */
  changes: z.array(z.string().min(10)).default([]),
});

/** A numbered version of the privacy notice: what people accept. */
export interface Notice {
  version: number;
  /** Calendar day from which it applies. */
  effectiveOn: string;
  title: Localized;
  /** What is new since the version before it, in sentences. */
  changes: { es: string[]; en: string[] };
  /** Markdown, with the controller's names still to be filled in. */
  text: Localized;
}

const FILE = /^privacy-(\d+)\.md$/;

/** Reads `content/notices/privacy-N.md` and its English. A mistake in them stops the start. */
export function readNotices(folder = join(projectRoot, 'content', 'notices')): Notice[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const version = FILE.exec(file)?.[1];
      return version === undefined ? [] : [Number(version)];
    })
    .sort((a, b) => a - b)
    .map((version) => {
      const es = readNotice(join(folder, `privacy-${String(version)}.md`), version);
      const en = readNotice(join(folder, `privacy-${String(version)}.en.md`), version);
      return {
        version,
        effectiveOn: es.effectiveOn,
        title: { es: es.title, en: en.title },
        changes: { es: es.changes, en: en.changes },
        text: { es: es.text, en: en.text },
      };
    });
}

function readNotice(file: string, version: number): z.infer<typeof Head> & { text: string } {
  const [, head, text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? [];
  if (head === undefined || text === undefined)
    throw new Error(`${file}: it begins with no heading`);
  const parsed = Head.parse(parse(head) as unknown);
  if (parsed.version !== version)
    throw new Error(`${file}: the heading says version ${String(parsed.version)}`);
  if (version > 1 && parsed.changes.length === 0)
    throw new Error(`${file}: the heading does not say under \`changes\` what is new`);
  return { ...parsed, text };
}

/** The newest of them: the one that is shown and asked for. */
export function newestOf(notices: readonly Notice[]): Notice {
  const newest = notices.at(-1);
  if (newest === undefined) throw new Error('content/notices/ holds no privacy notice');
  return newest;
}
