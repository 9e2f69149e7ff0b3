import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { csvText } from '../../../src/lib/csv.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';

const TABLE = '/administrar/instituciones/tabla';

describe('the table of institutions as a file', function () {
  this.timeout(60_000);
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
    await app.database
      .db('institutions')
      .where('id', 'cecopam')
      .update({ name: '=1+1 Centro', valid_from: '2020-02-01' });
  });
  after(() => app.stop());

  const kept = async (): Promise<unknown> => [
    await app.database.db('institutions').orderBy('id'),
    await app.database.db('institution_imports'),
  ];
  const send = (bytes: Buffer | string, name: string, step: string): Promise<Page> => {
    const form = new FormData();
    form.set('paso', step);
    form.set('archivo', new File([new Uint8Array(Buffer.from(bytes))], name));
    return ada.send('POST', TABLE, form, { 'sec-fetch-site': 'same-origin' });
  };

  for (const format of ['csv', 'xlsx'] as const) {
    it(`comes in again as ${format} and changes nothing`, async () => {
      const before = await kept();
      const page = await ada.get(TABLE);
      const href = page.document.querySelector(`a[href$=".${format}"]`)?.getAttribute('href');
      const { bytes } = await ada.get(href ?? '');
      const [event] = await lastEvents(app);
      expect(event).to.include({ action: 'institutions.exported', actor_id: 'ada' });
      const rows = Number(event?.details['rows']);
      expect(rows).to.be.greaterThan(5);
      expect(event?.details['format']).to.equal(format);
      for (const step of ['revisar', 'agregar']) {
        const read = await send(bytes, `instituciones.${format}`, step);
        expect(read.status, read.text).to.equal(200);
        expect(read.text).to.include(`${String(rows)} renglones dicen lo que ya hay`);
        expect(read.document.querySelector('button[value="agregar"]')).to.equal(null);
      }
      expect(await kept()).to.deep.equal(before);
    });
  }

  it('has the same cells in both: texts, days that are days, no formula, and what they are', async () => {
    const csv: string[][] = parse((await ada.get(`${TABLE}.csv`)).body, { bom: true });
    const [table, definitions] = await readWorkbook((await ada.get(`${TABLE}.xlsx`)).bytes);
    const cells = (table?.data ?? []).map((row) => row.map((cell) => cell ?? ''));
    const cecopam = cells.find(([id]) => id === 'cecopam');
    expect(cecopam?.[1], 'a text, not a formula').to.equal('=1+1 Centro');
    expect(cecopam?.[5]).to.deep.equal(new Date('2020-02-01'));
    const asText = (cell: unknown): unknown =>
      cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).replace(/^=/, "'=");
    expect(cells.map((row) => row.map(asText))).to.deep.equal(csv);
    expect(definitions?.data.map(([name]) => name)).to.include('Dentro de');
  });

  it('takes new rows beside those that are there, and refuses those that say something else', async () => {
    const [heads = [], ...rows]: string[][] = parse((await ada.get(`${TABLE}.csv`)).body, {
      bom: true,
    });
    const wrong = await send(
      csvText(heads, [
        ...rows.map((row) =>
          row[0] === 'sesnsp' ? [row[0], 'Otro nombre', ...row.slice(2)] : row,
        ),
        ['nadie', 'Nueva', '', '', 'Cecopam', ''],
      ]),
      'otra.csv',
      'agregar',
    );
    expect(wrong.status).to.equal(422);
    const lines = [...wrong.document.querySelectorAll('#tabla-lineas li')].map(
      ({ textContent }) => textContent ?? '',
    );
    expect(lines).to.have.length(2);
    expect(lines[0]).to.include('aquí dice otra cosa');
    expect(lines[1]).to.include('ese identificador');
    const added = await send(
      csvText(heads, [...rows, ['', 'Plantel de ejercicio', 'PE', '', 'cecopam', '']]),
      'más.csv',
      'agregar',
    );
    expect(added.status, added.text).to.equal(303);
    expect(
      await app.database.db('institutions').where('short_name', 'PE').pluck('parent_id'),
    ).to.deep.equal(['cecopam']);
  });

  it('comes in once, however often it is sent at once', async () => {
    const [heads = []]: string[][] = parse((await ada.get(`${TABLE}.csv`)).body, { bom: true });
    const table = csvText(heads, [['', 'Plantel de la tarde', 'PT', '', 'cecopam', '']]);
    const pages = await Promise.all(
      Array.from({ length: 5 }, () => send(table, 'una.csv', 'agregar')),
    );
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422, 422, 422]);
    expect(await app.database.db('institutions').where('short_name', 'PT')).to.have.length(1);
  });

  it('is what one manages: nobody else has it', async () => {
    for (const name of ['rosa', 'ximena', 'marco'] as const) {
      const other = await app.signedIn(name);
      for (const format of ['csv', 'xlsx'])
        expect((await other.get(`${TABLE}.${format}`)).status, name).to.equal(404);
    }
  });
});
