import { expect } from 'chai';
import { HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';

const question = (number: number): string =>
  `::Pregunta ${String(number)}:: ¿Cuánto es ${String(number)} más uno? {=${String(number + 1)} ~${String(number)} ~ninguna}`;
const gift = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => question(from + at)).join('\n\n');

describe('bringing questions into a bank', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'De prueba'));
  });
  after(() => app.stop());

  const paste = async (texto: string): Promise<{ preview: Page; path: string }> => {
    const answer = await ximena.post(`${bank}/importar`, { texto });
    expect(answer.status, answer.text).to.equal(303);
    return { preview: await ximena.get(answer.location), path: answer.location };
  };
  const count = async (): Promise<number> => {
    const { count: found } = await app.database
      .db('bank_items')
      .count({ count: '*' })
      .first<{ count: number | string }>();
    return Number(found);
  };

  it('shows what was understood and keeps nothing until it is confirmed', async () => {
    const { preview, path } = await paste(`${gift(1, 60)}\n\n::Rota:: ¿Y esta? {`);
    expect(preview.text).to.include('Se entendieron 60 preguntas').and.include('Línea');
    expect(await count()).to.equal(0);
    const added = await ximena.postAndFollow(path, {});
    expect(added.text).to.include('Se agregaron 60 preguntas');
    expect(await count()).to.equal(60);
    const again = await ximena.postAndFollow(path, {});
    expect(again.text).to.include('Se agregaron 60 preguntas');
    expect(await count()).to.equal(60);
    const events = await lastEvents(app);
    expect(events[0]).to.deep.include({
      action: 'banks.imported',
      details: { rows: 60, format: 'gift' },
    });
    expect((await ximena.get(`${bank}?pagina=2`)).text).to.include('51. ¿Cuánto es 51');
  });

  it('marks what the bank has already and what the text says twice', async () => {
    const { preview, path } = await paste([gift(60, 61), question(61)].join('\n\n'));
    expect(preview.text)
      .to.include('igual al reactivo 60')
      .and.include('se repite en el archivo')
      .and.include('Agregar solo las 1');
    await ximena.post(path, { repetidos: 'omitir' });
    expect(await count()).to.equal(61);
  });

  it('marks what nearly says what another does, and leaves out those that are chosen', async () => {
    const asked = '¿A qué oficina del municipio se pide que repare las lámparas de la calle';
    const answers = '{=Servicios públicos ~Tesorería ~Registro civil}';
    const first = await paste(`::x:: ${asked}? ${answers}`);
    await ximena.post(first.path, {});
    const before = await count();
    const { preview, path } = await paste(
      [
        `::x:: ${asked} hoy? ${answers}`,
        `::y:: ${asked} mañana? ${answers}`,
        '::z:: ¿Quién convoca a la asamblea de vecinas y vecinos? {=La red ~Nadie}',
      ].join('\n\n'),
    );
    expect(preview.text)
      .to.include('2 se parecen a otras')
      .and.match(/Parecida al reactivo \d+ \(9\d % de palabras iguales\)/);
    const boxes = preview.document.querySelectorAll('input[name="omitir"]');
    expect([...boxes].map((box) => box.getAttribute('value'))).to.deep.equal(['0', '1']);
    const link = preview.document.querySelector('fieldset a')?.getAttribute('href') ?? '';
    expect((await ximena.get(link)).text).to.include('lámparas de la calle');
    await ximena.post(path, { omitir: '1' });
    expect(await count()).to.equal(before + 2);
    expect((await ximena.get(`${bank}?q=mañana`)).text).to.include('Ningún reactivo');
    await ximena.post(`${path}/deshacer`);
    await ximena.post(`${first.path}/deshacer`);

    const within = await paste(
      [`::x:: ${asked}? ${answers}`, `::y:: ${asked} ya? ${answers}`].join('\n\n'),
    );
    expect(within.preview.text).to.include('Parecida a la pregunta 1 de este archivo');
    await ximena.post(`${within.path}/descarte`);
  });

  it('is taken back while nothing of it was changed', async () => {
    const { path } = await paste(gift(100, 102));
    await ximena.post(path, {});
    expect(await count()).to.equal(64);
    expect((await ximena.post(`${path}/deshacer`)).status).to.equal(303);
    expect(await count()).to.equal(61);
    expect((await ximena.get(`${bank}?q=101`)).text).to.include('Ningún reactivo');
    const { path: kept } = await paste(gift(100, 102));
    await ximena.post(kept, {});
    const item = await app.database
      .db('bank_items')
      .orderBy('place', 'desc')
      .first<{ id: string }>('id');
    await ximena.post(`${bank}/reactivos/${item.id}/retiro`);
    expect((await ximena.post(`${kept}/deshacer`)).status).to.equal(409);
    expect(await count()).to.equal(64);
  });

  it('is shown to whoever read it, for a day', async () => {
    const { path } = await paste(gift(200, 201));
    const ada = await app.signedIn('ada');
    expect((await ada.get(bank)).status).to.equal(200);
    expect((await ada.get(path)).status).to.equal(404);
    app.clock.advance(25 * HOUR);
    ximena = await app.signedIn('ximena');
    expect((await ximena.get(path)).status).to.equal(404);
  });

  it('says so beside the field when nothing is recognised', async () => {
    const empty = await ximena.post(`${bank}/importar`, { texto: ' ' });
    expect(empty.status).to.equal(422);
    expect(empty.document.querySelector('#texto-error')).to.not.equal(null);
    const form = new FormData();
    form.set('archivo', new File([new Uint8Array([1, 2, 3, 200, 0, 7])], 'algo.bin'));
    const strange = await ximena.send('POST', `${bank}/importar`, form, {
      'sec-fetch-site': 'same-origin',
    });
    expect(strange.status).to.equal(422);
    expect(strange.document.querySelector('#archivo-error')?.textContent).to.include('formato');
  });

  it('receives files, and refuses what is too large or missing with a message', async () => {
    const send = (body: FormData): Promise<Page> =>
      ximena.send('POST', `${bank}/importar`, body, { 'sec-fetch-site': 'same-origin' });
    const form = new FormData();
    form.set('archivo', new File([gift(300, 302)], 'años.gift.txt'));
    const answer = await send(form);
    expect(answer.status).to.equal(303);
    const preview = await ximena.get(answer.location);
    expect(preview.text).to.include('años.gift.txt').and.include('Se entendieron 3');
    const none = await send(new FormData());
    expect(none.status).to.equal(422);
  });

  it('lets rows that were not understood be put right where they stand, and headings be told', async () => {
    const sheet = [
      'Pregunta;Inciso a;Inciso b;Inciso c;Clave',
      '¿Quién media en el patio?;La jueza;La mediadora;Nadie;b',
      '¿Quién escucha en el patio?;La red;Nadie;El eco;Z',
      ';Una;Dos;Tres;a',
    ].join('\n');
    const { preview, path } = await paste(sheet);
    expect(preview.text).to.include('Se entendió 1 pregunta').and.include('2 no se entendieron');
    const cell = (row: number, column: number) => `celda.0.${String(row)}.${String(column)}`;
    expect(
      preview.document.querySelector(`[name="${cell(2, 4)}"]`)?.getAttribute('value'),
    ).to.equal('Z');
    const mending = await ximena.post(`${path}/filas`, {
      [cell(2, 4)]: 'a',
      [cell(3, 0)]: '¿Cuál va en el patio?',
      [cell(900, 0)]: 'no hay',
      'celda.7.0.0': 'no hay',
      'celda.x': 'no es',
    });
    expect(mending.location).to.equal(path);
    const again = await ximena.get(path);
    expect(again.text).to.include('Se entendieron 3 preguntas').and.not.include('no se entend');
    expect((await (await app.signedIn('ada')).post(`${path}/filas`, {})).status).to.equal(404);

    await ximena.post(`${path}/columnas`, {
      'encabezados.0': '-1',
      'columna.0.0': 'stem',
      'columna.0.1': 'option.a',
      'columna.0.2': 'option.b',
      'columna.0.3': 'option.c',
      'columna.0.4': 'correct',
    });
    expect((await ximena.get(path)).text).to.include('La respuesta «Clave» no es una');
    await ximena.post(`${path}/columnas`, { 'encabezados.0': '0' });
    expect((await ximena.get(path)).text).to.include('Se entendieron 3 preguntas');
    await ximena.post(`${path}/descarte`);
    expect((await ximena.post(`${path}/filas`, { [cell(2, 4)]: 'b' })).status).to.equal(404);
  });

  it('reads a spreadsheet that nobody prepared, and lets its columns be put right', async () => {
    const head = ['Núm.', 'Pregunta', 'Inciso a', 'Inciso b', 'Inciso c', 'Observaciones'];
    const rows = Array.from({ length: 60 }, (_, at) => [
      String(at + 1),
      `¿Qué se hace primero en el caso ${String(at + 400)}?`,
      'Escuchar',
      'Publicar el nombre',
      'Esperar',
      'a',
    ]);
    const { default: writeXlsxFile } = await import('write-excel-file/node');
    const cells = [head, ...rows].map((row) => row.map((value) => ({ value, type: String })));
    const bytes = await writeXlsxFile([{ sheet: 'Hoja1', data: cells }]).toBuffer();
    const form = new FormData();
    form.set('archivo', new File([new Uint8Array(bytes)], 'examen viejo.xlsx'));
    const answer = await ximena.send('POST', `${bank}/importar`, form, {
      'sec-fetch-site': 'same-origin',
    });
    expect(answer.status).to.equal(303);
    const first = await ximena.get(answer.location);
    const columns = [...first.document.querySelectorAll('select[name^=columna]')].map((select) =>
      select.getAttribute('name'),
    );
    expect(columns).to.have.length(6);
    await ximena.post(`${answer.location}/columnas`, {
      'columna.0.0': 'number',
      'columna.0.1': 'stem',
      'columna.0.2': 'option.a',
      'columna.0.3': 'option.b',
      'columna.0.4': 'option.c',
      'columna.0.5': 'correct',
    });
    const again = await ximena.get(answer.location);
    expect(again.text).to.include('Se entendieron 60 preguntas');
    const before = await count();
    await ximena.post(answer.location, {});
    expect(await count()).to.equal(before + 60);
    const found = await ximena.get(`${bank}?q=caso+459`);
    const item = found.document.querySelector('ul.rows a')?.getAttribute('href') ?? '';
    expect((await ximena.get(item)).text).to.match(/Escuchar correcta/);
  });
});
