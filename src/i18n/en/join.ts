import type { join as es } from '../es/join.ts';
import type { EnglishOf } from '../english-of.ts';

export const join = {
  'password.tooShort': 'Use 8 characters or more. Several words with spaces are fine.',
  'password.tooLong': 'Use 128 characters or fewer.',
  'password.common':
    'This password is among the first that somebody would try. Choose another, such as three words that do not go together.',
  'password.context':
    'This password is only your name, your place or words of the platform. Choose another, such as three words that do not go together.',
} as const satisfies EnglishOf<typeof es>;
