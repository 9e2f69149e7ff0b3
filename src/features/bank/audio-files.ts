import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileOnDisk } from '../content/course-source.ts';
import { extensionOf, mediaFile, type MediaFile } from '../content/media-file.ts';
import { storeMedia } from '../content/media-store.ts';
import type { Remark } from './formats/format.ts';
import { audioName } from './images.ts';
import type { TakeSound } from './ports.ts';

/** A recording that was received, called after its bytes. */
export type KeptSound = { ok: true; file: MediaFile } | { ok: false; reason: Remark };

/** Recordings of questions on their way in: what they are is told from their bytes, which are then kept among the media. */
export const audioFiles = ({ dataDir, takeSound }: { dataDir: string; takeSound: TakeSound }) => ({
  /** Keeps the bytes of a file that arrived; its row is added with what names it. */
  async keep({ path, name }: { path: string; name: string }): Promise<KeptSound> {
    // Beside the file that arrived, so that it vanishes with it.
    const folder = join(dirname(path), 'out');
    await mkdir(folder, { mode: 0o700 });
    const taken = await takeSound({ path, name, folder });
    if (!taken.ok) return taken;
    const found = fileOnDisk(join(folder, taken.name));
    const draft = mediaFile(taken.name, `media/${taken.name}`, found);
    if (draft === null) throw new Error(`${taken.name} is no sound that courses carry`);
    const own = audioName(draft.sha256, extensionOf(taken.name));
    const file = { ...draft, name: own, file: `media/${own}` };
    await storeMedia(dataDir, [file]);
    return { ok: true, file };
  },
});
export type AudioFiles = ReturnType<typeof audioFiles>;
