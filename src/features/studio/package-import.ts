import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../content/problem.ts';
import type { Db } from '../../db/connection.ts';
import { readSource } from '../content/course-folder.ts';
import { folderSource } from '../content/course-source.ts';
import type { Owner } from './draft-service.ts';
import { unpackCourse } from './formats/course-zip.ts';
import type { FormatProblem } from './formats/problem.ts';
import type { KeepUpload } from './keep-upload.ts';
import { ownerNamed } from './draft-repository.ts';

interface Needs {
  db: Db;
  dataDir: string;
  keepUpload: KeepUpload;
}

/** What became of a package: its draft, what stayed outside, and what keeps it from being published. */
export interface Imported {
  draftId: string;
  lost: FormatProblem[];
  problems: Problem[];
}

/**
 * Begins a draft with the zip of a course, for somebody who will look at it and publish it. Throws `FileRefused` for a file that is
 * not taken; null when nobody has this user name.
 */
export const packageImport =
  ({ db, dataDir, keepUpload }: Needs) =>
  async (file: string, username: string): Promise<Imported | null> => {
    const owner: Owner | null = await ownerNamed(db, username);
    if (owner === null) return null;
    const folder = await mkdtemp(join(dataDir, 'import-'));
    try {
      const unpacked = join(folder, 'curso');
      const { slug, paths, lost } = await unpackCourse(file, unpacked);
      const name = slug === '' ? 'curso' : slug;
      const { problems } = readSource({ ...folderSource(unpacked), slug: name });
      return { draftId: await keepUpload.beginWith(owner, unpacked, name, paths), lost, problems };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
