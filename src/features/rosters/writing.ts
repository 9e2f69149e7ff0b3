import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { dayOf } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { sealEmail, sealKey } from '../accounts/contact-seals.ts';
import { accountRow, freeUsernames } from '../accounts/people-repository.ts';
import { usernameFrom } from '../accounts/usernames.ts';
import { enrolMany, type NewInCourse } from '../enrolment/enrol-many.ts';
import type { NewAct } from './acts-repository.ts';
import type { IdentityDigests } from './identity.ts';
import type { Known } from './known-queries.ts';
import type { Changes, Enrol, Newcomer } from './planned.ts';

interface Needs {
  seal: Sealer;
  digests: IdentityDigests;
  now: Date;
}

/** Somebody to be made, and the row that asks for it. */
export interface ToMake {
  row: number;
  person: Newcomer;
  enrol: Enrol | null;
}

/** The columns of what is sealed of a person. */
function sealedColumns(
  { seal, digests }: Needs,
  id: string,
  side: Known['side'],
  { email, curp, cuip }: { email?: string | null; curp?: string | null; cuip?: string | null },
): Record<string, string> {
  const columns: Record<string, string> = {};
  if (email != null) {
    columns['email_sealed'] = sealEmail(seal, id, email);
    columns['email_digest'] = digests.email(email);
  }
  for (const [kind, key] of [
    ['curp', curp],
    ['cuip', cuip],
  ] as const) {
    if (key == null) continue;
    columns[`${kind}_sealed`] = sealKey(seal, id, kind, key);
    columns[`${kind}_digest`] = digests.of(kind, side, key);
  }
  return columns;
}

const SEALED = [
  'email_sealed',
  'email_digest',
  'curp_sealed',
  'curp_digest',
  'cuip_sealed',
  'cuip_digest',
];
const noSeals = Object.fromEntries(SEALED.map((name) => [name, null]));

/** Gives people an account without a password, with their membership and their enrolment. Answers what was made. */
export async function makePeople(
  trx: Db,
  wanted: readonly ToMake[],
  { noPassword, ...needs }: Needs & { noPassword: string },
): Promise<NewAct[]> {
  if (wanted.length === 0) return [];
  const { now } = needs;
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
        networkId: person.network?.id ?? null,
        language: 'es-MX',
        now,
      }),
      ...sealedColumns(needs, id, person.side, person),
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
  const wishes = made.flatMap(({ id, row, enrol }): (NewInCourse & { row: number })[] =>
    enrol?.how === 'enrol'
      ? [{ row, personId: id, version: enrol.version, cohortId: enrol.cohortId }]
      : [],
  );
  const enrolments = await enrolMany(trx, wishes, now);
  return [
    ...made.map(({ id, row }): NewAct => ({ row, personId: id, kind: 'person' })),
    ...memberships.map(({ id, person_id: personId }, at): NewAct => ({
      row: made[at]?.row ?? 0,
      personId,
      kind: 'membership',
      objectId: id,
    })),
    ...wishes.map(({ row, personId }, at): NewAct => ({
      row,
      personId,
      kind: 'enrolment',
      objectId: enrolments[at] ?? null,
    })),
  ];
}

/** Changes what is kept of somebody. Memberships end and begin; nothing of her is erased. Answers what was done. */
export async function changePerson(
  trx: Db,
  { row, person, changes }: { row: number; person: Known; changes: Changes },
  needs: Needs,
): Promise<NewAct[]> {
  const { now } = needs;
  const today = dayOf(now);
  const acts: NewAct[] = [];
  const note = (kind: NewAct['kind'], rest: Partial<NewAct> = {}): void => {
    acts.push({ row, personId: person.id, kind, ...rest });
  };
  const plain = plainChanges(person, changes);
  const sealed = sealedColumns(needs, person.id, person.side, changes);
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
  { name, sex, cvegeo, institution, network }: Changes,
): Record<string, string> {
  return {
    ...(name === undefined
      ? {}
      : { display_name: name, search_text: toSearchText(`${name} ${person.username}`) }),
    ...(sex === undefined ? {} : { sex }),
    ...(cvegeo === undefined ? {} : { cvegeo, state_code: cvegeo.slice(0, 2) }),
    ...(institution === undefined ? {} : { institution_id: institution.id }),
    ...(network?.isFirst === true ? { network_id: network.to.id } : {}),
  };
}

/** Brings somebody who has an account into a course or a group. Answers what was done. */
export async function enrolKnown(
  trx: Db,
  { row, person, enrol }: { row: number; person: Known; enrol: Enrol },
  now: Date,
  onResumed: (trx: Db, enrolmentId: string) => Promise<unknown>,
): Promise<NewAct[]> {
  const act = { row, personId: person.id };
  if (enrol.how === 'enrol') {
    const [id = null] = await enrolMany(
      trx,
      [{ personId: person.id, version: enrol.version, cohortId: enrol.cohortId }],
      now,
    );
    return [{ ...act, kind: 'enrolment', objectId: id }];
  }
  if (enrol.how === 'cohort') {
    await trx('enrolments').where('id', enrol.id).update({ cohort_id: enrol.cohortId });
    return [{ ...act, kind: 'cohort', objectId: enrol.id, change: cohortChange(enrol.cohortId) }];
  }
  const before: { completed_at: unknown; cohort_id: string | null } = await trx('enrolments')
    .where('id', enrol.id)
    .first('completed_at', 'cohort_id');
  const cohortId = before.cohort_id ?? enrol.cohortId;
  await trx('enrolments')
    .where('id', enrol.id)
    .update({
      status: before.completed_at === null ? 'active' : 'completed',
      withdrawn_at: null,
      cohort_id: cohortId,
    });
  await onResumed(trx, enrol.id);
  return [
    {
      ...act,
      kind: 'enrolment-resumed',
      objectId: enrol.id,
      change: {
        ...(cohortId === before.cohort_id ? {} : cohortChange(cohortId)),
        at: { before: null, after: toColumn(now) },
      },
    },
  ];
}

const cohortChange = (after: string | null) => ({ cohort_id: { before: null, after } });
