import { expect } from 'chai';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';

describe('the optional questions', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.stop());

  const rowsOf = async (personId: string): Promise<Record<string, unknown>[]> =>
    (await app.database.db('optional_answers').where('person_id', personId)) as Record<
      string,
      unknown
    >[];

  it('stand alone, each with its reason, its consent and no answer chosen beforehand', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.get('/cuenta/preguntas');
    expect(page.text).to.contain('De acuerdo con su cultura, ¿se considera indígena?');
    expect(page.text.match(/Para qué:/g)).to.have.length(4);
    expect([...page.document.querySelectorAll('input[name=consiento]')]).to.have.length(4);
    expect([...page.document.querySelectorAll('input[checked]')]).to.have.length(0);
  });

  it('are kept sealed, shown to her alone, and withdrawn one by one with the date', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/preguntas/language', { respuesta: 'mazahua', consiento: '1' });
    await rosa.post('/cuenta/preguntas/birth-year', { respuesta: '1984', consiento: '1' });
    expect(JSON.stringify(await rowsOf('rosa'))).not.to.match(/mazahua|1984/);
    expect((await rosa.get('/cuenta/preguntas')).text).to.contain('Tu respuesta: mazahua');
    expect((await (await app.signedIn('irene')).get('/cuenta/preguntas')).text).not.to.contain(
      'Tu respuesta: mazahua',
    );

    app.clock.advance(DAY);
    await rosa.post('/cuenta/preguntas/language/retiro');
    const rows = await rowsOf('rosa');
    const language = rows.find((row) => row['question'] === 'language');
    expect(language).to.include({ value_sealed: null });
    expect(language?.['withdrawn_at']).not.to.equal(null);
    expect(rows.find((row) => row['question'] === 'birth-year')?.['withdrawn_at']).to.equal(null);
    expect((await rosa.get('/cuenta/preguntas')).text).to.contain(
      'Retiraste tu respuesta el 24 de noviembre de 2026',
    );
  });

  it('keep an age group with each enrolment, of the year it began, and take it out again', async () => {
    const { courseId } = await publishCourse(app.services);
    const rosa = await app.signedIn('rosa');
    const groupOf = async (): Promise<string | null> =>
      (
        await app.database
          .db('enrolments')
          .where({ person_id: 'rosa', course_id: courseId })
          .first<{ age_group: string | null }>('age_group')
      ).age_group;
    await rosa.post('/cursos/curso-breve/inscripcion');
    expect(await groupOf()).to.equal(null);
    await rosa.post('/cuenta/preguntas/birth-year', { respuesta: '1984', consiento: '1' });
    expect(await groupOf()).to.equal('35-44');
    await rosa.post('/cuenta/preguntas/birth-year', { respuesta: '1961', consiento: '1' });
    expect(await groupOf()).to.equal('65+');
    await rosa.post('/cuenta/preguntas/birth-year/retiro');
    expect(await groupOf()).to.equal(null);

    const elena = await app.signedIn('elena');
    await elena.post('/cuenta/preguntas/birth-year', { respuesta: '2002', consiento: '1' });
    await elena.post('/cursos/curso-breve/inscripcion');
    const rows: { age_group: string }[] = await app.database
      .db('enrolments')
      .where('person_id', 'elena')
      .select('age_group');
    expect(rows).to.deep.equal([{ age_group: '18-24' }]);
  });

  it('may be answered again after withdrawing, with a new consent', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/preguntas/indigenous', { respuesta: 'si', consiento: '1' });
    await rosa.post('/cuenta/preguntas/indigenous/retiro');
    app.clock.advance(DAY);
    await rosa.post('/cuenta/preguntas/indigenous', { respuesta: 'no_dice', consiento: '1' });
    const page = await rosa.get('/cuenta/preguntas');
    expect(page.text).to.contain('Tu respuesta: Prefiero no decir');
    expect(page.text).to.contain('Aceptaste guardarla el 24 de noviembre de 2026');
    expect(await rowsOf('rosa')).to.have.length(1);
  });

  it('keep nothing without the consent of that question', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.post('/cuenta/preguntas/disability', { respuesta: 'si' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#consiento-disability-error')).not.to.equal(null);
    expect(page.document.querySelector('#respuesta-disability')?.hasAttribute('checked')).to.equal(
      true,
    );
    expect(await rowsOf('rosa')).to.have.length(0);
  });

  it('cannot be moved to another person or another question', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/preguntas/disability', { respuesta: 'si', consiento: '1' });
    const [row] = await rowsOf('rosa');
    expect(() =>
      app.services.seal.open(String(row?.['value_sealed']), 'optional-answer irene disability'),
    ).to.throw();
  });

  it('answer hostile values with 4xx', async () => {
    const rosa = await app.signedIn('rosa');
    for (const respuesta of [
      '',
      'x',
      '\0',
      '1800',
      '2030',
      '19\u202e84',
      ['si', 'no'],
      'x'.repeat(100_000),
    ]) {
      for (const question of ['birth-year', 'indigenous', 'disability']) {
        const page = await rosa.post(`/cuenta/preguntas/${question}`, {
          respuesta,
          consiento: '1',
        });
        expect(page.status, `${question} ${String(respuesta).slice(0, 9)}`).to.equal(422);
      }
    }
    for (const unknown of ['sexo', '__proto__', '%00', 'birth-year%0a']) {
      const page = await rosa.post(`/cuenta/preguntas/${unknown}`, {
        respuesta: 'si',
        consiento: '1',
      });
      expect(page.status, unknown).to.equal(404);
    }
  });

  it('leave a trace without the answer', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/preguntas/language', { respuesta: 'mazahua', consiento: '1' });
    const events = (await app.database
      .db('audit_events')
      .where('action', 'optional-answer.given')) as unknown[];
    expect(events).to.have.length(1);
    expect(JSON.stringify(events)).not.to.contain('mazahua');
  });
});
