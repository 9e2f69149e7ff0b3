import { expect } from 'chai';
import { addBank } from '../../../src/demo/bank.ts';
import { ITEM_TYPES, ItemDocument } from '../../../src/features/courses/item-document.ts';
import { checkCandidate } from '../../../src/features/bank/item-mistakes.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { authorXimena } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';
import { sentBy } from '../../support/sent-form.ts';

const BANK = '/ensenar/bancos/banco-comunidad';

describe('the form of each type of question', () => {
  let app: TestApp;
  let ximena: Browser;

  before(async () => {
    app = await startApp();
    await addBank(app.database.db, app.clock());
    ximena = await authorXimena(app);
  });
  after(() => app.stop());

  const itemOf = async (
    type: string,
  ): Promise<{ id: string; version: number; document: unknown }> => {
    const row: unknown = await app.database
      .db('bank_items as i')
      .join('bank_item_versions as v', (join) => {
        join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
      })
      .where('i.type', type)
      .orderBy('i.id')
      .first('i.id', 'i.version', 'v.document');
    const { id, version, document } = row as { id: string; version: number; document: string };
    return { id, version, document: JSON.parse(document) as unknown };
  };

  for (const type of ITEM_TYPES) {
    it(`holds the whole of ${type}: what it sends back unchanged is the same question`, async () => {
      expect((await ximena.get(`${BANK}/reactivos/nuevo?tipo=${type}`)).status).to.equal(200);
      const before = await itemOf(type);
      const path = `${BANK}/reactivos/${before.id}`;
      expect((await ximena.get(path)).status).to.equal(200);
      const sent = sentBy(await ximena.get(`${path}/editar`));
      const preview = await ximena.post(path, { ...sent, accion: 'vista' });
      expect(preview.status, preview.text).to.equal(422);
      expect(preview.document.querySelector('#vista')).to.not.equal(null);
      const saved = await ximena.post(path, { ...sent, accion: 'guardar' });
      expect(saved.status, saved.text.slice(0, 600)).to.equal(303);
      const after = await itemOf(type);
      expect(after.version).to.equal(2);
      expect(after.document).to.deep.equal(before.document);
    });
  }

  it('the bank of the demonstration has forty of them, each with a reason for what is chosen', async () => {
    const rows: unknown = await app.database
      .db('bank_item_versions')
      .where('number', 1)
      .select('document');
    const items = (rows as { document: string }[]).map(({ document }) =>
      ItemDocument.parse(JSON.parse(document)),
    );
    expect(items).to.have.length(40);
    for (const item of items) {
      expect(checkCandidate(item), item.stem.es).to.include({ ok: true });
      const { type, objective, bloom, pillar, topic, difficulty, tags } = item;
      for (const said of [objective, bloom, pillar, topic, difficulty, tags[0]])
        expect(said, item.stem.es).to.be.a('string');
      const reasons =
        'options' in item
          ? item.options.map(({ feedback }) => feedback)
          : 'answers' in item
            ? item.answers.map(({ feedback }) => feedback)
            : type === 'matching' || type === 'ordering'
              ? [item.feedback]
              : [];
      for (const reason of reasons) expect(reason?.es, item.stem.es).to.be.a('string');
    }
    const counts = new Set(items.map(({ type }) => type));
    expect(counts.size).to.equal(12);
    expect(items.filter(({ form }) => form === 'A').length).to.be.greaterThan(3);
    expect(items.filter(({ form }) => form === 'B').length).to.be.greaterThan(3);
  });

  it('finds what says nearly the same, two by two, and lets one be retired there', async () => {
    const sent = sentBy(await ximena.get(`${BANK}/reactivos/r-comunidad-1/editar`));
    const copy = await ximena.post(`${BANK}/reactivos`, { ...sent, accion: 'guardar' });
    expect(copy.status).to.equal(303);
    const page = await ximena.get(`${BANK}/repetidos`);
    expect(page.text).to.include('Reactivos 1 y 41: las mismas palabras');
    const retired = await ximena.postAndFollow(`${copy.location}/retiro`, { vuelve: 'repetidos' });
    expect(retired.text).to.include('No hay repetidos');
  });
});
