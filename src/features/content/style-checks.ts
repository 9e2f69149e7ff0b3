import type { CourseDocument, LessonDocument } from '../courses/document.ts';
import { standingOf, type ReformedLaw } from '../courses/legal-points.ts';
import type { CourseReading } from './course-folder.ts';
import type { Problem } from './problem.ts';
import { itemStyle } from './style-items.ts';
import { exceptionsOf, withoutExceptions } from './style-exceptions.ts';
import { readability, wordsOf } from './readability.ts';
import type { Tell } from './style-told.ts';
import { ENDING_WORDS, ENDINGS, telephonesIn, TERMS, wrongYears } from './style-terms.ts';
import { translationStyle } from './style-translations.ts';

/** What the checks know of the platform around a course. */
export interface Platform {
  /** Numbers that pages may show, digits only: those of the support lines. */
  telephones: ReadonlySet<string>;
  slugs: ReadonlySet<string>;
  /** Laws of which a reform is known. */
  laws: readonly ReformedLaw[];
}

/** Most people read 55 with ease (INFLESZ); a technical text for professionals may ask for more. */
const EASY = { community: 55, professional: 40 };
const LONGEST_MEAN = 20;
/** A figure and its long description are read by whoever wants to, beside the text. */
const FIGURE = /<figure[\s\S]*?<\/figure>/g;
const LESSON_WORDS = { from: 600, to: 900 };

/**
 * How a course is written: whether it is read with ease, wounds nobody, gives nothing away in its answers, and says the same
 * in both languages. Each of it is advice that `exceptions.yml` of the course may set aside with a reason.
 */
export function checkStyle(reading: CourseReading, platform: Platform): Problem[] {
  const { document, source } = reading;
  if (document === null) return [];
  const found: Problem[] = [];
  const tell: Tell = (file, key, params = {}, near = '') => {
    const text = source.file(file)?.bytes.toString('utf8') ?? '';
    const at = near === '' ? 0 : Math.max(0, text.indexOf(near));
    const line = text.slice(0, at).split('\n').length;
    found.push({ severity: 'warning', file, line, key, params });
  };
  for (const lesson of document.lessons) {
    lessonStyle(document, lesson, tell);
    legalStyle(lesson, platform, tell);
  }
  for (const [file, text] of writtenTexts(reading)) textStyle(file, text, platform, tell);
  moduleStyle(document, tell);
  itemStyle(document, filesOfItems(reading), tell);
  translationStyle(document, tell);
  // A course that is looked at by itself is held against no register.
  const unasked = platform.laws.length === 0 ? ['reform'] : [];
  return withoutExceptions(found, exceptionsOf(source), unasked);
}

/** All that authors wrote, file by file. */
function writtenTexts({ source }: CourseReading): [string, string][] {
  const folders = ['.', 'lessons', 'questions', 'guides'];
  return folders.flatMap((folder) =>
    source
      .names(folder)
      .filter((name) => /\.(?:md|yml)$/.test(name) && name !== 'exceptions.yml')
      .map((name): [string, string] => {
        const file = folder === '.' ? name : `${folder}/${name}`;
        return [file, source.file(file)?.bytes.toString('utf8') ?? ''];
      }),
  );
}

/** Which file each question stands in. */
function filesOfItems({ source }: CourseReading): (id: string) => string {
  const texts = source.names('questions').map((name) => {
    const file = `questions/${name}`;
    return { file, text: source.file(file)?.bytes.toString('utf8') ?? '' };
  });
  return (id) =>
    texts.find(({ text }) => new RegExp(`^- id: ['"]?${id}['"]?\\s*$`, 'm').test(text))?.file ??
    'course.yml';
}

function lessonStyle({ audiences }: CourseDocument, lesson: LessonDocument, tell: Tell): void {
  const file = `lessons/${lesson.id}.md`;
  const body = lesson.body.es
    .map((part) => (part.kind === 'html' ? wordsOf(part.html.replace(FIGURE, '')) : ''))
    .join(' ');
  const { words, meanSentence, inflesz } = readability(body);
  const least = audiences.includes('community') ? EASY.community : EASY.professional;
  if (inflesz < least)
    tell(file, 'content.style.readability', { value: Math.round(inflesz), least });
  if (meanSentence > LONGEST_MEAN)
    tell(file, 'content.style.sentences', { value: meanSentence.toFixed(1), most: LONGEST_MEAN });
  if (words < LESSON_WORDS.from || words > LESSON_WORDS.to)
    tell(file, 'content.style.words', { words, ...LESSON_WORDS });
}

/** A legal point whose law changed since: what the lesson says of it has to be read against the new text. */
function legalStyle({ id, legal }: LessonDocument, { laws }: Platform, tell: Tell): void {
  for (const point of legal) {
    const { outrun } = standingOf(point, laws);
    if (outrun === null) continue;
    const what = outrun.law.cited[0] ?? outrun.law.id;
    const params = { point: point.point, what, date: outrun.reform.date };
    tell(`lessons/${id}.md`, 'content.style.reform', params, point.point);
  }
}

function textStyle(file: string, text: string, { telephones, slugs }: Platform, tell: Tell): void {
  for (const match of wrongYears(text)) tell(file, 'content.style.year', { what: match }, match);
  for (const match of telephonesIn(text)) {
    if (!telephones.has(match.replace(/\D/g, '')))
      tell(file, 'content.style.telephone', { what: match }, match);
  }
  for (const [match, slug = ''] of text.matchAll(/\]\(\/cursos\/([a-z0-9-]+)/g)) {
    if (!slugs.has(slug)) tell(file, 'content.style.link', { what: slug }, match);
  }
  // English has other words; where both stand in one file the Spanish ones are looked for in all of it.
  if (file.endsWith('.en.md')) return;
  for (const { pattern, instead } of TERMS) {
    for (const [match] of text.matchAll(pattern))
      tell(file, 'content.style.term', { what: match, instead }, match);
  }
  for (const pattern of ENDINGS) {
    for (const [match] of text.matchAll(pattern)) {
      if (!ENDING_WORDS.has(match.toLowerCase()))
        tell(file, 'content.style.ending', { what: match }, match);
    }
  }
}

function moduleStyle({ modules, lessons }: CourseDocument, tell: Tell): void {
  for (const module of modules) {
    const drawn = lessons.some(
      ({ moduleId, body }) =>
        moduleId === module.id &&
        body.es.some((part) => part.kind === 'html' && part.html.includes('<img')),
    );
    if (!drawn) tell('course.yml', 'content.style.figure', { id: module.id }, `id: ${module.id}`);
  }
}
