import type { LessonText } from './lesson-text.ts';
import type { Place, Problems } from './problem.ts';
import type { CourseFiles } from './reader.ts';

const MINUTES = { from: 8, to: 12 };
const SUMMARY_LINES = 3;

/** Both languages of a lesson, rendered; English is null until it is written. */
export interface LessonTexts {
  es: LessonText;
  en: LessonText | null;
}

/** What each lesson promises by its front matter, in both languages. */
export function checkLessons(
  { lessons, course }: CourseFiles,
  texts: ReadonlyMap<string, LessonTexts>,
  problems: Problems,
): void {
  const objectives = new Set(course?.value.objectives.map(({ id }) => id));
  for (const [id, { es, en }] of lessons) {
    const text = texts.get(id);
    const top: Place = { file: es.file, line: 1 };
    if (en === null) problems.warn(top, 'content.problem.noEnglishLesson', { id });
    for (const version of [es, en]) {
      const lines = version?.head?.summary.length ?? SUMMARY_LINES;
      if (version && lines !== SUMMARY_LINES)
        problems.warn(version.headAt(['summary']), 'content.problem.summary', { count: lines });
    }
    if (es.head === null || text === undefined) continue;
    const { head, headAt } = es;
    if (head.minutes < MINUTES.from || head.minutes > MINUTES.to) {
      problems.warn(headAt(['minutes']), 'content.problem.minutes', { minutes: head.minutes });
    }
    head.objectives.forEach((objective, index) => {
      if (course !== null && !objectives.has(objective)) {
        problems.error(headAt(['objectives', index]), 'content.problem.unknownObjective', {
          id: objective,
        });
      }
    });
    head.legal.forEach(({ textDate, consultedOn, status, signedBy, signedOn }, index) => {
      if (textDate === null && consultedOn === null)
        problems.error(headAt(['legal', index]), 'content.problem.legalDate');
      if (status === 'signed' && (signedBy === undefined || signedOn === undefined))
        problems.error(headAt(['legal', index]), 'content.problem.legalSignature');
    });
    checkCare(es, text.es, head.sensitive, problems);
    if (en === null || text.en === null) continue;
    if (en.head !== null)
      checkCare({ file: en.file, head: en.head }, text.en, head.sensitive, problems);
    if (
      text.es.checks.map(({ itemId }) => itemId).join() !==
      text.en.checks.map(({ itemId }) => itemId).join()
    ) {
      problems.error({ file: en.file, line: 1 }, 'content.problem.otherChecks');
    }
  }
}

interface Version {
  file: string;
  head: { warning?: string | undefined } | null;
}

function checkCare(
  { file, head }: Version,
  text: LessonText,
  sensitive: boolean,
  problems: Problems,
): void {
  const place = { file, line: 1 };
  if (sensitive && head?.warning === undefined) problems.error(place, 'content.problem.noWarning');
  if (sensitive && text.alternative === null)
    problems.error(place, 'content.problem.noAlternative');
  if (!sensitive && head?.warning !== undefined)
    problems.error(place, 'content.problem.notSensitive', { what: 'warning' });
  if (!sensitive && text.alternative !== null)
    problems.error(place, 'content.problem.notSensitive', { what: '::: alternativa' });
}
