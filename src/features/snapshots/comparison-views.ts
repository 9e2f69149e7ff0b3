import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { Words } from '../frameworks/views.ts';
import { periodLabel } from '../reports/filter-views.ts';
import { compare, type Compared, type Snapshot, type SnapshotBody } from './snapshot.ts';
import { headsOf, idOf, nameOf, participationOf, said, SNAPSHOTS, titleOf } from './views.ts';

interface ComparisonPage extends PageBase {
  /** Why they cannot stand side by side; null when they do. */
  unlike: string | null;
  before: { title: string; href: string };
  after: { title: string; href: string };
  heads: string[];
  groups: { id: string; title: string; rows: { name: string; cells: string[] }[] }[];
  notes: string[];
  /** Null where they cannot stand side by side. */
  file: string | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'snapshots/comparison': ComparisonPage;
  }
}

/** Two snapshots side by side for a file: of each figure before, after and difference. */
export function comparisonRows(
  before: SnapshotBody,
  after: SnapshotBody,
  words: Words,
): { head: string[]; rows: string[][] } {
  const { t, language } = words;
  return {
    head: [
      t('frameworks.element'),
      t('frameworks.course'),
      ...headsOf(words).flatMap((head) => [
        `${head}, ${t('snapshots.before')}`,
        `${head}, ${t('snapshots.after')}`,
        `${head}, ${t('snapshots.difference')}`,
      ]),
    ],
    rows: compare(before, after).flatMap(({ code, name, courses }) =>
      courses.map((course) => [
        `${code} ${inLanguage(name, language)}`,
        inLanguage(course.title, language),
        ...course.figures.flatMap((one) =>
          [one.before, one.after, one.difference].map((value) =>
            value === null ? t('report.hidden') : String(value),
          ),
        ),
      ]),
    ),
  };
}

/** A value that no line breaks within, however narrow the screen. */
const inOnePiece = (value: string): string => value.replaceAll(' ', '\u00a0');

export function comparisonPage(
  [before, after]: readonly [Snapshot, Snapshot],
  isAlike: boolean,
  words: Words,
): ComparisonPage {
  const { t, language, fmt } = words;
  const link = (one: Snapshot): { title: string; href: string } => ({
    title: titleOf(one.body, words),
    href: `${SNAPSHOTS}/${one.id}`,
  });
  const cell = ({ before: one, after: other, difference }: Compared): string => {
    const values = { before: inOnePiece(said(one, words)), after: inOnePiece(said(other, words)) };
    if (difference === null) return t('snapshots.pair', values);
    const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
    const by = `${sign}${fmt.number(Math.abs(difference))}`;
    return t('snapshots.pairBy', { ...values, by });
  };
  return {
    title: t('snapshots.compare'),
    unlike: isAlike ? null : t('snapshots.unlike'),
    before: link(before),
    after: link(after),
    heads: headsOf(words),
    groups: isAlike
      ? compare(before.body, after.body).map((element) => ({
          id: idOf(element.code),
          title: nameOf(element, words),
          rows: element.courses.map((course) => ({
            name: inLanguage(course.title, language),
            cells: course.figures.map(cell),
          })),
        }))
      : [],
    notes: [
      t('snapshots.compareNote'),
      ...[before, after].flatMap(({ body }) =>
        participationOf(body, words).map((text) => `${periodLabel(body.period, words)}: ${text}`),
      ),
      t('snapshots.digests', { before: before.digest, after: after.digest }),
    ],
    file: isAlike ? `${SNAPSHOTS}/comparar.csv?antes=${before.id}&despues=${after.id}` : null,
  };
}
