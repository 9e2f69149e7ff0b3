import { expect } from 'chai';
import { addCohort } from '../../../src/demo/factories.ts';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import {
  addRealPerson,
  certify,
  enrol,
  finishLessons,
  writeAttempt,
} from '../../support/certificates.ts';
import { publishCourse } from '../../support/course.ts';

type Row = Record<string, unknown>;

describe('issuing a certificate', () => {
  let app: TestApp;
  let version: CourseVersion;
  before(async () => {
    app = await startApp();
    version = await publishCourse(app.services);
  });
  after(() => app.stop());

  const stepDone = (enrolmentId: string) =>
    app.services.database.db.transaction((trx) => app.services.onStepDone(trx, enrolmentId));
  const certificatesIn = (enrolmentId: string): Promise<Row[]> =>
    app.database.db('certificates').where('enrolment_id', enrolmentId);
  const enrolmentOf = async (id: string): Promise<Row> =>
    (await app.database.db('enrolments').where('id', id).first()) as Row;

  it('waits until every lesson is finished and the quiz is passed', async () => {
    const id = await enrol(app.services, 'bruno', version);
    expect(await stepDone(id)).to.deep.equal({ certificateId: null });
    await finishLessons(app.services, id, version);
    expect(await stepDone(id)).to.deep.equal({ certificateId: null });
    const attempt = { personId: 'bruno', quizId: 'evaluacion-final' };
    await writeAttempt(app.services, id, { ...attempt, number: 1, score: 6900, passed: false });
    expect(await stepDone(id)).to.deep.equal({ certificateId: null });
    expect((await enrolmentOf(id))['status']).to.equal('active');
    expect(await certificatesIn(id)).to.have.length(0);

    await writeAttempt(app.services, id, { ...attempt, number: 2, score: 7000, passed: true });
    const { certificateId } = await stepDone(id);
    const [certificate] = await certificatesIn(id);
    expect(certificate?.['id']).to.equal(certificateId);
    expect(certificate?.['score']).to.equal(7000);
    const enrolment = await enrolmentOf(id);
    expect(enrolment['status']).to.equal('completed');
    expect(enrolment['completed_on']).to.equal('2026-11-23');
  });

  it('writes what was true on that day, and a course of 24 months expires', async () => {
    const id = await certify(app.services, 'rosa', version);
    const row = (await app.database.db('certificates').where('id', id).first()) as Row;
    expect(row).to.include({
      holder_name: 'Rosa Hernández',
      course_title_es: version.document.title.es,
      hours_required: 3,
      hours_completed: 1,
      score: 8600,
      institution_name: 'Instancia de las mujeres del Estado de México',
      signed_by: null,
      issued_on: '2026-11-23',
      expires_on: '2028-11-23',
      cycle: 1,
      current: 1,
    });
    expect(Boolean(row['demo'])).to.equal(true);
    await app.database.db('people').where('id', 'rosa').update({ display_name: 'Otro Nombre' });
    const after = (await app.database.db('certificates').where('id', id).first()) as Row;
    expect(after['holder_name']).to.equal('Rosa Hernández');
    await app.database.db('people').where('id', 'rosa').update({ display_name: 'Rosa Hernández' });
  });

  it('names neither the corps nor the municipality of the holder as issuer', async () => {
    const id = await certify(app.services, 'tomas', version);
    const row = (await app.database.db('certificates').where('id', id).first()) as Row;
    expect(row['institution_name']).to.equal('Aula 1325');
  });

  it('names who answers for the platform where no institution can issue', async () => {
    const now = app.clock().toISOString();
    const controller = 'Dirección de Aula 1325';
    await app.database
      .db('settings')
      .insert({ name: 'controller', value: controller, changed_at: now });
    await addRealPerson(app.services, { id: 'olga', displayName: 'Olga Mar' });
    const id = await certify(app.services, 'olga', version);
    const row = (await app.database.db('certificates').where('id', id).first()) as Row;
    expect(row['institution_name']).to.equal(controller);
    await app.database.db('settings').delete();
  });

  it('names the institution of the group that taught', async () => {
    await addCohort(app.database.db, {
      id: 'grupo-1',
      name: 'Grupo 1',
      courseId: version.courseId,
      institutionId: 'cecopam',
      side: 'military',
      startsOn: '2026-11-01',
      instructorIds: ['bruno'],
      createdAt: app.clock(),
    });
    await addRealPerson(app.services, {
      id: 'dalia',
      displayName: 'Dalia Ruiz',
      side: 'police',
      institutionId: 'pm-11020',
    });
    const id = await certify(app.services, 'dalia', version, { cohortId: 'grupo-1' });
    const row = (await app.database.db('certificates').where('id', id).first()) as Row;
    expect(row['institution_name']).to.equal(
      'Centro de Entrenamiento Conjunto de Operaciones de Paz de México',
    );
    expect(Boolean(row['demo'])).to.equal(false);
  });

  it('happens exactly once, however many last steps arrive together', async () => {
    await addRealPerson(app.services, { id: 'nora', displayName: 'Nora Vidal' });
    const id = await enrol(app.services, 'nora', version);
    await finishLessons(app.services, id, version);
    await writeAttempt(app.services, id, {
      personId: 'nora',
      quizId: 'evaluacion-final',
      number: 1,
      score: 9000,
      passed: true,
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => stepDone(id)));
    expect(answers.filter(({ certificateId }) => certificateId !== null)).to.have.length(1);
    expect(await certificatesIn(id)).to.have.length(1);
    const events = (await app.database
      .db('certificate_events')
      .where('kind', 'issued')
      .whereIn(
        'certificate_id',
        app.database.db('certificates').select('id').where('enrolment_id', id),
      )) as Row[];
    expect(events).to.have.length(1);
    expect(await stepDone(id)).to.deep.equal({ certificateId: null });
  });

  it('misses no certificate when the last lesson and the quiz end at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const personId = `par-${String(round)}`;
      await addRealPerson(app.services, { id: personId, displayName: 'Paula Ríos' });
      const id = await enrol(app.services, personId, version);
      const lessons = version.document.lessons.map((lesson) => lesson.id);
      await finishLessons(app.services, id, version, lessons.slice(1));
      const now = app.clock().toISOString();
      await Promise.all([
        app.database.db.transaction(async (trx) => {
          await trx('lesson_progress').insert({
            enrolment_id: id,
            lesson_id: lessons[0],
            opened_at: now,
            done_at: now,
            alternative: false,
          });
          await app.services.onStepDone(trx, id);
        }),
        app.database.db.transaction(async (trx) => {
          await trx('attempts').insert({
            id: `x-${id}`,
            enrolment_id: id,
            person_id: personId,
            quiz_id: 'evaluacion-final',
            number: 1,
            snapshot: '{}',
            started_at: now,
            submitted_at: now,
            score: 8000,
            passed: true,
            critical_missed: 0,
          });
          await app.services.onStepDone(trx, id);
        }),
      ]);
      expect(await certificatesIn(id), personId).to.have.length(1);
    }
  });

  it('gives a second cycle a certificate of its own', async () => {
    await addRealPerson(app.services, { id: 'lola', displayName: 'Lola Paz' });
    const first = await certify(app.services, 'lola', version);
    const second = await certify(app.services, 'lola', version, { cycle: 2 });
    expect(second).not.to.equal(first);
    const own = await app.services.certificates.certificatesOf('lola');
    expect(own).to.have.length(2);
    expect(own[0]).to.include({ status: 'valid', issuedOn: '2026-11-23', expiresOn: '2028-11-23' });
  });

  it('is undone with the step that failed', async () => {
    await addRealPerson(app.services, { id: 'mina', displayName: 'Mina Sol' });
    const id = await enrol(app.services, 'mina', version);
    await finishLessons(app.services, id, version);
    await writeAttempt(app.services, id, {
      personId: 'mina',
      quizId: 'evaluacion-final',
      number: 1,
      score: 9000,
      passed: true,
    });
    const broken = app.database.db.transaction(async (trx) => {
      await app.services.onStepDone(trx, id);
      throw new Error('the lights went out');
    });
    await broken.then(
      () => expect.fail('the transaction should fail'),
      () => undefined,
    );
    expect(await certificatesIn(id)).to.have.length(0);
    expect((await enrolmentOf(id))['status']).to.equal('active');
  });

  it('leaves a history that nobody can rewrite', async () => {
    for (const change of [
      () => app.database.db('certificate_events').update({ reason: 'otra' }),
      () => app.database.db('certificate_events').delete(),
    ]) {
      await change().then(
        () => expect.fail('the history changed'),
        (error: unknown) => {
          expect(String(error)).to.contain('append-only');
        },
      );
    }
  });
});
