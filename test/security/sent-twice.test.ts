import { expect } from 'chai';
import type { CastName } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { beginCourse, revisionIn, ximenaTeaches } from '../support/studio.ts';

const AT_ONCE = 12;

/** A form that makes something: the page that shows it, where it is sent, what is typed, and the rows that it makes. */
interface Making {
  who: CastName;
  page: string;
  action: string;
  typed: Record<string, string>;
  other: Record<string, string>;
  rows: () => Promise<number>;
}

describe('a form that is sent many times at once', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
  });
  after(() => app.stop());

  const rowsOf = (table: string) => async (): Promise<number> =>
    (await app.database.db(table).select('id')).length;
  const keyIn = (page: Page): string =>
    page.document.querySelector('[name="clave"]')?.getAttribute('value') ?? '';
  const together = (act: () => Promise<Page>): Promise<Page[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, act));

  const NEW = { siglas: 'X', tipo: 'women', nivel: 'federal', lado: 'community' };
  const FREEZE = { marco: 'pna-1325', estado: '' };
  const MAKING: Record<string, Making> = {
    'makes one institution': {
      who: 'ada',
      page: '/administrar/instituciones/nueva',
      action: '/administrar/instituciones',
      typed: { ...NEW, nombre: 'Casa de la Paz' },
      other: { ...NEW, nombre: 'Casa del Puerto' },
      rows: rowsOf('institutions'),
    },
    'freezes one snapshot': {
      who: 'irene',
      page: '/administrar/cortes',
      action: '/administrar/cortes',
      typed: { ...FREEZE, periodo: '2026-T2' },
      other: { ...FREEZE, periodo: '2026-T3' },
      rows: rowsOf('framework_snapshots'),
    },
    'asks once to put data right': {
      who: 'rosa',
      page: '/cuenta/datos',
      action: '/cuenta/datos/rectificacion',
      typed: { cambio: 'Mi segundo apellido es Pérez' },
      other: { cambio: 'Mi municipio es otro' },
      rows: rowsOf('data_requests'),
    },
    'opens one bank': {
      who: 'ximena',
      page: '/ensenar/bancos/nuevo',
      action: '/ensenar/bancos',
      typed: { nombre: 'Banco de la paz' },
      other: { nombre: 'Banco del puerto' },
      rows: rowsOf('banks'),
    },
  };
  const expectOnce = async (given: Making): Promise<void> => {
    const { page, action, typed, other, rows } = given;
    const visitor = await app.signedIn(given.who);
    const clave = keyIn(await visitor.get(page));
    expect(clave).to.have.length(22);
    const before = await rows();
    const pages = await together(() => visitor.post(action, { ...typed, clave }));
    expect(pages.map(({ status }) => status)).to.deep.equal(pages.map(() => 303));
    expect(new Set(pages.map(({ location }) => location)).size).to.equal(1);
    expect(await rows()).to.equal(before + 1);
    expect((await visitor.post(action, { ...typed, clave })).location).to.equal(pages[0]?.location);
    expect(await rows()).to.equal(before + 1);
    // Somebody who goes back and changes a word means something else.
    expect((await visitor.post(action, { ...other, clave })).status).to.equal(303);
    expect(await rows()).to.equal(before + 2);
  };
  for (const [what, given] of Object.entries(MAKING)) it(what, () => expectOnce(given));

  it('reads questions once', async () => {
    const ximena = await app.signedIn('ximena');
    const { location } = await ximena.post('/ensenar/bancos', { nombre: 'Banco que recibe' });
    const texto = '1. ¿Qué es la paz?\na) Esto\n*b) Lo otro';
    await expectOnce({
      who: 'ximena',
      page: `${location}/importar`,
      action: `${location}/importar`,
      typed: { texto },
      other: { texto: `${texto} más` },
      rows: rowsOf('bank_imports'),
    });
    const page = await ximena.get('/ensenar/bancos');
    const banks = await rowsOf('banks')();
    const send = (): Promise<Page> => {
      const form = new FormData();
      form.set('clave', keyIn(page));
      form.set('archivo', new File(['::Paz::¿Qué es la paz? {=Esto ~Lo otro}'], 'paz.gift'));
      return ximena.send('POST', '/ensenar/bancos/nuevo/archivo', form, {
        'sec-fetch-site': 'same-origin',
      });
    };
    const pages = await together(send);
    // So many wait at most for the one reader of files; the others are told to come back.
    const led = pages.filter(({ status }) => status !== 503).map((one) => one.location);
    expect([...new Set(led)], pages[0]?.text).to.have.length(1);
    expect(await rowsOf('banks')()).to.equal(banks + 1);

    const [first = ''] = led;
    await ximena.post(`${first}/descarte`);
    const again = await send();
    expect((await ximena.get(again.location)).status, 'declined, then sent again').to.equal(200);
  });

  it('adds one lesson, and another of the same name when it is asked for anew', async () => {
    const ximena: Browser = await app.signedIn('ximena');
    const { path } = await beginCourse(ximena);
    const add = async (): Promise<Page[]> => {
      const page = await ximena.get(path);
      const modulo =
        page.document.querySelector('[name="modulo"]')?.getAttribute('value') ?? 'none';
      const form = { titulo: 'Escuchar juntas', modulo, revision: revisionIn(page) };
      return together(() => ximena.post(`${path}/lecciones`, form));
    };
    const [one, other] = [await add(), await add()].map(
      (pages) => new Set(pages.map(({ location }) => location)),
    );
    expect([...(one ?? [])]).to.deep.equal([`${path}/lecciones/escuchar-juntas`]);
    expect([...(other ?? [])]).to.deep.equal([`${path}/lecciones/escuchar-juntas-2`]);
  });
});
