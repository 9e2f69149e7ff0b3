import type { Db } from '../../db/connection.ts';
import { dayOf } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { NewAct } from './acts-repository.ts';
import type { Known } from './known-queries.ts';
import type { Changes } from './planned.ts';
import { sealedColumns, type Sealing } from './sealed-columns.ts';

/** Changes what is kept of somebody. Memberships end and begin; nothing of her is erased. Answers what was done. */
export async function changePerson(
  trx: Db,
  { row, person, changes }: { row: number; person: Known; changes: Changes },
  { now, ...sealing }: Sealing & { now: Date },
): Promise<NewAct[]> {
  const today = dayOf(now);
  const acts: NewAct[] = [];
  const note = (kind: NewAct['kind'], rest: Partial<NewAct> = {}): void => {
    acts.push({ row, personId: person.id, kind, ...rest });
  };
  const plain = plainChanges(person, changes);
  const sealed = sealedColumns(sealing, person.id, person.side, changes);
  const columns = { ...plain, ...sealed };
  if (Object.keys(columns).length > 0) {
    const before: Record<string, unknown> = await trx('people')
      .where('id', person.id)
      .first(Object.keys(columns));
    await trx('people').where('id', person.id).update(columns);
    const change = Object.fromEntries(
      Object.entries(columns).map(([name, after]) => [
        name,
        { before: (before[name] ?? null) as string | null, after },
      ]),
    );
    note('changed', { change });
  }
  const join = async (to: { institution_id?: string; network_id?: string }): Promise<void> => {
    const id = newId();
    const from = changes.since ?? today;
    await trx('memberships').insert({
      id,
      person_id: person.id,
      institution_id: null,
      network_id: null,
      ...to,
      role: 'member',
      from_on: from,
    });
    note('membership', { objectId: id });
  };
  if (changes.institution !== undefined) {
    const home = person.memberships.filter(
      ({ institutionId }) => institutionId !== null && institutionId === person.institutionId,
    );
    for (const { id } of home) {
      await trx('memberships').where('id', id).update({ to_on: today });
      note('membership-ended', { objectId: id });
    }
    // One that told of her network as well goes on telling of it.
    const network = home.find(({ networkId }) => networkId !== null)?.networkId ?? null;
    await join({
      institution_id: changes.institution.id,
      ...(network === null ? {} : { network_id: network }),
    });
  }
  if (changes.network !== undefined) await join({ network_id: changes.network.to.id });
  return acts;
}

/** Columns of a person that are not sealed. */
function plainChanges(
  person: Known,
  { name, sex, cvegeo, institution, rankBand, network }: Changes,
): Record<string, string> {
  return {
    ...(name === undefined
      ? {}
      : { display_name: name, search_text: toSearchText(`${name} ${person.username}`) }),
    ...(sex === undefined ? {} : { sex }),
    ...(cvegeo === undefined ? {} : { cvegeo, state_code: cvegeo.slice(0, 2) }),
    ...(institution === undefined ? {} : { institution_id: institution.id }),
    ...(rankBand === undefined ? {} : { rank_band: rankBand }),
    ...(network?.isFirst === true ? { network_id: network.to.id } : {}),
  };
}
