import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Localized, type Localized as Text } from '../../lib/localized.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { Slug } from '../../lib/text.ts';
import { UN_CATEGORIES, type UnCategory } from '../enrolment/cohort-sheets.ts';

const ParityFile = z.strictObject({
  strategy: Localized,
  /** Where the targets were read. */
  source: z.string(),
  year: z.number().int(),
  targets: z.array(
    z.strictObject({
      id: Slug,
      categories: z.array(z.enum(UN_CATEGORIES)).min(1),
      percent: z.number().min(0).max(100),
      name: Localized,
    }),
  ),
});
type ParityFile = z.output<typeof ParityFile>;

let read: ParityFile | undefined;

/** The targets of `content/parity-targets.yml`, with the strategy that sets them and the year for which it does. */
export const parityTargets = (): ParityFile =>
  (read ??= ParityFile.parse(
    parse(readFileSync(join(projectRoot, 'content', 'parity-targets.yml'), 'utf8')),
  ));

/** People who were ready on the day of deployment of their group, of one category; null where the group has none. */
export interface CategoryCount {
  category: UnCategory | null;
  women: number;
  people: number;
}

/** Women among those who deployed or are ready to, of the categories of one target. */
export interface ParityLine {
  /** Null: of the categories without a target. */
  name: Text | null;
  women: number;
  people: number;
  /** Percent; null without one. */
  target: number | null;
}

/** I-18: one line for each target, and one for all other categories where somebody is in them. */
export function parityOf(counts: readonly CategoryCount[]): ParityLine[] {
  const sum = (some: readonly CategoryCount[]): Pick<ParityLine, 'women' | 'people'> => ({
    women: some.reduce((all, { women }) => all + women, 0),
    people: some.reduce((all, { people }) => all + people, 0),
  });
  const { targets } = parityTargets();
  const isOf = ({ category }: CategoryCount, categories: readonly UnCategory[]): boolean =>
    category !== null && categories.includes(category);
  const others = counts.filter((one) => !targets.some(({ categories }) => isOf(one, categories)));
  const rest: ParityLine = { name: null, ...sum(others), target: null };
  return [
    ...targets.map(({ name, percent, categories }) => ({
      name,
      ...sum(counts.filter((one) => isOf(one, categories))),
      target: percent,
    })),
    ...(rest.people > 0 ? [rest] : []),
  ];
}
