import type { MessageKey } from '../../../i18n/translate.ts';

/** The keys of sentences about files that instructors bring. */
export type FormatKey = Extract<MessageKey, `file.${string}`>;

/** One thing about a file: why it is refused, or what of it was not taken. */
export interface FormatProblem {
  key: FormatKey;
  params: Record<string, string | number>;
}

export const problem = (key: FormatKey, params: FormatProblem['params'] = {}): FormatProblem => ({
  key,
  params,
});

/** A file that is not taken at all, with every reason. */
export class FileRefused extends Error {
  readonly reasons: readonly FormatProblem[];

  constructor(...reasons: FormatProblem[]) {
    super(reasons.map(({ key }) => key).join(', '));
    this.name = 'FileRefused';
    this.reasons = reasons;
  }
}

/** Collects what was not taken; each thing is told once, with how often it was met. */
export function lostList() {
  const counts = new Map<FormatKey, number>();
  const others: FormatProblem[] = [];
  return {
    /** Something of a kind that may come often. */
    count(key: FormatKey, times = 1): void {
      if (times > 0) counts.set(key, (counts.get(key) ?? 0) + times);
    },
    add(one: FormatProblem): void {
      others.push(one);
    },
    all: (): FormatProblem[] => [
      ...[...counts].map(([key, count]) => problem(key, { count })),
      ...others,
    ],
  };
}
export type LostList = ReturnType<typeof lostList>;
