import { imagesIn } from './inline-text.ts';
import type { Problems } from './problem.ts';
import type { CourseFiles, Entry } from './reader.ts';
import type { QuestionEntry } from './schema.ts';

/** An address of another place: whoever looks at the question would be told to it. */
const REMOTE = /^[a-z][a-z+.-]*:|^\/\//i;

/** Every text of a question, with the way to it. */
function* textsOf(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<{ text: string; path: readonly PropertyKey[] }> {
  if (typeof value === 'string') yield { text: value, path };
  else if (Array.isArray(value))
    for (const [at, one] of value.entries()) yield* textsOf(one, [...path, at]);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* textsOf(one, [...path, name]);
}

function checkImages(
  { value: item, at }: Entry<QuestionEntry>,
  media: CourseFiles['media'],
  problems: Problems,
): string[] {
  if (item.format !== 'markdown') return [];
  // What is heard is read as it stands, whatever signs are in it.
  return [...textsOf({ ...item, audio: undefined })].flatMap(({ text, path }) =>
    imagesIn(text).map(({ name, alt }) => {
      const kind = media.get(name)?.kind;
      if (REMOTE.test(name)) problems.error(at(path), 'content.problem.remoteImage');
      else if (kind === undefined)
        problems.error(at(path), 'content.problem.unknownMedia', { name });
      else if (kind !== 'image') problems.error(at(path), 'content.problem.wrongMedia', { name });
      if (alt === '') problems.error(at(path), 'content.problem.noAlt');
      return name;
    }),
  );
}

/** Checks that each image of a question is a file of the course and says what is seen in it. Answers their names. */
export const checkQuestionImages = (
  { questions, media }: CourseFiles,
  problems: Problems,
): string[] => questions.flatMap((entry) => checkImages(entry, media, problems));
