import type { z } from 'zod';
import type { Problems } from './problem.ts';
import type { YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** Checks a value of a YAML file. Answers null, with a problem for each mistake, when it does not fit. */
export function fit<S extends z.ZodType>(
  schema: S,
  source: YamlSource,
  problems: Problems,
  path: readonly PropertyKey[] = [],
  value: unknown = source.value,
): z.output<S> | null {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    report(issue, source, problems, [...path, ...issue.path]);
  return null;
}

function report(issue: Issue, source: YamlSource, problems: Problems, path: PropertyKey[]): void {
  const place = source.at(path);
  const field = path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        problems.error(source.at([...path, key]), 'content.problem.unknownField', { field: key });
      }
      return;
    case 'invalid_type':
      if (issue.input !== undefined && issue.input !== null) {
        problems.error(place, 'content.problem.wrongType', { field });
      } else if (path.at(-1) === 'en') {
        problems.error(place, 'content.problem.noEnglish', {
          field: path.slice(0, -1).map(String).join('.'),
        });
      } else {
        problems.error(place, 'content.problem.missingField', { field });
      }
      return;
    case 'invalid_value':
      problems.error(place, 'content.problem.notInList', {
        field,
        list: issue.values.map(String).join(', '),
      });
      return;
    case 'too_small':
      problems.error(
        place,
        issue.origin === 'string' ? 'content.problem.missingField' : 'content.problem.tooSmall',
        { field, minimum: String(issue.minimum) },
      );
      return;
    case 'too_big':
      problems.error(place, 'content.problem.tooBig', { field, maximum: String(issue.maximum) });
      return;
    case 'invalid_format':
      problems.error(
        place,
        issue.format === 'date' ? 'content.problem.notADate' : 'content.problem.notAnId',
        { field },
      );
      return;
    default:
      problems.error(place, 'content.problem.wrongType', { field });
  }
}
