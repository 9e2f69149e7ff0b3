import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { Enrolment, EnrolmentReads } from '../enrolment/repository.ts';
import { aboutTitle } from './about.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { companionsOf, type Companion } from './companions.ts';
import { threadQueries } from './queries.ts';
import { messageRepository } from './repository.ts';
import type { About } from './thread.ts';

/** A question before it is written: what it is about, and who will read it. */
export interface Asking {
  version: CourseVersion;
  enrolment: Enrolment;
  about: About;
  /** The attempt at the quiz that it is about, where it is about one. */
  attemptId: string | null;
  title: Localized;
  companions: Companion[];
}

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  versions: CourseVersions;
  enrolments: EnrolmentReads;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Asking those who accompany one's group. */
export function askingService({ db, clock, seal, versions, enrolments }: Needs) {
  return {
    /**
     * Null for somebody who does not study the course, when there is such a course. An attempt that is not hers, or not at
     * this quiz, is as none.
     */
    async prepare(
      actor: Actor,
      slug: string,
      about: About,
      attempt?: string,
    ): Promise<Asking | null> {
      const enrolment = await enrolments.ofPerson(actor.id, slug);
      if (enrolment === null) {
        if ((await versions.currentOf(slug)) === null) throw unknown();
        return null;
      }
      const version = await versions.byId(enrolment.versionId);
      const title = version === null ? null : aboutTitle(version.document, about);
      if (version === null || title === null) throw unknown();
      const companions = await companionsOf(db, enrolment.id, dayOf(clock()));
      const isHers =
        attempt !== undefined &&
        about.kind === 'quiz' &&
        (await threadQueries(db).hasAttempt(attempt, enrolment.id, about.id));
      const attemptId = isHers ? attempt : null;
      return { version, enrolment, about, attemptId, title, companions };
    },

    /**
     * Opens a conversation and answers its id; the same key again answers the same one. Refused where nobody would read it,
     * and where the key was used for something else.
     */
    async ask(
      actor: Actor,
      { enrolment, about, attemptId, companions }: Asking,
      { text, sendKey }: { text: string; sendKey: string },
    ): Promise<string> {
      if (companions.length === 0) throw new Refusal('conflict', 'messages.nobody');
      return db.transaction(async (trx) => {
        // Two taps at the same moment come one after the other.
        await lockPerson(trx, actor.id);
        const repository = messageRepository(trx, seal);
        const before = await repository.sentUnder(actor.id, sendKey);
        if (before !== null) {
          if (before.text !== text) throw new Refusal('conflict', 'messages.sentAlready');
          return before.threadId;
        }
        const now = clock();
        const threadId = await repository.ask({
          personId: actor.id,
          enrolmentId: enrolment.id,
          about,
          attemptId,
          now,
        });
        await repository.add({ threadId, authorId: actor.id, text, sendKey, now });
        return threadId;
      });
    },
  };
}
export type AskingService = ReturnType<typeof askingService>;
