import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { addAll, figuresOf, readTable } from '../../support/roster-files.ts';

describe('networks that a table names', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  const table = [
    'Red,Municipio,Nombre',
    'Red Flor de Maguey,20067,Ana Luis',
    'red flor de maguey,20067,Berta Luis',
    'Red Tierra Viva,15033,',
    'MUCPAZ-15033-99,15033,Celia Luis',
  ].join('\n');

  it('are registered at once by whoever runs institutions, and then hold their people', async () => {
    const ada = await app.signedIn('ada');
    const path = await readTable(ada, table);
    const page = await ada.get(path);
    expect(figuresOf(page)).to.include({ 'Personas nuevas': 0, 'Filas con errores': 4 });
    expect(page.text).to.include('2 redes que no están registradas');
    const after = await ada.postAndFollow(`${path}/redes`);
    expect(figuresOf(after)).to.deep.equal({
      'Personas nuevas': 2,
      'Filas sin cambios': 1,
      'Filas con errores': 1,
    });
    await addAll(app, ada, path);
    const { db } = app.database;
    const networks: unknown = await db('networks').orderBy('code').select('code', 'name', 'status');
    expect(networks).to.deep.equal([
      { code: 'MUCPAZ-15033-01', name: 'Red Mujeres de Ecatepec', status: 'activa' },
      { code: 'MUCPAZ-15033-02', name: 'Red Tierra Viva', status: 'formación' },
      { code: 'MUCPAZ-20067-01', name: 'Red Flor de Maguey', status: 'formación' },
    ]);
    const members: unknown = await db('people as p')
      .join('networks as n', 'n.id', 'p.network_id')
      .where('n.code', 'MUCPAZ-20067-01')
      .orderBy('p.username')
      .pluck('p.display_name');
    expect(members).to.deep.equal(['Ana Luis', 'Berta Luis']);
  });

  it('are mistakes for everybody else', async () => {
    const irene = await app.signedIn('irene');
    const path = await readTable(irene, table.replaceAll('Maguey', 'Mayo'));
    expect((await irene.get(path)).text).to.not.include('no están registradas');
    expect((await irene.post(`${path}/redes`)).status).to.equal(404);
  });
});
