import { expect } from 'chai';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCohort } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { certify } from '../../support/certificates.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';
import { NOW } from '../../support/clock.ts';

const COURSE = '/cursos/curso-breve';

describe('a course whose folder disappears', () => {
  let app: TestApp;
  let folder: string;
  let rosa: Browser;
  const sync = async (): Promise<Record<string, string>> => {
    const { courses } = await app.services.content.sync(folder);
    return Object.fromEntries(courses.map(({ slug, outcome }) => [slug, outcome]));
  };
  const hide = (): void => {
    renameSync(join(folder, 'courses/curso-breve'), `${folder}-aside`);
  };
  const bringBack = (): void => {
    renameSync(`${folder}-aside`, join(folder, 'courses/curso-breve'));
  };

  beforeEach(async () => {
    app = await startApp();
    folder = mkdtempSync(join(tmpdir(), 'aula-content-'));
    for (const slug of ['curso-breve', 'res-con'])
      cpSync(courseFolder(slug), join(folder, 'courses', slug), { recursive: true });
    await sync();
    rosa = await app.signedIn('rosa');
    await rosa.post(`${COURSE}/inscripcion`);
    hide();
  });
  afterEach(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
    rmSync(`${folder}-aside`, { recursive: true, force: true });
  });

  it('is retired, once: the others stay as they are', async () => {
    expect(await sync()).to.deep.equal({ 'res-con': 'unchanged', 'curso-breve': 'retired' });
    expect(await sync()).to.deep.equal({ 'res-con': 'unchanged' });
  });

  it('leaves the catalogue and takes nobody new', async () => {
    await sync();
    expect((await app.browser().get('/cursos')).body).not.to.include(COURSE);
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(COURSE)).status).to.equal(404);
    expect((await tomas.post(`${COURSE}/inscripcion`)).status).to.equal(404);
    expect(await app.database.db('enrolments').where('person_id', 'tomas').first()).to.equal(
      undefined,
    );
  });

  it('takes nobody through a group either, and says why', async () => {
    const course = await app.database
      .db('courses')
      .where('slug', 'curso-breve')
      .first<{ id: string }>();
    await addCohort(app.database.db, {
      id: 'c-leon',
      name: 'León',
      courseId: course.id,
      institutionId: 'pm-11020',
      side: 'police',
      instructorIds: ['bruno'],
      startsOn: '2026-11-01',
      createdAt: NOW,
    });
    await sync();
    const bruno = await app.signedIn('bruno');
    const page = await bruno.post('/administrar/grupos/c-leon/personas', { usuarios: 'tomas' });
    expect(page.status).to.equal(409);
    expect(page.text).to.include('su curso se retiró');
  });

  it('goes on for whoever is enrolled, to the certificate', async () => {
    await sync();
    expect((await rosa.get('/mi-aprendizaje')).body).to.include(COURSE);
    expect((await rosa.get(COURSE)).status).to.equal(200);
    const lesson = await rosa.get(`${COURSE}/lecciones/la-plaza`);
    expect(lesson.status).to.equal(200);
    expect((await rosa.post(`${COURSE}/lecciones/la-plaza/terminada`)).status).to.equal(303);
  });

  it('keeps the certificates that it gave', async () => {
    const tomas = await app.signedIn('tomas');
    bringBack();
    const id = await certify(app.services, 'tomas', await publishCourse(app.services));
    hide();
    await sync();
    expect((await tomas.get(`/constancias/${id}`)).status).to.equal(200);
  });

  it('is open again when its folder comes back, without a new version', async () => {
    await sync();
    bringBack();
    expect(await sync()).to.include({ 'curso-breve': 'returned' });
    expect((await app.browser().get('/cursos')).body).to.include(COURSE);
    expect(await app.database.db('course_versions').where('number', 2)).to.deep.equal([]);
  });

  it('is not taken for a decision when the whole folder is empty', async () => {
    rmSync(join(folder, 'courses/res-con'), { recursive: true });
    expect(await sync()).to.deep.equal({});
    expect((await app.browser().get('/cursos')).body).to.include('/cursos/res-con');
  });
});
