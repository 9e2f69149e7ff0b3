import { knownLanguage } from '../courses/item-audio.ts';
import type { Problems } from './problem.ts';
import type { CourseFiles } from './reader.ts';

/**
 * Checks that each recording of a question is sound of the course, in a language that somebody can be told. Its type and weight
 * are checked as those of every file; what is heard stands beside it, or it is no recording. Answers the names.
 */
export const checkQuestionAudio = (
  { questions, media }: CourseFiles,
  problems: Problems,
): string[] =>
  questions.flatMap(({ value: { audio = [] }, at }) =>
    audio.map((one, index) => {
      const name = one.file;
      const kind = media.get(name)?.kind;
      const place = at(['audio', index]);
      if (kind === undefined) problems.error(place, 'content.problem.unknownMedia', { name });
      else if (kind !== 'audio') problems.error(place, 'content.problem.wrongMedia', { name });
      if (knownLanguage(one) === undefined && one.called === undefined)
        problems.error(place, 'content.problem.audioLanguage', { language: one.language });
      return name;
    }),
  );
