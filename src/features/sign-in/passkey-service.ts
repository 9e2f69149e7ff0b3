import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { ownEvent } from '../accounts/own-event.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import type { MadeAnswer } from './passkey-answers.ts';
import type { PasskeyCeremony } from './passkey-ceremony.ts';
import { passkeyRepository, type Passkey } from './passkey-repository.ts';
import { secondFactorRepository } from './second-factor-repository.ts';

export type { Passkey };

/** More than anybody has devices. */
const MOST = 10;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  ceremony: PasskeyCeremony;
}

/** One's own passkeys: beside the codes of an application, never in their place. */
export function passkeyService({ db, clock, audit, ceremony }: Needs) {
  /** Refuses whoever may not add one: on a phone that others use, without a second factor, or with ten already. */
  async function demandRoom(actor: Actor, trx: Db = db): Promise<void> {
    if (actor.session.shared) throw new Refusal('forbidden', 'passkey.shared');
    if (!(await secondFactorRepository(trx).isOn(actor.id)))
      throw new Refusal('conflict', 'passkey.needsFactor');
    if ((await passkeyRepository(trx).of(actor.id)).length >= MOST)
      throw new Refusal('conflict', 'passkey.tooMany');
  }

  return {
    demandRoom,

    list: (actor: Actor): Promise<Passkey[]> => passkeyRepository(db).of(actor.id),

    /** What a browser needs to make one. */
    creationOptions: async (
      actor: Actor,
      challenge: string,
    ): Promise<PublicKeyCredentialCreationOptionsJSON> =>
      ceremony.creationOptions(challenge, await passkeyRepository(db).of(actor.id)),

    /** Keeps the passkey that a browser made; false when its answer is not good, or somebody has that passkey. */
    async add(
      actor: Actor,
      answer: MadeAnswer,
      { challenge, name }: { challenge: string; name: string },
    ): Promise<boolean> {
      const made = await ceremony.made(answer, challenge);
      if (made === null) return false;
      return db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        await demandRoom(actor, trx);
        const row = { id: newId(), personId: actor.id, name, ...made };
        if (!(await passkeyRepository(trx).add(row, clock()))) return false;
        await audit(trx, ownEvent(actor, 'second-factor.passkey-added'));
        return true;
      });
    },

    /** Removes one of her own. */
    async remove(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        if (!(await passkeyRepository(trx).remove(actor.id, id)))
          throw new Refusal('not-found', 'error.notFound');
        await audit(trx, ownEvent(actor, 'second-factor.passkey-removed'));
      });
    },
  };
}
export type PasskeyService = ReturnType<typeof passkeyService>;
