import { drawnOptions, type Snapshot } from '../../src/features/assessment/snapshot.ts';
import { addGrant } from '../../src/demo/factories.ts';
import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';
import { publishCourse } from './course.ts';

const COURSE = '/cursos/curso-breve';
export const LESSONS = ['la-plaza', 'escuchar-bien', 'pedir-ayuda'];
export const PHONE = '5512345678';

interface Certificate {
  id: string;
  code: string;
}
export interface World {
  /** Rosa's first certificate, replaced by the second. */
  replaced: Certificate;
  current: Certificate;
  /** Tomás's, out of force. */
  revoked: Certificate;
}

/**
 * A course as people live it, through pages only: Rosa passes at the second try and has her name put right, Tomás's
 * certificate is revoked, Elena has an open attempt, Bruno has left. Rosa's telephone is kept sealed.
 */
export async function liveIn(app: TestApp): Promise<World> {
  const { db } = app.database;
  await publishCourse(app.services);
  await addGrant(db, {
    id: 'g-world',
    personId: 'ximena',
    role: 'analyst_semujeres',
    grantedAt: app.clock(),
  });
  const rosa = await app.signedIn('rosa');
  await rosa.post('/cuenta/telefono', { telefono: PHONE });
  await study(rosa);
  await handIn(app, rosa, { right: false });
  await handIn(app, rosa, { right: true });
  const [replaced] = await certificatesOf(app, 'rosa');
  const tomas = await app.signedIn('tomas');
  await study(tomas);
  await handIn(app, tomas, { right: true });
  const [revoked] = await certificatesOf(app, 'tomas');
  const elena = await app.signedIn('elena');
  await study(elena);
  await answerOne(app, elena);
  const bruno = await app.signedIn('bruno');
  await bruno.post(`${COURSE}/inscripcion`);
  await bruno.post(`${COURSE}/baja`);

  const at = (id = ''): string => `/administrar/constancias/${id}`;
  const ximena = await app.signedIn('ximena');
  await ximena.post(`${at(replaced?.id)}/corregir`, {
    nombre: 'Rosa Hernández Ruiz',
    motivo: 'Falta un apellido.',
  });
  const lucia = await app.signedIn('lucia');
  await lucia.post(`${at(revoked?.id)}/revocar`, { motivo: 'Se emitió por error.' });
  const [first, second] = await certificatesOf(app, 'rosa');
  if (first === undefined || second === undefined || revoked === undefined)
    throw new Error('The world did not come to its certificates');
  return { replaced: first, current: second, revoked };
}

const certificatesOf = (app: TestApp, personId: string): Promise<Certificate[]> =>
  app.database
    .db('certificates')
    .where('person_id', personId)
    .orderBy('current', 'asc', 'first')
    .select('id', 'code') as Promise<Certificate[]>;

async function study(browser: Browser): Promise<void> {
  await browser.post(`${COURSE}/inscripcion`);
  for (const lesson of LESSONS) await browser.post(`${COURSE}/lecciones/${lesson}/terminada`);
}

/** Starts the final assessment: where it is, and its right answers. */
export async function begin(
  app: TestApp,
  browser: Browser,
): Promise<{ path: string; right: Answers }> {
  const { location: path } = await browser.post(`${COURSE}/evaluaciones/evaluacion-final/intentos`);
  const row = await app.database
    .db('attempts')
    .where('id', path.slice(10))
    .first<{ snapshot: string }>('snapshot');
  const { items } = JSON.parse(row.snapshot) as Snapshot;
  const right = items.map((item): [string, string[]] => [
    `r_${item.id}`,
    drawnOptions(item)
      .filter(({ correct }) => correct)
      .map((option) => option.id),
  ]);
  return { path, right: Object.fromEntries(right) };
}
type Answers = Record<string, string[]>;

async function handIn(app: TestApp, browser: Browser, how: { right: boolean }): Promise<void> {
  const { path, right } = await begin(app, browser);
  await browser.post(`${path}/entrega`, {
    clave: 'k',
    confirmar: '1',
    ...(how.right ? right : Object.fromEntries(Object.entries(right).slice(0, 2))),
  });
}

async function answerOne(app: TestApp, browser: Browser): Promise<void> {
  const { path, right } = await begin(app, browser);
  await browser.post(`${path}/respuestas`, {
    clave: 'k',
    ...Object.fromEntries(Object.entries(right).slice(0, 1)),
  });
}
