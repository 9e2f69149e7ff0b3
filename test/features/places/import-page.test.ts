import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';

const PATH = '/administrar/municipios';

/** The list of INEGI as whoever runs the platform brings it, in the browser. */
describe('the list of municipalities, in the browser', function () {
  this.timeout(60_000);
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const send = (bytes: Buffer | string, name = 'AGEEML.csv'): Promise<Page> => {
    const form = new FormData();
    form.set('archivo', new File([new Uint8Array(Buffer.from(bytes))], name));
    return ada.send('POST', PATH, form, { 'sec-fetch-site': 'same-origin' });
  };
  const known = async (): Promise<Map<string, string>> => {
    const rows: { cvegeo: string; name: string }[] = await app.database
      .db('municipalities')
      .select('cvegeo', 'name');
    return new Map(rows.map(({ cvegeo, name }) => [cvegeo, name]));
  };
  /** The list as it is, with some of it changed; null leaves a municipality out. */
  const listWith = async (changes: Record<string, string | null>): Promise<Buffer> => {
    const all = { ...Object.fromEntries(await known()), ...changes };
    const lines = Object.entries(all).flatMap(([cvegeo, name]) =>
      name === null ? [] : [`${cvegeo.slice(0, 2)},${cvegeo.slice(2)},"${name}"`],
    );
    return Buffer.from(['CVE_ENT,CVE_MUN,NOM_MUN', ...lines].join('\r\n'), 'latin1');
  };
  const figuresOf = (page: Page): Record<string, number> => {
    const values = [...page.document.querySelectorAll('dl.facts dd')];
    return Object.fromEntries(
      [...page.document.querySelectorAll('dl.facts dt')].map((term, at) => [
        term.textContent ?? '',
        Number(values[at]?.textContent),
      ]),
    );
  };

  it('is reached from institutions, by whoever runs them and nobody else', async () => {
    const page = await ada.get('/administrar/instituciones');
    expect(page.document.querySelector(`a[href="${PATH}"]`)).to.not.equal(null);
    for (const name of ['irene', 'lucia', 'marco', 'rosa'] as const)
      expect((await (await app.signedIn(name)).get(PATH)).status, name).to.equal(404);
  });

  it('says what would change, and changes nothing yet', async () => {
    const before = await known();
    const { location, status } = await send(
      await listWith({ '20999': 'Recién Creado', '23008': 'Nuevo Nombre', '15033': null }),
    );
    expect(status).to.equal(303);
    const page = await ada.get(location);
    expect(figuresOf(page)).to.include({ Nuevos: 1, 'Con otro nombre': 1, 'Ya no están': 1 });
    for (const said of [
      '20999 Recién Creado',
      `23008 ${before.get('23008') ?? ''} será Nuevo Nombre`,
      '15033 Ecatepec de Morelos: hay registros en él, y se conservan',
    ])
      expect(page.text).to.include(said);
    expect(page.text).to.not.include('Faltan muchos municipios');
    expect(await known()).to.deep.equal(before);
    await ada.post(`${location}/descarte`);
    expect((await ada.get(location)).status).to.equal(404);
    expect(await app.database.db('place_imports')).to.deep.equal([]);
  });

  it('is taken over once, by name in the log, with the names of before kept', async () => {
    const before = await known();
    const { location } = await send(await listWith({ '20999': 'Recién Creado', '23008': 'Otro' }));
    const taken = await ada.postAndFollow(location);
    expect(taken.text).to.include('La lista de municipios se tomó');
    expect((await ada.post(location)).status).to.equal(303);
    expect((await known()).get('20999')).to.equal('Recién Creado');
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'places.imported', actor_id: 'ada' });
    expect(event?.details).to.deep.equal({ added: 1, renamed: 1, gone: 0 });
    expect(await app.database.db('municipality_names').pluck('name')).to.deep.equal([
      before.get('23008'),
    ]);
    expect((await ada.get(PATH)).text).to.include('nuevos 1, renombrados 1, ya no están 0');
    await expectSound(app);
  });

  it('warns when so many are missing that the file is perhaps cut', async () => {
    const gone = [...(await known()).keys()].filter((key) => key.startsWith('20')).slice(0, 40);
    const { location } = await send(
      await listWith(Object.fromEntries(gone.map((key) => [key, null]))),
    );
    expect((await ada.get(location)).text).to.include('Faltan muchos municipios');
    await ada.post(`${location}/descarte`);
  });

  it('refuses in words what is not INEGI’s list, beside the field', async () => {
    const head = 'CVE_ENT,CVE_MUN,NOM_MUN\n01,001,Aguascalientes\n';
    for (const [bytes, said, line] of [
      ['nombre,clave\na,b\n', 'No tiene las columnas', null],
      [`${head}40,001,X\n`, 'Tiene una clave que no es de municipio', 3],
      [`${head}01,001,Otro\n`, 'Da dos nombres al mismo municipio', 3],
      [`${head}01,002,${'A'.repeat(5000)}\n`, 'más de 120 letras', 3],
      [`${head}01,002,Pabe\u0007llón\n`, 'signos que no se ven', 3],
      ['CVE_ENT,CVE_MUN,NOM_MUN\n', 'No tiene municipios', null],
      ['"CVE_ENT,CVE_MUN', 'No se puede leer como CSV', null],
      [Buffer.from('PK\u0003\u0004xl'), 'Es un libro de Excel', null],
      [Buffer.from([137, 80, 78, 71, 0, 1, 2, 255]), 'No tiene las columnas', null],
      ['', 'No tiene las columnas', null],
    ] as const) {
      const page = await send(bytes);
      expect(page.status, said).to.equal(422);
      expect(page.document.querySelector('#archivo-error')?.textContent, said).to.include(said);
      if (line !== null) expect(page.text).to.include(`línea ${String(line)} del archivo`);
    }
    const none = await ada.post(PATH);
    expect(none.status).to.equal(422);
    expect(none.text).to.include('Elige');
    expect(await app.database.db('place_imports').whereNull('taken_at')).to.deep.equal([]);
  });

  it('shows names as text, whatever they hold', async () => {
    const { location } = await send(
      'CVE_ENT,CVE_MUN,NOM_MUN\n01,001,"<script>alert(1)</script>"\n',
      '"><img src=x>.csv',
    );
    const page = await ada.get(location);
    expect(page.body).to.not.include('<script>alert').and.not.include('<img src=x>');
    expect(page.text).to.include('<script>alert(1)</script>');
  });

  it('that nobody took over is gone after a day', async () => {
    const { location } = await send(await listWith({}));
    expect((await ada.get(location)).text).to.include('Todo está igual');
    app.clock.advance(25 * 3_600_000);
    ada = await app.signedIn('ada');
    expect((await ada.get(location)).status).to.equal(404);
  });
});
