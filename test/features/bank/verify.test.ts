import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import type { Db } from '../../../src/db/connection.ts';
import { addMedia } from '../../../src/features/content/repository.ts';
import { mediaFile } from '../../../src/features/content/media-file.ts';
import { storeMedia } from '../../../src/features/content/media-store.ts';
import { audioName } from '../../../src/features/bank/images.ts';
import { itemRepository } from '../../../src/features/bank/item-repository.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import { NOW } from '../../support/clock.ts';
import { proofOf } from '../../support/proof.ts';
import { beginCourse } from '../../support/studio.ts';

const GIFT = [
  '¿Qué se hace primero? {=Escuchar ~Opinar}',
  '¿A quién se avisa? {=A la red ~A nadie}',
  '¿Cuándo se pregunta? {=Antes ~Después}',
].join('\n\n');

/** The question that was changed, retired, heard and taken. */
const first = (db: Db) => db('bank_items').where('number', 1);
const idOf = async (db: Db): Promise<string> => (await first(db).first<{ id: string }>('id')).id;

/** What somebody does to the rows, and the rule that must notice; `ids` are what it must name. */
interface Tampering {
  what: string;
  rule: string;
  act: (db: Db) => Promise<unknown>;
  ids?: (db: Db) => Promise<string>;
}

const VERSIONS = 'Las versiones de cada reactivo';
const FOUND = 'Cada reactivo se encuentra';
const PLACES = 'Cada reactivo tiene el lugar';
const IMPORTS = 'Cada importación';
const RECORDINGS = 'Cada grabación';
const USES = 'Cada reactivo que un borrador tomó';

const changing = (change: Record<string, unknown>) => (db: Db) => first(db).update(change);
const importChanging = (change: Record<string, unknown>) => (db: Db) =>
  db('bank_imports').update(change);
const importId = async (db: Db): Promise<string> =>
  (await db('bank_imports').first<{ id: string }>('id')).id;

const TAMPERINGS: Tampering[] = [
  {
    what: 'a version that is missing among the others',
    rule: VERSIONS,
    act: async (db) =>
      db('bank_item_versions')
        .where({ item_id: await idOf(db), number: 1 })
        .delete(),
  },
  {
    what: 'a version after the current one',
    rule: VERSIONS,
    act: async (db) =>
      db('bank_item_versions').insert({
        item_id: await idOf(db),
        number: 3,
        document: '{}',
        made_at: toColumn(NOW),
      }),
  },
  { what: 'a question of no version', rule: VERSIONS, act: changing({ version: 9 }) },
  { what: 'a word that it does not say', rule: FOUND, act: changing({ words: '_k1 _inuse otra' }) },
  { what: 'another fingerprint', rule: FOUND, act: changing({ fingerprint: '0'.repeat(40) }) },
  { what: 'another title', rule: FOUND, act: changing({ title: 'Otra cosa' }) },
  {
    what: 'one that is out of use and found as if it were not',
    rule: FOUND,
    act: changing({ retired_at: null }),
  },
  {
    what: 'a mark that went away',
    rule: FOUND,
    act: async (db) =>
      db('bank_item_marks')
        .where({ item_id: await idOf(db) })
        .whereLike('mark', '0%')
        .delete(),
  },
  {
    what: 'a question that calls itself another',
    rule: FOUND,
    act: async (db) => {
      const own = { item_id: await idOf(db), number: 2 };
      const { document } = await db('bank_item_versions')
        .where(own)
        .first<{ document: string }>('document');
      await db('bank_item_versions')
        .where(own)
        .update({
          document: JSON.stringify({ ...(JSON.parse(document) as object), id: 'r-otro' }),
        });
    },
  },
  {
    what: 'a question that nobody could read',
    rule: FOUND,
    act: async (db) =>
      db('bank_item_versions')
        .where({ item_id: await idOf(db), number: 2 })
        .update({ document: '{"audio":' }),
  },
  { what: 'another place', rule: PLACES, act: changing({ place: 7 }) },
  {
    what: 'a number that is given again',
    rule: PLACES,
    act: (db) => db('banks').update({ next_number: 1 }),
  },
  {
    what: 'an import that brought more',
    rule: IMPORTS,
    act: importChanging({ added: 4 }),
    ids: importId,
  },
  {
    what: 'an import that was taken back and whose questions are there',
    rule: IMPORTS,
    act: importChanging({ status: 'undone' }),
    ids: importId,
  },
  {
    what: 'what was read and should be gone',
    rule: IMPORTS,
    act: importChanging({ staged: '{}' }),
    ids: importId,
  },
  {
    what: 'a question that came into another bank',
    rule: IMPORTS,
    act: async (db) => {
      const [bank] = (await db('banks').limit(1)) as Record<string, unknown>[];
      await db('banks').insert({ ...bank, id: 'otro', ordinal: 99 });
      await first(db).update({ bank_id: 'otro' });
    },
    ids: importId,
  },
  {
    what: 'a recording that is nowhere',
    rule: RECORDINGS,
    act: (db) => db('media_files').delete(),
  },
  {
    what: 'a version that a draft took and that there is not',
    rule: USES,
    act: (db) => db('bank_uses').update({ version: 9 }),
    ids: async (db) => `/${await idOf(db)}`,
  },
];

describe('the proof of question banks', () => {
  let app: TestApp;
  const proof = () => proofOf(app);
  beforeEach(async () => {
    app = await startApp();
    const { ximena, bank } = await bankAuthor(app, 'De prueba');
    const { db } = app.database;
    const { location } = await ximena.post(`${bank}/importar`, { texto: GIFT });
    await ximena.post(location, {});
    // A question with a recording, in its second version, that a draft took; then it goes out of use.
    const sound = mediaFile('a.ogg', 'media/a.ogg', {
      bytes: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead')]),
    });
    if (sound === null) throw new Error('No sound');
    await storeMedia(app.dataDir, [sound]);
    await addMedia(db, [sound]);
    const items = itemRepository(db);
    const before = await items.byId(await idOf(db));
    if (before === null) throw new Error('No question');
    const audio = [{ language: 'es', file: audioName(sound.sha256, 'ogg'), transcript: 'Eso.' }];
    const change = { by: 'ximena', now: app.clock() };
    expect(await items.change(before, { ...before.document, audio }, change)).to.equal(true);
    const { path } = await beginCourse(ximena);
    await db('bank_uses').insert({
      draft_id: path.split('/').at(-1),
      item_id: before.id,
      version: 2,
      taken_at: toColumn(app.clock()),
    });
    const now = await items.byId(before.id);
    if (now !== null) await items.retire(now, true, app.clock());
  });
  afterEach(() => app.stop());

  it('finds nothing wrong with what was imported, changed, heard, taken and retired', async () => {
    expect((await proof()).failing).to.deep.equal([]);
    expect(await app.database.db('bank_items')).to.have.length(3);
  });

  it('finds nothing wrong with words in the order of an older release', async () => {
    const { db } = app.database;
    const { words } = await first(db).first<{ words: string }>('words');
    await first(db).update({ words: words.split(' ').reverse().join(' ') });
    expect((await proof()).failing).to.deep.equal([]);
  });

  it('finds nothing wrong with an import that was taken back, or is being read', async () => {
    const { db } = app.database;
    const bank = await db('banks').first<{ id: string }>('id');
    const ximena = await app.signedIn('ximena');
    const path = `/ensenar/bancos/${bank.id}/importar`;
    const { location } = await ximena.post(path, { texto: '¿Quién avisa? {=La red ~Nadie}' });
    expect((await proof()).failing).to.deep.equal([]);
    await ximena.post(location, {});
    await ximena.post(`${location}/deshacer`);
    expect(await db('bank_imports').where('status', 'undone')).to.have.length(1);
    expect((await proof()).failing).to.deep.equal([]);
  });

  for (const { what, rule, act, ids = idOf } of TAMPERINGS)
    it(`finds ${what}`, async () => {
      const { db } = app.database;
      const named = await ids(db);
      await act(db);
      const line = (await proof()).failing.find((one) => one.includes(rule));
      expect(line).to.include(named);
    });
});
