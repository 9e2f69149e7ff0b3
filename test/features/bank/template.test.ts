import { expect } from 'chai';
import { ITEM_TYPES } from '../../../src/features/courses/item-document.ts';
import { csv } from '../../../src/features/bank/formats/csv.ts';
import { templateFile } from '../../../src/features/bank/formats/template.ts';
import { xlsx } from '../../../src/features/bank/formats/xlsx.ts';
import { openZip, COURSE_ZIP } from '../../../src/features/studio/formats/zip.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';

describe('the template for questions', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'Desde la plantilla'));
  });
  after(() => app.stop());

  for (const [format, reader] of [
    ['xlsx', xlsx],
    ['csv', csv],
  ] as const) {
    it(`has one question of each type, and comes in whole as ${format}`, async () => {
      const { items, problems, notes } = await reader.read(await templateFile(format));
      expect(problems).to.deep.equal([]);
      expect(notes).to.deep.equal([]);
      expect(items.map(({ item }) => item.type)).to.deep.equal(ITEM_TYPES);
      expect(items.flatMap((one) => one.notes.map(({ key }) => key))).to.deep.equal([]);
      expect(items[0]?.item).to.deep.include({
        bloom: 'understand',
        pillar: 'prevention',
        difficulty: 'medium',
        tags: ['alumbrado', 'oficio'],
      });
    });
  }

  it('offers the words of a column as a list', async () => {
    const zip = await openZip(await templateFile('xlsx'), COURSE_ZIP);
    const sheet = (await zip.entries.get('xl/worksheets/sheet1.xml')?.read())?.toString() ?? '';
    zip.close();
    expect(sheet).to.match(/<dataValidation type="list"[^>]*sqref="A2:A1000"/);
    expect(sheet).to.include('"opción única,varias opciones,');
    for (const [, list = ''] of sheet.matchAll(/<formula1>"([^"]*)"/g))
      expect(list.length).to.be.lessThan(255);
  });

  it('is had from the page where questions are brought in, and read there', async () => {
    const page = await ximena.get(`${bank}/importar`);
    const links = [...page.document.querySelectorAll('a[download]')].map(
      (link) => link.getAttribute('href') ?? '',
    );
    expect(links).to.have.length(2);
    for (const link of links) {
      const file = await ximena.get(link);
      expect(file.status).to.equal(200);
      expect(file.headers.get('content-disposition')).to.include('plantilla-de-reactivos');
    }
    const form = new FormData();
    form.set('archivo', new File([new Uint8Array(await templateFile('xlsx'))], 'p.xlsx'));
    const { location } = await ximena.send('POST', `${bank}/importar`, form, {
      'sec-fetch-site': 'same-origin',
    });
    const preview = await ximena.get(location);
    expect(preview.text)
      .to.include('Se entendieron 12 preguntas')
      .and.not.include('no se entendi')
      .and.not.include('Instrucciones');
    await ximena.post(location, {});
    expect((await ximena.get(bank)).text).to.include('12 reactivos');
  });
});
