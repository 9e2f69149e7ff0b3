import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MEDIA_TYPES } from '../../content/media-file.ts';
import { readCaptions, transcriptOf } from './captions.ts';
import type { Conversion, FoundLesson } from './conversion.ts';
import { unpackCourse } from './course-zip.ts';
import { readDocx } from './docx.ts';
import { blankFilm } from './film.ts';
import { kindOf, type FileKind } from './kind.ts';
import { decodeText, readMarkdown } from './markdown-file.ts';
import { escapeStart, escapeText } from './markdown-text.ts';
import { readPdf } from './pdf.ts';
import { redrawn } from './picture.ts';
import { readPptx } from './pptx.ts';
import { FileRefused, problem, type FormatProblem } from './problem.ts';
import { bareSoundFile } from './sound.ts';
import type { FoundMedia, Understood } from './understood.ts';

/** One file of an upload, and where what comes out of it is put. */
export interface Given {
  path: string;
  /** As its owner calls it. */
  name: string;
  /** What names of its media begin with: `[a-z0-9-]`, used by no other file of the upload. */
  prefix: string;
  folder: string;
}

type Result = Omit<Extract<Understood, { ok: true }>, 'ok' | 'name' | 'title'> & {
  title: string | null;
};

const titleOf = (name: string): string =>
  name
    .replace(/\.[^.]+$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 120) || 'Lección';

/** Draws the pictures of a document anew; one that cannot be is told and left out of the text. */
async function withPictures(found: Conversion, folder: string): Promise<Result> {
  const media: FoundMedia[] = [];
  const lost: FormatProblem[] = [...found.lost];
  let lessons = found.lessons;
  let failed = 0;
  for (const { name, bytes, alt } of found.pictures) {
    try {
      const picture = await redrawn(bytes);
      await writeFile(join(folder, name), picture.bytes, { mode: 0o600 });
      media.push({ name, bytes: picture.bytes.length, isPicture: true, alt });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      failed += 1;
      lessons = lessons.map((lesson) => withoutPicture(lesson, name));
    }
  }
  if (failed > 0) lost.push(problem('file.lost.badPicture', { count: failed }));
  return { title: found.title, lessons, media, lost, course: null };
}

const withoutPicture = (lesson: FoundLesson, name: string): FoundLesson => ({
  ...lesson,
  sections: lesson.sections.map((section) => ({
    ...section,
    markdown: section.markdown
      .split('\n\n')
      .filter((block) => !(block.startsWith('![') && block.includes(`](media/${name}`)))
      .join('\n\n'),
  })),
});

const within = (bytes: number, extension: string): void => {
  const limit = MEDIA_TYPES[extension]?.limit ?? 0;
  if (bytes > limit) throw new FileRefused(problem('file.heavy', { limit: limit / 1_000_000 }));
};

const alone = (title: string, markdown: string, media: FoundMedia[]): Result => ({
  title,
  lessons: [{ title, sections: [{ markdown, notes: '' }] }],
  media,
  lost: [],
  course: null,
});

async function readMedia(kind: FileKind, { path, name, prefix, folder }: Given): Promise<Result> {
  const title = titleOf(name);
  if (kind === 'captions') {
    const cues = readCaptions(decodeText(await readFile(path)));
    const said = transcriptOf(cues)
      .split('\n\n')
      .map((text) => escapeStart(escapeText(text)))
      .join('\n\n');
    const file = `${prefix}.vtt`;
    await copyFile(path, join(folder, file));
    within((await stat(path)).size, 'vtt');
    const media = [{ name: file, bytes: (await stat(path)).size, isPicture: false, alt: '' }];
    return { ...alone(title, said, media), lost: [problem('file.note.captions')] };
  }
  if (kind === 'picture') {
    const picture = await redrawn(path);
    const file = `${prefix}.webp`;
    await writeFile(join(folder, file), picture.bytes, { mode: 0o600 });
    return {
      title,
      lessons: [],
      media: [{ name: file, bytes: picture.bytes.length, isPicture: true, alt: '' }],
      lost: [],
      course: null,
    };
  }
  // A recording may come in the container of a film.
  const isFilm = kind === 'film' && (await blankFilm(path)).hasPictures;
  const extension = isFilm ? 'mp4' : (await lightSound(path)).extension;
  const file = `${prefix}.${extension}`;
  within((await stat(path)).size, extension);
  await copyFile(path, join(folder, file));
  const { size } = await stat(join(folder, file));
  const media = [{ name: file, bytes: size, isPicture: false, alt: '' }];
  const block = isFilm ? `::: video ${file}\n\n:::` : `::: audio ${file}\n\n:::`;
  const note = problem(isFilm ? 'file.note.film' : 'file.note.sound');
  return { ...alone(title, block, media), lost: [note] };
}

/** Sound as lessons carry it, without its labels. What cannot be heard everywhere, or weighs too much for it, is refused. */
async function lightSound(path: string): Promise<{ extension: string }> {
  within((await stat(path)).size, 'mp3');
  const { extension } = await bareSoundFile(path);
  if (MEDIA_TYPES[extension] === undefined) throw new FileRefused(problem('file.kind.sound'));
  return { extension };
}

async function read(kind: FileKind, given: Given): Promise<Result> {
  const { path, name, prefix, folder } = given;
  const untitled = titleOf(name);
  switch (kind) {
    case 'docx':
      return withPictures(await readDocx(path, { prefix, untitled }), folder);
    case 'pptx':
      return withPictures(await readPptx(path, { prefix, untitled }), folder);
    case 'markdown':
      return withPictures(readMarkdown(await readFile(path), { untitled }), folder);
    case 'pdf': {
      const media = `${prefix}.pdf`;
      const bytes = await readFile(path);
      within(bytes.length, 'pdf');
      const found = await readPdf(bytes, { media, untitled });
      await copyFile(path, join(folder, media));
      const kept = { name: media, bytes: bytes.length, isPicture: false, alt: '' };
      return {
        title: found.title,
        lessons: found.lessons,
        media: [kept],
        lost: found.lost,
        course: null,
      };
    }
    case 'course': {
      const { slug, paths, lost } = await unpackCourse(path, join(folder, 'course'));
      return { title: slug === '' ? untitled : slug, lessons: [], media: [], lost, course: paths };
    }
    default:
      return readMedia(kind, given);
  }
}

/**
 * What a file of somebody's is and holds. Files that come out of it lie in `folder`. Runs in a process of its own: what it reads
 * may be made to take all time and all memory.
 */
export async function understand(given: Given): Promise<Understood> {
  const { name } = given;
  try {
    const result = await read(await kindOf(given.path, name), given);
    return { ok: true, name, ...result, title: result.title ?? titleOf(name) };
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, name, reasons: [...error.reasons] };
    throw error;
  }
}
