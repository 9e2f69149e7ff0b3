import type { MessageKey } from '../../i18n/translate.ts';
import type { Side } from '../../lib/actor.ts';
import type { Choice } from '../../lib/pick.ts';
import type { Problems } from '../../lib/problems.ts';
import type { Place } from '../permissions/policy.ts';

/** As what somebody deploys, in the words of the United Nations (domain 5.4). */
export const UN_CATEGORIES = [
  'contingent',
  'staff-officer',
  'observer',
  'police-officer',
  'formed-police',
  'gender-adviser',
  'other-expert',
] as const;
export type UnCategory = (typeof UN_CATEGORIES)[number];

/** A group of people who take a course together: one side of the wall, dates, instructors. */
export interface Cohort {
  id: string;
  name: string;
  courseId: string;
  courseTitle: { es: string; en: string };
  institution: string;
  side: Side;
  startsOn: string;
  endsOn: string | null;
  dueOn: string | null;
  deploysOn: string | null;
  mission: string | null;
  /** How many fit; null: as many as come. */
  capacity: number | null;
  category: UnCategory | null;
  /** Whether people may ask for a place. */
  asksOpen: boolean;
  place: Place;
}

export interface Member {
  personId: string;
  name: string;
  username: string;
  isFrozen: boolean;
  isStarted: boolean;
  completedOn: string | null;
  /** Her own last day, where she has more time than the cohort. */
  dueOn: string | null;
}

export interface CohortSheet {
  cohort: Cohort;
  instructors: { id: string; username: string; name: string }[];
  /** Those whom the reader may read by name, a page of them. */
  members: Member[];
  /** How many those are in all. */
  readable: number;
  pages: number;
  /** Everybody in the cohort; null when the number would betray the few whom the reader may not read. */
  total: number | null;
  may: { manage: boolean; enrol: boolean; openPeople: boolean; write: boolean; invite: boolean };
}

/** Why a user name of a list was not taken. */
export interface LineProblem {
  username: string;
  key: MessageKey;
}

export type CohortSaved =
  | { ok: true; id: string }
  | { ok: false; problems: Problems; choices: Record<string, Choice[]>; lines: LineProblem[] };
