import { CAST, CAST_PASSWORD } from '../../src/demo/cast.ts';
import { addPerson } from '../../src/demo/factories.ts';
import { toColumn } from '../../src/db/columns.ts';
import { Browser } from '../support/browser.ts';
import { CONNECTIONS } from './load.ts';
import type { World } from './world.ts';

/** Somebody who is signed in. */
export interface Visitor {
  id: string;
  browser: Browser;
  headers: Record<string, string>;
}

let networks = 0;

/** Every sign-in from a network of its own, as behind a proxy: limits count networks. */
export const nextNetwork = (): string => {
  networks += 1;
  return `10.${String((networks >> 16) & 255)}.${String((networks >> 8) & 255)}.${String(networks & 255)}`;
};

/** Signs a person in. Throws when she cannot. */
export async function enter({ product }: World, id: string, username: string): Promise<Visitor> {
  const browser = new Browser(product.url);
  const from = { 'x-forwarded-for': nextNetwork() };
  const { status } = await browser.post('/entrar', { username, password: CAST_PASSWORD }, from);
  if (status !== 303) throw new Error(`${username} could not sign in: ${String(status)}`);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { id, browser, headers: { cookie, ...from } };
}

/** The same for somebody who opens lists of names: she says what for. */
export async function enterForNames(world: World, id: string, username: string): Promise<Visitor> {
  const visitor = await enter(world, id, username);
  await visitor.browser.post('/administrar/motivo', { motivo: 'account' });
  return visitor;
}

/** People in the middle of the course, one for each connection, signed in. */
export async function readers(world: World): Promise<Visitor[]> {
  const rows = await world
    .db('people as p')
    .join('enrolments as e', 'e.person_id', 'p.id')
    .where({ 'e.status': 'active', 'p.status': 'active' })
    .whereNotExists(
      world.db('attempts as a').whereRaw('a.enrolment_id = e.id').whereNull('a.submitted_at'),
    )
    .whereRaw('(select count(*) from lesson_progress l where l.enrolment_id = e.id) > 3')
    .orderBy('p.id')
    .limit(CONNECTIONS)
    .select<{ id: string; username: string }[]>('p.id', 'p.username');
  return Promise.all(rows.map(({ id, username }) => enter(world, id, username)));
}

let learnersMade = 0;

/** New people of Rosa's network who have read every lesson and not tried the final assessment yet. */
export async function learners(
  { db, services }: World,
  count: number,
): Promise<{ id: string; username: string }[]> {
  const version = await services.versions.currentOf('res-con');
  if (version === null) throw new Error('There is no course to learn');
  const { passwordHash } = await db('people')
    .where('id', 'rosa')
    .first<{ passwordHash: string }>('password_hash as passwordHash');
  const now = new Date();
  const made = Array.from({ length: count }, () => `aprendiz-${String((learnersMade += 1))}`);
  await db.transaction(async (trx) => {
    for (const id of made) {
      await addPerson(trx, { ...CAST.rosa, id, username: id, passwordHash, createdAt: now });
      await services.enrolment.enrolPerson(trx, { personId: id, version, cohortId: null });
    }
    const enrolled = await trx('enrolments')
      .whereIn('person_id', made)
      .select<{ id: string }[]>('id');
    await trx('enrolments')
      .whereIn('person_id', made)
      .update({ started_at: toColumn(now) });
    for (const { id } of enrolled) {
      await trx('lesson_progress').insert(
        version.document.lessons.map((lesson) => ({
          enrolment_id: id,
          lesson_id: lesson.id,
          opened_at: toColumn(now),
          done_at: toColumn(now),
          alternative: false,
        })),
      );
    }
  });
  return made.map((id) => ({ id, username: id }));
}

/** Starts the final assessment for each; answers the ids of the attempts. */
export async function startAttempts(visitors: readonly Visitor[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { browser } of visitors) {
    const { location } = await browser.post(
      '/cursos/res-con/evaluaciones/evaluacion-final/intentos',
    );
    const [, id] = /^\/intentos\/([\w-]+)/.exec(location) ?? [];
    if (id === undefined) throw new Error(`No attempt was started: ${location}`);
    ids.push(id);
  }
  return ids;
}
