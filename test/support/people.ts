import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { addGrant, personRow, type NewPerson } from '../../src/demo/factories.ts';
import { dayOf } from '../../src/lib/clock.ts';
import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';
import { hasPurpose } from './purpose.ts';

type Somebody = Pick<NewPerson, 'id' | 'displayName'> & Partial<NewPerson>;

const BATCH = 100;

/** Adds people of the community, with the password of the cast, unless more is said. */
export async function addPeople(app: TestApp, ...people: Somebody[]): Promise<void> {
  const { db } = app.database;
  const known = await db('people').where('id', 'rosa').first<{ password_hash: string }>();
  const made = people.map((person) => ({
    username: person.id,
    sex: 'mujer' as const,
    side: 'community' as const,
    passwordHash: known.password_hash,
    createdAt: app.clock(),
    ...person,
  }));
  for (let from = 0; from < made.length; from += BATCH) {
    const batch = made.slice(from, from + BATCH);
    await db('people').insert(batch.map((person) => personRow(person)));
    await db('memberships').insert(
      batch.map((person) => ({
        id: `m-${person.id}`,
        person_id: person.id,
        institution_id: person.institutionId ?? null,
        network_id: person.networkId ?? null,
        role: 'member',
        from_on: dayOf(person.createdAt),
      })),
    );
  }
}

/** A browser in which this person has signed in. */
export async function signedInAs(app: TestApp, username: string): Promise<Browser> {
  const browser = app.browser();
  const answer = await browser.post('/entrar', { username, password: CAST_PASSWORD });
  if (answer.status !== 303) throw new Error(`${username} could not sign in`);
  await hasPurpose(app.database.db, browser);
  return browser;
}

/** Patricia, who accompanies a group beside whoever does already, signed in. */
export async function secondInstructor(app: TestApp, cohortId: string): Promise<Browser> {
  await addPeople(app, { id: 'paty', displayName: 'Patricia Ríos' });
  await addGrant(app.database.db, {
    id: 'g-paty',
    personId: 'paty',
    role: 'instructor',
    cohortId,
    grantedAt: app.clock(),
  });
  return signedInAs(app, 'paty');
}

/** The browsers of the whole cast, and one that has signed in as nobody. */
export async function everybody(app: TestApp): Promise<Map<CastName | 'nobody', Browser>> {
  const browsers = new Map<CastName | 'nobody', Browser>([['nobody', app.browser()]]);
  for (const name of Object.keys(CAST) as CastName[]) browsers.set(name, await app.signedIn(name));
  return browsers;
}

/** A link by which somebody joins Rosa's network, made in her browser. */
export async function invitationOf(rosa: Browser): Promise<string> {
  const sheet = await rosa.postAndFollow('/administrar/invitaciones', {
    etiqueta: 'Reunión del jueves',
    tipo: 'enlace',
    para: 'red:mucpaz-15033-01',
    usos: '5',
  });
  const [link] = /\/invitacion\/[\w-]{20,}/.exec(sheet.body) ?? [];
  if (link === undefined) throw new Error(sheet.text);
  return link;
}

export interface AuditRow {
  action: string;
  actor_id: string | null;
  object_type: string;
  object_id: string | null;
  institution_path: string | null;
  details: Record<string, unknown>;
}

/** The newest events that a service wrote, the newest last: signing in, and refusals at the door, are left out. */
export async function lastEvents(app: TestApp, count = 1): Promise<AuditRow[]> {
  const rows = (await app.database
    .db('audit_events')
    .whereNot('action', 'access.refused')
    .whereNot('action', 'like', 'sign-in.%')
    .orderBy('position', 'desc')
    .limit(count)) as (Omit<AuditRow, 'details'> & { details: string })[];
  return rows
    .reverse()
    .map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));
}
