import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { BATCH } from '../../../src/db/batches.ts';
import type { LongReads } from '../../../src/db/dialect/dialect.ts';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { sealKey } from '../../../src/features/accounts/contact-seals.ts';
import { hoursService } from '../../../src/features/reports/hours-service.ts';
import type { Actor } from '../../../src/lib/actor.ts';
import { HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { lastEvents } from '../../support/people.ts';
import { liveIn } from '../../support/world.ts';

const PATH = '/administrar/horas';
const FORM = {
  desde: '2026-01-01',
  hasta: '2026-12-31',
  motivo: 'Horas del trimestre para la academia',
  formato: 'csv',
};

const LUCIA = {
  id: 'lucia',
  side: 'police',
  institutionPath: null,
  grants: [
    {
      ...{ id: 'g-lucia', role: 'analyst_sesnsp', institutionPath: null, stateCode: null },
      ...{ cvegeo: null, networkId: null, courseId: null, cohortId: null },
    },
  ],
} as unknown as Actor;

describe('the hours file', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await liveIn(app);
    const { db } = app.database;
    // Tomás has his certificate back.
    await db('certificates').where('person_id', 'tomas').update({ current: 1, status: 'current' });
    await db('enrolments').where('person_id', 'tomas').update({ status: 'completed' });
    const cuip = sealKey(app.services.seal, 'tomas', 'cuip', 'AITT850101H1193456');
    await db('people').where('id', 'tomas').update({ cuip_sealed: cuip });
  });
  after(() => app.stop());

  it('tells hours of the forces by name, with masked ids, and is noted with its reason', async () => {
    const lucia = await app.signedIn('lucia');
    const file = await lucia.post(PATH, FORM);
    expect(file.status, file.text).to.equal(200);
    expect(file.headers.get('content-disposition')).to.match(/horas-2026-11-\d\d\.csv/);
    const [header = '', ...rows] = file.body.replace('\ufeff', '').trim().split('\r\n');
    expect(header).to.equal(
      'Nombre,Usuario (protegido),CUIP (protegida),Institución al inscribirse,Curso,Horas,Inscripción,Término,Folio de la constancia',
    );
    expect(rows).to.have.length(1);
    expect(rows[0])
      .to.include('Tomás')
      .and.include('t•••s')
      .and.include('León')
      .and.include('••••3456');
    expect(file.body).not.to.include('AITT');
    expect(file.body).not.to.include('Rosa').and.not.include(',tomas,');
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'hours.exported', actor_id: 'lucia' });
    expect(event?.details).to.include({ rows: 1, format: 'csv', reason: FORM.motivo });
  });

  it('comes as a spreadsheet too: the same cells, hours that are numbers, days that are days, and what they are', async () => {
    const lucia = await app.signedIn('lucia');
    const [head = [], row = []] = parse((await lucia.post(PATH, FORM)).body, { bom: true });
    const file = await lucia.post(PATH, { ...FORM, formato: 'xlsx' });
    expect(file.status).to.equal(200);
    expect(file.headers.get('content-type')).to.include('spreadsheetml');
    const [hours, definitions] = await readWorkbook(file.bytes);
    const [titles = [], cells = []] = hours?.data ?? [];
    expect(titles).to.deep.equal(head);
    const day = (text = ''): Date => new Date(`${text}T00:00:00Z`);
    expect(cells).to.deep.equal([
      ...row.slice(0, 5),
      Number(row[5]),
      day(row[6]),
      day(row[7]),
      row[8],
    ]);
    const told = (definitions?.data ?? []).map(([, what]) => what);
    expect(told).to.include('Quienes terminaron entre el 2026-01-01 y el 2026-12-31.');
    const [event] = await lastEvents(app);
    expect(event?.details).to.include({ rows: 1, format: 'xlsx' });
  });

  it('asks for a reason, days in order, and the password of whoever has been here long', async () => {
    const lucia = await app.signedIn('lucia');
    expect((await lucia.post(PATH, { ...FORM, motivo: '' })).status).to.equal(422);
    const crossed = await lucia.post(PATH, { ...FORM, hasta: '2025-01-01' });
    expect(crossed.status).to.equal(422);
    expect(crossed.document.querySelector('#motivo')?.getAttribute('value')).to.equal(FORM.motivo);
    app.clock.advance(HOUR);
    expect((await lucia.get(PATH)).document.querySelector('#password_actual')).to.not.equal(null);
    const late = await lucia.post(PATH, FORM);
    expect(late.status).to.equal(422);
    expect(late.body).not.to.include('t•••s');
    expect((await lucia.post(PATH, { ...FORM, password_actual: 'otra' })).status).to.equal(422);
    const proved = await lucia.post(PATH, { ...FORM, password_actual: CAST_PASSWORD });
    expect(proved.status).to.equal(200);
  });

  it('holds what lies within somebody’s scope, and does not exist for whoever takes no names of the forces along', async () => {
    const marco = await app.signedIn('marco');
    const military = await marco.post(PATH, { ...FORM, institucion: 'cecopam' });
    expect(military.status).to.equal(200);
    expect(military.body).not.to.include('Tomás');
    for (const name of ['rosa', 'ximena', 'irene', 'ada', 'elena'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get(PATH)).status, name).to.equal(404);
      expect((await other.post(PATH, FORM)).status, name).to.equal(404);
    }
  });

  it('leaves while its names are found: no more are looked for than are taken', async () => {
    const { db, longReads } = app.database;
    await completeAgain(app, 'tomas', 2_100);
    const told = { rows: 0, ended: false };
    const watched: LongReads = {
      ...longReads,
      async *parts(sql, bindings) {
        try {
          for await (const rows of longReads.parts(sql, bindings)) {
            told.rows += rows.length;
            yield rows;
          }
        } finally {
          told.ended = true;
        }
      },
    };
    const { audit, seal } = app.services;
    const find = { institutions: app.services.findInstitutions };
    const hours = hoursService({ db, longReads: watched, audit, seal, find });
    const wish = { from: '2026-01-01', to: '2026-12-31', institution: undefined } as const;
    const file = await hours.file(LUCIA, { ...wish, reason: FORM.motivo, format: 'csv' });
    if (!file.ok) throw new Error('The file was refused');
    const [event] = await lastEvents(app);
    expect(event?.details, 'noted before the first name').to.include({ rows: 2_101 });
    expect(told.rows).to.equal(0);
    const rows = file.rows[Symbol.asyncIterator]();
    expect((await rows.next()).value).to.have.length.within(1, 1_000);
    expect(told.rows).to.equal(1_000);
    await rows.return?.();
    expect(told).to.deep.equal({ rows: 1_000, ended: true });
    const whole = await (await app.signedIn('lucia')).post(PATH, FORM);
    expect(whole.body.trim().split('\r\n')).to.have.length(1 + 2_101);
  });
});

/** She has completed her course in so many cycles more. */
async function completeAgain(app: TestApp, personId: string, times: number): Promise<void> {
  const { db } = app.database;
  const enrolment = (await db('enrolments').where('person_id', personId).first()) as object;
  const certificate = (await db('certificates').where('person_id', personId).first()) as object;
  const cycles = Array.from({ length: times }, (_, at) => String(at + 2));
  for (let from = 0; from < times; from += BATCH) {
    const some = cycles.slice(from, from + BATCH);
    await db('enrolments').insert(
      some.map((cycle) => ({ ...enrolment, id: `again-${cycle}`, cycle: Number(cycle) })),
    );
    await db('certificates').insert(
      some.map((cycle) => ({
        ...certificate,
        ...{ id: `again-${cycle}`, code: `again-${cycle}`, folio: `again-${cycle}` },
        enrolment_id: `again-${cycle}`,
        cycle: Number(cycle),
      })),
    );
  }
}
