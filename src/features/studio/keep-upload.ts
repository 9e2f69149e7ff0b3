import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../../lib/actor.ts';
import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';
import { fileOnDisk } from '../content/course-source.ts';
import { mediaFile, type MediaFile } from '../content/media-file.ts';
import { storeMedia } from '../content/media-store.ts';
import { addMedia } from '../content/repository.ts';
import { courseIn, COURSE_FILE } from './course-file.ts';
import type { Desk } from './desk.ts';
import type { DraftService, Owner } from './draft-service.ts';
import type { NewCourseForm } from './forms.ts';
import { foundLessons, putLessons, type Choices } from './found-lessons.ts';
import { slugOf } from './names.ts';
import type { StagedUpload, StagedUploads } from './staged-uploads.ts';

interface Needs {
  db: Db;
  dataDir: string;
  drafts: DraftService;
  staged: StagedUploads;
}

const broken = (): Refusal => new Refusal('conflict', 'upload.gone');

/** A file of an upload as media of a course; of a large one the bytes stay where they lie. */
function mediaAt(path: string, name: string): MediaFile {
  const file = mediaFile(name, `media/${name}`, fileOnDisk(path));
  if (file === null) throw broken();
  return file;
}

/** Turns what somebody sent and looked at into a part of her course, or into a course. */
export const keepUpload = ({ db, dataDir, drafts, staged }: Needs) => {
  /** Stores the bytes of all media, one file at a time, so that a draft can name them. */
  async function stored(files: readonly { path: string; name: string }[]): Promise<MediaFile[]> {
    const kept: MediaFile[] = [];
    for (const { path, name } of files) {
      const file = mediaAt(path, name);
      await storeMedia(dataDir, [file]);
      kept.push({ ...file, bytes: Buffer.alloc(0) });
    }
    return kept;
  }

  const mediaOf = ({ files, folder }: StagedUpload) =>
    stored(
      files.flatMap((file) =>
        file.ok && file.course === null
          ? file.media.map(({ name }) => ({ name, path: join(folder, name) }))
          : [],
      ),
    );

  async function into(
    actor: Actor,
    draftId: string,
    upload: StagedUpload,
    choices: Choices,
  ): Promise<void> {
    const media = await mediaOf(upload);
    await drafts.change(actor, draftId, async (desk, trx) => {
      await addMedia(trx, media);
      putLessons(desk, upload, media, choices);
    });
  }

  return {
    /** Adds the chosen lessons, and all media, to a draft. */
    async toDraft(actor: Actor, id: string, choices: Choices): Promise<{ draftId: string }> {
      const upload = await staged.open(actor, id);
      if (upload.draftId === null) throw broken();
      await into(actor, upload.draftId, upload, choices);
      await staged.discard(upload);
      return { draftId: upload.draftId };
    },

    /** Begins a course with the chosen lessons. */
    async toNewCourse(
      actor: Actor,
      id: string,
      form: Omit<NewCourseForm, 'leccion'>,
      choices: Choices,
    ): Promise<{ draftId: string }> {
      const upload = await staged.open(actor, id);
      const [first] = foundLessons(upload).filter((_, at) => choices.lessons.has(at));
      const leccion = first?.title ?? form.titulo;
      const begun = await drafts.create(actor, { ...form, leccion });
      await into(actor, begun.id, upload, { ...choices, inPlaceOf: begun.lessonId });
      await staged.discard(upload);
      return { draftId: begun.id };
    },

    /** Begins a draft with all the files of a course that came as a whole. */
    async courseToDraft(actor: Actor, id: string): Promise<{ draftId: string }> {
      const upload = await staged.open(actor, id);
      const course = upload.files.find((file) => file.ok && file.course !== null);
      if (course?.ok !== true || course.course === null) throw broken();
      const folder = join(upload.folder, 'course');
      const draftId = await beginWith(actor, folder, course.title, course.course);
      await staged.discard(upload);
      return { draftId };
    },

    /** The same for files that lie in a folder; used from the command line as well. */
    beginWith,
  };

  async function beginWith(
    owner: Owner,
    folder: string,
    name: string,
    paths: readonly string[],
  ): Promise<string> {
    const isMedia = (path: string): boolean => path.startsWith('media/');
    const media = await stored(
      paths
        .filter(isMedia)
        .map((path) => ({ name: path.slice('media/'.length), path: join(folder, path) })),
    );
    const texts = new Map<string, string>();
    for (const path of paths.filter((one) => !isMedia(one)))
      texts.set(path, await readFile(join(folder, path), 'utf8'));
    const said = courseIn(texts.get(COURSE_FILE) ?? null);
    const title = said?.title.es.slice(0, 120) ?? name;
    const fill = (desk: Desk): void => {
      for (const [path, text] of texts) desk.write(path, text);
      for (const { file, sha256 } of media) desk.writeMedia(file, sha256);
    };
    return db.transaction(async (trx) => {
      await addMedia(trx, media);
      const slug = await drafts.freeSlug(trx, slugOf(name, 'curso'));
      return drafts.begin(
        trx,
        owner,
        { slug, title: title === '' ? name : title, courseId: null },
        fill,
      );
    });
  }
};
export type KeepUpload = ReturnType<typeof keepUpload>;
