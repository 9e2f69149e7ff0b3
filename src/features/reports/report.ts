import type { GroupBy, ReportQuery } from './filters.ts';
import type { Choices } from './choices.ts';
import type { Counts, Measure } from './counts.ts';

/** The figures of one group as they may be seen. Null: there is a figure that must not be shown. */
export type Figures = Record<Measure, number | null> & {
  /** Completed of enrolled; null as well when nobody is enrolled. */
  rate: number | null;
};

/** Figures as they were when an earlier month had closed. */
export interface Dated {
  figures: Figures;
  /** Last day that they count. */
  cutOffDay: string;
}

export interface ReportRow {
  /** Node of the grouping: an id, a path, a month. */
  id: string;
  /** Name of the place or course; null for what the interface names (sex, month, none). */
  name: string | null;
  /** How many small groups this row puts together. */
  merged?: number;
  figures: Figures;
  /** What was told of it last, where that is more than may be told now. */
  earlier?: Dated | null;
}

/** A completion report, ready to be shown: nothing in it needs hiding any more. */
export interface Report {
  query: ReportQuery;
  groupBy: GroupBy;
  choices: Choices;
  /** Counts under this are hidden; null when the person may list these people by name. */
  threshold: number | null;
  /** Last day that is counted. */
  cutOffDay: string;
  /** Asked for a cross that is too fine for this person, or for a file of more than she may take along: there are no figures. */
  tooFine: boolean;
  /** Whether a file may be made of it. */
  mayTake: boolean;
  /** A third of the rows or more is hidden. */
  hidesMuch: boolean;
  rows: ReportRow[];
  total: Figures;
  /** What was told of the total last, where that is more than may be told now. */
  earlier?: Dated | null;
  /** Distinct people in the total; null when they must not be shown. */
  people: number | null;
}

/** Why a file of a report has no figures. */
export const whyUntold = ({ mayTake }: Report): 'report.tooFine' | 'report.readsMore' =>
  mayTake ? 'report.tooFine' : 'report.readsMore';

/** A row before it has its name. */
export type Group = Omit<ReportRow, 'name'>;

/** What was counted: rows, their total, and the distinct people in it. */
export type Found = Pick<Report, 'total' | 'earlier' | 'people'> & { rows: Group[] };

export const rateOf = (completed: number | null, enrolled: number | null): number | null =>
  completed === null || enrolled === null || enrolled === 0 ? null : completed / enrolled;

export const allSeen = (counts: Counts): Figures => ({
  ...counts,
  rate: rateOf(counts.completed, counts.enrolled),
});

/** What is shown of a row or a total. */
export interface ShownFigures {
  figures: Figures;
  /** Its own cut-off, where it is earlier than that of the report. */
  since: string | null;
}

/** What a row tells now or, with its own cut-off, what was told of it last. */
export function shownOf({ figures, earlier }: Pick<Group, 'figures' | 'earlier'>): ShownFigures {
  return earlier == null
    ? { figures, since: null }
    : { figures: earlier.figures, since: earlier.cutOffDay };
}

/** The total of a report as it is shown. */
export const totalOf = ({ total, earlier }: Report): ShownFigures =>
  shownOf({ figures: total, earlier: earlier ?? null });

export const noFigures: Figures = {
  enrolled: null,
  started: null,
  completed: null,
  certified: null,
  rate: null,
};
