import type { NoticeKind } from '../enrolment/notices.ts';
import type { Place } from '../permissions/policy.ts';

/** What a question can be about: a lesson, a quiz or the course as a whole. */
export interface About {
  kind: 'lesson' | 'quiz' | 'course';
  /** Stable id within the course; empty for the course as a whole. */
  id: string;
}

/** A conversation between a person and those who accompany her in a course. */
export interface Thread {
  id: string;
  personId: string;
  personName: string;
  /** Null: nobody but the person takes part. */
  enrolmentId: string | null;
  versionId: string | null;
  kind: 'question' | 'letter' | 'care' | 'notice';
  about: About | null;
  /** What a notice says, and the course that it is about. */
  notice: { what: NoticeKind; slug: string } | null;
  /** The attempt at the quiz that it is about, where it is about one. */
  attemptId: string | null;
  subject: string | null;
  lastAt: Date;
  unreadSince: Date | null;
  waitsSince: Date | null;
  /** Where the person stands today, in the course of the conversation. */
  place: Place;
  /** Whether those who accompany her may still read it: she studies the course and is not under protection. */
  isShared: boolean;
}

/** One text of a conversation. */
export interface Message {
  id: string;
  authorId: string;
  authorName: string;
  sentAt: Date;
  /** Null when the text was taken away, or is not for the reader. */
  text: string | null;
  /** Whoever reads it marked it: it tells of violence lived. */
  isMarked: boolean;
}
