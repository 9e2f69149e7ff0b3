import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { proofOf } from '../../support/proof.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';
import { handedIn } from './handed-in.ts';

const FIX = `/ensenar/cursos/${SLUG}/reactivos/uno/correccion`;
const MEND = { que: 'key', correcta: 'b', motivo: 'La clave publicada estaba equivocada.' };

describe('an item that is mended', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let first: string;
  let elenas: string;
  before(async () => {
    app = await classroom();
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    await handedIn(app, 30);
    const wrong = { ...ALL_RIGHT, r_uno: 'b', r_dos: 'a', r_tres: 'a' };
    ({ id: first } = await take(rosa, 'final', wrong));
    ({ id: elenas } = await take(await app.signedIn('elena'), 'final', wrong));
  });
  after(() => app.stop());

  const scores = async (): Promise<Map<string, { score: number; passed: unknown }>> =>
    new Map(
      (
        (await app.database.db('attempts').select<unknown[]>('id', 'score', 'passed')) as {
          id: string;
          score: number;
          passed: unknown;
        }[]
      ).map((row) => [row.id, row]),
    );
  const proof = async (): Promise<string> => {
    const { holds, lines } = await proofOf(app);
    return holds ? '' : lines.join('\n');
  };

  it('shows whose scores would change, and changes nothing yet', async () => {
    const page = await ximena.get(`${FIX}?que=key&correcta=b`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('ahora aprueba: 1').and.include('sube: 30');
    expect([...page.document.querySelectorAll('tbody tr')]).to.have.length(31);
    const mine = [...page.document.querySelectorAll('tbody tr')].find((row) =>
      row.textContent?.includes('Rosa'),
    );
    expect(mine?.textContent?.replace(/\s+/g, ' ')).to.include('50').and.include('66');
    expect(page.text).not.to.include('Elena');
    expect((await scores()).get(first)?.score).to.equal(5000);
  });

  it('leads to the source of the item, for those who may write there', async () => {
    const { db } = app.database;
    const { id } = await db('courses').where('slug', SLUG).first<{ id: string }>('id');
    const begin = `form[action="/ensenar/versiones/${id}/borrador"]`;
    expect((await ximena.get(FIX)).document.querySelector(begin)).to.equal(null);
    const ada = await app.signedIn('ada');
    expect((await ada.get(FIX)).document.querySelector(begin)).not.to.equal(null);
    const draft = { id: 'd-1', course_id: id, slug: SLUG, title: 'Curso', revision: 1 };
    const at = toColumn(app.clock());
    await db('course_drafts').insert({ ...draft, created_at: at, updated_at: at });
    await db('course_draft_files').insert({
      draft_id: 'd-1',
      path: 'questions/preguntas.yml',
      text: '- id: otra\n- type: single\n  id: uno\n',
      revision: 1,
      updated_at: at,
    });
    const linksOf = async (browser: Browser): Promise<(string | null)[]> =>
      [...(await browser.get(FIX)).document.querySelectorAll('[aria-labelledby="fuente"] a')].map(
        (link) => link.getAttribute('href'),
      );
    const href = '/ensenar/cursos/d-1/archivo?ruta=questions%2Fpreguntas.yml';
    expect(await linksOf(ada)).to.deep.equal([href]);
    expect(await linksOf(ximena)).to.deep.equal([]);
    expect((await ada.get(href)).text).to.include('id: uno');
  });

  it('tells whoever reads nobody by name no small counts', async () => {
    const ada = await app.signedIn('ada');
    const page = await ada.get(`${FIX}?que=key&correcta=b`);
    // Thirty go up; one passes and one, of another group, does neither: these three are too few to be told.
    expect(page.text).to.include('n. d.').and.not.include('ahora aprueba: 1');
    expect(page.text).not.to.include('Tania');
  });

  it('wants a reason, and a key that is one', async () => {
    const without = await ximena.post(FIX, { ...MEND, motivo: '' });
    expect(without.status).to.equal(422);
    expect(without.document.querySelector('#motivo')?.getAttribute('aria-invalid')).to.equal(
      'true',
    );
    for (const correcta of [[], ['a', 'b', 'c', 'd'], ['z']])
      expect((await ximena.post(FIX, { ...MEND, correcta })).status).to.equal(422);
    expect(await app.database.db('score_corrections')).to.have.length(0);
  });

  it('is mended by those who teach or publish it, each for their own', async () => {
    for (const name of ['rosa', 'marco', 'lucia', 'irene'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get(FIX)).status, name).to.equal(404);
      expect((await other.post(FIX, MEND)).status, name).to.equal(404);
    }
    const bruno = await (await app.signedIn('bruno')).get(`${FIX}?que=key&correcta=b`);
    expect(bruno.text).to.include('Elena').and.not.include('Tania');
    expect((await ximena.get(FIX.replace('uno', 'nada'))).status).to.equal(404);
  });

  it('takes thirty scores with it in one action, dated and with its reason', async () => {
    expect((await ximena.post(FIX, MEND)).status).to.equal(303);
    const after = await scores();
    for (let at = 0; at < 29; at += 1)
      expect(after.get(`at-t${String(at).padStart(2, '0')}`)?.score).to.equal(10_000);
    expect(after.get('at-t29')?.score).to.equal(8333);
    expect(Boolean(after.get('at-t29')?.passed)).to.equal(true);
    expect(after.get(first)?.score).to.equal(6666);
    expect(after.get(elenas)?.score, 'the group of somebody else').to.equal(5000);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'corrections.applied',
      actor_id: 'ximena',
      details: { question: 'uno', kind: 'key', cohort: 'c-paz', count: 31, left: 0 },
    });
    expect(await proof()).to.equal('');
  });

  it('is told to each person, with what it did to her score', async () => {
    const page = await rosa.get(`/intentos/${first}/resultado`);
    expect(page.text)
      .to.include('Corrección del 23 de noviembre de 2026')
      .and.include('Tu calificación pasó de 50 a 66 de 100.')
      .and.include('La clave publicada estaba equivocada.');
    expect(page.text).to.include('66 de 100');
  });

  it('counts for whoever hands in later', async () => {
    const { id } = await take(rosa, 'una-vez', { ...ALL_RIGHT, r_uno: 'b' });
    expect((await scores()).get(id)?.score).to.equal(10_000);
    // It never had another score than the one it has.
    const told = await rosa.get(`/intentos/${id}/resultado`);
    expect(told.text).to.include('Corrección del').and.not.include('Tu calificación no cambió');
    const elena = await take(await app.signedIn('elena'), 'una-vez', { ...ALL_RIGHT, r_uno: 'b' });
    expect((await scores()).get(elena.id)?.score).to.equal(8333);
    expect(await proof()).to.equal('');
  });

  it('lowers no result that was passed: it waits for somebody to decide', async () => {
    const back = { ...MEND, correcta: 'a', motivo: 'La primera clave era la buena.' };
    const preview = await ximena.get(`${FIX}?que=key&correcta=a`);
    expect(preview.text).to.match(/queda por revisar: 31/);
    expect((await ximena.post(FIX, back)).status).to.equal(303);
    const after = await scores();
    expect(after.get('at-t00')?.score).to.equal(10_000);
    expect(after.get(first)?.score, 'not passed, so it follows').to.equal(5000);
    const held = await app.database.db('attempt_corrections').where('state', 'held');
    expect(held).to.have.length(31);
    expect(await proof()).to.equal('');
  });

  it('is decided about one by one, with a reason', async () => {
    const LIST = '/ensenar/por-revisar';
    const list = await ximena.get(LIST);
    const actions = [...list.document.querySelectorAll('main form.form')].map(
      (form) => form.getAttribute('action') ?? '',
    );
    expect(actions).to.have.length(31);
    expect((await (await app.signedIn('bruno')).get(LIST)).text).to.include('No hay resultados');
    const [keep = '', lower = ''] = actions.filter((action) => /at-t0[01]/.test(action)).sort();
    expect((await ximena.post(keep, { decision: 'keep', motivo: '' })).status).to.equal(422);
    const other = await (
      await app.signedIn('bruno')
    ).post(keep, { decision: 'keep', motivo: 'Porque sí puedo.' });
    expect(other.status).to.equal(404);
    const motivo = 'Ya se le había comunicado.';
    expect((await ximena.post(keep, { decision: 'keep', motivo })).status).to.equal(303);
    expect((await ximena.post(lower, { decision: 'lower', motivo })).status).to.equal(303);
    expect((await ximena.post(lower, { decision: 'lower', motivo })).status).to.equal(404);
    const after = await scores();
    expect(after.get('at-t00')?.score).to.equal(10_000);
    expect(after.get('at-t01')?.score).to.equal(8333);
    expect(await proof()).to.equal('');
  });

  it('may be dropped: everybody has it right', async () => {
    expect(
      (await ximena.post(FIX, { que: 'all', motivo: 'No se entiende la pregunta.' })).status,
    ).to.equal(303);
    expect((await scores()).get(first)?.score).to.equal(6666);
    const page = await rosa.get(`/intentos/${first}/resultado`);
    expect(page.text).to.include('tenía un error y dejó de contar en contra');
    expect(await proof()).to.equal('');
  });
});
