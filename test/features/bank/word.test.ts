import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser, Page } from '../../support/browser.ts';
import {
  docxOf,
  listItem,
  paragraph,
  pngOf,
  run,
  wordPicture,
  wordTable,
} from '../../support/office-files.ts';

const bold = (text: string): string => run(text, '<w:b/>');

const DOCUMENT = [
  paragraph('Examen de la red', 'Ttulo'),
  paragraph('Lee con calma y contesta.'),
  paragraph('1. ¿Quién repara el alumbrado?'),
  paragraph('a) La policía'),
  paragraph(bold('b) El municipio')),
  paragraph('c) Nadie'),
  paragraph('2. ¿Qué se anota en el mapa?'),
  paragraph('a) Nombres'),
  paragraph('b) Lugares'),
  paragraph('Respuesta: b'),
  paragraph('Retroalimentación: el mapa no señala a nadie.'),
  paragraph('3. ¿Qué se ve aquí?'),
  `<w:p>${wordPicture('p', 'Una calle sin luz')}</w:p>`,
  paragraph('a) Una plaza'),
  paragraph('*b) Una calle'),
  paragraph(`${run('4. ¿Qué ')}${bold('no')}${run(' se publica?')}`),
  paragraph('a) El horario de la reunión'),
  paragraph('b) El nombre de quien denuncia *'),
  listItem('¿Cuál es el primer paso?', { list: 2 }),
  listItem('Acordar cómo cuidarse', { list: 2, level: 1 }),
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>${bold('Reunir cifras')}</w:p>`,
  wordTable([
    ['Pregunta', 'Opción A', 'Opción B', 'Respuesta correcta', 'Explicación'],
    ['¿Qué prueba que recibieron el oficio?', 'El acuse', 'El membrete', 'A', 'Lleva fecha.'],
    ['¿Y si la clave no existe?', 'Uno', 'Dos', 'F', ''],
  ]),
].join('');

describe('questions in a document of Word', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'De Word'));
  });
  after(() => app.stop());

  const send = (bytes: Buffer, name = 'examen.docx'): Promise<Page> => {
    const form = new FormData();
    form.set('archivo', new File([new Uint8Array(bytes)], name));
    return ximena.send('POST', `${bank}/importar`, form, { 'sec-fetch-site': 'same-origin' });
  };
  const documents = async (): Promise<
    {
      type: string;
      format: string;
      stem: { es: string };
      options?: { text: { es: string }; correct: boolean }[];
    }[]
  > => {
    const rows: unknown = await app.database
      .db('bank_items as i')
      .join('bank_item_versions as v', 'v.item_id', 'i.id')
      .orderBy('i.place')
      .select('v.document');
    return (rows as { document: string }[]).map(({ document }) => JSON.parse(document) as never);
  };

  it('are read as their author numbered and marked them, with images and tables', async () => {
    const bytes = await docxOf(DOCUMENT, {
      relations: [{ id: 'p', type: 'image', target: 'media/calle.png' }],
      more: { 'word/media/calle.png': pngOf(90, 60) },
    });
    const answer = await send(bytes);
    expect(answer.status, answer.text).to.equal(303);
    const preview = await ximena.get(answer.location);
    expect(preview.text)
      .to.include('Se entendieron 6 preguntas')
      .and.include('No parece una pregunta')
      .and.include('Examen de la red')
      .and.include('La respuesta «F» no es una de las opciones')
      .and.include('1 imagen');
    await ximena.post(answer.location, {});
    const found = (await documents()).map(({ type, format, stem, options = [] }) => [
      type,
      format,
      stem.es.replace(/imagen-[0-9a-f]{32}/, 'IMAGEN'),
      options.filter(({ correct }) => correct).map(({ text }) => text.es),
    ]);
    expect(found).to.deep.equal([
      ['single', 'plain', '¿Quién repara el alumbrado?', ['El municipio']],
      ['single', 'plain', '¿Qué se anota en el mapa?', ['Lugares']],
      ['single', 'markdown', '¿Qué se ve aquí?\n![Una calle sin luz](IMAGEN.webp)', ['Una calle']],
      ['single', 'markdown', '¿Qué **no** se publica?', ['El nombre de quien denuncia']],
      ['single', 'plain', '¿Cuál es el primer paso?', ['Reunir cifras']],
      ['single', 'plain', '¿Qué prueba que recibieron el oficio?', ['El acuse']],
    ]);
    const list = await ximena.get(`${bank}?q=calle`);
    const item = await ximena.get(
      list.document.querySelector('ul.rows a')?.getAttribute('href') ?? '',
    );
    expect(item.document.querySelector('#asi img')?.getAttribute('alt')).to.equal(
      'Una calle sin luz',
    );
  });

  it('keep what stands outside a table when its columns are put right', async () => {
    const bytes = await docxOf(
      paragraph('1. ¿Quién convoca?') +
        paragraph('*a) La red') +
        paragraph('b) Nadie') +
        wordTable([
          ['Pregunta', 'Columna uno', 'Columna dos', 'Respuesta'],
          ['¿Cuándo se revisa el acuerdo?', 'Nunca', 'En su fecha', 'b'],
        ]),
    );
    const { location } = await send(bytes);
    await ximena.post(`${location}/columnas`, {
      'columna.0.0': 'stem',
      'columna.0.1': 'option.a',
      'columna.0.2': 'option.b',
      'columna.0.3': 'correct',
    });
    const again = await ximena.get(location);
    expect(again.text)
      .to.include('Se entendieron 2 preguntas')
      .and.include('¿Quién convoca?')
      .and.include('¿Cuándo se revisa');
  });

  it('are refused with a sentence when the file is no document, or a dangerous one', async () => {
    const macros = await docxOf(paragraph('1. ¿Qué?'), {
      more: { 'word/vbaProject.bin': 'x' },
    });
    for (const [bytes, said] of [
      [macros, 'macros'],
      [Buffer.from('PK\u0003\u0004 word/document.xml y basura'), 'incompleto o dañado'],
      [await docxOf('<w:p></w:p>'), 'No se encontró ninguna pregunta'],
    ] as const) {
      const { status, location } = await send(bytes);
      expect(status).to.equal(303);
      const preview = await ximena.get(location);
      expect(preview.text.toLowerCase(), said).to.include(said.toLowerCase());
      expect(preview.text).to.include('Se entendieron 0 preguntas');
    }
  });
});
