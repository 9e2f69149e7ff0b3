import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MEDIA_TYPES, extensionOf } from '../../content/media-file.ts';
import { isTextPath } from '../../content/version-files.ts';
import { barePicture } from './picture.ts';
import { bareFile } from './film.ts';
import { FileRefused, lostList, problem, type FormatProblem } from './problem.ts';
import { shortName } from './zip-names.ts';
import { COURSE_ZIP, openZip, type ZipFiles } from './zip.ts';

const MEDIA = /^media\/[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const MOST_TEXT = 400_000;

/** The folder of the course inside the zip, with its slash; '' when the files lie at the top. */
function folderIn({ entries }: ZipFiles): string {
  const found = [...entries.keys()].filter((path) => /^(?:[^/]+\/)?course\.yml$/.test(path));
  const [only, ...others] = found;
  if (only === undefined) throw new FileRefused(problem('file.kind.otherZip'));
  if (others.length > 0) throw new FileRefused(problem('file.course.several'));
  return only.slice(0, -'course.yml'.length);
}

const isMedia = (path: string): boolean =>
  MEDIA.test(path) && Object.hasOwn(MEDIA_TYPES, extensionOf(path));

/**
 * Unpacks the files of a course into a folder, each under its path; what is no part of a course stays where it is and is told.
 * Media lose what they tell about people, and nothing else: what was exported comes back byte for byte.
 */
export async function unpackCourse(
  source: string,
  folder: string,
): Promise<{ slug: string; paths: string[]; lost: FormatProblem[] }> {
  const zip = await openZip(source, COURSE_ZIP);
  try {
    const root = folderIn(zip);
    const lost = lostList();
    const paths: string[] = [];
    for (const [path, entry] of zip.entries) {
      const inside = path.startsWith(root) ? path.slice(root.length) : '';
      const isText = isTextPath(inside);
      if (!isText && !isMedia(inside)) {
        lost.count('file.lost.stray');
        if (lost.all().length < 10)
          lost.add(problem('file.lost.strayName', { name: shortName(path) }));
        continue;
      }
      const limit = isText ? MOST_TEXT : (MEDIA_TYPES[extensionOf(inside)]?.limit ?? 0);
      if (entry.bytes > limit)
        throw new FileRefused(
          problem('file.course.heavy', { name: shortName(inside), limit: limit / 1000 }),
        );
      const target = join(folder, inside);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await entry.writeTo(target);
      if (!isText) await withoutTraces(target, inside);
      paths.push(inside);
    }
    return { slug: root.slice(0, -1), paths, lost: lost.all() };
  } finally {
    zip.close();
  }
}

async function withoutTraces(path: string, name: string): Promise<void> {
  try {
    if (/\.(?:png|jpe?g|webp)$/i.test(name)) await barePicture(path);
    else if (/\.(?:mp3|m4a|ogg|mp4)$/i.test(name)) await bareFile(path, extensionOf(name));
  } catch (error) {
    if (error instanceof FileRefused)
      throw new FileRefused(
        problem('file.course.media', { name: shortName(name) }),
        ...error.reasons,
      );
    throw error;
  }
}
