import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { openDatabase } from '../../src/db/connection.ts';
import { codesOn, SECOND_FACTOR, scan } from '../support/authenticator.ts';
import type { Browser } from '../support/browser.ts';
import { asked, SoftwareKey } from '../support/software-key.ts';
import type { Scene, State } from './states.ts';

const WRONG = { username: 'rosa', password: 'no es esta' };

/** Doors: signing in, the second step, and what is refused or missing. */
export async function* accountStates(scene: Scene): AsyncGenerator<State> {
  yield* secondStepStates(scene);
  const { app, nobody, as } = scene;
  const browser = nobody();
  yield { what: 'entrar-mal', browser, answer: await browser.post('/entrar', WRONG) };
  yield { what: 'recuperar-vacio', browser, answer: await browser.post('/recuperar') };
  yield { what: 'registro-abierto', browser, answer: await browser.get('/registro') };
  yield { what: 'registro-vacio', browser, answer: await browser.post('/registro') };
  yield { what: 'error-404', browser, answer: await browser.get('/no-existe') };
  const missing = await as('rosa').get('/administrar/roles');
  yield { what: 'error-404-rosa', browser: as('rosa'), answer: missing };
  const crossSite = { 'sec-fetch-site': 'cross-site' };
  const refused = await browser.post('/entrar', WRONG, crossSite);
  yield { what: 'error-403-otro-sitio', browser, answer: refused };
  const text = { nombre: 'Un nombre', motivo: 'Un texto que nadie quiere perder. '.repeat(8) };
  const ended = await browser.post('/cuenta/nombre', text);
  yield { what: 'error-403-sesion-terminada', browser, answer: ended };
  const other = openDatabase(app.dialect);
  const busy = await other.db.transaction(() =>
    as('rosa').post('/cuenta/nombre', { nombre: 'Rosa Hernández Ruiz' }),
  );
  await other.close();
  yield { what: 'error-503', browser: as('rosa'), answer: busy };
  let tooMany = await browser.post('/entrar', WRONG);
  for (let tries = 0; tooMany.status === 422 && tries < 20; tries += 1)
    tooMany = await browser.post('/entrar', WRONG);
  yield { what: 'error-429', browser, answer: tooMany };
}

async function* secondStepStates({ app, nobody, as }: Scene): AsyncGenerator<State> {
  const elena = as('elena');
  const irene = as('irene');
  yield { what: 'segundo-paso-pedido', browser: irene, answer: await irene.get(SECOND_FACTOR) };
  const begun = await elena.postAndFollow(SECOND_FACTOR);
  const phone = scan(app, begun);
  yield { what: 'segundo-paso-qr', browser: elena, answer: begun };
  const wrong = await elena.post(`${SECOND_FACTOR}/alta`, { codigo: '12 34 56' });
  yield { what: 'segundo-paso-mal', browser: elena, answer: wrong };
  const codes = await elena.postAndFollow(`${SECOND_FACTOR}/alta`, { codigo: phone.code() });
  yield { what: 'segundo-paso-respaldo', browser: elena, answer: codes };
  yield { what: 'segundo-paso-puesto', browser: elena, answer: await elena.get(SECOND_FACTOR) };
  for (const act of ['codigos', 'quitar'])
    yield {
      ...{ what: `segundo-paso-${act}`, browser: elena },
      answer: await elena.get(`${SECOND_FACTOR}/${act}`),
    };
  yield* passkeyStates(app.services.baseUrl, elena, codesOn(codes)[0] ?? '');
  const half = nobody();
  await half.post('/entrar', { username: 'elena', password: CAST_PASSWORD });
  const code = '/entrar/codigo';
  yield { what: 'entrar-codigo', browser: half, answer: await half.get(code) };
  const paper = await half.get(`${code}?respaldo=1`);
  yield { what: 'entrar-codigo-respaldo', browser: half, answer: paper };
  const unsigned = await half.post(`${code}/llave`, { respuesta: '' });
  yield { what: 'entrar-codigo-llave-mal', browser: half, answer: unsigned };
  yield { what: 'entrar-codigo-vacio', browser: half, answer: await half.post(code) };
}

async function* passkeyStates(
  origin: string,
  elena: Browser,
  codigo: string,
): AsyncGenerator<State> {
  const fresh = `${SECOND_FACTOR}/llaves/nueva`;
  yield { what: 'llave-nueva', browser: elena, answer: await elena.get(fresh) };
  const noName = await elena.post(fresh, { nombre: '', codigo: '000000' });
  yield { what: 'llave-nueva-mal', browser: elena, answer: noName };
  const named = { nombre: 'Mi teléfono', codigo };
  const making = await elena.postAndFollow(fresh, named);
  yield { what: 'llave-crear', browser: elena, answer: making };
  const respuesta = new SoftwareKey().made(asked(making), origin);
  const added = await elena.postAndFollow(`${SECOND_FACTOR}/llaves/crear`, { respuesta });
  yield { what: 'segundo-paso-llave', browser: elena, answer: added };
  const link = added.document.querySelector('a[href*="llaves/quitar"]')?.getAttribute('href');
  yield { what: 'llave-quitar', browser: elena, answer: await elena.get(link ?? '') };
}
