import type { Side } from '../../lib/actor.ts';

/** A course that somebody is writing: the files of a course folder, kept in the database. */
export interface Draft {
  id: string;
  /** The published course that it becomes a new version of; null while there is none. */
  courseId: string | null;
  slug: string;
  /** Spanish title, for lists. */
  title: string;
  ownerId: string | null;
  owner: { name: string; side: Side } | null;
  institution: string | null;
  institutionId: string | null;
  institutionPath: string | null;
  /** Grows with every change. */
  revision: number;
  updatedAt: Date;
}

/** A file of a draft: its text, or the digest of its bytes. */
export interface DraftFile {
  path: string;
  text: string | null;
  media: { sha256: string; type: string; bytes: number } | null;
  /** Revision of the draft that wrote it. */
  revision: number;
}
