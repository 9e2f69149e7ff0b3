import { z } from 'zod';
import type { CourseSource } from './course-source.ts';
import type { Problem } from './problem.ts';
import { problemList } from './problem.ts';
import { entries } from './reader.ts';
import { parseYaml } from './yaml-source.ts';

const SHORTEST_REASON = 15;

/** A rule that is set aside in one file, with the reason that somebody gives for it. */
const Exception = z.strictObject({
  rule: z.string(),
  file: z.string(),
  /** Only for this word, number or id; all of them without it. */
  what: z.string().optional(),
  reason: z.string().trim().min(SHORTEST_REASON),
});
type Exception = z.output<typeof Exception>;

interface Exceptions {
  list: { value: Exception; line: number }[];
  problems: Problem[];
}

const FILE = 'exceptions.yml';

/** What the authors of a course set aside, and what is wrong with how they said it. */
export function exceptionsOf(source: CourseSource): Exceptions {
  const file = source.file(FILE);
  const problems = problemList();
  if (file === null) return { list: [], problems: [] };
  const yaml = parseYaml(file.bytes.toString('utf8'), FILE, problems);
  const list = entries(Exception, yaml, new Set(), problems).map(({ value, at }) => ({
    value,
    line: at([]).line,
  }));
  return { list, problems: problems.sorted() };
}

const PREFIX = 'content.style.';

/** What is left when the exceptions are taken out; an exception that nothing needs is told as well, but of rules that were asked. */
export function withoutExceptions(
  found: readonly Problem[],
  exceptions: Exceptions,
  unasked: readonly string[] = [],
): Problem[] {
  const used = new Set<Exception>();
  const left = found.filter((problem) => {
    const rule = problem.key.slice(PREFIX.length);
    const names = Object.values(problem.params).map(String);
    const match = exceptions.list.find(
      ({ value }) =>
        value.rule === rule &&
        value.file === problem.file &&
        (value.what === undefined || names.includes(value.what)),
    );
    if (match !== undefined) used.add(match.value);
    return match === undefined;
  });
  const idle = exceptions.list
    .filter(({ value }) => !used.has(value) && !unasked.includes(value.rule))
    .map(({ value, line }): Problem => ({
      severity: 'warning',
      file: FILE,
      line,
      key: 'content.style.idleException',
      params: { rule: value.rule, file: value.file },
    }));
  return [...left, ...exceptions.problems, ...idle];
}
