import type { Localized } from '../../lib/localized.ts';

export const STATUSES = ['in-force', 'period-over', 'draft'] as const;
export type Status = (typeof STATUSES)[number];
export const KINDS = ['pillar', 'strategy', 'objective', 'line'] as const;
export type Kind = (typeof KINDS)[number];

/** A plan or programme that courses answer to, such as PNA-1325. */
export interface Framework {
  id: string;
  code: string;
  name: Localized;
}

/** A plan as it was adopted. It never changes; a later one stands beside it. */
export interface Version {
  id: string;
  frameworkId: string;
  label: string;
  adoptedOn: string;
  status: Status;
  source: string;
  note: Localized | null;
  /** How many indicators it says it has; null where it says nothing. */
  indicatorsSaid: number | null;
}

/** A pillar or a strategy. */
export interface Element {
  id: string;
  kind: Kind;
  code: string;
  name: Localized;
  /** How courses name it. */
  tag: string;
}

/** An indicator as the institution that answers for the plan gave it. */
export interface Indicator {
  code: string;
  text: string;
  formula: string;
  owner: string;
  frequency: string;
  baseline: string;
  target: string;
  /** Code of the element that it belongs to; empty where none was said. */
  element: string;
}

/** A table of indicators, with who says so and of which day it is. */
export interface IndicatorSet {
  id: string;
  number: number;
  source: string;
  datedOn: string;
  rows: Indicator[];
}

/** A course, or one lesson of it, that feeds an element. */
export interface Tag {
  id: string;
  elementId: string;
  courseSlug: string;
  lessonId: string | null;
  origin: 'content' | 'hand';
}

/** The version that counts: the newest one that is no draft, else the newest; those before it were replaced. */
export function currentOf(versions: readonly Version[]): Version | undefined {
  const byDay = [...versions].sort((a, b) => (a.adoptedOn < b.adoptedOn ? 1 : -1));
  return byDay.find(({ status }) => status !== 'draft') ?? byDay[0];
}

/** Whether a later version that is no draft took the place of this one. */
export const isReplaced = (version: Version, versions: readonly Version[]): boolean =>
  versions.some(
    (other) => other.status !== 'draft' && other.adoptedOn > version.adoptedOn && other !== version,
  );
