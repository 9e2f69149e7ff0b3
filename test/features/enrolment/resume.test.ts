import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { enrol, finishLessons, writeAttempt } from '../../support/certificates.ts';
import { publishCourse } from '../../support/course.ts';

describe('taking up a course again', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('completes it when an attempt that was open on leaving was passed meanwhile', async () => {
    const { services } = app;
    const version = await publishCourse(services);
    const enrolmentId = await enrol(services, 'rosa', version);
    await finishLessons(services, enrolmentId, version);
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cursos/curso-breve/baja');
    const passed = { quizId: 'evaluacion-final', number: 1, score: 9000, passed: true };
    await writeAttempt(services, enrolmentId, { personId: 'rosa', ...passed });

    const certificates = () => app.database.db('certificates').where('enrolment_id', enrolmentId);
    expect(await certificates()).to.have.lengthOf(0);
    await rosa.post('/cursos/curso-breve/inscripcion');
    expect(await certificates()).to.have.lengthOf(1);
    const row: unknown = await app.database
      .db('enrolments')
      .where('id', enrolmentId)
      .first('status');
    expect(row).to.deep.equal({ status: 'completed' });
  });
});
