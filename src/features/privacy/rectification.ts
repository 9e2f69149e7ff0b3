import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Sex } from '../accounts/sex.ts';
import { oppositionOf } from './opposition.ts';

/** New values, each null where it stays as it is. */
export interface Rectification {
  name: string | null;
  sex: Sex | null;
  cvegeo: string | null;
  /** She lives somewhere else now: what was kept of her before was right in its day. */
  hasMoved: boolean;
}

const Place = z.object({ cvegeo: z.string().nullable() });

/** Puts right what is kept of a person, and what was copied from it while it was wrong. */
export async function rectify(
  trx: Db,
  person: { id: string; username: string },
  { name, sex, cvegeo, hasMoved }: Rectification,
): Promise<void> {
  if (name !== null)
    await trx('people')
      .where('id', person.id)
      .update({ display_name: name, search_text: toSearchText(`${name} ${person.username}`) });
  if (sex !== null) await rectifySex(trx, person.id, sex);
  if (cvegeo !== null) await rectifyPlace(trx, person.id, { cvegeo, hasMoved });
}

async function rectifySex(trx: Db, personId: string, sex: Sex): Promise<void> {
  await trx('people').where('id', personId).update({ sex });
  // Unless she opposes being counted by it.
  const { statistics } = await oppositionOf(trx, personId);
  if (!statistics) await trx('enrolments').where('person_id', personId).update({ sex });
}

async function rectifyPlace(
  trx: Db,
  personId: string,
  { cvegeo, hasMoved }: { cvegeo: string; hasMoved: boolean },
): Promise<void> {
  const before = Place.parse(await trx('people').where('id', personId).first('cvegeo')).cvegeo;
  const place = { cvegeo, state_code: cvegeo.slice(0, 2) };
  await trx('people').where('id', personId).update(place);
  // Enrolments of where she lived before that are not what was wrong.
  if (!hasMoved)
    await trx('enrolments').where({ person_id: personId, cvegeo: before }).update(place);
}
