import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { unzipSync } from './unzip.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { byName, sheetsOf } from '../../support/workbook.ts';
import { seedEnrolments, someoneWith, tableOf } from './seed.ts';

const REPORT = '/administrar/avance';

/** The page's table as files write it: whole percentages without their sign. */
function asInFiles(
  table: Record<string, Record<string, string>>,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(table).map(([row, { Terminación = '', ...cells }]) => [
      row,
      { ...cells, 'Terminación (%)': Terminación.replace('%', '') },
    ]),
  );
}

describe('the files of the completion report', () => {
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  const exact = '?por=municipio&orden=-inscripciones';
  const hidden = '?por=sexo&lado=community';

  it('hold in CSV the figures of the page, hidden ones hidden, in its order', async () => {
    for (const [person, query, cutOff] of [
      [irene, exact, '2026-11-23'],
      [lucia, hidden, '2026-10-31'],
    ] as const) {
      const page = await person.get(`${REPORT}${query}`);
      const file = await person.get(`${REPORT}.csv${query}`);
      const table = byName(parse(file.body, { bom: true, relax_column_count: false }));
      expect(Object.keys(table)).to.deep.equal(Object.keys(tableOf(page)));
      for (const cells of Object.values(table)) {
        expect(cells['Corte']).to.equal(cutOff);
        delete cells['Corte'];
      }
      expect(table).to.deep.equal(asInFiles(tableOf(page)));
    }
  });

  it('open clean in a spreadsheet: a mark, commas, Windows lines, as an attachment that nobody keeps', async () => {
    const bytes = (await irene.get(`${REPORT}.csv${exact}`)).bytes;
    expect([...bytes.subarray(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8'))
      .to.include('Municipio,Inscripciones,Iniciaron,')
      .and.to.include('\r\n');
    const file = await irene.get(`${REPORT}.csv`);
    expect(file.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).to.equal(
      'attachment; filename=avance-2026-11-23.csv',
    );
    expect(file.headers.get('cache-control')).to.include('no-store');
  });

  it('hold in XLSX the same figures under a heading that stays, with definitions, cut-off and what is hidden', async () => {
    for (const [person, query, cutOff] of [
      [irene, exact, '2026-11-23'],
      [lucia, hidden, '2026-10-31'],
    ] as const) {
      const page = asInFiles(tableOf(await person.get(`${REPORT}${query}`)));
      const { bytes } = await person.get(`${REPORT}.xlsx${query}`);
      const [table, definitions] = await sheetsOf(bytes);
      const rows = byName(table?.rows ?? []);
      for (const cells of Object.values(rows)) {
        expect(cells['Corte']).to.equal(cutOff);
        delete cells['Corte'];
      }
      expect(rows).to.deep.equal(page);
      expect(unzipSync(bytes)['xl/worksheets/sheet1.xml']).to.include('state="frozen"');
      expect(definitions?.name).to.equal('Definiciones');
      const text = (definitions?.rows ?? []).flat().join(' ');
      expect(text).to.include('(I-04)').and.to.include('Corte: ').and.to.include('Fuente: ');
      expect(text.includes('menores de 10')).to.equal(query === hidden);
    }
  });

  it('leave who took them, with which filters and how many rows', async () => {
    await irene.get(`${REPORT}.csv?por=municipio&sexo=mujer`);
    await irene.get(`${REPORT}.xlsx?por=sexo`);
    const events = (await app.database
      .db('audit_events')
      .where({ actor_id: 'irene', action: 'report.exported' })
      .orderBy('position', 'desc')
      .limit(2)) as { details: string }[];
    expect(events.map(({ details }) => JSON.parse(details) as unknown)).to.deep.equal([
      { filters: '?por=sexo', format: 'xlsx', rows: 2, reason: 'purpose.support' },
      { filters: '?por=municipio&sexo=mujer', format: 'csv', rows: 2, reason: 'purpose.support' },
    ]);
  });

  it('never begin a cell with what a spreadsheet would run', async () => {
    const names = [
      '=HYPERLINK("http://mal.example","ver")',
      '@SUM(A1)',
      '+1',
      '-1',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '＋1',
      '－1',
      '＠x',
    ];
    for (const [at, name] of names.entries()) {
      await app.database
        .db('people')
        .where('id', `oaxaca-${String(at)}`)
        .update({ display_name: name });
    }
    const file = await irene.get(`${REPORT}/personas.csv`);
    const cells = parse(file.body, { bom: true, columns: false }).flat();
    for (const name of names) expect(cells, name).to.include(`'${name}`);
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/u.test(cell))).to.deep.equal([]);
    const page = await irene.get(`${REPORT}/personas`);
    expect(page.text).to.include('=HYPERLINK');
  });

  it('are called nothing telling in discreet mode', async () => {
    await app.database.db('people').where('id', 'irene').update({ discreet: true });
    const file = await irene.get(`${REPORT}.csv`);
    expect(file.headers.get('content-disposition')).to.equal(
      'attachment; filename=datos-2026-11-23.csv',
    );
    await app.database.db('people').where('id', 'irene').update({ discreet: false });
  });

  it('are made of what may be taken along, and the page says so where somebody reads more', async () => {
    const reader = await someoneWith(app, 'analyst_sesnsp', { stateCode: '15' });
    await addGrant(app.database.db, {
      id: 'g-observes',
      personId: 'analyst-sesnsp-15',
      role: 'observer',
      grantedAt: app.clock(),
    });
    const filesOf = async (query: string): Promise<string[]> => {
      const { document } = await reader.get(`${REPORT}?por=periodo${query}`);
      return [...document.querySelectorAll(`a[href^="${REPORT}.csv"]`)].map(({ textContent }) =>
        (textContent ?? '').trim(),
      );
    };
    const said = 'Aquí lees más de lo que puedes llevarte en un archivo.';
    expect(await filesOf('')).to.deep.equal([]);
    expect((await reader.get(`${REPORT}?por=periodo`)).text).to.include(said);
    const refused = await reader.get(`${REPORT}.csv?por=periodo`);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include(said);
    // Of her state observers read the forces as well: she chooses a side that is hers to take.
    expect(await filesOf('&estado=15')).to.deep.equal([]);
    const mine = '&estado=15&lado=community';
    expect(await filesOf(mine)).to.deep.equal(['Descargar CSV']);
    const [page, file] = [
      await reader.get(`${REPORT}?por=periodo${mine}`),
      await reader.get(`${REPORT}.csv?por=periodo${mine}`),
    ];
    expect(file.status).to.equal(200);
    const told = Object.values(byName(parse(file.body, { bom: true }))).map(
      ({ Inscripciones }) => Inscripciones,
    );
    expect(told).to.deep.equal(
      Object.values(tableOf(page)).map(({ Inscripciones }) => Inscripciones),
    );
    expect(told.length).to.be.greaterThan(3);
  });
});
