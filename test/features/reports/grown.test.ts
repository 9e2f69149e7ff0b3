import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { toColumn } from '../../../src/db/columns.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Page } from '../../support/browser.ts';
import { readerWith } from './linked/downloads.ts';
import { figuresOf, inBatches, seedEnrolments, tableOf, type Group } from './seed.ts';
import { sheetsOf } from '../../support/workbook.ts';
import { drawnText } from '../../support/pdf-text.ts';

const reader = readerWith('police', { role: 'analyst_sesnsp' });

/** Twelve people of a group, from one on. */
const twelve = (from: number): number[] => Array.from({ length: 12 }, (_, at) => from + at);

/** An enrolment of a day of which nothing is known yet. */
const begun = (on: string) => ({
  enrolled_at: toColumn(new Date(`${on}T18:00:00Z`)),
  enrolled_on: on,
  status: 'active',
  started_at: null,
  completed_at: null,
  completed_on: null,
  certified_on: null,
  again: null,
});

const groupIn = (cvegeo: string, enrolled: number): Group => ({
  name: `g${cvegeo}`,
  side: 'community',
  sex: 'mujer',
  cvegeo,
  on: '2026-03-10',
  enrolled,
  started: enrolled - 12,
  completed: enrolled - 36,
  certified: enrolled - 36,
});

describe('what is told of a month after the one before', function () {
  this.timeout(120_000);
  let app: TestApp;
  const start = async (...more: Group[]): Promise<void> => {
    app = await startApp({
      before: (services) =>
        seedEnrolments(services, [
          groupIn('15033', 60),
          groupIn('20067', 50),
          groupIn('11020', 70),
          groupIn('01001', 80),
          ...more,
        ]),
    });
  };
  beforeEach(() => start());
  afterEach(() => app.stop());

  /** So many more women like those of a place, on a day. */
  async function enrol(cvegeo: string, on: string, count: number): Promise<void> {
    const { db } = app.database;
    const person = await db('people').where('id', `g${cvegeo}-0`).first<Record<string, unknown>>();
    const enrolment = await db('enrolments')
      .where('person_id', `g${cvegeo}-0`)
      .orderBy('enrolled_on')
      .first<Record<string, unknown>>();
    const ids = Array.from({ length: count }, (_, at) => `n${cvegeo}-${on}-${String(at)}`);
    await inBatches(
      db,
      'people',
      ids.map((id) => ({ ...person, id, username: id })),
    );
    await inBatches(
      db,
      'enrolments',
      ids.map((id) => ({
        ...enrolment,
        id,
        person_id: id,
        ...begun(on),
      })),
    );
  }

  /** So many of the first of a place in the second course as well. */
  async function enrolAgain(cvegeo: string, on: string, count: number): Promise<void> {
    const { db } = app.database;
    const rows = await db('enrolments')
      .where('person_id', 'like', `g${cvegeo}-%`)
      .orderBy('person_id')
      .limit(count)
      .select<Record<string, unknown>[]>();
    await inBatches(
      db,
      'enrolments',
      rows.map((row) => ({
        ...row,
        id: `again-${String(row['person_id'])}`,
        course_id: '~second',
        version_id: 'v-two',
        ...begun(on),
      })),
    );
  }

  async function told(por = 'estado', estado?: string) {
    const query = { por, ...(estado === undefined ? {} : { estado }) };
    const report = await app.services.reports.completion(reader, 'reports.read', query, 'es-MX');
    const rows = Object.fromEntries(report.rows.map(({ id, figures }) => [id, figures.enrolled]));
    return { rows, total: report.total.enrolled, until: report.cutOffDay };
  }

  it('hides a figure that has grown by fewer than ten, until it has grown by more', async () => {
    const first = await told();
    expect(first).to.deep.include({ until: '2026-10-31', total: 272 });
    expect(first.rows).to.deep.include({ '20': 50, '11': 70, '01': 80 });
    expect((await told('municipio', '20')).rows).to.deep.include({ '20067': 50 });
    await enrol('20067', '2026-11-10', 4);
    await enrol('01001', '2026-11-10', 40);
    app.clock.advance(10 * DAY);
    const second = await told();
    // By what is told of others nobody works out the four: another state is hidden with theirs.
    expect(second).to.deep.include({ until: '2026-11-30', total: 316 });
    expect(second.rows['20']).to.equal(null);
    expect(Object.values(second.rows).filter((figure) => figure === null).length).to.equal(2);
    expect((await told('municipio', '20')).rows['20067']).to.equal(null);
    await enrol('20067', '2026-12-10', 8);
    await enrol('11020', '2026-12-10', 30);
    await enrol('15033', '2026-12-10', 30);
    app.clock.advance(31 * DAY);
    const third = await told();
    expect(third).to.deep.include({ until: '2026-12-31', total: 384 });
    expect(third.rows['20']).to.equal(62);
    expect((await told('municipio', '20')).rows['20067']).to.equal(62);
  });

  /** So many of a place who had started go on to a certificate on a day. */
  async function finish(cvegeo: string, on: string, persons: readonly number[]): Promise<void> {
    const when = toColumn(new Date(`${on}T18:00:00Z`));
    const { db } = app.database;
    for (const person of persons)
      await db('enrolments')
        .where({ person_id: `g${cvegeo}-${String(person)}` })
        .update({ status: 'completed', completed_at: when, completed_on: on, certified_on: on });
  }

  /** What lucia is told by state: the rows of her file, and her page. */
  async function read(): Promise<{ rows: Record<string, string[]>; page: Page }> {
    const lucia = await app.signedIn('lucia');
    const file = await lucia.get('/administrar/avance.csv?por=estado');
    const lines = z.array(z.array(z.string())).parse(parse(file.body, { bom: true }));
    return {
      rows: Object.fromEntries(lines.map(([name = '', ...values]) => [name, values])),
      page: await lucia.get('/administrar/avance?por=estado'),
    };
  }

  it('keeps back what a few went on to, and shows what was told before with its own date', async () => {
    const before = ['50', '38', '14', '28', '14', '2026-10-31'];
    const first = await read();
    expect(first.rows['Oaxaca']).to.deep.equal(before);
    await finish('20067', '2026-11-10', [14, 15, 16, 17]);
    await finish('01001', '2026-11-10', twelve(44));
    app.clock.advance(10 * DAY);
    const second = await read();
    expect(second.rows['Oaxaca']).to.deep.equal(before);
    expect(second.rows['Total']?.at(-1)).to.equal('2026-11-30');
    const oaxaca = tableOf(second.page)['Oaxaca corte: 31 de octubre de 2026'];
    expect(oaxaca).to.include({ Terminaron: '14', Terminación: '28%' });
    expect(second.page.text).to.include('Con corte propio');
    expect(second.page.text).not.to.include('Muchas filas');
    await finish('20067', '2026-12-10', [18, 19, 20, 21, 22, 23, 24, 25]);
    await finish('11020', '2026-12-10', twelve(34));
    app.clock.advance(31 * DAY);
    const third = await read();
    expect(third.rows['Oaxaca']).to.deep.equal(['50', '38', '26', '52', '26', '2026-12-31']);
    expect(third.page.text).not.to.include('Con corte propio');
  });

  it('stands with its own date in every file and on every page that tells it', async () => {
    await read();
    await finish('20067', '2026-11-10', [14, 15, 16, 17]);
    await finish('01001', '2026-11-10', twelve(44));
    app.clock.advance(10 * DAY);
    const lucia = await app.signedIn('lucia');
    const [sheet] = await sheetsOf((await lucia.get('/administrar/avance.xlsx?por=estado')).bytes);
    const row = sheet?.rows.find(([name]) => name === 'Oaxaca');
    expect(row).to.deep.equal(['Oaxaca', '50', '38', '14', '28', '14', '2026-10-31']);
    const dated = 'Oaxaca (corte: 31 de octubre de 2026)';
    const paper = drawnText((await lucia.get('/administrar/avance.pdf?por=estado')).bytes);
    expect(paper.replace(/\s+/g, ' ')).to.include(dated).and.to.include('Con corte propio');
    const indicators = await lucia.get('/administrar/indicadores');
    expect(indicators.text).to.include(dated).and.to.include('Con corte propio');
    // A tile has no room for a date.
    const tile = [...indicators.document.querySelectorAll('svg g')].find(({ textContent }) =>
      (textContent ?? '').includes('Oax'),
    );
    expect(tile?.textContent).to.include('n. d.');
    const brief = await lucia.get('/administrar/fichas/20');
    expect(brief.text).to.include('Total (corte: 31 de octubre de 2026)');
    expect(brief.text)
      .to.include('Personas con inscripción: n. d.')
      .and.to.include('Con corte propio');
    const state = await lucia.get('/administrar/avance?por=sexo&estado=20');
    expect(figuresOf(state)).to.include({ Inscripciones: '50', Personas: 'n. d.' });
    expect(state.document.querySelector('.stat__detail')?.textContent).to.include('corte: 31 de');
  });

  it('gives way to what is told anew, though another figure of the row is hidden for itself', async () => {
    await read();
    // All but four of those who had started.
    await finish('20067', '2026-11-10', [...twelve(14), ...twelve(26).slice(0, 8)]);
    await finish('01001', '2026-11-10', twelve(44));
    app.clock.advance(10 * DAY);
    const { rows } = await read();
    expect(rows['Oaxaca']).to.deep.equal(['50', 'n. d.', '34', '68', '34', '2026-11-30']);
  });

  it('counts the people of the month that is told', async () => {
    const people = async (): Promise<unknown> =>
      (await app.services.reports.completion(reader, 'reports.read', { por: 'estado' }, 'es-MX'))
        .people;
    expect(await people()).to.equal(260);
    // Twelve enrolments more of nine who were there, and three who are new.
    await enrol('20067', '2026-11-10', 3);
    await enrolAgain('01001', '2026-11-10', 9);
    app.clock.advance(10 * DAY);
    expect(await people()).to.equal(null);
  });

  it('is kept back in all of a state, though nobody had asked of its municipalities before', async () => {
    await app.stop();
    await start(groupIn('20043', 90));
    await read();
    await finish('20067', '2026-11-10', [14, 15, 16, 17]);
    await finish('01001', '2026-11-10', twelve(44));
    app.clock.advance(10 * DAY);
    const query = { por: 'municipio', estado: '20' };
    const { rows, total } = await app.services.reports.completion(
      reader,
      'reports.read',
      query,
      'es-MX',
    );
    expect(total).to.include({ enrolled: 140, completed: null });
    const completed = rows.map(({ id, figures }) => [id, figures.completed]);
    expect(completed).to.have.deep.members([
      ['20067', null],
      ['20043', null],
    ]);
  });

  it('is the month before once more, where all of it has grown by fewer than ten', async () => {
    const first = await told();
    await enrol('20067', '2026-11-10', 4);
    app.clock.advance(10 * DAY);
    expect(await told()).to.deep.equal(first);
    expect((await told('municipio', '20')).until).to.equal('2026-10-31');
    await enrol('20067', '2026-12-10', 8);
    app.clock.advance(31 * DAY);
    const third = await told();
    expect(third).to.deep.include({ until: '2026-12-31', total: 284 });
    expect(third.rows['20']).to.equal(62);
  });
});
