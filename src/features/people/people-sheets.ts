import type { Side } from '../../lib/actor.ts';
import type { RankBand } from '../institutions/rank-bands.ts';
import type { Rank } from '../institutions/ranks.ts';

/** What narrows a list of people; '' stands for no narrowing. */
export interface PeopleFilter {
  search: string;
  network: string;
  institution: string;
  municipality: string;
  status: '' | 'active' | 'frozen';
}

/** A person as a list shows her. */
export interface PersonEntry {
  id: string;
  username: string;
  name: string;
  /** Hidden and without sessions, because she is under threat. */
  isFrozen: boolean;
  side: Side;
  institution: string | null;
  network: string | null;
  municipality: string | null;
}

export interface PersonRecord extends PersonEntry {
  extraTimePercent: number;
  createdAt: Date;
  institutionPath: string | null;
  institutionId: string | null;
  band: RankBand | null;
  memberships: { name: string | null; from: string; to: string | null }[];
}

/** A course of a person, as far as the reader may know. */
export interface CourseOfPerson {
  title: { es: string; en: string };
  cohort: string | null;
  enrolledOn: string;
  completedOn: string | null;
  isStarted: boolean;
  /** The best score of the quizzes that the certificate needs, 0 to 1; undefined when the reader may not see scores. */
  grade: number | null | undefined;
}

export interface PersonSheet {
  person: PersonRecord;
  /** Null when the reader may not read her progress at all. */
  courses: CourseOfPerson[] | null;
  /** Whoever reads the name reads the band of command; the community has none. */
  showsBand: boolean;
  /** The ranks of her institution today, for whoever may say which one she has. */
  ranks: Rank[];
  may: {
    freeze: boolean;
    endSessions: boolean;
    askRecovery: boolean;
    resetSecondFactor: boolean;
    giveExtraTime: boolean;
    giveRoles: boolean;
    answerRights: boolean;
    tellBand: boolean;
  };
}
