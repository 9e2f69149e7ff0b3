import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { courseFolder } from '../../support/course.ts';
import { ximenaTeaches } from '../../support/studio.ts';

const ITEMS = `
- { id: q-una, type: single, objective: lo1, bloom: apply, pillar: protection, topic: t, difficulty: easy, form: B, tags: [todo], critical: true, stem: ¿Una o dos?, feedback: La idea general., options: [{ id: a, correct: true, text: Una, feedback: Bien pensado. }, { id: b, text: Dos, feedback: Cuenta otra vez. }] }
- { id: q-varias, type: multiple, form: B, tags: [todo], stem: ¿Cuáles?, options: [{ id: a, correct: true, text: Esta, feedback: Sí. }, { id: b, correct: true, text: Y esta, feedback: Sí. }, { id: c, text: Aquella, feedback: No. }] }
- { id: q-cierta, type: truefalse, form: B, tags: [todo], stem: El agua moja., options: [{ id: verdadero, correct: true, text: Verdadero, feedback: Moja. }, { id: falso, text: Falso, feedback: Sí moja. }] }
- { id: q-pares, type: matching, form: B, tags: [todo], stem: Relaciona., pairs: [{ id: p1, prompt: Día, answer: Sol }, { id: p2, prompt: Noche, answer: Luna }] }
- { id: q-orden, type: ordering, form: B, tags: [todo], stem: Ordena., steps: [{ id: s1, text: Primero }, { id: s2, text: Segundo }] }
- { id: q-corta, type: shorttext, form: B, tags: [todo], stem: ¿Capital de Oaxaca?, answers: [{ id: a, text: Oaxaca de Juárez, feedback: Así es. }] }
- { id: q-numero, type: number, form: B, tags: [todo], stem: ¿Cuánto es dos más dos?, answers: [{ id: a, from: 4, to: 4 }] }
- { id: q-huecos, type: gaps, form: B, tags: [todo], stem: Completa., text: 'La {{g1}} sale de día.', gaps: [{ id: g1, kind: typed, answers: [{ id: a, text: luz }] }] }
- { id: q-ensayo, type: essay, form: B, tags: [todo], stem: Escribe. }
- { id: q-foto, type: file, form: B, tags: [todo], stem: Sube una foto. }
- { id: q-oral, type: oral, form: B, tags: [todo], stem: Dilo. }
- id: q-camino
  type: scenario
  form: B
  tags: [todo]
  stem: Una vecina te busca.
  nodes:
    - { id: inicio, text: ¿Qué haces?, choices: [{ id: oir, text: La escuchas, points: 2, to: fin, consequence: Se calma. }, { id: ir, text: Te vas, points: 0, to: mal }] }
    - { id: fin, text: Queda acompañada., ending: good }
    - { id: mal, text: Se queda sola., ending: poor }
`;
const TYPES = 12;

/** What would be right everywhere that a form can say it. */
const RIGHT: Record<string, string | string[]> = {
  'r_q-una': 'a',
  'r_q-varias': ['a', 'b'],
  'r_q-cierta': 'verdadero',
  'r_q-pares.p1': 'p1',
  'r_q-pares.p2': 'p2',
  'r_q-orden.s1': '1',
  'r_q-orden.s2': '2',
  'r_q-corta': 'oaxaca de juarez',
  'r_q-numero': '4',
  'r_q-huecos.g1': 'Luz',
  'r_q-ensayo': 'Dos renglones\nescritos.',
  'r_q-oral.helper': 'Rosa',
  'r_q-oral.said': 'Lo dijo así.',
};

describe('a course that is tried before it is published', () => {
  let app: TestApp;
  let ximena: Browser;
  let path: string;
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
    const courseId = await app.database
      .db('courses')
      .where('slug', 'curso-breve')
      .first<{ id: string }>('id');
    path = (await ximena.post(`/ensenar/versiones/${courseId.id}/borrador`)).location;
    const course = readFileSync(join(courseFolder('curso-breve'), 'course.yml'), 'utf8');
    const quiz = (id: string, draw: string): string =>
      `  - { id: ${id}, kind: posttest, title: Todo, intro: Todo, draw: [${draw}], attempts: 1, passMark: 70, timeLimitMinutes: null, after: null, reasons: never }\n`;
    await put(
      'course.yml',
      course.replace(
        /^quizzes:\n/m,
        `quizzes:\n${quiz('todo', `{ tag: todo, count: ${String(TYPES)} }`)}${quiz('pocas', '{ tag: todo, count: 99 }')}`,
      ),
    );
    await put(
      'questions/forma-b.yml',
      `${readFileSync(join(courseFolder('curso-breve'), 'questions/forma-b.yml'), 'utf8')}${ITEMS}`,
    );
  });
  after(() => app.stop());

  const put = async (file: string, text: string): Promise<void> => {
    const changed = await app.database
      .db('course_draft_files')
      .where({ draft_id: path.split('/').pop() ?? '', path: file })
      .update({ text });
    expect(changed, file).to.equal(1);
  };
  const seedIn = (page: Page): string =>
    page.document.querySelector('input[name=semilla]')?.getAttribute('value') ?? '';
  const everything = async (): Promise<string> => {
    const tables = [
      'attempts',
      'attempt_answers',
      'enrolments',
      'lesson_progress',
      'course_draft_files',
    ];
    const counts = await Promise.all(
      tables.map(async (table) =>
        (await app.database.db.schema.hasTable(table))
          ? `${table} ${JSON.stringify(await app.database.db(table).count({ n: '*' }))}`
          : table,
      ),
    );
    return counts.join();
  };

  it('answers its knowledge checks, with and without a script, and keeps nothing', async () => {
    const before = await everything();
    const page = await ximena.get(`${path}/lecciones/la-plaza/pagina`);
    const form = page.document.querySelector('form[data-check]');
    const action = (form?.getAttribute('action') ?? '').replace(/#.*/, '');
    expect(action).to.equal(`${path}/lecciones/la-plaza/pagina/comprobacion/chk-plaza-1`);
    const value = form?.querySelector('input')?.getAttribute('value') ?? '';
    const answer = await ximena.post(action, { 'r_chk-plaza-1': value });
    expect(answer.status).to.equal(200);
    expect(answer.document.querySelector('#chk-plaza-1 .verdict')).not.to.equal(null);
    expect(answer.document.querySelector('#chk-plaza-1 .review__reason')?.textContent).not.to.equal(
      '',
    );
    expect(answer.headers.get('x-frame-options')).to.equal('SAMEORIGIN');
    const none = await ximena.post(action, {});
    expect(none.status).to.equal(422);
    const other = await ximena.post(`${path}/lecciones/la-plaza/pagina/comprobacion/q-una`, {});
    expect(other.status).to.equal(404);
    expect(await everything()).to.equal(before);
    for (const link of page.document.querySelectorAll('.site-foot a, .places__wide a, .exit'))
      expect(link.getAttribute('target')).to.equal('_top');
    for (const link of page.document.querySelectorAll('main a[href], main form[action]')) {
      const address = link.getAttribute('href') ?? link.getAttribute('action') ?? '';
      expect(address, address).not.to.match(/^\/cursos\//);
    }
  });

  it('leads on through its lessons and quizzes, past the gate of a sensitive one', async () => {
    const first = await ximena.get(`${path}/lecciones/la-plaza/pagina`);
    const next = first.document.querySelector('.lesson-foot .button')?.getAttribute('href') ?? '';
    expect((await ximena.get(next)).status).to.equal(200);
    const gate = await ximena.get(`${path}/lecciones/pedir-ayuda/pagina`);
    const ways = [...gate.document.querySelectorAll('.gate a')].map((one) =>
      one.getAttribute('href'),
    );
    expect(ways).to.deep.equal([
      `${path}/lecciones/pedir-ayuda/pagina?ruta=lectura`,
      `${path}/lecciones/pedir-ayuda/pagina?ruta=alternativa`,
    ]);
    for (const way of ways) expect((await ximena.get(way ?? '')).status).to.equal(200);
  });

  it('shows every type of question of a quiz, and the score and the reasons of what was answered', async () => {
    const before = await everything();
    const link = (await ximena.get(path)).document.querySelector('a[href$="/todo/telefono"]');
    const phone = await ximena.get(link?.getAttribute('href') ?? '');
    const source = phone.document.querySelector('iframe')?.getAttribute('src') ?? '';
    const page = await ximena.get(source);
    expect(page.status).to.equal(200);
    expect(page.document.querySelectorAll('fieldset.question')).to.have.length(TYPES);
    const semilla = seedIn(page);

    const nothing = await ximena.post(source, { semilla });
    expect(nothing.status).to.equal(422);

    const step = await ximena.post(source, { ...RIGHT, semilla, abrir: 'q-camino' });
    expect(step.text).to.include('¿Qué haces?');
    const carried = [...step.document.querySelectorAll('#prueba input')].map(
      (one) => `${one.getAttribute('name') ?? ''}=${one.getAttribute('value') ?? ''}`,
    );
    expect(carried).to.include('r_q-varias=b').and.include('r_q-pares.p1=p1');
    const camino = '01:inicio=oir';
    const ended = await ximena.post(source, {
      ...RIGHT,
      semilla,
      abrir: 'q-camino',
      'r_q-camino': camino,
    });
    expect(ended.text).to.include('Se calma.').and.include('Queda acompañada.');
    const returned = await ximena.post(source, {
      ...RIGHT,
      semilla,
      abrir: 'q-camino',
      'r_q-camino': camino,
      desde: 'inicio',
    });
    expect(returned.text).to.include('Volviste a esta decisión');
    const back = await ximena.post(source, {
      ...RIGHT,
      semilla,
      abrir: 'q-camino',
      'r_q-camino': camino,
      volver: '1',
    });
    expect(
      back.document.querySelector('input[name="r_q-una"][value=a]')?.hasAttribute('checked'),
    ).to.equal(true);
    expect(back.text).to.include('Ver la situación');

    const result = await ximena.post(source, { ...RIGHT, semilla, 'r_q-camino': camino });
    expect(result.status).to.equal(200);
    expect(result.document.querySelectorAll('.review > li')).to.have.length(TYPES);
    expect(result.text).to.include('nada se guardó').and.include('Bien pensado.');
    expect(result.text).to.include('9 de 12');
    const wrong = await ximena.post(source, { semilla, 'r_q-una': 'b' });
    expect(wrong.text).to.include('Cuenta otra vez.').and.include('0 de 12');
    for (const shown of [page, step, ended, back, result])
      expect(shown.headers.get('x-frame-options')).to.equal('SAMEORIGIN');
    expect(await everything()).to.equal(before);
  });

  it('draws the same questions from one seed, and scores a quiz that nobody has to grade', async () => {
    const source = `${path}/evaluaciones/evaluacion-final/prueba`;
    const page = await ximena.get(source);
    const semilla = seedIn(page);
    const [first] = [...page.document.querySelectorAll('fieldset.question input[type=radio]')];
    const name = first?.getAttribute('name') ?? '';
    const result = await ximena.post(source, {
      semilla,
      [name]: first?.getAttribute('value') ?? '',
    });
    const stems = (one: Page, selector: string): string[] =>
      [...one.document.querySelectorAll(selector)].map((node) => node.textContent?.trim() ?? '');
    expect(stems(result, '.review h3')).to.deep.equal(stems(page, 'fieldset.question legend'));
    expect(result.document.querySelector('.result__score')?.textContent).to.match(/\d+/);
  });

  it('says what keeps a quiz from being tried, and is nobody else’s', async () => {
    const few = await ximena.get(`${path}/evaluaciones/pocas/prueba`);
    expect(few.status).to.equal(409);
    expect(few.text).to.include('más preguntas de las que tiene');
    expect((await ximena.get(`${path}/evaluaciones/ninguna/prueba`)).status).to.equal(404);
    const bruno = await app.signedIn('bruno');
    expect((await bruno.get(`${path}/evaluaciones/todo/prueba`)).status).to.equal(404);
    expect((await bruno.post(`${path}/evaluaciones/todo/prueba`, RIGHT)).status).to.equal(404);
  });
});
