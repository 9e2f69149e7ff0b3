import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, type Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { Problem } from '../accounts/account-service.ts';
import { ownEvent } from '../accounts/own-event.ts';
import { passwordProblem } from '../accounts/password-rules.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { MOST_ATTEMPTS, recoveryCodes } from './recovery-codes.ts';
import { setPassword, useUp } from '../accounts/set-password.ts';
import { foldUsername } from '../../lib/username.ts';

/** What was printed for somebody before she got an office must not open what the office opens. */
const officeOf = (trx: Db, now: Date) =>
  trx('grants as g')
    .select('g.id')
    .whereRaw('g.person_id = p.id')
    .whereNot('g.role', 'network_coordinator')
    .whereNull('g.withdrawn_at')
    .where((open) => open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', dayOf(now)));

/** How long a person can look back on how her password was recovered. */
export const KEPT_IN_VIEW = 90 * DAY;

const LiveCode = z
  .object({ id: z.string(), person_id: z.string(), code_digest: z.string() })
  .optional();

const NewsRow = z
  .object({
    id: z.string(),
    channel: z.enum(['code', 'mail']),
    asked_at: Instant,
    used_at: Instant.nullable(),
    announced_at: Instant.nullable(),
    expires_at: Instant.nullable(),
    asker: z.string().nullable(),
    confirmer: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    channel: row.channel,
    askedAt: row.asked_at,
    usedAt: row.used_at,
    isNew: row.used_at !== null && row.announced_at === null,
    expiresAt: row.expires_at,
    asker: row.asker,
    confirmer: row.confirmer,
  }));
export type RecoveryNews = z.output<typeof NewsRow>;

const NEWS = `
  select r.id, r.channel, r.asked_at, r.used_at, r.announced_at, r.expires_at,
         a.display_name as asker, c.display_name as confirmer
    from recoveries r
    left join people a on a.id = r.asked_by
    left join people c on c.id = r.confirmed_by
   where r.person_id = ? and r.refused_at is null and r.asked_at > ? and r.channel <> 'slip'
     and (r.used_at is not null or r.channel = 'code')
   order by r.asked_at desc limit 20`;

const HAS_NEWS = `
  select 1 as news from recoveries
   where person_id = ? and channel <> 'slip' and used_at is not null and announced_at is null limit 1`;

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
}

/** Coming back into an account with a code, and learning afterwards how it came about. */
export function recoveryService({ db, reads, clock, audit, seal }: Needs) {
  const codes = recoveryCodes(seal);

  const liveCode = async (trx: Db, username: string): Promise<z.output<typeof LiveCode>> =>
    LiveCode.parse(
      await trx('recoveries as r')
        .join('people as p', 'p.id', 'r.person_id')
        .select('r.id', 'r.person_id', 'r.code_digest')
        .where({ 'p.username': foldUsername(username), 'p.status': 'active' })
        .where((paper) => {
          void paper.where('r.channel', 'code').orWhere((slip) => {
            void slip.where('r.channel', 'slip').whereNotExists(officeOf(trx, clock()));
          });
        })
        .whereNotNull('r.code_digest')
        .whereNull('r.used_at')
        .whereNull('r.refused_at')
        .where('r.expires_at', '>', toColumn(clock()))
        .where('r.attempts', '<', MOST_ATTEMPTS)
        .orderBy('r.confirmed_at', 'desc')
        .first(),
    );

  /**
   * Counts one try before it is compared, and answers whether there was one left: of many that arrive at once only the
   * first ones are looked at. The transaction of a wrong code commits, so that its try stays counted.
   */
  const countTry = async (trx: Db, id: string): Promise<boolean> => {
    const counted = await trx('recoveries')
      .where({ id })
      .where('attempts', '<', MOST_ATTEMPTS)
      .increment('attempts', 1);
    return counted === 1;
  };

  return {
    /**
     * Sets a new password with a typed code. An unknown name, a wrong code and a used one get the same answer after the
     * same work: a hash, a comparison, a row in the log.
     */
    async useCode(username: string, code: string, password: string): Promise<Problem> {
      const problem = passwordProblem(password, [username]);
      if (problem !== null) return { password: [problem] };
      const hash = await hashPassword(password);
      return db.transaction(async (trx) => {
        const live = await liveCode(trx, username);
        const personId = live?.person_id ?? null;
        const mayTry = await countTry(trx, live?.id ?? '');
        const isRight = codes.digest(personId ?? '', code) === live?.code_digest;
        const fits = mayTry && isRight && (await useUp(trx, live.id, clock()));
        await audit(trx, {
          actorId: fits ? personId : null,
          action: fits ? 'recovery.used' : 'recovery.failed',
          objectType: 'person',
          objectId: personId,
        });
        if (live === undefined || !fits) return { '': ['recovery.wrong'] };
        await setPassword(trx, live.person_id, hash, clock());
        return null;
      });
    },

    /** True when her password was recovered and she has not said that she knows. */
    async hasNews(personId: string): Promise<boolean> {
      return (await reads.all(HAS_NEWS, [personId])).length > 0;
    },

    /** Recoveries of the last months, and requests and codes that are alive now. */
    async news(actor: Actor): Promise<RecoveryNews[]> {
      const now = clock();
      const since = toColumn(new Date(now.getTime() - KEPT_IN_VIEW));
      const rows = (await reads.all(NEWS, [actor.id, since])).map((row) => NewsRow.parse(row));
      return rows.filter(
        (one) => one.usedAt !== null || one.expiresAt === null || one.expiresAt > now,
      );
    },

    /** She has read how her password was recovered. */
    async acknowledge(actor: Actor): Promise<void> {
      await db.transaction(async (trx) => {
        const read = await trx('recoveries')
          .where('person_id', actor.id)
          .whereNotNull('used_at')
          .whereNull('announced_at')
          .update({ announced_at: toColumn(clock()) });
        if (read > 0) await audit(trx, ownEvent(actor, 'recovery.acknowledged'));
      });
    },
  };
}

export type RecoveryService = ReturnType<typeof recoveryService>;
