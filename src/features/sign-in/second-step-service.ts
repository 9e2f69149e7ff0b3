import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { Flag, Instant } from '../../db/columns.ts';
import { ROLES, type Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { digest } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { ownEvent } from '../accounts/own-event.ts';
import type { SignedAnswer } from './passkey-answers.ts';
import type { PasskeyCeremony } from './passkey-ceremony.ts';
import { passkeyRepository, type Passkey } from './passkey-repository.ts';
import { secondFactorCodes } from './second-factor-codes.ts';
import { provenBy, type ProvenBy } from './second-factor-proof.ts';
import { secondFactorRepository } from './second-factor-repository.ts';
import { askingSince } from '../permissions/second-factor-rules.ts';

const PersonRow = z
  .object({ password_hash: z.string(), status: z.string(), demo: Flag })
  .optional();
const GrantRow = z.object({ role: z.enum(ROLES), granted_at: Instant });
const ResetRow = z
  .object({
    reset_at: Instant,
    reset_announced_at: Instant.nullable(),
    name: z.string().nullable(),
  })
  .optional();

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  ceremony: PasskeyCeremony;
}

/** Somebody else took her second factor away, because she had lost it. */
export interface ResetNews {
  at: Date;
  by: string | null;
  isNew: boolean;
}

export type SecondStep = { by: ProvenBy | 'passkey'; codesLeft: number } | 'wrong' | 'over';

/** What happens between the right password and being signed in. */
export function secondStepService({ db, clock, audit, seal, ceremony }: Needs) {
  const codes = secondFactorCodes(seal);

  const person = async (trx: Db, id: string): Promise<z.output<typeof PersonRow>> =>
    PersonRow.parse(
      await trx('people').select('password_hash', 'status', 'demo').where('id', id).first(),
    );

  /** Whether what began with this mark may still be finished: the account, its password and its factor are as they were. */
  async function isStillHers(trx: Db, personId: string, mark: string): Promise<boolean> {
    const row = await person(trx, personId);
    const isSame = row?.status === 'active' && digest(row.password_hash) === mark;
    return isSame && (await secondFactorRepository(trx).isOn(personId));
  }

  /** The passkey of hers that signed this challenge, and its counter. */
  async function signedBy(
    personId: string,
    answer: SignedAnswer,
    challenge: string,
  ): Promise<{ passkey: Passkey; counter: number } | null> {
    const has = await passkeyRepository(db).of(personId);
    const passkey = has.find(({ credentialId }) => credentialId === answer.id);
    if (passkey === undefined) return null;
    const counter = await ceremony.signed(answer, challenge, passkey);
    return counter === null ? null : { passkey, counter };
  }

  async function resetOf(personId: string): Promise<ResetNews | null> {
    const row = ResetRow.parse(
      await db('second_factors as f')
        .leftJoin('people as b', 'b.id', 'f.reset_by')
        .select('f.reset_at', 'f.reset_announced_at', 'b.display_name as name')
        .where('f.person_id', personId)
        .whereNotNull('f.reset_at')
        .first(),
    );
    if (row === undefined) return null;
    return { at: row.reset_at, by: row.name, isNew: row.reset_announced_at === null };
  }

  return {
    /**
     * Null when the password is enough. Otherwise the mark of the password that was given: a sign-in is finished only while
     * it is still hers, and a new password takes whatever others began with the old one.
     */
    async markOf(personId: string): Promise<string | null> {
      if (!(await secondFactorRepository(db).isOn(personId))) return null;
      return digest((await person(db, personId))?.password_hash ?? '');
    },

    /** Checks the code that ends a sign-in, and uses it up. Over: password, account or second factor changed meanwhile. */
    finish: (personId: string, mark: string, typed: string): Promise<SecondStep> =>
      db.transaction(async (trx): Promise<SecondStep> => {
        if (!(await isStillHers(trx, personId, mark))) return 'over';
        const by = await provenBy({ codes, now: clock() }, trx, personId, typed);
        const codesLeft = await secondFactorRepository(trx).codesLeft(personId);
        if (by !== 'application') {
          await audit(trx, {
            actorId: by === null ? null : personId,
            action: by === null ? 'second-factor.failed' : 'second-factor.code-used',
            objectType: 'person',
            objectId: personId,
            details: { left: codesLeft },
          });
        }
        return by === null ? 'wrong' : { by, codesLeft };
      }),

    /** What a browser needs to sign with a passkey of hers; null when she has none. */
    async passkeyOptions(
      personId: string,
      challenge: string,
    ): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
      const has = await passkeyRepository(db).of(personId);
      return has.length === 0 ? null : ceremony.requestOptions(challenge, has);
    },

    /** The same end with a passkey. `answer` is null when the browser sent none that can be read. */
    async finishWithPasskey(
      personId: string,
      mark: string,
      { answer, challenge }: { answer: SignedAnswer | null; challenge: string },
    ): Promise<SecondStep> {
      const signed = answer === null ? null : await signedBy(personId, answer, challenge);
      return db.transaction(async (trx): Promise<SecondStep> => {
        if (!(await isStillHers(trx, personId, mark))) return 'over';
        const isGood =
          signed !== null &&
          (await passkeyRepository(trx).use(signed.passkey.id, signed.counter, clock()));
        if (isGood) {
          return {
            by: 'passkey',
            codesLeft: await secondFactorRepository(trx).codesLeft(personId),
          };
        }
        await audit(trx, {
          actorId: null,
          action: signed === null ? 'second-factor.failed' : 'second-factor.passkey-copied',
          objectType: 'person',
          objectId: personId,
          details: { how: 'signIn.by.passkey' },
        });
        return 'wrong';
      });
    },

    /**
     * Whether signing in leads to setting one up: a role of hers asks for it and she has none. The first time begins her
     * days to do it. Nobody of the demonstration is led there.
     */
    async isAskedFor(personId: string): Promise<boolean> {
      if ((await person(db, personId))?.demo !== false) return false;
      const rows: unknown[] = await db('grants')
        .select('role', 'granted_at')
        .where('person_id', personId)
        .whereNull('withdrawn_at')
        .where((open) => open.whereNull('ends_on').orWhere('ends_on', '>=', dayOf(clock())));
      const grants = rows.map((row) => GrantRow.parse(row));
      const since = askingSince(
        grants.map(({ role, granted_at }) => ({ role, grantedAt: granted_at })),
      );
      if (since === null) return false;
      return db.transaction(async (trx) => {
        const repository = secondFactorRepository(trx);
        if (await repository.isOn(personId)) return false;
        const askedAt = (await repository.find(personId))?.askedAt ?? null;
        if (askedAt === null || askedAt < since) await repository.noteAsked(personId, clock());
        return true;
      });
    },

    /** True when it was reset and she has not said that she knows. */
    hasNews: async (personId: string): Promise<boolean> =>
      (await resetOf(personId))?.isNew ?? false,

    news: (actor: Actor): Promise<ResetNews | null> => resetOf(actor.id),

    /** She has read that it was reset. */
    async acknowledge(actor: Actor): Promise<void> {
      await db.transaction(async (trx) => {
        const read = await trx('second_factors')
          .where('person_id', actor.id)
          .whereNotNull('reset_at')
          .whereNull('reset_announced_at')
          .update({ reset_announced_at: toColumn(clock()) });
        if (read > 0) await audit(trx, ownEvent(actor, 'second-factor.reset-acknowledged'));
      });
    },
  };
}
export type SecondStepService = ReturnType<typeof secondStepService>;
