import { expect } from 'chai';
import { smallWorkbookTables } from '../../../src/lib/workbook.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { sendTable } from '../../support/roster-files.ts';
import { cell, workbook } from '../../support/workbook.ts';

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
    const begun = performance.now();
    await new Promise((done) => setTimeout(done, 300));
    expect((await rosa.get('/ayuda')).status).to.equal(200);
    expect(performance.now() - begun).to.be.lessThan(5_000);
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
    expect(await smallWorkbookTables(await workbook(rows.join('')))).to.equal(null);
    const [only = ''] = rows;
    expect(await smallWorkbookTables(await workbook(only))).to.have.length(1);
  });
});
