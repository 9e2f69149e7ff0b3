import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople, lastEvents } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';

const TABLE = '/administrar/instituciones/tabla';
/** As they are copied from a spreadsheet; names of an exercise, since nothing of the real ones is verified. */
const REGIONS = [
  'Nombre\tSiglas\tTipo\tDentro de\tDesde',
  'Región militar de ejercicio A\tRM A\tRegión militar\tDefensa\t01/02/2020',
  'Región militar de ejercicio B\tRM B\tmilitary-region\tsedena\t2020-02-01',
  'Unidad de ejercicio 1\tUE 1\tFuerzas armadas\tRM A\t',
  'Unidad de ejercicio 2\tUE 2\t\tRegión militar de ejercicio B\t',
].join('\n');

describe('regions of the forces', function () {
  this.timeout(30_000);
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const idOf = async (shortName: string): Promise<string> => {
    const [id = ''] = await app.database
      .db('institutions')
      .where('short_name', shortName)
      .pluck<string[]>('id');
    return id;
  };
  const count = async (): Promise<number> => (await app.database.db('institutions')).length;
  const undo = async (): Promise<Page> => {
    const page = await ada.get(TABLE);
    const action = page.document.querySelector('form[action$="/deshacer"]')?.getAttribute('action');
    return ada.postAndFollow(action ?? '', {});
  };

  it('are shown before anything is kept, and told row by row what is wrong', async () => {
    const before = await count();
    const page = await ada.post(TABLE, { tabla: REGIONS });
    expect(page.status, page.text).to.equal(200);
    expect(page.text)
      .to.include('Entrarían 4 instituciones')
      .and.include('dentro de Región militar de ejercicio A');
    expect(await count()).to.equal(before);
    const wrong = await ada.post(TABLE, {
      paso: 'agregar',
      tabla: [
        'nombre,dentro de,tipo,desde',
        'Bien,SSPC,,',
        'X,SSPC,,',
        'Sin lugar,Nadie,,',
        'Otro tipo,SSPC,galaxia,',
        'Otro día,SSPC,,31/02/2026',
        'bien,SSPC,,',
        'Secretariado Ejecutivo del Sistema Nacional de Seguridad Pública,SSPC,,',
      ].join('\n'),
    });
    expect(wrong.status).to.equal(422);
    const lines = [...wrong.document.querySelectorAll('#tabla-lineas li')].map(
      ({ textContent }) => (textContent ?? '').trim().split(':')[0],
    );
    expect(lines).to.deep.equal([3, 4, 5, 6, 7, 8].map((row) => `Renglón ${String(row)}`));
    expect(wrong.document.querySelector('textarea')?.textContent).to.include('galaxia');
    expect(await count()).to.equal(before);
    expect((await ada.post(TABLE, { tabla: 'a,b\n1,2' })).text).to.include('debe nombrar');
    expect((await ada.post(TABLE, { tabla: '' })).status).to.equal(422);
  });

  it('come in with units below them, on the side of what they stand in, and are taken back whole', async () => {
    const before = await count();
    await ada.post(TABLE, { tabla: REGIONS, paso: 'agregar' });
    expect(await count()).to.equal(before + 4);
    const [region, unit] = [await idOf('RM B'), await idOf('UE 2')];
    const rows = (await app.database.db('institutions').whereIn('id', [region, unit])) as Record<
      string,
      unknown
    >[];
    expect(rows.find(({ id }) => id === unit)).to.include({
      path: `/sedena/${region}/${unit}/`,
      parent_id: region,
      side: 'military',
      level: 'federal',
      type: 'armed-forces',
    });
    expect(rows.find(({ id }) => id === region)).to.include({ valid_from: '2020-02-01' });
    expect((await ada.get(`/administrar/instituciones/${region}`)).text).to.include(
      'Región militar',
    );
    await expectSound(app);
    expect((await undo()).text).to.include('La tabla se deshizo');
    expect(await count()).to.equal(before);
    const events = await lastEvents(app, 10);
    expect(events.map(({ action }) => action)).to.include.members([
      'institutions.table-added',
      'institutions.table-undone',
    ]);
  });

  it('are what figures roll up by; a unit that moves to another one rewrites nothing', async () => {
    const { db } = app.database;
    await ada.post(TABLE, { tabla: REGIONS, paso: 'agregar' });
    const [regionA, regionB, unit1] = [await idOf('RM A'), await idOf('RM B'), await idOf('UE 1')];
    const [version] = await app.services.versions.allCurrent();
    const enrol = async (...ids: string[]): Promise<void> => {
      await addPeople(
        app,
        ...ids.map((id) => ({
          id,
          displayName: `Elemento ${id}`,
          side: 'military' as const,
          cvegeo: '15035',
          institutionId: unit1,
        })),
      );
      for (const personId of ids)
        await db.transaction((trx) =>
          app.services.enrolment.enrolPerson(trx, { personId, version: version!, cohortId: null }),
        );
    };
    const marco = await app.signedIn('marco');
    /** Enrolments of a region with everything below it. */
    const totalOf = async (region: string): Promise<string> => {
      const page = await marco.get(`/administrar/avance?por=institucion&institucion=${region}`);
      const row = [...page.document.querySelectorAll('tr')].find(
        (one) => one.querySelector('th')?.textContent?.trim() === 'Total',
      );
      return row?.querySelector('td')?.textContent?.trim() ?? '0';
    };
    const byRegion = async (): Promise<string[]> => [
      await totalOf(regionA),
      await totalOf(regionB),
    ];
    await enrol('e1', 'e2', 'e3');
    expect(await byRegion()).to.deep.equal(['3', '0']);

    const kept = await db('enrolments').orderBy('id');
    const moved = await ada.post(`/administrar/instituciones/${unit1}/traslado`, {
      bajo: regionB,
      traslado: '2026-11-23',
    });
    expect(moved.status, moved.text).to.equal(303);
    expect(await db('enrolments').orderBy('id')).to.deep.equal(kept);
    expect(await byRegion()).to.deep.equal(['3', '0']);
    await enrol('e4', 'e5');
    expect(await byRegion()).to.deep.equal(['3', '2']);
    await expectSound(app);

    const before = await count();
    const refused = await undo();
    expect(refused.text).to.include('No se puede deshacer');
    expect(await count(), 'all of them stay').to.equal(before);
    expect((await ada.get(TABLE)).text).to.not.include('La tabla se deshizo');
  });
});
