import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';
import { noFilter } from '../../../src/features/bank/bank.ts';
import { lastEvents } from '../../support/people.ts';

const GIFT = `$CATEGORY: Comunidad/Alumbrado

::Uno:: ¿Quién repara el alumbrado? {=El municipio#Así es. ~La policía#No es su tarea. ~%-50%El gobierno federal}

::Dos:: El oficio lleva acuse. {T}

::Tres:: Explica por qué. {}`;

describe('taking questions out of a bank', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'De ida y vuelta'));
    const read = await ximena.post(`${bank}/importar`, { texto: GIFT });
    await ximena.post(read.location, {});
  });
  after(() => app.stop());

  it('gives a file that comes in again as it was, with its folders', async () => {
    const file = await ximena.get(`${bank}/archivo?formato=gift`);
    expect(file.status).to.equal(200);
    expect(file.headers.get('content-disposition')).to.include('de-ida-y-vuelta.gift.txt');
    expect(file.body).to.include('$CATEGORY').and.include('Alumbrado').and.include('%-50%');
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'banks.exported',
      details: { format: 'gift' },
    });
    const other = (await ximena.post('/ensenar/bancos', { nombre: 'Otro' })).location;
    const read = await ximena.post(`${other}/importar`, { texto: file.body, formato: 'gift' });
    await ximena.post(read.location, {});
    const rows: unknown = await app.database
      .db('bank_items as i')
      .join('bank_item_versions as v', 'v.item_id', 'i.id')
      .orderBy('i.place')
      .select('i.bank_id', 'v.document', 'i.category');
    const documents = rows as { bank_id: string; document: string; category: string }[];
    const said = (id: string) =>
      documents
        .filter((row) => `/ensenar/bancos/${row.bank_id}` === id)
        .map(({ document, category }) => ({
          category,
          item: { ...(JSON.parse(document) as object), id: '' },
        }));
    expect(said(other)).to.have.length(3);
    expect(said(other)).to.deep.equal(said(bank));
  });

  it('says beforehand what a format does not carry, and sends what a search leaves', async () => {
    const page = await ximena.get(`${bank}/exportar?formato=aiken`);
    expect(page.text).to.include('no caben en este formato').and.include('Reactivo 3:');
    const some = await ximena.get(`${bank}/archivo?formato=gift&q=alumbrado`);
    expect(some.body).to.include('alumbrado').and.not.include('acuse');
    expect((await ximena.get(`${bank}/archivo?formato=nada`)).status).to.equal(400);
    expect(
      (await (await app.signedIn('bruno')).get(`${bank}/archivo?formato=gift`)).status,
    ).to.equal(404);
  });

  it('is done by the server for whoever works on it, problems apart', async () => {
    const { importQuestions, bankExports, banks } = app.services;
    const input = Buffer.from(`${GIFT}\n\n::Rota:: ¿Y esta? {`);
    const done = await importQuestions('Del servidor', { input, format: 'gift' });
    expect(done).to.include({ added: 3, repeated: 0 });
    expect(done.problems).to.have.length(1);
    const [made] = await banks.named('Del servidor');
    if (made === undefined) throw new Error('The bank is not there');
    const again = await importQuestions(made, { input, format: 'gift' });
    expect(again).to.include({ added: 0, repeated: 3 });

    const { written } = await bankExports.fromServer(made, noFilter, 'gift');
    let text = '';
    for await (const chunk of written.chunks) text += chunk.toString();
    expect(text).to.include('alumbrado');
  });
});
