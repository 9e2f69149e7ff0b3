import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { sheetsOf } from '../../support/workbook.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { seedEnrolments, someoneWith } from './seed.ts';

const NAMES = '/administrar/avance/personas';

const namesOf = (page: Page): string[] =>
  [...page.document.querySelectorAll('tbody th')].map((cell) => cell.textContent ?? '');

const eventsOf = async (
  app: TestApp,
  actor: string,
): Promise<{ action: string; details: string }[]> =>
  app.database.db('audit_events').where('actor_id', actor).orderBy('position', 'desc');

describe('progress by name', () => {
  let app: TestApp;
  let rosa: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    rosa = await app.signedIn('rosa');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  it('shows a coordinator the members of her network, done or not, and nothing of scores', async () => {
    const page = await rosa.get(`${NAMES}?curso=curso-breve`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('46 inscripciones');
    expect(namesOf(page)).to.have.length(46);
    expect(namesOf(page).every((name) => name.startsWith('Persona ecatepec'))).to.equal(true);
    expect(page.body).not.to.include('ecatepec-gone');
    const states = [...page.document.querySelectorAll('tbody .badge')].map((b) => b.textContent);
    expect(states.filter((state) => state === 'Terminó')).to.have.length(20);
    expect(states.filter((state) => state === 'Sin iniciar')).to.have.length(16);
  });

  it('filters by who is not done yet', async () => {
    const page = await rosa.get(`${NAMES}?avance=pending&curso=curso-breve`);
    expect(page.text).to.include('26 inscripciones');
    expect((await rosa.get(`${NAMES}?avance=otra`)).status).to.equal(400);
  });

  it('writes down each look with its filters and the number of rows, and no name', async () => {
    await rosa.get(`${NAMES}?avance=done&sexo=mujer`);
    const [event] = await eventsOf(app, 'rosa');
    expect(event?.action).to.equal('names.read');
    expect(JSON.parse(event?.details ?? '')).to.deep.equal({
      filters: '?sexo=mujer',
      progress: 'done',
      reason: 'purpose.support',
      rows: 20,
    });
  });

  it('shows SESNSP the police and nobody of the community, whatever she asks', async () => {
    for (const query of ['', '?lado=community', '?estado=15', '?lado=police', '?estado=11']) {
      const page = await lucia.get(`${NAMES}${query}`);
      expect(page.status, query).to.equal(200);
      expect(page.body, query).not.to.match(/Persona (ecatepec|oaxaca|juchitan|guanajuato)/);
    }
    expect(namesOf(await lucia.get(NAMES))).to.have.length(50);
    expect(namesOf(await lucia.get(`${NAMES}?pagina=2`))).to.have.length(7);
    const file = await lucia.get(`${NAMES}.csv?lado=community`);
    expect(file.body.trim().split('\r\n')).to.have.length(1);
  });

  it('gives those who may take files a list of all, and writes that down', async () => {
    const irene = await app.signedIn('irene');
    const file = await irene.get(`${NAMES}.csv`);
    expect(file.status).to.equal(200);
    expect(file.body.trim().split('\r\n')).to.have.length(38);
    const [event] = await eventsOf(app, 'irene');
    expect(event?.action).to.equal('names.exported');
    expect(JSON.parse(event?.details ?? '')).to.include({ rows: 37, format: 'csv' });
    expect((await rosa.get(`${NAMES}.csv`)).status).to.equal(404);
  });

  it('comes as a workbook too: the same cells, days that are days, and what they are', async () => {
    const irene = await app.signedIn('irene');
    const csv: string[][] = parse((await irene.get(`${NAMES}.csv`)).body, { bom: true });
    const page = await irene.get(NAMES);
    const link = page.document.querySelector(`a[href^="${NAMES}.xlsx"]`);
    expect(link?.textContent).to.equal('Descargar XLSX');
    const file = await irene.get(`${NAMES}.xlsx`);
    expect(file.headers.get('content-disposition')).to.equal(
      'attachment; filename=avance-por-nombre-2026-11-23.xlsx',
    );
    const [list, definitions] = await sheetsOf(file.bytes);
    expect(list?.rows).to.deep.equal(csv);
    const cells = (await readWorkbook(file.bytes))[0]?.data[1];
    expect(cells?.[2]).to.be.instanceOf(Date);
    expect(definitions?.rows.map(([name]) => name)).to.include('Terminó el');
    const [event] = await eventsOf(app, 'irene');
    expect(event?.action).to.equal('names.exported');
    expect(JSON.parse(event?.details ?? '')).to.include({ rows: 37, format: 'xlsx' });
    expect((await rosa.get(`${NAMES}.xlsx`)).status).to.equal(404);
  });

  it('leaves out who is frozen under threat', async () => {
    await app.database.db('people').where('id', 'ecatepec-0').update({ status: 'frozen' });
    expect(namesOf(await rosa.get(`${NAMES}?curso=curso-breve`))).to.have.length(45);
    await app.database.db('people').where('id', 'ecatepec-0').update({ status: 'active' });
  });

  it('is closed to those who may count and not name', async () => {
    const observer = await someoneWith(app, 'observer');
    const ada = await app.signedIn('ada');
    for (const person of [observer, ada]) expect((await person.get(NAMES)).status).to.equal(404);
  });

  it('shows an administrator of a police institution none of the community in its subtree', async () => {
    await app.database
      .db('enrolments')
      .where('person_id', 'oaxaca-0')
      .update({ institution_path: '/pm-11020/' });
    const chief = await someoneWith(app, 'institution_admin', {
      side: 'police',
      institutionId: 'pm-11020',
    });
    const page = await chief.get(NAMES);
    expect(page.status).to.equal(200);
    expect(page.body).to.include('Persona leon-').and.not.to.include('Persona oaxaca');
    const report = await chief.get('/administrar/avance');
    expect(report.text).to.include('menores de 5');
    await app.database
      .db('enrolments')
      .where('person_id', 'oaxaca-0')
      .update({ institution_path: '/imef-20/' });
  });
});
