import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { drawnText } from '../../support/pdf-text.ts';
import { lastEvents } from '../../support/people.ts';
import { seedEnrolments } from '../reports/seed.ts';

const BRIEFS = '/administrar/fichas';
const MINUTE = 60_000;

const rows = (page: Page, table: string): string[][] =>
  [...page.document.querySelectorAll(`${table} tbody tr, ${table} tfoot tr`)].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) =>
      (cell.textContent?.trim() ?? '').replace('%', '').trim(),
    ),
  );

describe('briefs of entities', function () {
  this.timeout(2 * MINUTE);
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
    await irene.post('/administrar/mesas/mesa-20/sesiones', {
      dia: '2026-11-12',
      asistieron: 'si',
      cuantas: '2',
    });
  });
  after(() => app.stop());

  const bytesOf = async (who: Browser, path: string): Promise<Buffer> => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(app.url + path, { headers: { cookie } });
    expect(response.status, path).to.equal(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const words = (bytes: Buffer): string => drawnText(bytes).replace(/\s+/g, ' ');

  for (const [name, state, lines] of [
    ['irene', '20', 2],
    ['lucia', '11', 3],
    ['lucia', '25', 3],
  ] as const) {
    it(`say to ${name} of ${state} the figures of the dashboard filtered to it`, async () => {
      const who = name === 'irene' ? irene : lucia;
      const brief = await who.get(`${BRIEFS}/${state}`);
      expect(brief.status).to.equal(200);
      const report = await who.get(`/administrar/avance?estado=${state}&por=curso`);
      const told = rows(report, 'table');
      expect(told.length).to.equal(lines);
      const digest = /[0-9a-f]{64}/.exec(brief.text)?.[0];
      const pdf = await bytesOf(who, `${BRIEFS}/${state}.pdf`);
      const paper = words(pdf);
      for (const row of rows(brief, '[aria-labelledby="parte-1"]'))
        // What a dash means is said to whoever hears the page.
        for (const cell of row)
          expect(paper).to.include(cell.startsWith('–') ? '–' : (cell.split(' ')[0] ?? ''));
      expect(paper.replaceAll(' ', '')).to.include(digest);
    });
  }

  it('end a sentence on what is hidden with one stop', async () => {
    const brief = await lucia.get(`${BRIEFS}/25`);
    expect(brief.text).to.match(/: n\. d\.(?!\.)/);
    expect(brief.text).to.not.include('..');
  });

  it('take one page, with cut-off, definitions, what is hidden and the source', async () => {
    const pdf = await bytesOf(lucia, `${BRIEFS}/11.pdf`);
    expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).to.have.length(1);
    expect(pdf.toString('latin1')).to.include('/StructTreeRoot');
    const paper = words(pdf);
    for (const said of [
      'Corte: 31 de octubre de 2026',
      'Inscripciones:',
      'n. d.',
      'Fuente: registros',
    ])
      expect(paper).to.include(said);
  });

  it('tell of networks and of roundtables', async () => {
    const { text } = await irene.get(`${BRIEFS}/20`);
    expect(text).to.include('Participación de mujeres de las redes: 100% (1 de 1 sesiones');
    expect(text).to.include('Redes: 0, en 0 municipios');
    expect((await lucia.get(`${BRIEFS}/25`)).text).to.include('Ninguna sesión registrada');
  });

  it('are there for the entities of one’s scope', async () => {
    expect((await irene.get(`${BRIEFS}/15`)).status).to.equal(404);
    expect((await irene.get(`${BRIEFS}/99`)).status).to.equal(404);
    expect([...(await irene.get(BRIEFS)).document.querySelectorAll('.rows a')]).to.have.length(1);
    expect([...(await lucia.get(BRIEFS)).document.querySelectorAll('.rows a')]).to.have.length(32);
    expect((await (await app.signedIn('rosa')).get(BRIEFS)).status).to.equal(404);
  });

  it('come all 32 in one file within a minute, each equal to the one alone', async () => {
    const begun = performance.now();
    const zip = await bytesOf(lucia, `${BRIEFS}.zip`);
    const took = performance.now() - begun;
    console.log(`      32 briefs in ${(took / 1000).toFixed(1)} s, ${String(zip.length)} bytes`);
    expect(took).to.be.lessThan(MINUTE);
    expect(zip.toString('latin1').split('PK\u0001\u0002')).to.have.length(33);
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'briefs.exported', actor_id: 'lucia' });
    expect(event?.details).to.deep.include({ rows: 32, format: 'zip' });
    const alone = await bytesOf(lucia, `${BRIEFS}/11.pdf`);
    expect(zip.includes(alone.subarray(200, 600))).to.equal(true);
  });
});
