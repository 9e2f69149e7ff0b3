import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { beginCourse, saveLesson, ximenaTeaches } from '../../support/studio.ts';

const COURSE = '/cursos/curso-breve';

/** The parser of tests leaves entities inside a text field as they are. */
const plain = (text: string): string =>
  text
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('the versions of a course', () => {
  let app: TestApp;
  let ximena: Browser;
  let versions: string;
  beforeEach(async () => {
    app = await startApp();
    versions = `/ensenar/versiones/${await ximenaTeaches(app)}`;
    ximena = await app.signedIn('ximena');
  });
  afterEach(() => app.stop());

  /** Opens the published course as a draft, changes its first lesson and publishes it. */
  const publishChange = async (texto: string): Promise<string> => {
    const { location: path } = await ximena.post(`${versions}/borrador`);
    const editor = await ximena.get(`${path}/lecciones/la-plaza`);
    const fields = Object.fromEntries(
      [...editor.document.querySelectorAll('form[data-editor] input, form[data-editor] textarea')]
        .filter((one) => one.getAttribute('type') !== 'checkbox')
        .map((one) => [
          one.getAttribute('name') ?? '',
          plain(one.getAttribute('value') ?? one.textContent ?? ''),
        ]),
    );
    const given = { ...fields, objetivos: ['lo1'], texto: `${fields['texto'] ?? ''}\n\n${texto}` };
    expect((await ximena.post(`${path}/lecciones/la-plaza`, given)).status).to.equal(303);
    const sheet = await ximena.get(`${path}/publicar`);
    expect(sheet.text).to.include('ni las carpetas ni los paquetes');
    expect(sheet.document.querySelector('ins')?.textContent).to.include(texto);
    const done = await ximena.post(`${path}/publicar`, { nota: 'Se agregó un párrafo.' });
    expect(done.location).to.equal(COURSE);
    return path;
  };

  it('follow each other; whoever is enrolled keeps hers, and the folder changes the course no longer', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${COURSE}/inscripcion`);
    await publishChange('Un párrafo nuevo.');
    const tomas = await app.signedIn('tomas');
    await tomas.post(`${COURSE}/inscripcion`);
    const lesson = `${COURSE}/lecciones/la-plaza`;
    expect((await rosa.get(lesson)).text).not.to.include('Un párrafo nuevo.');
    expect((await tomas.get(lesson)).text).to.include('Un párrafo nuevo.');
    const list = await ximena.get(versions);
    expect(list.text).to.match(
      /Versión 2 la actual Se agregó un párrafo\..*Ximena Solís.*Versión 1/,
    );
    const compared = await ximena.get(`${versions}/comparar?de=1&a=2`);
    expect(compared.document.querySelector('ins')?.textContent).to.include('Un párrafo nuevo.');
    expect(compared.text).to.include('lessons/la-plaza.md');
  });

  it('come back as the next one, with a reason and a trace', async () => {
    await publishChange('Un párrafo nuevo.');
    expect((await ximena.post(`${versions}/1/regreso`, { nota: '' })).status).to.equal(422);
    const answer = await ximena.post(`${versions}/1/regreso`, { nota: 'El párrafo confundía.' });
    expect(answer.location).to.equal(versions);
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'courses.returned-to', actor_id: 'ximena' });
    expect(event?.details).to.deep.equal({ course: 'curso-breve', before: 1, version: 3 });
    const tomas = await app.signedIn('tomas');
    await tomas.post(`${COURSE}/inscripcion`);
    const read = await tomas.get(`${COURSE}/lecciones/la-plaza`);
    expect(read.text).not.to.include('Un párrafo nuevo.');
  });

  it('say plainly when their files were not kept', async () => {
    await app.database.db('course_version_files').delete();
    expect((await ximena.get(versions)).text).to.include('no se guardaron los archivos');
    expect((await ximena.get(`${versions}/1/carpeta.zip`)).status).to.equal(409);
    expect((await ximena.post(`${versions}/borrador`)).status).to.equal(409);
  });

  it('become another course, with another address and code', async () => {
    const { location: copy } = await ximena.post(`${versions}/1/copia`);
    const published = await ximena.post(`${copy}/publicar`, { nota: 'Copia de trabajo.' });
    expect(published.location).to.equal('/cursos/curso-breve-2');
    const codes = await app.database.db('courses').orderBy('slug').pluck('code');
    expect(new Set(codes).size).to.equal(2);
    const again = await ximena.post(`${copy}/copia`);
    expect(again.location).to.match(/^\/ensenar\/cursos\//);
  });

  it('have one draft, and copies of their own, however often they are asked for at once', async () => {
    const six = (path: string, fields: Record<string, string> = {}) =>
      Promise.all(Array.from({ length: 6 }, () => ximena.post(path, fields)));
    const opened = await six(`${versions}/borrador`);
    expect(opened.map(({ status }) => status)).to.deep.equal(Array(6).fill(303));
    expect(new Set(opened.map(({ location }) => location)).size).to.equal(1);
    const copies = await six(`${versions}/1/copia`);
    expect(copies.map(({ status }) => status)).to.deep.equal(Array(6).fill(303));
    expect(new Set(copies.map(({ location }) => location)).size).to.equal(6);
  });

  it('are published by two people at once only one after the other', async () => {
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson);
    const answers = await Promise.all(
      ['Una.', 'Otra.'].map((nota) => ximena.post(`${path}/publicar`, { nota: `Nota ${nota}` })),
    );
    // Whoever comes second finds the draft taken, or already gone.
    const [published, refused] = answers.sort((one, other) => one.status - other.status);
    expect(published?.status).to.equal(303);
    expect(refused?.status).to.be.oneOf([404, 409]);
    const numbers = await app.database
      .db('course_versions as v')
      .join('courses as c', 'c.id', 'v.course_id')
      .where('c.slug', (published?.location ?? '').split('/').at(-1) ?? '')
      .pluck<number[]>('v.number');
    expect(numbers).to.deep.equal([1]);
  });
});
