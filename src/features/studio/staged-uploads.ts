import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { UnderstandFile } from './formats/understand-apart.ts';
import { UnderstoodFiles, type Understood } from './formats/understood.ts';
import { freeId, slugOf } from './names.ts';
import { joinedFilms } from './joined-films.ts';

/** How long an upload waits for its owner's decision. */
export const DECIDE_WITHIN = DAY;
const RECORD = 'upload.json';

const Record = z.object({
  personId: z.string(),
  draftId: z.string().nullable(),
  title: z.string(),
  /** Instant in ISO form. */
  until: z.iso.datetime(),
  files: UnderstoodFiles,
});

/** An upload that was understood and is not part of any course yet. Only its owner sees it. */
export interface StagedUpload {
  id: string;
  /** The draft it was meant for; null when it may become a course of its own. */
  draftId: string | null;
  title: string;
  files: Understood[];
  /** Where the files lie that came out of it. */
  folder: string;
}

interface Needs {
  dataDir: string;
  clock: Clock;
  understand: UnderstandFile;
}

export interface Arrived {
  name: string;
  path: string;
}

/**
 * The place between what was sent and what is kept: a folder for each upload, with what was understood of it. It appears there
 * whole, by one renaming, or not at all, and is gone after a day.
 */
export function stagedUploads({ dataDir, clock, understand }: Needs) {
  const root = join(dataDir, 'staged');

  return {
    /** Understands files that have arrived. Answers the id, or what was wrong when nothing of them can be used. */
    async take(
      actor: Actor,
      draftId: string | null,
      arrived: readonly Arrived[],
    ): Promise<{ ok: true; id: string } | { ok: false; files: Understood[] }> {
      const [first] = arrived;
      if (first === undefined) throw new Refusal('bad-request', 'error.badRequest');
      // Beside the files that arrived, so that it vanishes with them when this is interrupted.
      const folder = join(dirname(first.path), 'out');
      await mkdir(folder, { mode: 0o700 });
      const files: Understood[] = [];
      const prefixes = new Set<string>();
      for (const { name, path } of arrived) {
        const prefix = freeId(
          slugOf(name.replace(/\.[^.]+$/, ''), 'archivo').slice(0, 40),
          prefixes,
        );
        prefixes.add(prefix);
        files.push(await understand({ path, name, prefix, folder }));
      }
      const good = files.filter((file) => file.ok);
      if (good.length === 0) return { ok: false, files };
      const id = newId();
      const record: z.input<typeof Record> = {
        personId: actor.id,
        draftId,
        title: good.find(({ lessons }) => lessons.length > 0)?.title ?? good[0]?.title ?? '',
        until: new Date(clock().getTime() + DECIDE_WITHIN).toISOString(),
        files: joinedFilms(files),
      };
      await writeFile(join(folder, RECORD), JSON.stringify(record), { mode: 0o600 });
      await mkdir(root, { recursive: true, mode: 0o700 });
      await rename(folder, join(root, id));
      return { ok: true, id };
    },

    /** An upload of this person's; nobody else's exists for her. */
    async open(actor: Actor, id: string): Promise<StagedUpload> {
      const folder = join(root, id);
      const text = await readFile(join(folder, RECORD), 'utf8').catch(() => null);
      const record = text === null ? null : Record.parse(JSON.parse(text));
      if (record?.personId !== actor.id || Date.parse(record.until) <= clock().getTime())
        throw new Refusal('not-found', 'upload.gone');
      const { draftId, title, files } = record;
      return { id, draftId, title, files, folder };
    },

    async discard({ folder }: StagedUpload): Promise<void> {
      await rm(folder, { recursive: true, force: true });
    },

    /** Removes what nobody decided about in time. */
    async removeOld(): Promise<void> {
      const now = clock().getTime();
      for (const name of await readdir(root).catch(() => [])) {
        const path = join(root, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
        if (now - mtimeMs > DECIDE_WITHIN) await rm(path, { recursive: true, force: true });
      }
    },
  };
}
export type StagedUploads = ReturnType<typeof stagedUploads>;
