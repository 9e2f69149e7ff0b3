import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { CastName } from '../../../src/demo/cast.ts';
import { publishCourse } from '../../support/course.ts';
import { publishLike, setPaths } from '../../support/learning.ts';

const BREVE = '/cursos/curso-breve';

describe('enrolling', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
  });
  afterEach(() => app.stop());

  const rowsOf = async (person: CastName): Promise<Record<string, unknown>[]> =>
    app.services.database.db('enrolments').where('person_id', person);

  it('keeps who the person was that day, whatever becomes of her', async () => {
    const tomas = await app.signedIn('tomas');
    const answer = await tomas.post(`${BREVE}/inscripcion`);
    expect(answer.status).to.equal(303);
    expect(answer.location).to.equal(BREVE);
    await app.services.database.db('people').where('id', 'tomas').update({
      institution_id: 'sesnsp',
      cvegeo: '09015',
      state_code: '09',
      rank_band: 'mando-medio',
    });
    const [row] = await rowsOf('tomas');
    expect(row).to.include({
      status: 'active',
      cycle: 1,
      enrolled_on: '2026-11-23',
      institution_id: 'pm-11020',
      institution_path: '/pm-11020/',
      network_id: null,
      cvegeo: '11020',
      state_code: '11',
      sex: 'hombre',
      side: 'police',
      rank_band: 'operativo',
    });
  });

  it('is harmless to repeat, also at the same moment', async () => {
    const rosa = await app.signedIn('rosa');
    const answers = await Promise.all([1, 2, 3, 4].map(() => rosa.post(`${BREVE}/inscripcion`)));
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303]);
    expect(await rowsOf('rosa')).to.have.length(1);
  });

  it('stays completed when its person leaves while it is completed', async () => {
    const { db } = app.database;
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${BREVE}/inscripcion`);
    const completing = await db.transaction();
    const at = app.clock().toISOString();
    await completing('enrolments')
      .where({ person_id: 'rosa' })
      .update({ status: 'completed', completed_at: at, completed_on: at.slice(0, 10) });
    const leaving = rosa.post(`${BREVE}/baja`);
    await new Promise((done) => setTimeout(done, 300));
    await completing.commit();
    expect((await leaving).status).to.be.oneOf([303, 409]);
    const [enrolment] = await rowsOf('rosa');
    expect(enrolment).to.include({ status: 'completed', withdrawn_at: null });
  });

  it('is for people who have signed in, in courses that exist', async () => {
    expect((await app.browser().post(`${BREVE}/inscripcion`)).status).to.equal(403);
    const rosa = await app.signedIn('rosa');
    for (const slug of ['no-hay', 'Curso-Breve', '%00', 'a'.repeat(300)]) {
      for (const action of ['inscripcion', 'baja']) {
        expect((await rosa.post(`/cursos/${slug}/${action}`)).status, slug).to.equal(404);
      }
      expect((await rosa.get(`/cursos/${slug}`)).status, slug).to.equal(404);
      expect((await rosa.get(`/cursos/${slug}/baja`)).status, slug).to.equal(404);
    }
  });

  it('keeps the version of that day after a new one is published, and the page says so', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${BREVE}/inscripcion`);
    const first = await app.services.versions.currentOf('curso-breve');
    const [lesson] = first?.document.lessons ?? [];
    if (lesson === undefined) throw new Error('curso-breve has lessons');
    const second = await publishLike(app, {
      title: { es: 'Acuerdos, segunda vuelta', en: 'Agreements, second round' },
      lessons: [{ ...lesson, title: { es: 'Otra plaza', en: 'Another plaza' } }],
      modules: [{ id: 'm1', title: { es: 'Uno', en: 'One' }, lessons: [lesson.id] }],
    });
    expect(second.number).to.equal(2);

    const hers = await rosa.get(BREVE);
    expect(hers.document.querySelector('h1')?.textContent).to.equal('Acuerdos en la plaza');
    expect(hers.text).to.include('Hay una versión más reciente').and.include('Versión 1,');
    expect((await rosa.get(`${BREVE}/lecciones/la-plaza`)).text).to.include(
      'La plaza es de todas las personas',
    );
    expect((await rosa.get(`${BREVE}/lecciones/pedir-ayuda`)).status).to.equal(200);

    const tomas = await app.signedIn('tomas');
    await tomas.post(`${BREVE}/inscripcion`);
    const his = await tomas.get(BREVE);
    expect(his.text)
      .to.include('Acuerdos, segunda vuelta')
      .and.not.include('Hay una versión más reciente');
    expect((await tomas.get(`${BREVE}/lecciones/pedir-ayuda`)).status).to.equal(404);
  });

  it('offers the opening test until the first lesson is done', async () => {
    const rosa = await app.signedIn('rosa');
    const offered = async (): Promise<string | null | undefined> =>
      (await rosa.get(BREVE)).document
        .querySelector('.card--action a[href*=evaluaciones]')
        ?.getAttribute('href');
    expect(await offered()).to.equal(undefined);
    await rosa.post(`${BREVE}/inscripcion`);
    expect(await offered()).to.equal(`${BREVE}/evaluaciones/prueba-inicial`);
    await rosa.post(`${BREVE}/lecciones/la-plaza/terminada`);
    expect(await offered()).to.equal(undefined);
  });

  it('can be left and taken up again at the same place', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${BREVE}/inscripcion`);
    await rosa.post(`${BREVE}/lecciones/la-plaza/terminada`);
    const ask = await rosa.get(`${BREVE}/baja`);
    expect(ask.text).to.include('Lo que terminaste se conserva');
    expect(await rowsOf('rosa')).to.have.nested.property('[0].status', 'active');

    const left = await rosa.postAndFollow(`${BREVE}/baja`);
    expect(left.text).to.include('Te diste de baja').and.include('Inscribirme');
    expect((await rosa.get('/mi-aprendizaje')).text).to.include('Todavía no tienes cursos');
    expect((await rosa.get(`${BREVE}/lecciones/la-plaza`)).location).to.equal(BREVE);
    expect((await rosa.post(`${BREVE}/baja`)).status).to.equal(303);

    await publishLike(app, { title: { es: 'Nuevo', en: 'New' } });
    const back = await rosa.postAndFollow(`${BREVE}/inscripcion`);
    expect(back.text).to.include('Seguir: Escuchar').and.include('1 de 3 lecciones');
    expect(back.document.querySelector('h1')?.textContent).to.equal('Acuerdos en la plaza');
    expect(await rowsOf('rosa')).to.have.length(1);
  });

  it('stays in the history once the course is completed', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${BREVE}/inscripcion`);
    await app.services.database.db('enrolments').update({
      status: 'completed',
      completed_at: app.clock().toISOString(),
      completed_on: '2026-11-23',
    });
    expect((await rosa.get(BREVE)).body).not.to.include(`${BREVE}/baja`);
    const answer = await rosa.post(`${BREVE}/baja`);
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include('se queda en tu historial');
  });

  it('waits, in an ordered path, for the course before; other doors stay open', async () => {
    await publishLike(app, {
      slug: 'segundo',
      code: 'SEG-2',
      title: { es: 'Segundo', en: 'Second' },
    });
    await publishLike(app, { slug: 'libre', code: 'LIB-3', title: { es: 'Libre', en: 'Free' } });
    await setPaths(app, [
      {
        id: 'orden',
        courses: ['todavia-no-existe', 'curso-breve', 'segundo', 'libre'],
        freeEntry: ['libre'],
      },
    ]);
    const rosa = await app.signedIn('rosa');
    const page = await rosa.get('/cursos/segundo');
    expect(page.text).to.include('Va mejor al terminar «Acuerdos en la plaza»');
    expect(page.document.querySelector('form[action$=inscripcion]')).to.equal(null);

    const refused = await rosa.post('/cursos/segundo/inscripcion');
    expect(refused.status).to.equal(409);
    expect(refused.document.querySelector('.notice')?.textContent).to.include(
      'Acuerdos en la plaza',
    );
    expect(await rowsOf('rosa')).to.have.length(0);

    expect((await rosa.post('/cursos/libre/inscripcion')).status).to.equal(303);
    expect((await rosa.post(`${BREVE}/inscripcion`)).status).to.equal(303);
    expect((await rosa.post('/cursos/segundo/inscripcion')).status).to.equal(409);
    await app.services.database
      .db('enrolments')
      .update({ status: 'completed', completed_at: app.clock().toISOString() });
    expect((await rosa.post('/cursos/segundo/inscripcion')).status).to.equal(303);
  });

  it('shows the day to finish by, and puts that course first', async () => {
    const other = await publishLike(app, {
      slug: 'segundo',
      code: 'SEG-2',
      title: { es: 'Segundo', en: 'Second' },
    });
    const { db } = app.services.database;
    await db('cohorts').insert({
      id: 'k1',
      name: 'Grupo',
      course_id: other.courseId,
      institution_id: 'imm-15033',
      side: 'community',
      starts_on: '2026-11-01',
      due_on: '2026-12-15',
      created_at: app.clock().toISOString(),
    });
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cursos/segundo/inscripcion');
    await db('enrolments').update({ cohort_id: 'k1' });
    app.clock.advance(1000);
    await rosa.post(`${BREVE}/inscripcion`);
    const page = await rosa.get('/mi-aprendizaje');
    const card = page.document.querySelector('.card--action');
    expect(card?.textContent)
      .to.include('Segundo')
      .and.include('Para terminar antes del 15 de diciembre de 2026');
    expect(page.document.querySelector('.card--link')?.textContent).to.include(
      'Acuerdos en la plaza',
    );
  });

  it('says what the certificate needs and counts only hours that can be completed', async () => {
    const { text } = await app.browser().get(BREVE);
    expect(text)
      .to.include('1 en línea y 2 de trabajo de campo. La constancia cuenta 1:')
      .and.include('Terminar las 3 lecciones.')
      .and.include('Aprobar «Evaluación final» con 70 de 100 o más. Tienes 3 intentos.')
      .and.include('La constancia vale 24 meses.')
      .and.include('Cada lección que terminas es un paso.')
      .and.include('sin revisión institucional')
      .and.include('Entra para inscribirte');
  });
});
