import { renderLesson } from '../../src/features/content/lesson-text.ts';
import { mediaFile, type MediaFile } from '../../src/features/content/media-file.ts';
import { problemList, type Problem } from '../../src/features/content/problem.ts';

/** A lesson's Markdown as trainees read it, and what the checks of content say of it. */
export function lessonOf(
  body: string,
  names: readonly string[] = [],
): { html: string; problems: Problem[] } {
  const problems = problemList();
  const media = new Map(
    names.flatMap((name): [string, MediaFile][] => {
      const file = mediaFile(name, `media/${name}`, { bytes: Buffer.alloc(40) });
      return file === null ? [] : [[name, file]];
    }),
  );
  const { parts } = renderLesson(
    { file: 'lessons/a.md', body, linesBefore: 0 },
    { language: 'es-MX', media, termIds: new Set(), problems },
  );
  const html = parts.map((part) => (part.kind === 'html' ? part.html : '')).join('\n');
  return { html, problems: problems.sorted() };
}
