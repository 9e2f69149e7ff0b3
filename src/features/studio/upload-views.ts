import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase, Pages } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { textOf, type FoundLesson } from './formats/conversion.ts';
import { wordsIn } from './formats/markdown-text.ts';
import type { FormatProblem } from './formats/problem.ts';
import type { Understood } from './formats/understood.ts';
import type { StagedUpload } from './staged-uploads.ts';

interface Place {
  id: string;
  title: string;
}

interface UploadPage extends PageBase {
  draft: Place | null;
  action: string;
  errors: FieldErrors;
  /** What can be brought, a sentence for each kind. */
  kinds: string[];
  /** Files of which nothing can be used, with the reasons. */
  refused: { name: string; reasons: string[] }[];
}

interface FileView {
  name: string;
  reasons: string[];
  lost: string[];
  lessons: { at: number; title: string; begins: string; words: string }[];
  media: { name: string; alt: string; isPicture: boolean; size: string }[];
  course: string[] | null;
}

interface PreviewPage extends PageBase {
  id: string;
  draft: Place | null;
  files: FileView[];
  isCourse: boolean;
  hasNotes: boolean;
  lessonCount: number;
  about: Pages['studio/new-course'];
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/upload': UploadPage;
    'studio/upload-preview': PreviewPage;
  }
}

const said = (t: Translate, problems: readonly FormatProblem[]): string[] =>
  problems.map(({ key, params }) => t(key, params));

const KINDS = ['docx', 'pptx', 'markdown', 'pdf', 'picture', 'film', 'sound', 'course'] as const;

export const uploadPage = (
  t: Translate,
  draft: Place | null,
  { errors, refused }: { errors: FieldErrors; refused: readonly Understood[] },
): UploadPage => ({
  title: t('upload.title'),
  ...(draft === null ? {} : { section: draft.title }),
  styles: ['studio.css'],
  scripts: ['upload.js'],
  draft,
  action: draft === null ? '/ensenar/subir' : `/ensenar/cursos/${draft.id}/subir`,
  errors,
  kinds: KINDS.map((kind) => t(`upload.kind.${kind}`)),
  refused: refused.flatMap((file) =>
    file.ok ? [] : [{ name: file.name, reasons: said(t, file.reasons) }],
  ),
});

const SHOWN = 220;
const PICTURE = /!\[(?:[^\]\\]|\\.)*\]\((?:[^)\\]|\\.)*\)/g;

/** The beginning of a lesson, as plain words. */
function beginning(lesson: FoundLesson): string {
  const plain = textOf(lesson, { notes: false })
    .replace(PICTURE, '')
    .replace(/^:::.*$/gm, '')
    .replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)[#*_>|~-]+/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= SHOWN ? plain : `${plain.slice(0, SHOWN).replace(/\s\S*$/, '')}…`;
}

const wordCount = (lesson: FoundLesson): number =>
  wordsIn(textOf(lesson, { notes: false }).replace(PICTURE, ''));

const weight = (bytes: number): string =>
  bytes >= 1_000_000
    ? `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`
    : `${String(Math.max(1, Math.round(bytes / 1000)))}\u00a0kB`;

export function previewPage(
  t: Translate,
  upload: StagedUpload,
  draft: Place | null,
  about: Pages['studio/new-course'],
): PreviewPage {
  let at = 0;
  const files = upload.files.map((file): FileView => {
    if (!file.ok)
      return {
        name: file.name,
        reasons: said(t, file.reasons),
        lost: [],
        lessons: [],
        media: [],
        course: null,
      };
    return {
      name: file.name,
      reasons: [],
      lost: said(t, file.lost),
      lessons: file.lessons.map((lesson) => ({
        at: at++,
        title: lesson.title,
        begins: beginning(lesson),
        words: t('upload.words', { count: wordCount(lesson) }),
      })),
      media: file.media.map(({ name, alt, isPicture, bytes }) => ({
        name,
        alt: alt === '' ? altIn(file.lessons, name) : alt,
        isPicture,
        size: weight(bytes),
      })),
      course: file.course,
    };
  });
  return {
    title: t('upload.preview'),
    ...(draft === null ? {} : { section: draft.title }),
    styles: ['studio.css'],
    id: upload.id,
    draft,
    files,
    isCourse: files.some(({ course }) => course !== null),
    hasNotes: upload.files.some(
      (file) =>
        file.ok && file.lessons.some(({ sections }) => sections.some(({ notes }) => notes !== '')),
    ),
    lessonCount: at,
    about,
  };
}

/** What the document itself said of a picture. */
function altIn(lessons: readonly FoundLesson[], name: string): string {
  const pattern = new RegExp(`!\\[((?:[^\\]\\\\]|\\\\.)*)\\]\\(media/${name.replace('.', '\\.')}`);
  for (const lesson of lessons) {
    const alt = pattern.exec(textOf(lesson, { notes: false }))?.[1];
    if (alt !== undefined && alt !== '') return alt.replace(/\\(.)/g, '$1');
  }
  return '';
}
