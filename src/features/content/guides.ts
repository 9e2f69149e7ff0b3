import type { Html } from '../../lib/html.ts';
import type { Language } from '../../lib/localized.ts';
import type { GuideDocument } from '../courses/document.ts';
import { renderLesson } from './lesson-text.ts';
import type { Problems } from './problem.ts';
import type { CourseFiles, GuideFiles, LessonFile } from './reader.ts';
import { sanitise } from './sanitise.ts';

/** Both languages of a guide, rendered; English is null until it is written. */
export interface GuideTexts {
  es: Html;
  en: Html | null;
}

/** Renders the guides of a course and tells every mistake in them: what is printed holds no media and nothing to be tapped. */
export function guideTexts(files: CourseFiles, problems: Problems): Map<string, GuideTexts> {
  const render = (file: LessonFile<unknown>, language: Language): Html => {
    const around = { media: files.media, termIds: files.termIds, problems, language };
    const { parts, alternative, checks, media, terms } = renderLesson(file, around);
    const top = { file: file.file, line: file.linesBefore + 1 };
    const wrong = [
      ...(checks.length > 0 ? ['::: comprueba'] : []),
      ...(alternative === null ? [] : ['::: alternativa']),
      ...media.map((name) => `media/${name}`),
      ...terms.map((id) => `glosario:${id}`),
    ];
    for (const what of wrong) problems.error(top, 'content.problem.notInGuide', { what });
    return sanitise(parts.map((part) => (part.kind === 'html' ? part.html : '')).join('\n'));
  };
  return new Map(
    [...files.guides].map(([id, { es, en }]) => {
      if (en === null)
        problems.warn({ file: es.file, line: 1 }, 'content.problem.noEnglishGuide', { id });
      return [id, { es: render(es, 'es-MX'), en: en === null ? null : render(en, 'en') }] as const;
    }),
  );
}

/** A guide of the document; where nobody wrote the English one, Spanish stands in its place. */
export function guideDocument(
  id: string,
  { es, en }: GuideFiles,
  texts: GuideTexts | undefined,
): GuideDocument[] {
  if (es.head === null || texts === undefined) return [];
  const english = en?.head && texts.en !== null ? { ...en.head, body: en.body } : null;
  const { title, version, date, summary } = es.head;
  return [
    {
      id,
      ...(english === null ? { spanishOnly: true as const } : {}),
      title: { es: title, en: english?.title ?? title },
      version,
      date,
      summary: { es: summary, en: english?.summary ?? summary },
      body: { es: texts.es, en: texts.en ?? texts.es },
      text: { es: es.body, en: english?.body ?? es.body },
    },
  ];
}
