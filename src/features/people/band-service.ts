import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Problems } from '../../lib/problems.ts';
import type { Audit } from '../audit/audit.ts';
import type { RankBand } from '../institutions/rank-bands.ts';
import { ranksOn } from '../institutions/rank-repository.ts';
import { bandChosen } from './band-choice.ts';
import type { BandForm } from './people-forms.ts';
import { peopleQueries } from './people-queries.ts';
import { placesOf, tellsBand } from './people-scope.ts';
import type { PersonRecord } from './people-sheets.ts';
import { personalActs, type Denied } from './personal-acts.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

const Opposed = z.object({ no_statistics_since: Instant.nullable() });
const unknown: Denied = { kind: 'not-found', key: 'error.notFound' };

/** The band of command of people: said by whoever brings people into their institution. */
export function bandService({ db, clock, audit }: Needs) {
  const act = personalActs({ db, audit });

  return {
    /**
     * Says somebody's band, by itself or by a rank of her institution of today. What she has studied keeps the band of its day,
     * unless that was a mistake. What is wrong with the form, by field; nothing when it was kept.
     */
    async tell(actor: Actor, personId: string, form: BandForm): Promise<Problems> {
      const found = await peopleQueries(db).person(personId);
      const ranks = await ranksOn(db, found?.institutionPath ?? null, dayOf(clock()));
      const band = bandChosen(form.grado, found?.side ?? 'community', ranks);
      if (band === undefined && found !== null) {
        const mayKnow = tellsBand(actor, found, await placesOf(db, personId));
        if (mayKnow) return { grado: ['people.rankUnknown'] };
      }
      await act(
        actor,
        personId,
        { action: 'people.read', event: 'people.rank-told' },
        async (trx, person, places) => {
          if (band === undefined || !tellsBand(actor, person, places)) return unknown;
          await trx('people').where('id', personId).update({ rank_band: band });
          const count =
            form.motivo_grado === 'mistaken' ? await putRight(trx, personId, person, band) : 0;
          return { reason: `people.rankWhy.${form.motivo_grado}`, count };
        },
      );
      return {};
    },
  };
}
export type BandService = ReturnType<typeof bandService>;

/** Puts a mistake right in the enrolments of her institution that copied it. Whoever opposes figures has none there. */
async function putRight(
  trx: Db,
  personId: string,
  { institutionId, band: before }: PersonRecord,
  band: RankBand | null,
): Promise<number> {
  const { no_statistics_since: opposed } = Opposed.parse(
    await trx('people').where('id', personId).first('no_statistics_since'),
  );
  if (opposed !== null) return 0;
  return trx('enrolments')
    .where({ person_id: personId, institution_id: institutionId, rank_band: before })
    .update({ rank_band: band });
}
