import { expect } from 'chai';
import { draftRepository } from '../../../src/features/studio/draft-repository.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser } from '../../support/browser.ts';

const gift = Array.from(
  { length: 60 },
  (_, at) =>
    `::P${String(at)}:: ¿Cuánto es ${String(at)} más uno? {=${String(at + 1)} ~${String(at)} ~ninguna}`,
).join('\n\n');

describe('questions of a bank in a draft', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;
  let draft: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'Sumas'));
    const begun = await ximena.post('/ensenar/cursos', {
      titulo: 'Contar juntas',
      leccion: 'Uno más',
      para: 'community',
      horas: '1',
      minimo: '85',
    });
    draft = /\/ensenar\/cursos\/[^/]+/.exec(begun.location)?.[0] ?? '';
    expect(draft, begun.text).to.not.equal('');
  });
  after(() => app.stop());

  const fileOf = async (path: string): Promise<string> => {
    const row: unknown = await app.database.db('course_draft_files').where({ path }).first('text');
    return (row as { text: string } | undefined)?.text ?? '';
  };

  it('become an assessment that draws from them, right after they came in', async () => {
    const read = await ximena.post(`${bank}/importar`, { texto: gift });
    const added = await ximena.postAndFollow(read.location, {});
    const link =
      added.document.querySelector('a[href*="evaluacion=1"]')?.getAttribute('href') ?? '';
    const form = await ximena.get(link);
    expect(form.text).to.include('60 preguntas').and.include('Contar juntas');
    const wrong = await ximena.post(link, {
      borrador: draft.split('/').pop() ?? '',
      evaluacion: 'si',
      titulo: '',
      cuantas: '20',
      minimo: '70',
    });
    expect(wrong.status).to.equal(422);
    expect(form.document.querySelector('#minimo')?.getAttribute('value')).to.equal('85');
    const made = await ximena.post(link, {
      borrador: draft.split('/').pop() ?? '',
      evaluacion: 'si',
      titulo: 'Examen de sumas',
      cuantas: '20',
      minimo: '',
    });
    expect(made.location).to.equal(draft);
    expect(await fileOf('course.yml'))
      .to.include('examen-sumas')
      .and.include('count: 20')
      .and.match(/id: examen-sumas[\s\S]*passMark: 85/);
    expect((await fileOf('questions/sumas.yml')).match(/^- /gm)).to.have.length(60);
    const repository = draftRepository(app.database.db);
    const row = await repository.byId(draft.split('/').pop() ?? '');
    if (row === null) throw new Error('The draft is not there');
    const files = await repository.files(row.id);
    const opened = await app.services.drafts.reading({ draft: row, files });
    const errors = opened.problems.filter(
      ({ severity, file }) => severity === 'error' && file !== 'lessons/uno-mas.md',
    );
    expect(errors).to.deep.equal([]);
  });

  it('are copied once: taken again they become their newest version', async () => {
    const item = await app.database.db('bank_items').orderBy('place').first<{ id: string }>('id');
    const changed = await ximena.post(`${bank}/reactivos/${item.id}`, {
      type: 'single',
      version: '1',
      'options.0.id': 'a',
      'options.0.text.es': 'Uno',
      'options.1.id': 'b',
      'options.1.text.es': 'Dos',
      correct: 'a',
      'stem.es': '¿Cuánto es cero más uno, sin contar con los dedos?',
    });
    expect(changed.status, changed.text).to.equal(303);
    const taken = await ximena.post(`${bank}/curso?reactivo=${item.id}`, {
      borrador: draft.split('/').pop() ?? '',
    });
    expect(taken.status).to.equal(303);
    const file = await fileOf('questions/sumas.yml');
    expect(file.match(/^- /gm)).to.have.length(60);
    expect(file).to.include('sin contar con los dedos');
    expect(await app.database.db('bank_uses').where('item_id', item.id).first()).to.include({
      version: 2,
    });
  });

  it('are said to be newer in their bank, with what changed, and taken one by one or all at once', async () => {
    const { db } = app.database;
    const [first, second, third] = await db('bank_items')
      .orderBy('place')
      .limit(3)
      .pluck<string[]>('id');
    const mend = async (id = '', version: string, stem: string): Promise<void> => {
      const changed = await ximena.post(`${bank}/reactivos/${id}`, {
        type: 'single',
        version,
        'options.0.id': 'a',
        'options.0.text.es': 'Uno',
        'options.1.id': 'b',
        'options.1.text.es': 'Dos',
        correct: 'a',
        'stem.es': stem,
      });
      expect(changed.status, changed.text).to.equal(303);
    };
    expect((await ximena.get(draft)).text).not.to.include('más nueva');
    const draftId = draft.split('/').pop() ?? '';
    const before = (await fileOf('questions/sumas.yml')).replace(/^- id: /, '# a mano\n- id:   ');
    const tagged = before.replace(/tags:\n( +)- sumas/, 'tags:\n$1- sumas\n$1- mia');
    await db('course_draft_files')
      .where({ draft_id: draftId, path: 'questions/sumas.yml' })
      .update({ text: tagged });
    await mend(first, '2', '¿Cuánto es cero más uno, dicho otra vez?');
    await mend(second, '1', '¿Cuánto es uno más uno, por fin?');
    await mend(third, '1', '¿Cuánto es dos más uno, por fin?');

    expect((await ximena.get(draft)).text).to.include('3 preguntas tienen una versión más nueva');
    const address = `${draft}/preguntas-nuevas`;
    const page = await ximena.get(address);
    expect(page.document.querySelectorAll('main section')).to.have.length(3);
    expect(page.text).to.include('sin contar con los dedos').and.include('dicho otra vez');
    expect((await ximena.post(address, {})).status).to.equal(422);
    const bruno = await app.signedIn('bruno');
    expect((await bruno.get(address)).status).to.equal(404);

    const one = await ximena.post(address, { pregunta: `${first ?? ''}:3` });
    expect(one.location).to.equal(address);
    const after = await fileOf('questions/sumas.yml');
    expect(after).to.include('dicho otra vez').and.include('- mia').and.include('# a mano');
    expect(after.slice(after.indexOf(second ?? ''))).to.equal(
      tagged.slice(tagged.indexOf(second ?? '')),
    );
    await mend(second, '2', '¿Cuánto es uno más uno, otra más?');
    const seen = [second, third].map((id) => `${id ?? ''}:2`);
    const all = await ximena.postAndFollow(address, { pregunta: seen });
    expect(all.text).to.include('cambió mientras tanto').and.include('otra más');
    expect(all.document.querySelectorAll('main section')).to.have.length(1);
    const last = await ximena.post(address, { pregunta: `${second ?? ''}:3` });
    expect(last.location).to.equal(draft);
    expect((await ximena.get(address)).text).to.include('Todo está al día');
  });

  it('do not go into the draft of somebody else', async () => {
    const bruno = await app.signedIn('bruno');
    const answer = await bruno.post(`${bank}/curso`, { borrador: draft.split('/').pop() ?? '' });
    expect(answer.status).to.equal(404);
  });
});
