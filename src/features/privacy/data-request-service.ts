import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import { idOfSending } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { ownEvent } from '../accounts/own-event.ts';
import type { SettingsService } from '../accounts/settings.ts';
import type { Audit } from '../audit/audit.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import type { DataRequest } from './data-request.ts';
import { dataRequestRepository } from './data-request-repository.ts';
import { setOpposition, oppositionOf, type Opposition } from './opposition.ts';
import { RANK_BANDS, type RankBand } from '../institutions/rank-bands.ts';
import { maskedKeys, type MaskedKeys } from './masked-keys.ts';
import { packageRepository } from './package-repository.ts';
import { workingDaysAfter } from './working-days.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  settings: SettingsService;
}

const Band = z.object({ rank_band: z.enum(RANK_BANDS).nullable() });

const isHeld = (request: DataRequest, now: Date): boolean =>
  request.package !== null &&
  !request.package.forOther &&
  (request.package.expiresAt === null || request.package.expiresAt > now);

/** What a person sees of her data, and of what she has asked about them. */
interface OwnData {
  requests: DataRequest[];
  opposition: Opposition;
  keys: MaskedKeys;
  band: RankBand | null;
}

/** What a person asks about her own data, in her account. Each request is a row with its day, and leaves a trace. */
export function dataRequestService({ db, clock, audit, seal, settings }: Needs) {
  const dueOn = async (): Promise<string> =>
    workingDaysAfter(clock(), Number((await settings.read()).rightsDays));

  const add = async (
    trx: Db,
    actor: Actor,
    given: { kind: DataRequest['kind']; wish: string | null; dueOn: string; id?: string },
  ): Promise<string> => {
    const id = await dataRequestRepository(trx, seal).add({
      ...given,
      personId: actor.id,
      channel: 'account',
      askedBy: actor.id,
      now: clock(),
    });
    await audit(trx, ownEvent(actor, 'rights.asked', { kind: given.kind, how: 'account' }));
    return id;
  };

  return {
    dueOn,

    async own(actor: Actor): Promise<OwnData> {
      return {
        keys: await maskedKeys(db, seal, actor.id),
        band: Band.parse(await db('people').where('id', actor.id).first('rank_band')).rank_band,
        requests: await dataRequestRepository(db, seal).of(actor.id),
        opposition: await oppositionOf(db, actor.id),
      };
    },

    /** Asks for a copy of everything. One at a time: while one waits or can be fetched, asking again changes nothing. */
    async askForCopy(actor: Actor, language: Language): Promise<void> {
      const due = await dueOn();
      await db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        const requests = await dataRequestRepository(trx, seal).of(actor.id);
        if (requests.some((request) => isHeld(request, clock()))) return;
        const requestId = await add(trx, actor, { kind: 'access', wish: null, dueOn: due });
        await packageRepository(trx, seal).queue({
          requestId,
          personId: actor.id,
          forOther: false,
          language,
        });
      });
    },

    /** Asks somebody to put right what she cannot change herself; the same sending asks once. */
    async askToRectify(actor: Actor, wish: string, sendKey?: string): Promise<void> {
      const due = await dueOn();
      const id = idOfSending(sendKey, actor.id, wish);
      await db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        if (await dataRequestRepository(trx, seal).isThere(id)) return;
        await add(trx, actor, { id, kind: 'rectification', wish, dueOn: due });
      });
    },

    /** Opposes, or no longer: done at once, and kept as a request that was answered. */
    async oppose(actor: Actor, opposition: Opposition): Promise<void> {
      const due = await dueOn();
      await db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        if (!(await setOpposition(trx, actor.id, opposition, clock()))) return;
        const id = await add(trx, actor, { kind: 'opposition', wish: null, dueOn: due });
        await dataRequestRepository(trx, seal).answer(id, {
          by: null,
          now: clock(),
          status: 'answered',
          answer: null,
        });
      });
    },

    /** Her own package, once it is made: noted before the first byte leaves. */
    async fetchCopy(actor: Actor): Promise<AsyncIterable<Buffer>> {
      const now = clock();
      const requests = await dataRequestRepository(db, seal).of(actor.id);
      const ready = requests.find((request) => isHeld(request, now) && request.package?.isReady);
      if (ready?.package == null) throw new Refusal('not-found', 'error.notFound');
      const { id } = ready.package;
      await db.transaction(async (trx) => {
        await packageRepository(trx, seal).noteDownload(id, now);
        await audit(trx, ownEvent(actor, 'rights.package-fetched'));
      });
      return packageRepository(db, seal).bytes(id);
    },
  };
}
export type DataRequestService = ReturnType<typeof dataRequestService>;
