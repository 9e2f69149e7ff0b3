import type { Problem } from './problem.ts';

/** The keys of sentences about how a course is written. */
export type StyleKey = Extract<Problem['key'], `content.style.${string}`>;
export type Tell = (
  file: string,
  key: StyleKey,
  params?: Problem['params'],
  /** Words of the file, where its line is found. */
  near?: string,
) => void;
