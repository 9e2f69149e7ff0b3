import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { mediaAddress, extensionOf, mediaFile } from '../content/media-file.ts';
import { storeMedia } from '../content/media-store.ts';
import { addMedia } from '../content/repository.ts';
import { isTextPath } from '../content/version-files.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';

interface Needs {
  db: Db;
  dataDir: string;
  drafts: DraftService;
}

export interface FileEntry {
  path: string;
  /** Bytes; of texts, characters. */
  size: number;
  isText: boolean;
  /** Where media are served; null for texts. */
  address: string | null;
}

/** A text file of a draft on the table. */
export interface FileSheet {
  draft: Draft;
  path: string;
  text: string;
  revision: number;
}

export type FileSaved = { ok: true } | { ok: false; now: string; revision: number };

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');
const MEDIA = 'media/';

/** The files of a draft as they are: for whoever knows the format, and for what came from outside. */
export const fileService = ({ db, dataDir, drafts }: Needs) => ({
  async list(actor: Actor, draftId: string): Promise<{ draft: Draft; files: FileEntry[] }> {
    const { draft, files } = await drafts.open(actor, draftId);
    return {
      draft,
      files: [...files.values()].map(({ path, text, media }) => ({
        path,
        size: text?.length ?? media?.bytes ?? 0,
        isText: text !== null,
        address:
          media === null
            ? null
            : mediaAddress({ sha256: media.sha256, extension: extensionOf(path) }),
      })),
    };
  },

  async sheet(actor: Actor, draftId: string, path: string): Promise<FileSheet> {
    const { draft, files } = await drafts.open(actor, draftId);
    const file = files.get(path);
    if (file?.text == null) throw unknown();
    return { draft, path, text: file.text, revision: file.revision };
  },

  /** Saves a text file whole, unless somebody saved it since it was opened. */
  async save(
    actor: Actor,
    draftId: string,
    { path, text, revision }: { path: string; text: string; revision: number },
  ): Promise<FileSaved> {
    return drafts.change(actor, draftId, (desk): FileSaved => {
      const now = desk.text(path);
      if (now === null) throw unknown();
      if (desk.revisionOf(path) !== revision && now !== text)
        return { ok: false, now, revision: desk.revisionOf(path) };
      desk.write(path, text);
      return { ok: true };
    });
  },

  /** Takes a file out of the draft. Versions that were published with it keep it. */
  async remove(actor: Actor, draftId: string, path: string): Promise<void> {
    await drafts.change(actor, draftId, (desk) => {
      if (!desk.paths().includes(path)) throw unknown();
      desk.remove(path);
    });
  },

  /**
   * Puts files that came from outside into a draft, by their path; those that are there are replaced. What does not belong to
   * a course is refused: whoever calls has looked at names and bytes before.
   */
  async put(actor: Actor, draftId: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
    await drafts.open(actor, draftId);
    const media = [...files].flatMap(([path, bytes]) => {
      if (!path.startsWith(MEDIA)) return [];
      const file = mediaFile(path.slice(MEDIA.length), path, { bytes });
      if (file === null) throw new Refusal('invalid', 'studio.badFile');
      return [file];
    });
    const texts = [...files].filter(([path]) => !path.startsWith(MEDIA));
    if (!texts.every(([path]) => isTextPath(path))) throw new Refusal('invalid', 'studio.badFile');
    await storeMedia(dataDir, media);
    await db.transaction((trx) => addMedia(trx, media));
    await drafts.change(actor, draftId, (desk) => {
      for (const [path, bytes] of texts) desk.write(path, bytes.toString('utf8'));
      for (const { file, sha256 } of media) desk.writeMedia(file, sha256);
    });
  },
});
export type FileService = ReturnType<typeof fileService>;
