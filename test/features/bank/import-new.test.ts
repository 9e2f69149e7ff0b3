import { expect } from 'chai';
import { STAGED_LIVES } from '../../../src/features/bank/import-service.ts';
import { readQuestions } from '../../../src/features/bank/read-questions.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { ximenaTeaches } from '../../support/studio.ts';
import { sixtyQuestions } from '../../support/studio-clicks.ts';
import { cell, workbook } from '../../support/workbook.ts';

const ADDRESS = '/ensenar/bancos/nuevo/archivo';

describe('a bank that is made from a file', () => {
  let app: TestApp;
  let ximena: Browser;

  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
  });
  after(() => app.stop());

  const send = (file: File | null, visitor = ximena): Promise<Page> => {
    const form = new FormData();
    if (file !== null) form.set('archivo', file);
    return visitor.send('POST', ADDRESS, form, { 'sec-fetch-site': 'same-origin' });
  };
  const banks = async (): Promise<string[]> => app.database.db('banks').pluck<string[]>('name');

  it('is not made of what cannot be read, and says why beside the file', async () => {
    const before = await banks();
    const wrong = [
      null,
      new File([''], 'vacio.csv'),
      new File([new Uint8Array([1, 2, 3, 200, 0, 7])], 'algo.bin'),
      new File(['una carta cualquiera'], 'carta.txt'),
    ];
    for (const file of wrong) {
      const page = await send(file);
      expect(page.status, file?.name ?? 'none').to.equal(422);
      expect(page.document.querySelector('#archivo')?.getAttribute('aria-invalid')).to.equal(
        'true',
      );
      expect(page.document.querySelector('#archivo-error')).to.not.equal(null);
    }
    expect((await ximena.post(ADDRESS, {})).status).to.equal(422);
    expect(await banks()).to.deep.equal(before);
  });

  it('reads as many columns as anybody fills in, however many there are', async () => {
    const wide = await workbook(
      `<row r="1">${cell('A1', 'Pregunta')}${cell('BDWGN1', 'x')}</row><row r="2">${cell('A2', '¿Quién?')}</row>`,
    );
    const page = await send(new File([new Uint8Array(wide)], 'ancho.xlsx'));
    expect(page.status).to.be.oneOf([303, 422]);
    await ximena.post(`${page.location}/descarte`);
  });

  it('goes with the file when that is declined or never decided about, and stays where it is more than that', async () => {
    const file = (): File => new File(['Pregunta uno {T}\n\nPregunta dos {F}'], 'Para ver.txt');
    const before = await banks();
    const declined = await send(file());
    const list = await ximena.postAndFollow(`${declined.location}/descarte`);
    expect(list.document.querySelector('h1')?.textContent).to.equal('Bancos de reactivos');
    expect(list.text).to.include('No se agregó nada.').and.not.include('Para ver');
    expect((await ximena.get(declined.location)).status).to.equal(404);
    expect((await lastEvents(app))[0]).to.include({ action: 'banks.erased' });

    await send(file());
    app.clock.advance(STAGED_LIVES + 60_000);
    await app.services.eraseWhatIsOver();
    expect(await banks()).to.deep.equal(before);

    const renamed = await send(file());
    const [bank = ''] = renamed.location.split('/importaciones/');
    await ximena.post(bank, { nombre: 'Mis preguntas' });
    const kept = await ximena.post(`${renamed.location}/descarte`);
    expect(kept.location).to.equal(bank);
    expect(await banks()).to.include('Mis preguntas');
  });

  it('reads a numbered list in a file as it reads one that is pasted', async () => {
    const list = ['1. ¿Qué es un acuse?', 'a) Una copia', 'b) Un recibo', 'Respuesta: b', ''];
    const next = ['2. ¿Quién repara?', 'a) El municipio', 'b) Nadie', 'Respuesta: a'];
    const read = await send(new File([[...list, ...next].join('\r\n')], 'lista.txt'));
    const preview = await ximena.get(read.location);
    expect(preview.text)
      .to.include('Se entendieron 2 preguntas')
      .and.include('¿Qué es un acuse?')
      .and.not.include('1. 1. ¿Qué es un acuse?');
    const items = preview.document.querySelector('main')?.textContent ?? '';
    expect(items).to.not.match(/Respuesta: ?b|^a\) Una copia/m);
    await ximena.post(`${read.location}/descarte`);
  });

  it('names what is missing as people call it', async () => {
    const list = 'Llueve. {T}\n\n::Vacía:: {=Uno ~Dos}\n';
    const read = await send(new File([list], 'sin pregunta.txt'));
    const preview = await ximena.get(read.location);
    expect(preview.text)
      .to.include('Hay un texto vacío («Pregunta o instrucción»)')
      .and.not.include('stem.es');
    expect((await ximena.get(`${read.location}?lang=en`)).text).to.include(
      'A text is empty (“Question or instruction”)',
    );
    await ximena.post(`${read.location}/descarte?lang=es-MX`);
    await ximena.get('/ensenar/bancos?lang=es-MX');
  });

  it('is not made of a table with more columns than anybody fills in, and says so at once', async () => {
    const wide = `Pregunta,${'x,'.repeat(600_000)}x\n¿Quién?,x\n`;
    const page = await send(new File([wide], 'ancho.csv'));
    expect(page.status).to.equal(422);
    expect(page.text).to.include('Una fila tiene más de 500 columnas.');
  });

  it('takes four times as long for four times as many blank lines or equal questions, not sixteen', async () => {
    const took = async (text: string): Promise<number> => {
      const begun = performance.now();
      await readQuestions({ input: text, format: null });
      return performance.now() - begun;
    };
    for (const text of [
      (many: number) => `${'\n'.repeat(5 * many)}x`,
      (many: number) => `x${'\n'.repeat(5 * many)}ANSWER: A`,
      (many: number) => `ANSWER:${'\n'.repeat(5 * many)}1`,
      (many: number) => `${'\t'.repeat(5 * many)}x`,
      (many: number) => 'x,'.repeat(2 * many),
      (many: number) => '1. a\n'.repeat(many),
    ]) {
      const few = await took(text(2_450));
      expect(await took(text(9_800)), text(2)).to.be.lessThan(10 * Math.max(few, 60));
    }
  });

  it('is called after the file, shows what was understood, and is hers alone', async () => {
    const { name, buffer } = await sixtyQuestions();
    const read = await send(new File([new Uint8Array(buffer)], name));
    expect(read.status, read.text).to.equal(303);
    const preview = await ximena.get(read.location);
    expect(preview.text)
      .to.include('Se entendieron 60 preguntas')
      .and.include('reactivos prevencion');
    const added = await ximena.postAndFollow(read.location, {});
    expect(added.text).to.include('Se agregaron 60 preguntas');
    const list = await ximena.get('/ensenar/bancos');
    expect(list.text).to.include('reactivos prevencion').and.include('60 reactivos');
    const bruno = await app.signedIn('bruno');
    expect((await bruno.get(read.location)).status).to.equal(404);
    const rosa = await app.signedIn('rosa');
    expect((await send(new File([new Uint8Array(buffer)], name), rosa)).status).to.equal(404);
  });
});
