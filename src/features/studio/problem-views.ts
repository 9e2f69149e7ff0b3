import type { Translate } from '../../i18n/translate.ts';
import type { Problem } from '../content/problem.ts';
import type { DraftFile } from './draft.ts';
import { lessonIn } from './lesson-file.ts';

/** What is wrong with a draft, in words, with the way to where it is mended. */
export interface ProblemLine {
  text: string;
  /** Where it is, in words. */
  place: string;
  href: string;
}

/** More single texts without English than these are told in one sentence. */
const FEW = 3;

/** What does not hinder a draft, in words. Where most of a course has no English, that is said once and not of every text. */
export function warningLines(
  problems: readonly Problem[],
  draftId: string,
  files: ReadonlyMap<string, DraftFile>,
  t: Translate,
): ProblemLine[] {
  const isText = ({ key }: Problem): boolean => key === 'content.problem.noEnglish';
  const count = problems.filter(isText).length;
  if (count <= FEW) return problemLines(problems, draftId, files, t);
  return [
    {
      text: t('studio.noEnglishTexts', { count }),
      place: 'course.yml',
      href: `/ensenar/cursos/${draftId}/archivo?ruta=course.yml`,
    },
    ...problemLines(
      problems.filter((problem) => !isText(problem)),
      draftId,
      files,
      t,
    ),
  ];
}

const LESSON = /^lessons\/([a-z0-9-]+?)(\.en)?\.md$/;

export function problemLines(
  problems: readonly Problem[],
  draftId: string,
  files: ReadonlyMap<string, DraftFile>,
  t: Translate,
): ProblemLine[] {
  return problems.map(({ file, line, key, params }) => {
    const [, lessonId, english] = LESSON.exec(file) ?? [];
    const path = `/ensenar/cursos/${draftId}`;
    const text = files.get(file)?.text ?? null;
    const lesson = lessonId === undefined ? null : lessonIn(text);
    if (lessonId === undefined || lesson === null) {
      const where = `${file}, ${t('studio.problemLine', { line })}`;
      const isText = text !== null;
      return {
        text: t(key, params),
        place: isText ? where : file,
        href: isText ? `${path}/archivo?ruta=${encodeURIComponent(file)}` : `${path}/archivos`,
      };
    }
    const inText = lineInBody(text ?? '', line);
    return {
      text: t(key, params),
      place: [
        `${t('studio.lesson')} «${lesson.head.title}»`,
        inText === null ? '' : t('studio.problemLine', { line: inText }),
      ]
        .filter(Boolean)
        .join(', '),
      href: `${path}/lecciones/${lessonId}${english === undefined ? '' : '?idioma=en'}`,
    };
  });
}

/** A line of a lesson file as a line of its text, counted from 1; null when it stands before the text. */
export function lineInBody(file: string, line: number): number | null {
  const body = lessonIn(file)?.body;
  if (body === undefined) return null;
  const before = file.replace(/\r\n?/g, '\n').split('\n').length - body.split('\n').length;
  return line > before ? line - before : null;
}
