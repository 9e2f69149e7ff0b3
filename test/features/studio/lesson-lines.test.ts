import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import {
  beginCourse,
  LESSON,
  revisionIn,
  saveLesson,
  ximenaTeaches,
} from '../../support/studio.ts';

const PNA = '/administrar/marcos/pna-1325';

describe('the lines of frameworks of a lesson', () => {
  let app: TestApp;
  let ximena: Browser;
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
  });
  after(() => app.stop());

  it('are chosen in the studio, kept with the draft and its file, and told on the page of the framework', async () => {
    const { path, lesson } = await beginCourse(ximena);
    const editor = await ximena.get(lesson);
    const offered = [...editor.document.querySelectorAll('input[name=marcos]')].map((one) =>
      one.getAttribute('value'),
    );
    expect(offered).to.include.members(['prevention', 'participation', 'PROIGUALDAD-6.1']);
    expect(editor.text).to.include('PNA-1325 2 · Participación');

    await saveLesson(ximena, lesson, { marcos: ['participation', 'PROIGUALDAD-6.1'] });
    const checked = [
      ...(await ximena.get(lesson)).document.querySelectorAll('input[name=marcos][checked]'),
    ].map((one) => one.getAttribute('value'));
    expect(checked).to.deep.equal(['participation', 'PROIGUALDAD-6.1']);
    const file = await app.database
      .db('course_draft_files')
      .where('path', 'like', 'lessons/%')
      .first<{ text: string }>('text');
    expect(file.text).to.match(/frameworks:\n +- participation\n +- PROIGUALDAD-6\.1\n/);

    const published = await ximena.post(`${path}/publicar`, { nota: 'Primera versión.' });
    expect(published.status).to.equal(303);
    const lucia = await app.signedIn('lucia');
    const page = await lucia.get(PNA);
    const fed = (code: string): string =>
      page.document.querySelector(`[aria-labelledby="elemento-${code}"]`)?.textContent ?? '';
    expect(fed('2')).to.include(LESSON.titulo);
    expect(fed('4')).not.to.include(LESSON.titulo);
  });

  it('are those that there are: another one comes back beside the field, and nothing typed is lost', async () => {
    const { lesson } = await beginCourse(ximena, { titulo: 'Otra manera de escuchar' });
    const revision = revisionIn(await ximena.get(lesson));
    const texto = '## Otra situación\n\nNadie responde.';
    const answer = await ximena.post(lesson, { ...LESSON, revision, texto, marcos: ['inventado'] });
    expect(answer.status).to.equal(422);
    expect(answer.document.querySelector('#marcos-error')).not.to.equal(null);
    expect(answer.body).to.include('Nadie responde.');
    await saveLesson(ximena, lesson, { marcos: ['prevention'] });
    await saveLesson(ximena, lesson);
    const file = await app.database
      .db('course_draft_files')
      .where('path', 'like', 'lessons/%')
      .pluck<string[]>('text');
    expect(file.join()).not.to.include('- prevention');
  });
});
