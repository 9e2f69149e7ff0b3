import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { MINUTE, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { base32, keyAddress, newSecret, stepOf } from '../../lib/totp.ts';
import type { Audit } from '../audit/audit.ts';
import type { Problem } from '../accounts/account-service.ts';
import { ownEvent } from '../accounts/own-event.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import { secondFactorCodes } from './second-factor-codes.ts';
import { secondFactorRepository } from './second-factor-repository.ts';
import { provenBy } from './second-factor-proof.ts';
import { endSessionsOf } from '../accounts/session-list-service.ts';

/** A secret that nobody confirmed is shown no longer than this. */
const SETTING_UP = 30 * MINUTE;
/** What an application calls us in its list: other people see that list, so it never says what the site is about. */
const ISSUER = 'Aula';

const WRONG: NonNullable<Problem> = { codigo: ['secondFactor.wrong'] };

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
}

/** What somebody puts into her application. */
export interface SettingUp {
  secret: string;
  address: string;
}

/** How it stands with one's own second factor. */
export interface SecondFactorState {
  since: Date | null;
  codesLeft: number;
}

/** Codes that are shown once; only their digests are kept. */
export type Outcome = { codes: string[] } | { errors: NonNullable<Problem> };

/** Turning one's own second factor on and off. The routes ask for the password before. */
export function secondFactorService({ db, clock, audit, seal }: Needs) {
  const codes = secondFactorCodes(seal);

  /** The secret that waits to be confirmed, while it may be shown. */
  async function waiting(trx: Db, personId: string): Promise<Buffer | null> {
    const factor = await secondFactorRepository(trx).find(personId);
    const sealed = factor?.confirmedAt === null ? factor.secretSealed : null;
    const age = clock().getTime() - (factor?.madeAt?.getTime() ?? 0);
    return sealed !== null && age < SETTING_UP ? codes.openSecret(personId, sealed) : null;
  }

  async function newCodes(trx: Db, actor: Actor): Promise<string[]> {
    const made = codes.newPaperCodes(actor.id);
    await secondFactorRepository(trx).replaceCodes(actor.id, made.digests, clock());
    return made.codes;
  }

  /** Does the work once a code proved that she has the factor. A wrong code stays written down. */
  const withCode = (
    actor: Actor,
    typed: string,
    work: (trx: Db) => Promise<string[]>,
  ): Promise<Outcome> =>
    db.transaction(async (trx): Promise<Outcome> => {
      const proof = await provenBy({ codes, now: clock() }, trx, actor.id, typed);
      if (proof === null) {
        await audit(trx, ownEvent(actor, 'second-factor.failed'));
        return { errors: WRONG };
      }
      return { codes: await work(trx) };
    });

  return {
    async state(actor: Actor): Promise<SecondFactorState> {
      const repository = secondFactorRepository(db);
      const factor = await repository.find(actor.id);
      return {
        since: actor.secondFactor.isOn ? (factor?.confirmedAt ?? null) : null,
        codesLeft: actor.secondFactor.isOn ? await repository.codesLeft(actor.id) : 0,
      };
    },

    /** Makes a secret that waits for its first code. Refused while a factor is on: that one has to be turned off first. */
    async begin(actor: Actor): Promise<void> {
      await db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        const repository = secondFactorRepository(trx);
        if (await repository.isOn(actor.id)) throw new Refusal('conflict', 'secondFactor.isOn');
        const sealed = codes.sealSecret(actor.id, newSecret());
        await repository.begin(actor.id, sealed, clock());
      });
    },

    /** What to scan or type; null when nothing is being set up. */
    async settingUp(actor: Actor): Promise<SettingUp | null> {
      const secret = await waiting(db, actor.id);
      if (secret === null) return null;
      return {
        secret: (base32(secret).match(/.{4}/g) ?? []).join(' '),
        address: keyAddress(secret, { issuer: ISSUER, account: actor.username }),
      };
    },

    /** Turns it on with the first code and ends her other sessions. Answers the codes on paper, this once. */
    confirm: (actor: Actor, typed: string): Promise<Outcome | 'gone'> =>
      db.transaction(async (trx) => {
        const secret = await waiting(trx, actor.id);
        if (secret === null) return 'gone';
        const step = stepOf(secret, typed.replace(/\s/g, ''), clock());
        if (step === null) return { errors: WRONG };
        if (!(await secondFactorRepository(trx).confirm(actor.id, step, clock()))) return 'gone';
        const sessions = await endSessionsOf(trx, actor.id, actor.session.idHash);
        await audit(trx, ownEvent(actor, 'second-factor.on', { sessions }));
        return { codes: await newCodes(trx, actor) };
      }),

    /** Uses a code up to prove that she has the factor, before something is added to it. */
    prove: (actor: Actor, typed: string): Promise<Outcome> =>
      withCode(actor, typed, () => Promise.resolve([])),

    /** New codes on paper instead of all older ones. */
    renewCodes: (actor: Actor, typed: string): Promise<Outcome> =>
      withCode(actor, typed, async (trx) => {
        await audit(trx, ownEvent(actor, 'second-factor.codes-made'));
        return newCodes(trx, actor);
      }),

    /** Turns it off and ends her other sessions. */
    turnOff: (actor: Actor, typed: string): Promise<Outcome> =>
      withCode(actor, typed, async (trx) => {
        await secondFactorRepository(trx).drop(actor.id);
        const sessions = await endSessionsOf(trx, actor.id, actor.session.idHash);
        await audit(trx, ownEvent(actor, 'second-factor.off', { sessions }));
        return [];
      }),
  };
}
export type SecondFactorService = ReturnType<typeof secondFactorService>;
