import { addGrant } from '../../src/demo/factories.ts';
import { addPeople, signedInAs } from '../support/people.ts';
import type { Browser } from '../support/browser.ts';
import type { Scene, State } from './states.ts';

const INVITATIONS = '/administrar/invitaciones';
const TYPED = { nombre: 'Nely Cruz', sexo: 'mujer', aviso: '1' };

/** The work of a coordinator, of an office, and what an invited person sees. */
export async function* workStates(scene: Scene): AsyncGenerator<State> {
  yield* invitationStates(scene);
  yield* formStates(scene);
  yield* snapshotStates(scene);
  yield* emptyStates(scene);
}

async function* invitationStates({ nobody, as }: Scene): AsyncGenerator<State> {
  const rosa = as('rosa');
  const invite = (tipo: string, usos: string) =>
    rosa.postAndFollow(INVITATIONS, {
      ...{ etiqueta: 'Reunión del jueves', para: 'red:mucpaz-15033-01' },
      ...{ tipo, usos },
    });
  const made = await invite('enlace', '5');
  yield { what: 'invitacion-creada', browser: rosa, answer: made };
  const slips = await invite('hojas', '8');
  yield { what: 'invitacion-hojas', browser: rosa, answer: slips };
  const sheetHref = [...slips.document.querySelectorAll('main a')]
    .map((link) => link.getAttribute('href') ?? '')
    .find((href) => href.endsWith('/hoja'));
  const sheet = sheetHref === undefined ? slips : await rosa.get(sheetHref);
  yield { what: 'invitacion-hoja', browser: rosa, answer: sheet };
  yield { what: 'invitacion-hoja-impresa', browser: rosa, answer: sheet, paper: 'portrait' };
  const blank = await rosa.post(INVITATIONS, { etiqueta: '' });
  yield { what: 'invitacion-nueva-vacia', browser: rosa, answer: blank };

  const [link = ''] = /\/invitacion\/[\w-]{20,}/.exec(made.body) ?? [];
  const invited = nobody();
  yield { what: 'unirme', browser: invited, answer: await invited.get(link) };
  yield { what: 'unirme-vacio', browser: invited, answer: await invited.post(link) };
  const elsewhere = await invited.post(link, { ...TYPED, lugar: 'otro' });
  yield { what: 'unirme-otro-estado', browser: invited, answer: elsewhere };
  const state = await invited.post(link, { ...TYPED, lugar: 'estado', estado: '20' });
  yield { what: 'unirme-otro-municipio', browser: invited, answer: state };
  const password = 'nublado jueves tejido';
  const welcome = await invited.postAndFollow(link, {
    ...{ ...TYPED, password, municipio: '15033' },
  });
  yield { what: 'bienvenida', browser: invited, answer: welcome };
  for (const name of ['irene', 'rosa', 'tomas'] as const) {
    const accepting = await as(name).get(`${link}/aceptacion`);
    yield { what: `invitacion-con-cuenta-${name}`, browser: as(name), answer: accepting };
  }
}

async function* formStates({ as }: Scene): AsyncGenerator<State> {
  const ada = as('ada');
  const lucia = as('lucia');
  const ways: [string, Browser, string][] = [
    ['institucion-vacia', ada, '/administrar/instituciones'],
    ['red-vacia', ada, '/administrar/redes'],
    ['rol-vacio', ada, '/administrar/roles'],
    ['grupo-vacio', lucia, '/administrar/grupos'],
    ['nombre-vacio', as('tomas'), '/cuenta/nombre'],
    ['contrasena-vacia', as('tomas'), '/cuenta/contrasena'],
  ];
  for (const [what, browser, address] of ways) {
    yield { what, browser, answer: await browser.post(address, {}) };
  }
  const renamed = await as('elena').postAndFollow('/cuenta/nombre', { nombre: 'Elena Cruz Ríos' });
  yield { what: 'nombre-guardado', browser: as('elena'), answer: renamed };
  const bad = await lucia.get('/administrar/avance?por=nada');
  yield { what: 'pregunta-que-no-entendemos', browser: lucia, answer: bad };
  const desk = '/administrar/recuperaciones';
  const asked = await as('marco').postAndFollow(desk, { persona: 'elena' });
  yield { what: 'recuperacion-pedida', browser: as('marco'), answer: asked };
  const code = await as('marco').postAndFollow(`${desk}/r-elena/confirmacion`);
  yield { what: 'recuperacion-codigo', browser: as('marco'), answer: code };
}

/** What Irene froze of two quarters that are over, one beside the other. */
async function* snapshotStates({ as }: Scene): AsyncGenerator<State> {
  const irene = as('irene');
  const frozen = [];
  for (const periodo of ['2026-T1', '2026-T2']) {
    const { location } = await irene.post('/administrar/cortes', { marco: 'pna-1325', periodo });
    frozen.push(location.split('/').at(-1) ?? '');
  }
  const [antes = '', despues = ''] = frozen;
  const both = `/administrar/cortes/comparar?antes=${antes}&despues=${despues}`;
  yield { what: 'cortes-varios', browser: irene, answer: await irene.get('/administrar/cortes') };
  yield { what: 'cortes-comparar', browser: irene, answer: await irene.get(both) };
}

/** Whoever has nothing yet: a trainee of today, an office without people. */
async function* emptyStates({ app }: Scene): AsyncGenerator<State> {
  await addPeople(
    app,
    { id: 'nueva', displayName: 'Nueva Persona' },
    { id: 'sola', displayName: 'Sola Aquí', institutionId: 'inmujeres' },
  );
  await addGrant(app.database.db, {
    ...{ id: 'g-sola', personId: 'sola', role: 'institution_admin' },
    ...{ institutionId: 'inmujeres', grantedAt: app.clock() },
  });
  const nueva = await signedInAs(app, 'nueva');
  yield { what: 'nada-mi-aprendizaje', browser: nueva, answer: await nueva.get('/mi-aprendizaje') };
  const sola = await signedInAs(app, 'sola');
  const home = await sola.get('/administrar');
  for (const link of home.document.querySelectorAll('main a')) {
    const address = link.getAttribute('href') ?? '';
    const [, room] = /^\/administrar\/([\w/]+)$/.exec(address) ?? [];
    if (room === undefined) continue;
    yield {
      what: `nada-${room.replaceAll('/', '-')}`,
      browser: sola,
      answer: await sola.get(address),
    };
  }
}
