import { hunksOf, lineDiff, type Hunk } from '../../lib/line-diff.ts';
import type { StoredFile } from '../content/version-files.ts';

/** What became of a file between two states of a course. */
export interface FileChange {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  /** Of texts; media are only other bytes. */
  hunks: Hunk[];
}

type Stored = Pick<StoredFile, 'path' | 'text' | 'sha256'>;

/** The files that differ, by path. */
export function compareFiles(before: Iterable<Stored>, after: Iterable<Stored>): FileChange[] {
  const old = new Map([...before].map((file) => [file.path, file]));
  const now = new Map([...after].map((file) => [file.path, file]));
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path): FileChange[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was?.sha256 === is?.sha256 && was?.text === is?.text) return [];
    const kind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const hunks = kind === 'changed' ? hunksOf(lineDiff(was?.text ?? '', is?.text ?? '')) : [];
    return [{ path, kind, hunks }];
  });
}
