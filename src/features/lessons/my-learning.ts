import type { Actor } from '../../lib/actor.ts';
import type { Language } from '../../lib/localized.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { progressOf, type Progress } from '../enrolment/completion.ts';
import type { LearningEntry, LearningQueries } from '../enrolment/queries.ts';
import { nextStep, type Step } from '../enrolment/steps.ts';

/** A certificate as the dashboard names it: `status` is a word in the person's language, `kind` its colour and shape. */
export interface MyCertificate {
  title: string;
  href: string;
  status: string;
  kind: 'ok' | 'care' | 'info' | 'bad';
}

/** Port: a person's certificates, newest first. */
export type CertificatesOf = (personId: string, language: Language) => Promise<MyCertificate[]>;

/** One course of a person, with the exact place where she goes on. */
export interface MyCourse extends LearningEntry {
  version: CourseVersion;
  progress: Progress;
  next: Step | null;
}

/** What a person finds on arriving. */
export interface Arrival {
  courses: MyCourse[];
  /** How many of her conversations hold something that she has not read. */
  unread: number;
}

/** Her courses, the one to go on with first: the one due soonest, then those begun, then the newest; finished ones last. */
export const myLearning =
  ({ learning, versions }: { learning: LearningQueries; versions: CourseVersions }) =>
  async (actor: Actor): Promise<Arrival> => {
    const { entries, unread } = await learning.ofPerson(actor.id);
    const courses: MyCourse[] = [];
    for (const entry of entries) {
      const version = await versions.byId(entry.versionId);
      if (version === null) continue;
      const { document } = version;
      courses.push({
        ...entry,
        version,
        progress: progressOf(document, entry.facts),
        next: nextStep(document, entry.facts),
      });
    }
    return { courses: courses.sort((a, b) => order(a).localeCompare(order(b))), unread };
  };
export type MyLearning = ReturnType<typeof myLearning>;

const order = ({ next, dueOn, progress }: MyCourse): string =>
  [next === null ? '1' : '0', dueOn ?? '9999-12-31', progress.share > 0 ? '0' : '1'].join(' ');
