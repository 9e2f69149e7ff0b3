import { expect } from 'chai';
import { contentsOf } from '../../../src/features/privacy/package-contents.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { lastEvents } from '../../support/people.ts';

const TOMAS = '/administrar/personas/tomas';

describe('the band of command of a person', () => {
  let app: TestApp;
  let lucia: Browser;
  before(async () => {
    app = await startApp();
    lucia = await app.signedIn('lucia');
    const ada = await app.signedIn('ada');
    const ranks = '/administrar/instituciones/pm-11020/grados';
    await ada.post(`${ranks}/escala`, { escala: 'policia-civil' });
    const version = await publishCourse(app.services);
    await app.database.db.transaction((trx) =>
      app.services.enrolment.enrolPerson(trx, { personId: 'tomas', version, cohortId: null }),
    );
  });
  after(() => app.stop());

  const kept = async (): Promise<{ person: unknown; enrolments: unknown }> => ({
    person: (await app.database.db('people').where('id', 'tomas').pluck('rank_band'))[0],
    enrolments: await app.database.db('enrolments').where('person_id', 'tomas').pluck('rank_band'),
  });
  const choiceOf = async (label: string): Promise<string> => {
    const page = await lucia.get(TOMAS);
    const option = [...page.document.querySelectorAll('#grado option')].find(
      ({ textContent }) => textContent?.trim() === label,
    );
    return option?.getAttribute('value') ?? label;
  };

  it('is on her page, and a rank of her institution stands for one; what she has studied stays', async () => {
    expect((await lucia.get(TOMAS)).text)
      .to.include('Nivel de mando')
      .and.include('Operativo');
    const grado = await choiceOf('Inspector: Mando medio');
    const form = { grado, motivo_grado: 'changed' };
    const page = await lucia.postAndFollow(`${TOMAS}/grado`, form);
    expect(page.text).to.include('El nivel de mando quedó guardado');
    expect(await kept()).to.deep.equal({ person: 'mando-medio', enrolments: ['operativo'] });
    const [event] = await lastEvents(app, 2).then((all) =>
      all.filter(({ action }) => action === 'people.rank-told'),
    );
    expect(event?.details).to.deep.equal({ reason: 'people.rankWhy.changed', count: 0 });
  });

  it('that was a mistake is put right where it was copied', async () => {
    await app.database.db('people').where('id', 'tomas').update({ rank_band: 'operativo' });
    const form = { grado: 'nivel:oficial', motivo_grado: 'mistaken' };
    expect((await lucia.post(`${TOMAS}/grado`, form)).status).to.equal(303);
    expect(await kept()).to.deep.equal({ person: 'oficial', enrolments: ['oficial'] });
    expect((await lucia.post(`${TOMAS}/grado`, { ...form, grado: '' })).status).to.equal(303);
    expect(await kept()).to.deep.equal({ person: null, enrolments: [null] });
    await lucia.post(`${TOMAS}/grado`, { grado: 'nivel:operativo', motivo_grado: 'mistaken' });
    expect(await kept()).to.deep.equal({ person: 'operativo', enrolments: ['operativo'] });
  });

  it('comes back with what is wrong beside it', async () => {
    for (const grado of ['nivel:tropa', 'grado:nada', 'nivel:'])
      expect(
        (
          await lucia.post(`${TOMAS}/grado`, { grado, motivo_grado: 'changed' })
        ).document.querySelector('#grado-error')?.textContent,
      ).to.include('ya no está en la lista');
    const page = await lucia.post(`${TOMAS}/grado`, { grado: 'nivel:oficial' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#motivo_grado-error')).to.not.equal(null);
    expect(page.document.querySelector('#grado option[selected]')?.getAttribute('value')).to.equal(
      'nivel:oficial',
    );
    expect((await kept()).person).to.equal('operativo');
  });

  it('leaves the enrolments of whoever opposes figures alone, and is said by nobody of herself', async () => {
    const { db } = app.database;
    const tomas = await app.signedIn('tomas');
    await tomas.post('/cuenta/datos/oposicion', { cifras: '1' });
    await lucia.post(`${TOMAS}/grado`, { grado: 'nivel:oficial', motivo_grado: 'mistaken' });
    expect(await kept()).to.deep.equal({ person: 'oficial', enrolments: [null] });
    const hers = '/administrar/personas/lucia';
    expect((await lucia.get(hers)).document.querySelector('#grado')).to.equal(null);
    await lucia.post(`${hers}/grado`, { grado: 'nivel:oficial', motivo_grado: 'mistaken' });
    expect(await db('people').where('id', 'lucia').pluck('rank_band')).to.deep.equal([null]);
  });

  it('is told to its person, on her page of data and in the copy of them', async () => {
    const elena = await app.signedIn('elena');
    const page = await elena.get('/cuenta/datos');
    expect(page.text).to.include('Nivel de mando').and.include('Oficiales');
    const { db } = app.database;
    const copy = await contentsOf(db, app.services.seal, { personId: 'elena', forOther: false });
    const people = copy.find(({ table }) => table === 'people');
    expect(people?.rows[0]?.[people.columns.indexOf('rank_band')]).to.equal('oficiales');
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/cuenta/datos')).text).to.not.include('Nivel de mando');
  });
});
