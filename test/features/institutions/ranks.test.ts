import { expect } from 'chai';
import { rankRepository, ranksOn } from '../../../src/features/institutions/rank-repository.ts';
import { ranksOfScheme, readRankSchemes } from '../../../src/features/institutions/rank-schemes.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';

const pageOf = (id: string): string => `/administrar/instituciones/${id}/grados`;

describe('the ranks of institutions', () => {
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const bandsOn = async (path: string, day: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await ranksOn(app.database.db, path, day)).map(({ name, band }) => [name, band]),
    );
  const idOf = async (name: string): Promise<string> => {
    const [id = ''] = await app.database
      .db('institution_ranks')
      .where({ name })
      .pluck<string[]>('id');
    return id;
  };

  it('begin with none, and with a scheme that counts once somebody takes it, marked and with its source', async () => {
    expect(await bandsOn('/sspc/', '2026-11-26')).to.deep.equal({});
    const page = await ada.get(pageOf('sspc'));
    expect(page.text).to.include('Escala de las policías civiles').and.include('LGSNSP de 2009');
    for (const wrong of [{}, { escala: 'x'.repeat(61) }]) {
      const page = await ada.post(`${pageOf('sspc')}/escala`, wrong);
      expect(page.status).to.equal(422);
      expect(page.document.querySelector('#escala')?.textContent).to.not.equal(undefined);
    }
    const taken = await ada.postAndFollow(`${pageOf('sspc')}/escala`, { escala: 'policia-civil' });
    const [scheme] = readRankSchemes();
    const ranks = ranksOfScheme(scheme!);
    expect(await bandsOn('/sspc/', '2026-11-26')).to.deep.equal(
      Object.fromEntries(ranks.map(({ name, band }) => [name, band])),
    );
    expect(taken.text).to.not.include('Agregar los que faltan');
    expect(taken.document.querySelectorAll('details.disclosure')).to.have.length(ranks.length);
    expect(taken.text).to.include('Comisario General · Mando superior · por verificar');
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'institutions.ranks-added', actor_id: 'ada' });
    expect(event?.details).to.include({ count: ranks.length });
    await ada.post(`${pageOf('sspc')}/escala`, { escala: 'policia-civil' });
    expect(await app.database.db('institution_ranks')).to.have.length(ranks.length);
  });

  it('come in once, however many add them at once', async () => {
    const { db } = app.database;
    const before = await db('institution_ranks').pluck('id');
    const own = { grado: 'Vigía', nivel: 'operativo', fuente: 'Reglamento de prueba' };
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => ada.post(pageOf('ssp-11'), own)),
    );
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422, 422, 422]);
    await db('institution_ranks').where('institution_id', 'ssp-11').delete();
    const taken = await Promise.all(
      Array.from({ length: 4 }, () =>
        ada.post(`${pageOf('ssp-11')}/escala`, { escala: 'policia-civil' }),
      ),
    );
    for (const { status } of taken) expect(status).to.equal(303);
    const names = await db('institution_ranks').where('institution_id', 'ssp-11').pluck('name');
    expect(new Set(names).size).to.equal(names.length).and.be.greaterThan(0);
    await db('institution_ranks').whereNotIn('id', before).delete();
  });

  it('are inherited by what stands below, which may give one of them another band', async () => {
    const own = { grado: 'oficial', nivel: 'operativo', fuente: 'Reglamento de prueba' };
    expect((await ada.post(pageOf('sesnsp'), own)).status).to.equal(303);
    const below = await bandsOn('/sspc/sesnsp/', '2026-11-26');
    expect(below).to.include({ oficial: 'operativo', Suboficial: 'oficial' });
    expect(below).to.not.have.property('Oficial');
    expect(await bandsOn('/sspc/', '2026-11-26')).to.include({ Oficial: 'oficial' });
    const page = await ada.get(pageOf('sesnsp'));
    expect(page.text).to.include('Grados que hereda').and.include('Secretaría de Seguridad');
  });

  it('are dated: one ends and another of its name begins, and no two share a day', async () => {
    const form = { grado: 'Subinspector', nivel: 'oficial' };
    const path = `${pageOf('sspc')}/${await idOf('Subinspector')}`;
    const again = await ada.post(pageOf('sspc'), { ...form, nivel: 'mando-medio' });
    expect(again.status).to.equal(422);
    expect(again.document.querySelector('#grado-error')?.textContent).to.include('Ya hay uno');
    const ended = await ada.post(path, { ...form, hasta: '2026-06-30' });
    expect(ended.status, ended.text).to.equal(303);
    const next = { ...form, nivel: 'mando-medio', desde: '2026-07-01' };
    expect((await ada.post(pageOf('sspc'), next)).status).to.equal(303);
    expect(await bandsOn('/sspc/', '2026-06-30')).to.include({ Subinspector: 'oficial' });
    expect(await bandsOn('/sspc/', '2026-07-01')).to.include({ Subinspector: 'mando-medio' });
    const crossed = await ada.post(path, { ...form, hasta: '2026-07-02' });
    expect(crossed.status).to.equal(422);
    const rankId = path.split('/').at(-1) ?? '';
    expect(crossed.document.querySelector(`#errores a[href="#grado-${rankId}"]`)).to.not.equal(
      null,
    );
    expect(crossed.document.querySelector(`details[open] #grado-${rankId}`)).to.not.equal(null);
    const backwards = { ...form, desde: '2026-05-02', hasta: '2026-05-01' };
    expect((await ada.post(path, backwards)).text).to.include('no puede ser anterior');
  });

  it('are corrected in place, and removed where they never were', async () => {
    const path = `${pageOf('sspc')}/${await idOf('Comisario Jefe')}`;
    const form = { grado: 'Comisaria o Comisario Jefe', nivel: 'mando-superior' };
    expect((await ada.post(path, form)).status).to.equal(303);
    const [now] = await rankRepository(app.database.db)
      .of(['sspc'])
      .then((all) => all.filter(({ name }) => name === form.grado));
    expect(now).to.include({ isUnverified: false, source: null });
    await ada.post(`${path}/quitar`);
    expect(await bandsOn('/sspc/', '2026-11-26')).to.not.have.property(form.grado);
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('institutions.rank-removed');
  });

  it('take no band of another side, no rank of another institution, and are none of the community', async () => {
    const wrong = await ada.post(pageOf('sspc'), { grado: 'Mayor', nivel: 'jefes' });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#nivel-error')).to.not.equal(null);
    const forces = await ada.post(pageOf('sedena'), { grado: 'Mayor', nivel: 'jefes' });
    expect(forces.status).to.equal(303);
    const foreign = `${pageOf('sspc')}/${await idOf('Mayor')}`;
    for (const path of [foreign, `${foreign}/quitar`, `${pageOf('sspc')}/nada`])
      expect((await ada.post(path, { grado: 'Mayor', nivel: 'oficial' })).status).to.equal(404);
    expect((await ada.get(pageOf('semujeres'))).status).to.equal(404);
    expect((await ada.get('/administrar/instituciones/semujeres')).text).to.not.include(
      'sus grados',
    );
    expect((await ada.get('/administrar/instituciones/sedena')).text).to.include('Ver sus grados');
    expect(
      (await ada.post(`${pageOf('sedena')}/escala`, { escala: 'policia-civil' })).status,
    ).to.equal(404);
  });
});
