import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import {
  beginCourse,
  COURSE_DATA,
  NEW_COURSE,
  revisionIn,
  saveLesson,
  ximenaTeaches,
} from '../../support/studio.ts';

/** A course as its author wrote it by hand, with remarks and spaces of her own. */
const BY_HAND = `# Escrito a mano
code: ESC-ANT
title: {es: Escuchar,   en: Listening}
summary: { es: Escuchar. }
audiences: [ community ]   # por ahora
topics: [community-security]
pillars: [participation]
frameworks: []
hours: { online: 2, field: 1 }
careNote: { es: Ve a tu ritmo. }
objectives:
  # el que ya estaba
  - { id: lo1,   bloom: understand, text: { es: Explicar qué es escuchar. } }
  - id: lo2
    bloom: apply
    text: { es: "Preguntar antes de aconsejar.", en: Ask before advising. }
modules:
  - { id: m1, title: { es: Escuchar }, lessons: [primera-escucha] }
quizzes: []
certificate: { quizzes: [], validMonths: null }
review: { signedBy: null, signedOn: null }
sources: []
`;

const WORD = {
  palabra: 'Acuerdo',
  texto: 'Lo que dos partes aceptan.',
  palabra_en: '',
  texto_en: '',
};

describe('the data, objectives and glossary of a course', () => {
  let app: TestApp;
  let ximena: Browser;
  let path: string;
  let lesson: string;
  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
    ({ path, lesson } = await beginCourse(ximena));
    await saveLesson(ximena, lesson);
  });
  afterEach(() => app.stop());

  const fileOf = async (file: string): Promise<string> => {
    const draft = path.split('/').pop() ?? '';
    const row = await app.database
      .db('course_draft_files')
      .where({ draft_id: draft, path: file })
      .first<{ text: string } | undefined>('text');
    return row?.text ?? '';
  };
  const put = async (file: string, texto: string): Promise<void> => {
    const address = `${path}/archivo?ruta=${file}`;
    const revision = revisionIn(await ximena.get(address));
    expect((await ximena.post(address, { texto, revision })).status).to.equal(303);
  };

  it('are said with the first form already, where their author knows them', async () => {
    const { path: other } = await beginCourse(ximena, {
      titulo: 'Cuidar a quien cuida',
      minimo: '85',
      clave: 'cui-cui',
      resumen: 'Cómo cuidarse en el trabajo con víctimas.',
      objetivo: 'Reconocer el propio cansancio.',
      temas: ['prevention', 'policing'],
      pilares: ['protection'],
      marcos: 'PROIGUALDAD-6.2\n\nPNA-2021',
      horas_campo: '3',
      vigencia: '24',
      titulo_en: 'Caring for carers',
    });
    const form = (await ximena.get(`${other}/datos`)).document;
    const valueOf = (id: string): string | null | undefined =>
      form.querySelector(`#${id}`)?.getAttribute('value');
    expect(valueOf('minimo')).to.equal('85');
    expect(valueOf('clave')).to.equal('CUI-CUI');
    expect(valueOf('vigencia')).to.equal('24');
    expect(valueOf('horas_campo')).to.equal('3');
    expect(valueOf('titulo_en')).to.equal('Caring for carers');
    expect(form.querySelector('#marcos')?.textContent).to.equal('PROIGUALDAD-6.2\nPNA-2021');
    const chosen = [...form.querySelectorAll('input:checked')].map((one) =>
      one.getAttribute('value'),
    );
    expect(chosen).to.have.members(['community', 'prevention', 'policing', 'protection']);
    const objectives = await ximena.get(`${other}/objetivos`);
    expect(objectives.text).to.include('Objetivo 1');
    expect(objectives.document.querySelector('#texto-lo1')?.textContent).to.equal(
      'Reconocer el propio cansancio.',
    );
    const wrong = await ximena.post('/ensenar/cursos', {
      ...NEW_COURSE,
      minimo: '101',
      clave: 'con espacio',
    });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#minimo-error')).not.to.equal(null);
    expect(wrong.document.querySelector('#clave-error')?.textContent).to.include('guiones');
    expect(wrong.document.querySelector('#clave')?.getAttribute('value')).to.equal('con espacio');
    expect(wrong.document.querySelector('main form details')?.hasAttribute('open')).to.equal(true);
  });

  it('are changed where their form shows them, and nowhere else', async () => {
    await put('course.yml', BY_HAND);
    const address = `${path}/datos`;
    const revision = revisionIn(await ximena.get(address));
    const form = {
      ...COURSE_DATA,
      titulo: 'Escuchar',
      titulo_en: 'Listening',
      resumen: 'Escuchar.',
      para: ['community'],
      horas: '2',
      horas_campo: '1',
      clave: 'ESC-ANT',
      minimo: '80',
    };
    const saved = await ximena.post(address, { ...form, revision });
    expect(saved.location, saved.text).to.equal(path);
    expect(await fileOf('course.yml')).to.equal(`${BY_HAND}passMark: 80\n`);
  });

  it('give their pass mark to the quizzes that count, on demand', async () => {
    const quiz = (id: string, kind: string, mark: string): string =>
      `  - { id: ${id}, kind: ${kind}, title: { es: Prueba }, intro: { es: Prueba }, draw: [{ count: 1 }], attempts: null, passMark: ${mark}, timeLimitMinutes: null, after: null }\n`;
    const quizzes = `quizzes:\n${quiz('una', 'posttest', '60')}${quiz('otra', 'practice', 'null')}`;
    await put('course.yml', BY_HAND.replace('quizzes: []\n', quizzes));
    const address = `${path}/datos`;
    const page = await ximena.get(address);
    expect(page.text).to.include('Pedirlo también en las evaluaciones que ya cuentan');
    const form = { ...COURSE_DATA, minimo: '90', minimo_todas: '1', revision: revisionIn(page) };
    expect((await ximena.post(address, form)).status).to.equal(303);
    const after = await fileOf('course.yml');
    expect(after)
      .to.match(/id: una,.*passMark: 90/)
      .and.match(/id: otra,.*passMark: null/);
  });

  it('has objectives that are written, added, ordered and removed in one form', async () => {
    await put('course.yml', BY_HAND);
    const address = `${path}/objetivos`;
    const fields = async (given: Record<string, string> = {}): Promise<Record<string, string>> => ({
      revision: revisionIn(await ximena.get(address)),
      'texto-lo1': 'Explicar qué es escuchar.',
      'ingles-lo1': '',
      'nivel-lo1': 'understand',
      'texto-lo2': 'Preguntar antes de aconsejar.',
      'ingles-lo2': 'Ask before advising.',
      'nivel-lo2': 'apply',
      'texto-nuevo': '',
      'ingles-nuevo': '',
      'nivel-nuevo': 'understand',
      ...given,
    });
    expect((await ximena.post(address, await fields())).status).to.equal(303);
    expect(await fileOf('course.yml')).to.equal(BY_HAND);

    const change = { 'nivel-lo2': 'create', 'texto-nuevo': 'Cerrar con un acuerdo.' };
    expect((await ximena.post(address, await fields(change))).location).to.equal(address);
    const after = await fileOf('course.yml');
    expect(after).to.include('  # el que ya estaba\n  - { id: lo1,   bloom: understand');
    expect(after)
      .to.include('bloom: create')
      .and.include('id: lo3')
      .and.include('[ community ]   #');

    const third = {
      'nivel-lo2': 'create',
      'texto-lo3': 'Cerrar con acuerdo.',
      'nivel-lo3': 'apply',
      'ingles-lo3': '',
    };
    await ximena.post(address, await fields({ ...third, accion: 'subir:lo3' }));
    const order = [
      ...(await ximena.get(address)).document.querySelectorAll('textarea[id^=texto-]'),
    ].map((one) => one.getAttribute('id'));
    expect(order).to.deep.equal(['texto-lo1', 'texto-lo3', 'texto-lo2', 'texto-nuevo']);

    const short = await ximena.post(address, await fields({ ...third, 'texto-lo1': 'No' }));
    expect(short.status).to.equal(422);
    expect(short.document.querySelector('#texto-lo1-error')).not.to.equal(null);
    expect(short.document.querySelector('#texto-lo1')?.textContent).to.equal('No');
    const used = await ximena.post(address, await fields({ ...third, accion: 'quitar:lo1' }));
    expect(used.status).to.equal(422);
    expect(used.document.querySelector('#texto-lo1-error')?.textContent).to.include('Todavía');
    await ximena.post(address, await fields({ ...third, accion: 'quitar:lo3' }));
    expect(await fileOf('course.yml')).not.to.include('lo3');

    const late = await ximena.post(
      address,
      await fields({ revision: '1', 'texto-lo1': 'Otro más' }),
    );
    expect(late.status).to.equal(409);
    expect(late.document.querySelector('#texto-lo1')?.textContent).to.equal('Otro más');
  });

  it('has a glossary whose words lessons name, and that keeps the words they name', async () => {
    const address = `${path}/glosario`;
    expect((await ximena.get(address)).text).to.include('Todavía no hay palabras');
    expect((await ximena.post(address, WORD)).location).to.equal(address);
    const again = await ximena.post(address, { ...WORD, palabra: 'acuerdo' });
    expect(again.status).to.equal(422);
    expect(again.document.querySelector('#palabra-error')?.textContent).to.include('ya tiene');
    await ximena.post(address, { ...WORD, palabra: 'Refugio' });
    expect((await ximena.get(address)).text)
      .to.include('(glosario:acuerdo)')
      .and.include('sin inglés');

    await saveLesson(ximena, lesson, { texto: '## Uno\n\nUn [acuerdo](glosario:acuerdo) claro.' });
    const used = await ximena.get(`${address}/acuerdo`);
    expect(used.text).to.include('La primera escucha').and.not.include('Quitar del glosario');
    const refused = await ximena.post(`${address}/acuerdo/quitar`);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('todavía nombra');

    const before = await fileOf('glossary.yml');
    const changed = { ...WORD, palabra_en: 'Agreement', texto_en: 'What both sides accept.' };
    const revision = revisionIn(used);
    expect((await ximena.post(`${address}/acuerdo`, { ...changed, revision })).status).to.equal(
      303,
    );
    const after = await fileOf('glossary.yml');
    expect(after.slice(after.indexOf('- id: refugio'))).to.equal(
      before.slice(before.indexOf('- id: refugio')),
    );
    expect(after).to.include('en: Agreement');
    const late = await ximena.post(`${address}/acuerdo`, {
      ...changed,
      texto: 'Otra cosa.',
      revision,
    });
    expect(late.status).to.equal(409);
    expect(late.document.querySelector('#texto')?.textContent).to.include('Otra cosa.');
    expect((await ximena.post(`${address}/refugio/quitar`)).status).to.equal(303);
    expect((await ximena.get(`${address}/refugio`)).status).to.equal(404);
    expect((await ximena.get(`${path}/publicar`)).text).to.include('Nada impide publicar.');
  });

  it('shows a glossary that cannot be read as text, and loses nothing of it', async () => {
    await ximena.post(`${path}/glosario`, { ...WORD, palabra: 'Uno' });
    await put('glossary.yml', '- id: [');
    const page = await ximena.get(`${path}/glosario`);
    expect(page.text).to.include('Corrígelo como texto');
    const answer = await ximena.post(`${path}/glosario`, {
      ...WORD,
      palabra: 'Dos',
    });
    expect(answer.status).to.equal(422);
    expect(answer.document.querySelector('#palabra')?.getAttribute('value')).to.equal('Dos');
    expect(await fileOf('glossary.yml')).to.equal('- id: [\n');
  });

  it('has modules with an English title, that are placed and duplicated with their lessons', async () => {
    await ximena.post(`${path}/modulos`, { titulo: 'Después de escuchar' });
    await ximena.post(`${path}/modulos/m1`, { titulo: 'Escuchar', titulo_en: 'Listening' });
    await ximena.post(`${path}/modulos/m1/duplicar`);
    const titles = async (): Promise<string[]> =>
      [...(await ximena.get(path)).document.querySelectorAll('.outline h3')].map(
        (one) => one.textContent ?? '',
      );
    expect(await titles()).to.deep.equal([
      'Módulo 1: Escuchar',
      'Módulo 2: Escuchar',
      'Módulo 3: Después de escuchar',
    ]);
    expect(await fileOf('course.yml')).to.include('en: Listening');
    expect(await fileOf('lessons/primera-escucha-2.md')).to.include('Doña Carmen');
    expect((await ximena.post(`${path}/modulos/m2/lugar`, { lugar: '0' })).status).to.equal(303);
    expect((await titles())[0]).to.equal('Módulo 1: Después de escuchar');
    expect((await ximena.post(`${path}/modulos/m9/lugar`, { lugar: '0' })).status).to.equal(404);
    expect((await ximena.post(`${path}/modulos/m2/lugar`, { lugar: 'x' })).status).to.equal(400);
  });

  it('writes every block into a lesson without a script, with the course’s own words and checks', async () => {
    await ximena.post(`${path}/glosario`, WORD);
    const page = await ximena.get(lesson);
    const groups = [...page.document.querySelectorAll('#bloque optgroup')];
    expect(groups.map((one) => one.getAttribute('label'))).to.include.members([
      'Recuadros',
      'Palabra del glosario',
      'Figura',
      'Audio',
      'Video',
      'Descarga',
      'Comprobación',
    ]);
    let texto = 'Texto escrito y no guardado.';
    for (const option of page.document.querySelectorAll('#bloque option')) {
      const bloque = option.getAttribute('value') ?? '';
      const form = { titulo: '', texto, revision: '1', insertar: '1', bloque };
      const answer = await ximena.post(`${lesson}/vista`, form);
      expect(answer.status, bloque).to.equal(200);
      texto = answer.document.querySelector('#texto')?.textContent ?? '';
    }
    expect(texto).to.match(/^Texto escrito y no guardado\.\n/);
    for (const block of [
      '::: nota',
      '::: revela',
      '::: alternativa',
      '](glosario:acuerdo)',
      '](media/figura.png',
      '::: descripcion figura.png',
      '::: audio narracion.mp3',
      '::: video video.mp4 video.es.vtt',
      '::: descarga hoja.pdf',
      '::: comprueba ',
    ])
      expect(texto).to.include(block);
    expect((await ximena.get(lesson)).text).not.to.include('escrito y no guardado');
  });
});
