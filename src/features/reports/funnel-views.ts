import type { MessageKey } from '../../i18n/translate.ts';
import type { Words } from './filter-views.ts';
import { GUARDED } from './funnel.ts';
import type { Funnel } from './learned-service.ts';
import type { Figures } from './report.ts';
import { dash, type Shown } from './shown.ts';

/** A step of the funnel: how many, their share of the enrolments, and how many fewer than at the step before. */
interface FunnelLine {
  label: string;
  href: null;
  share: number | null;
  values: Shown[];
}

const ROWS = [
  'invited',
  'account',
  'enrolled',
  'started',
  'half',
  'tested',
  'graded',
  'certified',
] as const;
type Row = (typeof ROWS)[number];

const LABELS: Record<Row, MessageKey> = {
  invited: 'funnel.invited',
  account: 'funnel.account',
  enrolled: 'report.figure.enrolled',
  started: 'report.figure.started',
  half: 'funnel.half',
  tested: 'funnel.tested',
  graded: 'funnel.graded',
  certified: 'report.figure.certified',
};

const isGuarded = (row: Row): boolean => GUARDED.some((step) => step === row);

/** Steps that there are not here, with what is said instead of a figure. */
function missingIn({ isOfCourse, courses, withoutTest, withoutWork }: Funnel) {
  const missing = new Map<Row, MessageKey>();
  if (isOfCourse)
    missing.set('invited', 'funnel.noneOfCourse').set('account', 'funnel.noneOfCourse');
  if (withoutTest === courses) missing.set('tested', 'funnel.none');
  if (withoutWork === courses) missing.set('graded', 'funnel.none');
  return missing;
}

/** Each step with what was lost on the way to it. A step that is not there is said to be so, and loses nobody. */
export function funnelLines(total: Figures, funnel: Funnel, { t, fmt }: Words): FunnelLine[] {
  /** Why figures are not told: they are those of these rows. */
  const untold = (...rows: Row[]): string =>
    t(funnel.isCounting && rows.some(isGuarded) ? 'funnel.counting' : 'report.hidden');
  const missing = missingIn(funnel);
  const counts: Record<Row, number | null> = { ...total, ...funnel.counts };
  const present = ROWS.filter((row) => !missing.has(row));
  return ROWS.map((row) => {
    const label = t(LABELS[row]);
    const none = missing.get(row);
    const nothing = dash(t('funnel.notCompared'));
    if (none !== undefined)
      return { label, href: null, share: null, values: [t(none), nothing, nothing] };
    const count = counts[row];
    const before = present[present.indexOf(row) - 1];
    const hidden = untold(row);
    const isOfPeople = row === 'invited' || row === 'account';
    const share =
      isOfPeople || count === null || total.enrolled === null || total.enrolled === 0
        ? null
        : (100 * count) / total.enrolled;
    return {
      label,
      href: null,
      share,
      values: [
        count === null ? hidden : fmt.number(count),
        shareShown(),
        lostShown(before === undefined ? undefined : counts[before]),
      ],
    };

    function shareShown(): Shown {
      if (isOfPeople) return nothing;
      if (total.enrolled === 0) return dash(t('report.nobody'));
      return share === null ? hidden : fmt.percent(share / 100);
    }

    /** Somebody may have an account and no course, or several courses: where there are more enrolments nothing is lost. */
    function lostShown(from: number | null | undefined): Shown {
      if (from === undefined) return nothing;
      if (from === null || count === null) return before ? untold(before, row) : hidden;
      return from < count ? nothing : fmt.number(from - count);
    }
  });
}

/** Whom the funnel counts as invited, and which courses lack a step. */
export function funnelNotes(funnel: Funnel, { t }: Words): string[] {
  const { courses, withoutTest, withoutWork } = funnel;
  const lacks = (count: number, key: MessageKey): string[] =>
    count === 0 || count === courses ? [] : [t(key, { count, courses })];
  return [
    t('funnel.invitedWhat'),
    ...lacks(withoutTest, 'funnel.withoutTest'),
    ...lacks(withoutWork, 'funnel.withoutWork'),
  ];
}
