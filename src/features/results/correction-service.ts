import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { toColumn } from '../../db/columns.ts';
import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { digestOfItem, type KeyChange } from '../assessment/correction.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { may, nowhere } from '../permissions/policy.ts';
import { AT_ONCE, correctionFollowers, sameItem } from './correction-followers.ts';
import { attemptsWith, correctionQueries, type Reach } from './correction-queries.ts';
import { correctionRecords, type Made } from './correction-records.ts';
import { correctionSources, type ItemSources } from './correction-sources.ts';
import { regraded, type Regraded } from './regrade.ts';
import { readsEverybody, type Unnamed } from './unnamed.ts';

/** An item that somebody may mend, and for whom. */
export interface MendableItem {
  version: CourseVersion;
  document: CourseDocument;
  item: ItemDocument;
  /** Null: everybody in the course. */
  groups: { id: string; name: string }[] | null;
  made: Made[];
  sources: ItemSources;
}

/** What a change would do, before it is made. */
export interface Preview {
  /** Null where so few may not be told to the reader, who does not read the answers of all of them. */
  counts: Record<Regraded['outcome'], number | null>;
  /** Attempts that cannot be scored anew. */
  erased: number | null;
  /** Those that would change and whose person the reader may know, by name. */
  changes: {
    attemptId: string;
    name: string;
    before: number | null;
    after: number | null;
    outcome: Regraded['outcome'];
  }[];
}

const BY_NAME = new Intl.Collator('es');
/** Whoever applies a correction waits so long for all scores; then she is told that they follow. */
const PATIENCE = 8_000;

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  clock: Clock;
  audit: Audit;
  versions: Pick<CourseVersions, 'latestOf' | 'byId'>;
  onStepDone: OnStepDone;
  unnamed: Pick<Unnamed, 'hide'>;
  patience?: number;
}

/**
 * Mending an item of a published version. Whoever publishes the course mends it for everybody; an instructor for her
 * groups. What was drawn stays as it was kept: each attempt takes a dated correction beside it.
 */
export function correctionService({
  database: { db, longReads },
  clock,
  audit,
  versions,
  onStepDone,
  unnamed,
  patience = PATIENCE,
}: Needs) {
  const followers = correctionFollowers({ db, longReads, clock, audit, versions, onStepDone });

  const reachOf = ({ version, groups }: MendableItem): Reach => ({
    courseId: version.courseId,
    cohortIds: groups?.map(({ id }) => id) ?? null,
  });

  /** What a change would do to the attempts in reach, some at a time; others have their turn in between. */
  async function* outcomes(mendable: MendableItem, change: KeyChange): AsyncGenerator<Regraded[]> {
    const { item } = mendable;
    const digest = digestOfItem(item);
    const drewSame = sameItem(versions, item.id, digest);
    const ids = await attemptsWith(db, longReads, reachOf(mendable), item.id);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const found: Regraded[] = [];
      for (const one of await correctionQueries(db).drew(ids.slice(from, from + AT_ONCE), item.id))
        if (await drewSame(one.snapshot.versionId))
          found.push(regraded(one, { id: '', change, itemId: item.id }));
      yield found;
      await nextTurn();
    }
  }

  return {
    /** The item as the version has it that was asked for, or the newest that holds it. A missing page for everybody else. */
    async find(
      actor: Actor,
      slug: string,
      itemId: string,
      versionId: string | undefined,
    ): Promise<MendableItem> {
      const latest = await versions.latestOf(slug);
      const asked = versionId === undefined ? latest : await versions.byId(versionId);
      const item = asked?.document.items.find(({ id, use }) => id === itemId && use === 'quiz');
      if (!latest || !asked || item === undefined || asked.courseId !== latest.courseId)
        throw new Refusal('not-found', 'error.notFound');
      const { courseId } = asked;
      const isWhole = may(actor, 'courses.publish', { ...nowhere, courseId });
      const records = correctionRecords(db);
      const groups = isWhole ? null : await records.groups(actor, courseId);
      if (groups?.length === 0) throw new Refusal('not-found', 'error.notFound');
      const made = await records.made(courseId, itemId, groups?.map(({ id }) => id) ?? null);
      const sources = await correctionSources(db).of(actor, courseId, itemId);
      return { version: asked, document: asked.document, item, groups, made, sources };
    },

    async preview(actor: Actor, mendable: MendableItem, change: KeyChange): Promise<Preview> {
      const counts = { same: 0, up: 0, down: 0, passes: 0, held: 0 };
      const changes: Preview['changes'] = [];
      for await (const batch of outcomes(mendable, change)) {
        const changed = batch.filter(({ outcome }) => outcome !== 'same');
        const names = await correctionRecords(db).names(
          actor,
          changed.map(({ attempt }) => attempt.enrolmentId),
        );
        for (const one of batch) counts[one.outcome] += 1;
        for (const { attempt, score, outcome } of changed) {
          const name = names.get(attempt.enrolmentId);
          if (name === undefined) continue;
          const after = score?.score ?? null;
          changes.push({ attemptId: attempt.id, before: attempt.score, after, outcome, name });
        }
      }
      const erased = await correctionQueries(db).erased(
        longReads,
        reachOf(mendable),
        mendable.item.id,
      );
      const isNamed = mendable.groups !== null || readsEverybody(actor, mendable.version.courseId);
      return {
        ...told({ counts, erased }, isNamed ? null : unnamed),
        changes: changes.sort((one, other) => BY_NAME.compare(one.name, other.name)),
      };
    },

    /**
     * Makes the correction, and answers whether all scores follow already. From its first transaction on attempts that end
     * take it themselves; those that had ended follow some at a time, and whatever would lower a passed result waits in a list.
     */
    async apply(
      actor: Actor,
      mendable: MendableItem,
      change: KeyChange,
      reason: string,
    ): Promise<{ isDone: boolean }> {
      const { version, item, groups } = mendable;
      const now = clock();
      await db.transaction(async (trx) => {
        // Attempts that end at this moment wait, and then take the correction themselves.
        await trx('courses').select('id').where('id', version.courseId).forUpdate();
        const number = await correctionRecords(trx).next(version.courseId);
        for (const cohortId of groups?.map(({ id }) => id) ?? [null])
          await trx('score_corrections').insert({
            id: newId(),
            course_id: version.courseId,
            cohort_id: cohortId,
            item_id: item.id,
            item_digest: digestOfItem(item),
            change: JSON.stringify(change),
            reason,
            made_by: actor.id,
            made_at: toColumn(now),
            number,
          });
      });
      const following = followers.finish(version.courseId).then(() => true);
      const isDone = await Promise.race([following, wait(patience, false, { ref: false })]);
      // What goes wrong from here on is done again by whoever looks after what is unfinished.
      if (!isDone) following.catch(() => undefined);
      return { isDone };
    },

    /** Goes on with corrections that a stopped process left unfinished. */
    finishAll: () => followers.finish(null),
  };
}

/** What would change, as it may be told: all of it, or with the few hidden. */
function told(
  { counts, erased }: { counts: Record<Regraded['outcome'], number>; erased: number },
  unnamed: Pick<Unnamed, 'hide'> | null,
): Pick<Preview, 'counts' | 'erased'> {
  if (unnamed === null) return { counts, erased };
  const { same, up, down, passes, held } = counts;
  const parts = unnamed.hide([same, up, down, passes, held, erased]);
  const [s = null, u = null, d = null, p = null, h = null, e = null] = parts;
  return { counts: { same: s, up: u, down: d, passes: p, held: h }, erased: e };
}
export type CorrectionService = ReturnType<typeof correctionService>;
