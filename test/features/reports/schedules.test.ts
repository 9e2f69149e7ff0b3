import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { beginningOf } from '../../../src/features/reports/schedule-service.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { seedEnrolments } from './seed.ts';

const SCHEDULES = '/administrar/avance/programados';
const WHY = 'Informe mensual al consejo del estado';

describe('scheduled reports', () => {
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  beforeEach(async () => {
    app = await startApp({ before: seedEnrolments });
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
  });
  afterEach(() => app.stop());

  const add = (browser: Browser, more: Record<string, string> = {}) =>
    browser.post(SCHEDULES, { por: 'municipio', cada: 'month', motivo: WHY, ...more });
  /** Goes on to the next month and makes what is due. */
  const nextMonth = async (): Promise<number> => {
    app.clock.advance(9 * DAY);
    return app.services.schedules.makeDue();
  };
  const fileOf = (page: Awaited<ReturnType<Browser['get']>>): string =>
    page.document.querySelector('li.card a')?.getAttribute('href') ?? '';
  const events = async (action: string): Promise<Record<string, unknown>[]> => {
    const rows = await app.database.db('audit_events').where({ action });
    return rows.map(({ details }: { details: string }) => JSON.parse(details) as never);
  };

  it('are made with the next month, once, and open with the figures of that day', async () => {
    expect((await add(irene)).status).to.equal(303);
    expect(await app.services.schedules.makeDue()).to.equal(0);
    expect(await nextMonth()).to.equal(1);
    expect(await app.services.schedules.makeDue()).to.equal(0);

    irene = await app.signedIn('irene');
    expect((await irene.get('/administrar')).text).to.include('1 reporte programado sin abrir');
    const file = await irene.get(fileOf(await irene.get(SCHEDULES)));
    const [head = [], ...rows] = parse(file.body, { bom: true });
    expect(head[0]).to.equal('Municipio');
    expect(rows.map(([name]) => name)).to.deep.equal([
      'Heroica Ciudad de Juchitán de Zaragoza',
      'Oaxaca de Juárez',
      'Total',
    ]);
    expect(rows.at(-1)?.at(-1)).to.equal('2026-12-02');
    expect((await irene.get('/administrar')).text).not.to.include('sin abrir');
    expect(await events('report.scheduled')).to.deep.equal([
      { filters: 'por=municipio', rows: 3, reason: WHY },
    ]);
    expect(await events('report.opened')).to.have.length(1);
  });

  it('are told in the inbox without a word of what they are, once until that is read', async () => {
    await add(irene);
    await add(irene, { cada: 'week' });
    expect(await nextMonth()).to.equal(2);
    irene = await app.signedIn('irene');
    const inbox = await irene.get('/mensajes');
    expect(inbox.text.split('Está listo algo que pediste')).to.have.length(2);
    const [, read = ''] = /action="(\/mensajes\/[\w-]{22}\/lectura)"/.exec(inbox.body) ?? [];
    const notice = await irene.postAndFollow(read);
    const main = notice.document.querySelector('main')?.textContent ?? '';
    expect(main).to.not.match(/municipio|Oaxaca|informe|reporte|\d/i);
    expect(notice.document.querySelector(`main a[href="${SCHEDULES}"]`)).to.not.equal(null);
    app.clock.advance(7 * DAY);
    expect(await app.services.schedules.makeDue()).to.equal(1);
    irene = await app.signedIn('irene');
    expect((await irene.get('/mensajes')).text.split('Está listo algo que pediste')).to.have.length(
      3,
    );
  });

  it('hide what its reader may not see', async () => {
    await add(lucia, { por: 'sexo', lado: 'community' });
    await nextMonth();
    lucia = await app.signedIn('lucia');
    const file = await lucia.get(fileOf(await lucia.get(SCHEDULES)));
    expect(file.body).to.include('hombres,n. d.,');
  });

  it('open for nobody else, nor with other rights than they were made with', async () => {
    await add(irene);
    await nextMonth();
    irene = await app.signedIn('irene');
    const href = fileOf(await irene.get(SCHEDULES));
    lucia = await app.signedIn('lucia');
    expect((await lucia.get(href)).status).to.equal(404);
    await app.database.db('grants').where('id', 'g-irene').update({ state_code: '15' });
    expect((await irene.get(href)).status).to.equal(404);
  });

  it('are not made for whoever lost the right, and wait for nothing', async () => {
    await add(irene);
    const at = app.clock().toISOString();
    await app.database.db('grants').where('id', 'g-irene').update({ withdrawn_at: at });
    expect(await nextMonth()).to.equal(0);
    expect(await app.database.db('report_files')).to.deep.equal([]);
  });

  it('ask for a reason, come back with what was typed, and can be stopped', async () => {
    const bad = await add(irene, { motivo: 'no', cada: '' });
    expect(bad.status).to.equal(422);
    expect(bad.document.querySelector('textarea')?.textContent).to.equal('no');
    expect(bad.document.querySelector('input[name=por]')?.getAttribute('value')).to.equal(
      'municipio',
    );
    expect((await add(irene, { estado: '15' })).status).to.equal(404);
    expect((await add(lucia, { lado: 'community', sexo: 'mujer', estado: '20' })).status).to.equal(
      422,
    );
    await add(irene);
    const page = await irene.get(SCHEDULES);
    const action = page.document.querySelector('form[action$="/baja"]')?.getAttribute('action');
    expect((await lucia.post(action ?? '')).status).to.equal(404);
    expect((await irene.post(action ?? '')).status).to.equal(303);
    expect(await nextMonth()).to.equal(0);
  });

  it('are twenty at most for each person, however many are asked for at once', async () => {
    for (let at = 0; at < 19; at += 1) expect((await add(irene)).status).to.equal(303);
    const pages = await Promise.all(Array.from({ length: 5 }, () => add(irene)));
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 409, 409, 409, 409]);
    expect(await app.database.db('report_schedules')).to.have.length(20);
  });

  it('begin their weeks on Monday and their months on the first', () => {
    const monday = new Date('2026-11-23T16:00:00Z');
    expect(beginningOf('week', monday)).to.equal('2026-11-23');
    expect(beginningOf('week', new Date('2026-11-22T16:00:00Z'))).to.equal('2026-11-16');
    expect(beginningOf('week', new Date('2026-11-24T03:00:00Z'))).to.equal('2026-11-23');
    expect(beginningOf('month', monday)).to.equal('2026-11-01');
  });
});
