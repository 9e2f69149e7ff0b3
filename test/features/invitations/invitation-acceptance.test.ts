import { expect } from 'chai';
import { addCohort, addInstitution, addNetwork } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

describe('accepting an invitation with the account that one has', () => {
  let app: TestApp;
  let courseId: string;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ({ courseId } = await publishCourse(app.services));
    const { db } = app.database;
    await addNetwork(db, {
      id: 'red-oax',
      code: 'MUCPAZ-20067-01',
      name: 'Red de Oaxaca',
      cvegeo: '20067',
    });
    await addInstitution(db, {
      id: 'imm-20067',
      name: 'Instancia municipal de Oaxaca',
      type: 'women',
      level: 'municipal',
      side: 'community',
      parentId: 'imef-20',
      stateCode: '20',
      cvegeo: '20067',
    });
    await addCohort(db, {
      id: 'grupo',
      name: 'Grupo de marzo',
      courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: app.clock(),
    });
    await addPeople(
      app,
      { id: 'nadia', displayName: 'Nadia Luna', cvegeo: '20067' },
      { id: 'perla', displayName: 'Perla Ríos', cvegeo: '15033', networkId: 'mucpaz-15033-01' },
      { id: 'alba', displayName: 'Alba Neri', cvegeo: '20067' },
    );
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const invite = async (wish: Record<string, string>): Promise<string> => {
    const { location } = await ada.post('/administrar/invitaciones', {
      etiqueta: 'Taller',
      para: 'red:red-oax',
      tipo: 'enlace',
      usos: '9',
      ...wish,
    });
    const link = (await ada.get(location)).document.querySelector('#direccion');
    return link?.getAttribute('value')?.replace(/^.*(\/invitacion\/)/, '$1') ?? '';
  };
  const look = async (browser: Browser, address: string): Promise<Page> =>
    browser.get((await browser.get(address)).location);
  const accept = (browser: Browser, address: string): Promise<Page> =>
    browser.post(`${address}/aceptacion`);
  const usesLeft = async (): Promise<unknown> =>
    (
      (await app.database.db('invitations').orderBy('created_at').pluck('uses_left')) as unknown[]
    ).reduce((sum, left) => Number(sum) + Number(left), 0);
  const belongings = async (id: string) => {
    const { db } = app.database;
    const person = await db('people')
      .select('network_id', 'institution_id', 'side')
      .where('id', id)
      .first<Record<string, unknown>>();
    const networks: unknown[] = await db('memberships')
      .where('person_id', id)
      .whereNull('to_on')
      .whereNotNull('network_id')
      .orderBy('network_id')
      .pluck('network_id');
    return { ...person, networks };
  };

  it('tells first what will happen, and looking changes nothing', async () => {
    const address = await invite({ curso: courseId });
    const nadia = await signedInAs(app, 'nadia');
    const before = [await belongings('nadia'), await usesLeft()];
    const page = await look(nadia, address);
    expect(page.text)
      .to.contain('Entraste como Nadia Luna')
      .and.contain('Tu red será Red de Oaxaca. Quien la coordina verá tu nombre')
      .and.contain('Te inscribes en el curso Acuerdos en la plaza');
    expect([await belongings('nadia'), await usesLeft()]).to.deep.equal(before);

    expect((await accept(nadia, address)).location).to.equal('/mi-aprendizaje');
    expect(await belongings('nadia')).to.deep.equal({
      network_id: 'red-oax',
      institution_id: null,
      side: 'community',
      networks: ['red-oax'],
    });
    expect(await app.database.db('enrolments').where('person_id', 'nadia').first()).to.include({
      course_id: courseId,
      network_id: 'red-oax',
      status: 'active',
    });
    expect(await lastEvents(app)).to.have.nested.property('[0].action', 'invitation.accepted');
  });

  it('takes no second use of somebody who has all of it', async () => {
    const address = await invite({ curso: courseId });
    const nadia = await signedInAs(app, 'nadia');
    await accept(nadia, address);
    const before = await usesLeft();
    expect((await look(nadia, address)).text).to.contain('ya tiene todo lo que da');
    expect((await accept(nadia, address)).status).to.equal(303);
    expect(await usesLeft()).to.equal(before);
  });

  it('notes a second network and leaves her counted where she was', async () => {
    const address = await invite({});
    const perla = await signedInAs(app, 'perla');
    expect((await look(perla, address)).text).to.contain(
      'Tu red sigue siendo Red Mujeres de Ecatepec',
    );
    const before = await usesLeft();
    const both = await Promise.all([accept(perla, address), accept(perla, address)]);
    expect(both.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await belongings('perla')).to.deep.equal({
      network_id: 'mucpaz-15033-01',
      institution_id: null,
      side: 'community',
      networks: ['mucpaz-15033-01', 'red-oax'],
    });
    expect(await usesLeft()).to.equal(Number(before) - 1);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/administrar/personas')).text).to.contain('Perla Ríos');
  });

  it('gives a first institution, and never another one', async () => {
    const first = await invite({ para: 'institucion:imm-20067' });
    const alba = await signedInAs(app, 'alba');
    expect((await look(alba, first)).text).to.contain(
      'Tu institución será Instancia municipal de Oaxaca',
    );
    await accept(alba, first);
    expect(await belongings('alba')).to.include({ institution_id: 'imm-20067' });
    const second = await invite({ para: 'institucion:semujeres' });
    expect((await look(alba, second)).text).to.contain(
      'Tu institución sigue siendo Instancia municipal de Oaxaca',
    );
    await accept(alba, second);
    expect(await belongings('alba')).to.include({ institution_id: 'imm-20067' });
  });

  it('brings into a cohort without making its institution hers, and keeps what was done', async () => {
    const alba = await signedInAs(app, 'alba');
    await app.database.db('people').where('id', 'alba').update({ institution_id: null });
    await alba.post('/cursos/curso-breve/inscripcion');
    const address = await invite({ para: 'grupo:grupo' });
    expect((await look(alba, address)).text).to.contain(
      'Entras al grupo Grupo de marzo del curso Acuerdos en la plaza y conservas',
    );
    await accept(alba, address);
    expect(await belongings('alba')).to.include({ institution_id: null });
    const rows: unknown[] = await app.database.db('enrolments').where('person_id', 'alba');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ cohort_id: 'grupo', status: 'active' });
    expect((await look(alba, address)).text).to.contain('ya tiene todo lo que da');
  });

  it('does not cross the wall', async () => {
    const address = await invite({ curso: courseId });
    const before = await usesLeft();
    for (const name of ['tomas', 'elena'] as const) {
      const browser = await app.signedIn(name);
      const page = await look(browser, address);
      expect(page.text, name).to.contain('no se puede usar con tu cuenta');
      expect(page.document.querySelector('form[action$="/aceptacion"]'), name).to.equal(null);
      expect((await accept(browser, address)).status, name).to.equal(404);
      expect(await belongings(name), name).to.include({ network_id: null });
    }
    expect(await usesLeft()).to.equal(before);
  });

  it('answers a closed one as it answers nobody, and asks a visitor to sign in', async () => {
    const address = await invite({ usos: '1' });
    const alba = await signedInAs(app, 'alba');
    expect((await accept(alba, address)).status).to.equal(303);
    const perla = await signedInAs(app, 'perla');
    expect((await perla.get(`${address}/aceptacion`)).status).to.equal(404);
    expect((await accept(perla, address)).status).to.equal(404);
    expect((await accept(perla, '/invitacion/..%2f')).status).to.equal(404);

    const open = await invite({});
    const visitor = app.browser();
    const link = (await visitor.get(open)).document.querySelector('main a[href^="/entrar?sigue="]');
    expect(link?.getAttribute('href')).to.equal(
      `/entrar?sigue=${encodeURIComponent(`${open}/aceptacion`)}`,
    );
    expect((await visitor.get(`${open}/aceptacion`)).location).to.equal(link?.getAttribute('href'));
    expect((await accept(visitor, open)).status).to.equal(403);
  });
});
