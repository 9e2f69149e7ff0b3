import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { trimmed } from '../../../src/features/rosters/table.ts';
import { smallWorkbookTables, workbookTables } from '../../../src/lib/workbook.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { sendTable } from '../../support/roster-files.ts';
import { ximenaTeaches } from '../../support/studio.ts';
import { cell, sheetsOf, workbook } from '../../support/workbook.ts';

describe('a small workbook that stands for more cells than there is memory', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let file: Buffer;
  before(async () => {
    app = await startApp();
    rosa = await app.signedIn('rosa');
    file = await workbook(
      `<row r="1">${cell('A1', 'Nombre')}</row><row r="99999999999">${cell('A99999999999', 'x')}</row>`,
    );
  });
  after(() => app.stop());

  it('has a thousand bytes', () => {
    expect(file.length).to.be.lessThan(3_000);
  });

  it('is refused as a table of people, in words, and pages are answered meanwhile', async () => {
    const sent = sendTable(rosa, 'padron.xlsx', file);
    let isAnswered = false;
    void sent.then(() => {
      isAnswered = true;
    });
    await new Promise((done) => setTimeout(done, 300));
    expect((await rosa.get('/ayuda')).status).to.equal(200);
    expect(isAnswered).to.equal(false);
    const page = await sent;
    expect(page.status).to.equal(422);
    expect(page.text).to.include('Leer este archivo tarda demasiado.');
  });

  it('is refused likewise where it is as wide', async () => {
    const wide = await workbook(
      `<row r="1">${cell('A1', 'Nombre')}</row><row r="2">${cell('ZZZZZZZ2', 'x')}</row>`,
    );
    const page = await sendTable(rosa, 'padron.xlsx', wide);
    expect(page.status).to.equal(422);
    expect((await rosa.get('/ayuda')).status).to.equal(200);
  });

  it('is no table that goes into a field of a form', async () => {
    const rows = [1, 2, 3].map((at) => {
      const row = String(at);
      return `<row r="${row}">${cell(`A${row}`, 'x')}${cell(`ZZZZ${row}`, 'x')}</row>`;
    });
    expect(await smallWorkbookTables(await workbook(rows.join('')))).to.equal('swollen');
    const [only = ''] = rows;
    expect(await smallWorkbookTables(await workbook(only))).to.have.length(1);
  });
});

describe('a workbook that is forged', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
  });
  after(() => app.stop());

  const row = (text: string): string =>
    `<row r="1">${cell('A1', 'Nombre')}</row><row r="2">${cell('A2', text)}</row>`;
  const TABLES = [
    ['rosa', '/administrar/importaciones'],
    ['ximena', '/ensenar/bancos/nuevo/archivo'],
    ['ada', '/administrar/mesas/tabla'],
    ['ada', '/administrar/instituciones/tabla'],
    ['lucia', '/administrar/marcos/pna-1325/tabla'],
  ] as const;
  /** Sends it wherever workbooks are read; each says why it is not opened, beside the file: no reader was stopped for it, which says something else. */
  const refusedEverywhere = async (file: Buffer, why: string): Promise<void> => {
    for (const [who, address] of TABLES) {
      const form = new FormData();
      form.set('archivo', new File([new Uint8Array(file)], 'padron.xlsx'));
      const visitor = await app.signedIn(who);
      const page = await visitor.send('POST', address, form, { 'sec-fetch-site': 'same-origin' });
      expect(page.status, address).to.equal(422);
      expect(page.text, address).to.include(why);
      expect(page.document.querySelector('#archivo-error'), address).to.not.equal(null);
    }
  };
  const SWOLLEN = 'Su contenido ocupa muchísimo más de lo que aparenta';

  it('is refused where few bytes stand for many', async () => {
    await refusedEverywhere(await workbook(row('x'.repeat(140_000_000))), SWOLLEN);
  });

  it('is refused where it is packed no tighter than others, but has one cell without an end', async () => {
    const noise = randomBytes(900_000).toString('hex');
    const cases = [
      row(noise),
      `<row r="1">${noise}</row>`,
      `<!--${noise}-->`,
      `<row r="${noise}"/>`,
    ];
    for (const rows of cases)
      expect(await workbookTables(await workbook(rows))).to.equal('swollen');
  });

  it('is refused where it declares types or entities', async () => {
    const file = await workbook(row('&a;'), { before: '<!DOCTYPE x [<!ENTITY a "b">]>' });
    await refusedEverywhere(file, 'El archivo define tipos o entidades (DOCTYPE)');
    expect(
      await workbookTables(await workbook(`<![CDATA[x]]><!-- y -->${row('z')}`)),
    ).to.have.length(1);
  });

  it('is read but for a cell that is no day of any calendar', async () => {
    const days = [1e15, -1e9, 45_000].map(
      (day, at) => `<c r="${'BCD'[at] ?? ''}1" s="1"><v>${String(day)}</v></c>`,
    );
    const [sheet] = await sheetsOf(
      await workbook(`<row r="1">${cell('A1', 'x')}${days.join('')}</row>`),
    );
    expect(sheet?.rows).to.deep.equal([['x', '####', '####', '2023-03-15']]);
  });

  it('is read without cutting a character of two halves in the middle', () => {
    const table = trimmed({ name: null, rows: [[`${'a'.repeat(299)}😀`, `${'a'.repeat(298)}😀`]] });
    expect(table.rows[0]).to.deep.equal(['a'.repeat(299), `${'a'.repeat(298)}😀`]);
  });

  it('twenty thousand people are far from any of these bounds', async () => {
    const heads = ['Nombre', 'Apellidos', 'Correo', 'Municipio', 'Red', 'Curso'];
    const rows = Array.from({ length: 20_000 }, (_, at) => {
      const number = String(at + 1);
      const cells = heads.map((head, column) => cell(`${'ABCDEF'[column] ?? ''}${number}`, head));
      return `<row r="${number}">${cells.join('')}</row>`;
    });
    const file = await workbook(rows.join(''));
    expect((await sheetsOf(file))[0]?.rows).to.have.length(20_000);
    expect(rows.join('').length / file.length).to.be.lessThan(33);
  });
});
