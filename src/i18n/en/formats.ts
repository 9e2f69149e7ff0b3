import type { formats as es } from '../es/formats.ts';
import type { EnglishOf } from '../english-of.ts';

export const formats: EnglishOf<typeof es> = {
  'formats.problem.tooLarge': 'The file is larger than {{megabytes}} MB. Split it into several.',
  'formats.problem.tooMany':
    'The file has more than {{most}} questions; those that follow were not read. Split it into several.',
  'formats.problem.empty': 'No question was found.',
};
