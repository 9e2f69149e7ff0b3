import { expect } from 'chai';
import { parse } from 'yaml';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { sentBy } from '../../support/sent-form.ts';
import { beginCourse, saveLesson, ximenaTeaches } from '../../support/studio.ts';
import { draftFiles, FIVE_QUESTIONS, quizFields } from '../../support/evaluations.ts';

interface Quiz {
  id: string;
  [field: string]: unknown;
}

describe('assessments in the studio', () => {
  let app: TestApp;
  let ximena: Browser;
  let path: string;
  let lesson: string;

  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
    ({ path, lesson } = await beginCourse(ximena));
  });
  afterEach(() => app.stop());

  const fileOf = async (name: string): Promise<string> =>
    (await draftFiles(app, path)).get(name) ?? '';
  const course = async (): Promise<{ quizzes: Quiz[]; certificate: { quizzes: string[] } }> =>
    parse(await fileOf('course.yml')) as never;
  const paste = (more: Record<string, string> = {}): Promise<Page> =>
    ximena.post(`${path}/preguntas`, { texto: FIVE_QUESTIONS, ...more });
  const errorsAt = (page: Page): string[] =>
    [...page.document.querySelectorAll('#errores a')].map(
      (link) => link.getAttribute('href')?.slice(1) ?? '',
    );

  describe('pasted questions', () => {
    it('are shown as they were understood, and nothing is kept', async () => {
      const form = await ximena.get(`${path}/preguntas`);
      expect(form.document.querySelector('form[action$="/preguntas/vista"]')).to.not.equal(null);
      const seen = await ximena.post(`${path}/preguntas/vista`, {
        texto: `${FIVE_QUESTIONS}\n\n6. ¿Y esta?\na) Sin clave\nb) Tampoco`,
      });
      expect(seen.status).to.equal(200);
      expect(seen.text).to.include('Se entendieron 5 preguntas').and.include('1 no se entendió');
      expect(seen.text).to.match(/Línea \d+: /);
      expect(seen.text).to.include('Agregar 5 preguntas');
      expect([...(await draftFiles(app, path)).keys()]).to.have.length(2);
      expect((await course()).quizzes).to.deep.equal([]);
    });

    it('may say the right one by a letter, by a mark and by a word in one numbered list', async () => {
      const seen = await ximena.post(`${path}/preguntas/vista`, {
        texto:
          '1. ¿Quién media?\na) La jueza\nb) La mediadora\nRespuesta: b\n2. ¿Dónde?\na) En la plaza*\nb) En la calle\n\n3. Es gratis.\nRespuesta: V',
      });
      expect(seen.text).to.include('Se entendieron 3 preguntas').and.include('1. ¿Quién media?');
      expect(seen.text).not.to.include('1. 1.');
      expect(seen.text).to.include('Verdadero o falso');
    });

    it('make the assessment that is not there yet, and are published with the lesson', async () => {
      const added = await paste({ titulo: 'Lo que aprendimos' });
      expect(added.location).to.equal(`${path}/evaluaciones/lo-aprendimos`);
      const { quizzes, certificate } = await course();
      expect(quizzes).to.have.length(1);
      expect(quizzes[0]).to.include({ id: 'lo-aprendimos', kind: 'posttest', passMark: 70 });
      expect(quizzes[0]?.['draw']).to.deep.equal([{ tag: 'lo-aprendimos', count: 5 }]);
      expect(certificate.quizzes).to.deep.equal(['lo-aprendimos']);
      const page = await ximena.get(added.location);
      expect(page.text).to.include('5 preguntas').and.include('Revisar y publicar');
      await saveLesson(ximena, lesson);
      const published = await ximena.post(`${path}/publicar`, { nota: 'Primera versión.' });
      expect(published.location, published.text).to.equal('/cursos/escuchar-antes-hablar');
    });

    it('are added once, however often the button is pressed', async () => {
      const first = await paste();
      const again = await paste({ evaluacion: 'evaluacion' });
      expect(again.status).to.equal(422);
      expect(again.text).to.include('ya están en el curso').and.include('ya está en el curso');
      const more = await paste({
        evaluacion: 'evaluacion',
        texto: `${FIVE_QUESTIONS}\n\n6. ¿Cuántas son?\nRespuesta: 6`,
      });
      expect(more.location).to.equal(first.location);
      expect((await course()).quizzes[0]?.['draw']).to.deep.equal([
        { tag: 'evaluacion', count: 6 },
      ]);
    });

    it('come back as they were typed when they cannot be added', async () => {
      const text = 'una palabra, sin pregunta';
      const wrong: [Record<string, string>, string][] = [
        [{ texto: '' }, 'texto'],
        [{ texto: 'a'.repeat(700_000) }, ''],
        [{ texto: 'x\u0000y' }, 'texto'],
        [{ texto: FIVE_QUESTIONS, titulo: 'x'.repeat(500) }, 'titulo'],
        [{ texto: FIVE_QUESTIONS, titulo: 'no' }, 'titulo'],
        [{ texto: FIVE_QUESTIONS, evaluacion: 'nada-asi' }, 'evaluacion'],
        [{ texto: FIVE_QUESTIONS, evaluacion: '../etc' }, 'evaluacion'],
        [{ texto: '1. ¿Y esta?\na) Sin clave\nb) Tampoco', titulo: text }, 'texto'],
      ];
      for (const address of [`${path}/preguntas`, `${path}/preguntas/vista`]) {
        for (const [sent, field] of wrong) {
          const page = await ximena.post(address, sent);
          expect(page.status, JSON.stringify(sent).slice(0, 60)).to.be.oneOf(
            field === '' ? [413] : [422],
          );
          if (field !== '') expect(errorsAt(page)).to.deep.equal([field]);
          if (sent['titulo'] === text) expect(page.body).to.include(text);
        }
      }
      expect((await course()).quizzes).to.deep.equal([]);
    });

    it('are not added unseen where some of the text is not understood', async () => {
      const texto = `${FIVE_QUESTIONS}\n\n6. ¿Y esta?\na) Sin clave\nb) Tampoco`;
      const unseen = await paste({ texto });
      expect(unseen.status).to.equal(422);
      const visto = unseen.document.querySelector('[name="visto"]')?.getAttribute('value') ?? '';
      expect((await paste({ texto, visto })).status).to.equal(303);
    });

    it('are reached from the lesson, which is saved on the way', async () => {
      const saved = await saveLesson(ximena, lesson, { luego: 'preguntas' });
      expect(saved.location).to.equal(`${path}/preguntas`);
      expect(await fileOf('lessons/primera-escucha.md')).to.include('Doña Carmen');
    });
  });

  describe('the form', () => {
    it('keeps everything that an assessment can say', async () => {
      const made = await ximena.post(`${path}/evaluaciones`, quizFields());
      expect(made.status, made.text).to.equal(303);
      const [quiz] = (await course()).quizzes;
      expect(quiz).to.deep.equal({
        id: 'examen-tijuana',
        kind: 'posttest',
        title: { es: 'Examen de Tijuana', en: 'Tijuana exam' },
        intro: { es: 'Lee con calma.' },
        draw: [
          {
            section: 'parte-1',
            topic: 'escucha',
            difficulty: 'easy',
            type: 'single',
            tag: 'x',
            count: 3,
          },
          { form: 'B', objective: 'lo1', critical: false, count: 2 },
        ],
        attempts: 2,
        passMark: 80,
        timeLimitMinutes: 45,
        after: 'm1',
        sections: [{ id: 'parte-1', title: { es: 'Escuchar' }, intro: { es: 'Primero.' } }],
        opensAt: '2026-12-01T09:00',
        closesAt: '2026-12-01T11:00',
        timeZone: 'America/Tijuana',
        counts: 'average',
        reasons: 'after-close',
      });
      const form = await ximena.get(`${made.location}/editar`);
      for (const [name, value] of Object.entries(quizFields())) {
        const field = [...form.document.querySelectorAll(`[name="${name}"]`)];
        if (['accion', 'version', 'ingles'].includes(name)) continue;
        const shown = field.some(
          (node) =>
            node.getAttribute('value') === value ||
            node.querySelector(`option[selected][value="${value}"]`) !== null ||
            node.textContent === value,
        );
        expect(shown, `${name} is ${value}`).to.equal(true);
      }
    });

    it('leaves what it does not change as its author wrote it', async () => {
      await ximena.post(`${path}/archivo?ruta=course.yml`, {
        revision: '1',
        texto: (await fileOf('course.yml')).replace('quizzes: []', QUIZ),
      });
      const before = await fileOf('course.yml');
      expect(before).to.include('# del comité');
      const form = await ximena.get(`${path}/evaluaciones/a-mano/editar`);
      const fields = sentBy(form);
      const same = await ximena.post(`${path}/evaluaciones/a-mano`, fields);
      expect(same.status, same.text).to.equal(303);
      expect(await fileOf('course.yml')).to.equal(before);
      const changed = await ximena.post(`${path}/evaluaciones/a-mano`, {
        ...fields,
        passMark: '85',
      });
      expect(changed.status, changed.text).to.equal(303);
      expect(await fileOf('course.yml')).to.equal(before.replace('passMark: 60', 'passMark: 85'));
    });

    it('tells each mistake beside its field, and loses nothing', async () => {
      const wrong: Record<string, [string, string]> = {
        'title.es': ['', 'title.es'],
        'title.en': ['x'.repeat(400), 'title.en'],
        'intro.es': ['y'.repeat(4000), 'intro.es'],
        kind: ['otra', 'kind'],
        passMark: ['ciento uno', 'passMark'],
        attempts: ['0', 'attempts'],
        timeLimitMinutes: ['9999999999', 'timeLimitMinutes'],
        counts: ['peor', 'counts'],
        reasons: ['a veces', 'reasons'],
        after: ['m9', 'after'],
        opensAt: ['2026-02-30T09:00', 'opensAt'],
        closesAt: ['mañana', 'closesAt'],
        timeZone: ['America/Ecatepec', 'timeZone'],
        'draw.0.count': ['1.5', 'draw.0.count'],
        'draw.0.tag': ['z'.repeat(200), 'draw.0.tag'],
        'draw.0.topic': ['z'.repeat(200), 'draw.0.topic'],
        'draw.0.type': ['adivinanza', 'draw.0.type'],
        'draw.0.difficulty': ['imposible', 'draw.0.difficulty'],
        'draw.0.section': ['parte-7', 'draw.0.section'],
        'draw.1.form': ['C', 'draw.1.form'],
        'draw.1.objective': ['lo9', 'draw.1.objective'],
        'draw.1.critical': ['quizás', 'draw.1.critical'],
        'sections.0.title.es': ['', 'sections.0.title.es'],
        'sections.0.intro.es': ['w'.repeat(4000), 'sections.0.intro.es'],
      };
      for (const [name, [value, field]] of Object.entries(wrong)) {
        const page = await ximena.post(`${path}/evaluaciones`, quizFields({ [name]: value }));
        expect(page.status, name).to.equal(422);
        expect(errorsAt(page), name).to.deep.equal([field]);
        expect(
          page.document.querySelector(`[id="${field}"]`)?.getAttribute('aria-invalid'),
        ).to.equal('true');
        expect(page.body, name).to.include('Tijuana exam'.slice(0, name === 'title.en' ? 0 : 12));
      }
      for (const sent of [
        { closesAt: '2026-12-01T08:00' },
        { closesAt: '' },
        { kind: 'practice' },
        { passMark: '' },
      ]) {
        const page = await ximena.post(`${path}/evaluaciones`, quizFields(sent));
        expect(page.status, JSON.stringify(sent)).to.equal(422);
        expect(errorsAt(page)).to.have.length(1);
      }
      const nothing = await ximena.post(`${path}/evaluaciones`, {});
      expect(nothing.status).to.equal(422);
      expect((await course()).quizzes).to.deep.equal([]);
    });

    it('adds and takes away groups and parts without JavaScript', async () => {
      const more = await ximena.post(
        `${path}/evaluaciones`,
        quizFields({ accion: 'agregar:draw' }),
      );
      expect(more.status).to.equal(422);
      expect(more.document.querySelector('[name="draw.2.count"]')).to.not.equal(null);
      const fewer = await ximena.post(
        `${path}/evaluaciones`,
        quizFields({ accion: 'quitar:sections.0' }),
      );
      expect(fewer.document.querySelector('[name="sections.0.id"]')).to.equal(null);
      const section = fewer.document.querySelector('[name="draw.0.section"] option[selected]');
      expect(section?.getAttribute('value')).to.equal('');
    });

    it('is not kept over what somebody else kept meanwhile', async () => {
      const { location } = await ximena.post(`${path}/evaluaciones`, quizFields());
      const mine = sentBy(await ximena.get(`${location}/editar`));
      await ximena.post(location, { ...mine, passMark: '90' });
      const late = await ximena.post(location, { ...mine, passMark: '55' });
      expect(late.status).to.equal(422);
      expect(late.text).to.include('mientras la cambiabas');
      expect((await course()).quizzes[0]).to.include({ passMark: 90 });
      const again = await ximena.post(location, { ...sentBy(late), passMark: '55' });
      expect(again.status).to.equal(303);
      expect((await course()).quizzes[0]).to.include({ passMark: 55 });
    });

    it('goes with its questions only where that is said', async () => {
      const { location } = await paste();
      await ximena.post(`${location}/quitar`);
      expect(await course()).to.deep.include({ quizzes: [] });
      expect((await course()).certificate.quizzes).to.deep.equal([]);
      expect(await fileOf('questions/evaluacion.yml')).to.not.equal('');
      const made = await ximena.post(
        `${path}/evaluaciones`,
        quizFields({ 'title.es': 'Evaluación' }),
      );
      await ximena.post(`${made.location}/quitar`, { preguntas: '1' });
      expect(await fileOf('questions/evaluacion.yml')).to.equal('');
    });
  });

  it('are nobody else’s', async () => {
    const { location } = await paste();
    const bruno = await app.signedIn('bruno');
    for (const address of [location, `${location}/editar`, `${location}/reactivo-nuevo`])
      expect((await bruno.get(address)).status).to.equal(404);
    expect((await bruno.post(`${path}/preguntas`, { texto: FIVE_QUESTIONS })).status).to.equal(404);
    expect((await ximena.get(`${path}/evaluaciones/no-hay`)).status).to.equal(404);
  });
});

const QUIZ = `quizzes:
  - id: a-mano # del comité
    title: Escrita a mano
    kind: posttest
    intro: { es: 'Con calma.', en: "Calmly." }
    draw:
      - { objective: lo1, critical: false, count: 1 } # lo básico
    attempts: null
    passMark: 60
    timeLimitMinutes: null
    after: lessons`;
