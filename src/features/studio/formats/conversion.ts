import type { FormatProblem } from './problem.ts';

/** A piece of a lesson: a slide, or the whole text of a document. */
export interface Section {
  markdown: string;
  /** What the speaker had written under a slide, as Markdown; '' without any. */
  notes: string;
}

/** A lesson as it was found in a file, in the Markdown of `content/README.md`. */
export interface FoundLesson {
  title: string;
  sections: Section[];
}

/** A picture as it stood in the file. Lessons name it `media/<name>`. */
export interface FoundPicture {
  name: string;
  bytes: Buffer;
  alt: string;
}

/** What was understood of a file, and what was not. */
export interface Conversion {
  /** What the file calls itself; null when it does not. */
  title: string | null;
  lessons: FoundLesson[];
  pictures: FoundPicture[];
  lost: FormatProblem[];
}

/** The lesson in one piece. Notes stand under their slide, in a block of their own, where they are wanted. */
export const textOf = ({ sections }: FoundLesson, { notes }: { notes: boolean }): string =>
  sections
    .flatMap((section) => [
      section.markdown,
      notes && section.notes !== '' ? `::: nota De quien presenta\n${section.notes}\n:::` : '',
    ])
    .filter((part) => part !== '')
    .join('\n\n');
