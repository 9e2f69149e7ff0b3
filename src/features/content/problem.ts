import type { MessageKey } from '../../i18n/translate.ts';

/** Where in an author's files something was said. Lines count from 1. */
export interface Place {
  file: string;
  line: number;
}

/** What keeps a course from being published (error) or should be looked at (warning). */
export interface Problem extends Place {
  severity: 'error' | 'warning';
  key: MessageKey;
  params: Record<string, string | number>;
}

/** The keys of sentences about course files. */
export type ProblemKey = Extract<MessageKey, `content.problem.${string}`>;

/** Collects problems, so that an author sees all of them at once. */
export function problemList() {
  const all: Problem[] = [];
  const add =
    (severity: Problem['severity']) =>
    (place: Place, key: ProblemKey, params: Problem['params'] = {}): void => {
      const { file, line } = place;
      const known = all.some(
        (one) =>
          one.file === file &&
          one.line === line &&
          one.key === key &&
          JSON.stringify(one.params) === JSON.stringify(params),
      );
      if (!known) all.push({ severity, file, line, key, params });
    };
  return {
    error: add('error'),
    warn: add('warning'),
    errors: (): number => all.filter(({ severity }) => severity === 'error').length,
    /** In the order of the files and their lines. */
    sorted: (): Problem[] =>
      [...all].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line),
  };
}
export type Problems = ReturnType<typeof problemList>;

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');
