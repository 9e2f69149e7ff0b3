import type { Db } from '../../db/connection.ts';
import { dayOf } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import { accountRow, freeUsernames } from '../accounts/people-repository.ts';
import { usernameFrom } from '../accounts/usernames.ts';
import type { NewAct } from './acts-repository.ts';
import type { Newcomer } from './planned.ts';
import { noSeals, sealedColumns, type Sealing } from './sealed-columns.ts';

/** Somebody to be made, and the row that asks for it. */
export interface ToMake {
  row: number;
  person: Newcomer;
}

/** Gives people an account without a password, with their membership. Answers what was made. */
export async function makePeople(
  trx: Db,
  wanted: readonly ToMake[],
  { noPassword, now, ...sealing }: Sealing & { now: Date; noPassword: string },
): Promise<NewAct[]> {
  if (wanted.length === 0) return [];
  const names = await freeUsernames(
    trx,
    wanted.map(({ person }) => person.username ?? usernameFrom(person.name)),
  );
  const made = wanted.map((one, at) => ({ ...one, id: newId(), username: names[at] ?? '' }));
  await trx('people').insert(
    made.map(({ id, username, person }) => ({
      ...noSeals,
      ...accountRow(id, username, {
        displayName: person.name,
        passwordHash: noPassword,
        sex: person.sex,
        cvegeo: person.cvegeo,
        side: person.side,
        institutionId: person.institution?.id ?? null,
        rankBand: person.rankBand,
        networkId: person.network?.id ?? null,
        language: 'es-MX',
        now,
      }),
      ...sealedColumns(sealing, id, person.side, person),
    })),
  );
  const memberships = made.map(({ id, person }) => ({
    id: newId(),
    person_id: id,
    institution_id: person.institution?.id ?? null,
    network_id: person.network?.id ?? null,
    role: 'member',
    from_on: person.since ?? dayOf(now),
  }));
  await trx('memberships').insert(memberships);
  return [
    ...made.map(({ id, row }): NewAct => ({ row, personId: id, kind: 'person' })),
    ...memberships.map(({ id, person_id: personId }, at): NewAct => ({
      row: made[at]?.row ?? 0,
      personId,
      kind: 'membership',
      objectId: id,
    })),
  ];
}
