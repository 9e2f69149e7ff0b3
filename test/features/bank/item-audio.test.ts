import { expect } from 'chai';
import { parse } from 'yaml';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { draftFiles } from '../../support/evaluations.ts';
import { publishLike } from '../../support/learning.ts';
import { pngOf } from '../../support/office-files.ts';
import { sentBy } from '../../support/sent-form.ts';
import { oggSound, PRIVATE } from '../../support/sounds.ts';

const SAID = {
  lengua: 'nah',
  nombre: '',
  transcripcion: 'Lo que se oye.\n![no](es-imagen.png) <b>&</b>',
};
const NAME = /^audio-[0-9a-f]{32}\.ogg$/;

interface Audio {
  file: string;
  language: string;
  called?: string;
  transcript: string;
}

describe('audio of questions', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;
  let item: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'Con audio'));
    const read = await ximena.post(`${bank}/importar`, {
      texto:
        '::Uno:: ¿Quién repara el alumbrado? {=El municipio ~La policía}\n\n::Dos:: El oficio lleva acuse. {T}',
    });
    await ximena.post(read.location, {});
    const list = await ximena.get(`${bank}?q=alumbrado`);
    item = list.document.querySelector('ul.rows a')?.getAttribute('href') ?? '';
  });
  after(() => app.stop());

  const send = (
    to: string,
    fields: Record<string, string>,
    file: File | null = new File([oggSound()], 'voz.ogg'),
  ): Promise<Page> => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (file !== null) form.set('archivo', file);
    return ximena.send('POST', to, form, { 'sec-fetch-site': 'same-origin' });
  };
  const kept = async (): Promise<{ version: number; audio: Audio[] }[]> => {
    const rows: { number: number; document: string }[] = await app.database
      .db('bank_item_versions')
      .where('item_id', item.split('/').pop() ?? '')
      .orderBy('number')
      .select('number', 'document');
    return rows.map(({ number, document }) => ({
      version: number,
      audio: (JSON.parse(document) as { audio?: Audio[] }).audio ?? [],
    }));
  };
  const newest = async (): Promise<Audio[]> => (await kept()).at(-1)?.audio ?? [];
  const fileRows = (): Promise<{ sha256: string }[]> =>
    app.database
      .db('media_files')
      .where('type', 'audio/ogg')
      .select<{ sha256: string }[]>('sha256');

  it('come with a language and a transcript, or not at all', async () => {
    const address = `${item}/audio`;
    for (const [field, fields, file] of [
      ['lengua', { ...SAID, lengua: '' }, undefined],
      ['lengua', { ...SAID, lengua: 'xx' }, undefined],
      ['transcripcion', { ...SAID, transcripcion: ' ' }, undefined],
      ['nombre', { ...SAID, lengua: 'und' }, undefined],
      ['archivo', SAID, null],
      ['archivo', SAID, new File([pngOf(20, 20)], 'voz.ogg')],
      ['archivo', SAID, new File([pngOf(20, 20)], 'foto.png')],
      ['archivo', SAID, new File(['OggS nada'], 'voz.ogg')],
    ] as const) {
      const answer = await send(address, fields, file);
      expect(answer.status, field).to.equal(422);
      const wrong = answer.document.querySelector(`form [name="${field}"][aria-invalid="true"]`);
      expect(wrong, field).not.to.equal(null);
      const typed = answer.document.querySelector('form.card textarea')?.textContent ?? '';
      expect(typed.trim().slice(0, 14)).to.equal(fields.transcripcion.trim().slice(0, 14));
    }
    expect((await ximena.post(address, SAID)).status).to.equal(422);
    expect(await kept()).to.have.length(1);
    expect(await fileRows()).to.deep.equal([]);
  });

  it('are kept without what the recorder wrote, as a version of the question, and are heard and read where it is asked', async () => {
    const page = await send(`${item}/audio`, SAID);
    expect(page.location, page.text).to.equal(`${item}/audio`);
    const [one] = await newest();
    expect(one).to.deep.include({ language: 'nah', transcript: SAID.transcripcion });
    expect(one?.file).to.match(NAME);
    const shown = await ximena.get(item);
    const player = shown.document.querySelector('audio');
    expect(player?.getAttribute('preload')).to.equal('none');
    expect(player?.getAttribute('aria-label')).to.equal('Audio en náhuatl');
    const words = shown.document.querySelector('figure.media details [lang="nah"]');
    expect(words?.textContent).to.equal(SAID.transcripcion);
    const sound = await ximena.get(player?.getAttribute('src') ?? '');
    expect(sound.status).to.equal(200);
    expect(sound.headers.get('content-type')).to.equal('audio/ogg');
    expect(sound.body).to.include('OpusHead').and.not.include(PRIVATE);
  });

  it('stay when the form of the question is kept, which takes none that somebody makes up', async () => {
    const form = await ximena.get(`${item}/editar`);
    expect(form.text).to.include('Hay un audio.');
    const fields = sentBy(form, `form[action="${item}"]`);
    const made = {
      'audio.0.file': 'otro.mp3',
      'audio.0.language': 'en',
      'audio.0.transcript': 'No',
    };
    const saved = await ximena.post(item, {
      ...fields,
      ...made,
      'stem.es': '¿Quién repara la luz?',
      accion: 'guardar',
    });
    expect(saved.status, saved.text).to.equal(303);
    expect((await newest()).map(({ language }) => language)).to.deep.equal(['nah']);
    expect((await kept()).map(({ audio }) => audio.length)).to.deep.equal([0, 1, 1]);
  });

  it('may be in a language of any name, mended in their words, and taken away; earlier versions keep theirs', async () => {
    await send(
      `${item}/audio`,
      { lengua: 'und', nombre: 'mixteco de la Costa', transcripcion: 'Otra vez.' },
      new File([oggSound(7)], 'otra.ogg'),
    );
    const [first, second] = await newest();
    expect(second).to.deep.include({ language: 'und', called: 'mixteco de la Costa' });
    const page = await ximena.get(`${item}/audio`);
    expect(page.text).to.include('Audio 2: mixteco de la Costa');
    const change = `${item}/audio/cambio`;
    const empty = { accion: 'guardar', archivo: first?.file ?? '', transcripcion: '' };
    const refused = await ximena.post(change, empty);
    expect(refused.status).to.equal(422);
    expect(refused.document.querySelector('#transcripcion-1[aria-invalid="true"]')).not.to.equal(
      null,
    );
    expect(refused.document.querySelectorAll('[aria-invalid="true"]')).to.have.length(1);
    await ximena.post(change, { ...empty, transcripcion: 'Mejor dicho.' });
    expect((await newest()).map(({ transcript }) => transcript)).to.deep.equal([
      'Mejor dicho.',
      'Otra vez.',
    ]);
    await ximena.post(change, { accion: 'quitar', archivo: second?.file ?? '' });
    expect((await newest()).map(({ language }) => language)).to.deep.equal(['nah']);
    expect((await kept()).map(({ audio }) => audio.length)).to.deep.equal([0, 1, 1, 2, 2, 1]);

    await ximena.post(`${item}/versiones/1`);
    expect(await newest()).to.deep.equal([]);
    const compared = await ximena.get(`${item}/versiones/6`);
    expect(compared.text).to.include('Audio 1, Lengua').and.include('nah');
    await ximena.post(`${item}/versiones/6`);
    expect((await newest()).map(({ language }) => language)).to.deep.equal(['nah']);
  });

  it('are told where a format leaves them behind, which is everywhere, and nowhere else', async () => {
    for (const format of ['gift', 'moodle-xml', 'aiken', 'csv', 'xlsx']) {
      const page = await ximena.get(`${bank}/exportar?formato=${format}`);
      expect(page.text, format).to.include('El audio de la pregunta no va en el archivo.');
      const without = await ximena.get(`${bank}/exportar?formato=${format}&q=acuse`);
      expect(without.text, format).not.to.include('El audio de la pregunta');
      const file = await ximena.get(`${bank}/archivo?formato=${format}`);
      expect(file.status, format).to.equal(200);
      expect(file.body, format).not.to.include('audio-');
    }
  });

  it('go along into a course with their file, and are changed there', async () => {
    const begun = await ximena.post('/ensenar/cursos', {
      titulo: 'Luz en la calle',
      leccion: 'La luz',
      para: 'community',
      horas: '1',
      minimo: '70',
    });
    const draft = /\/ensenar\/cursos\/[^/]+/.exec(begun.location)?.[0] ?? '';
    const id = item.split('/').pop() ?? '';
    await ximena.post(`${bank}/curso?reactivo=${id}&evaluacion=1`, {
      borrador: draft.split('/').pop() ?? '',
      evaluacion: 'si',
      titulo: 'Prueba de luz',
      cuantas: '1',
      minimo: '',
    });
    const questions = async (): Promise<{ id: string; audio?: Audio[] }[]> =>
      parse((await draftFiles(app, draft)).get('questions/audio.yml') ?? '[]') as [];
    const media = async (): Promise<string[]> =>
      [...(await draftFiles(app, draft)).keys()].filter((path) => path.startsWith('media/'));
    const [taken] = await questions();
    expect(taken?.audio?.map(({ language }) => language)).to.deep.equal(['nah']);
    expect(await media()).to.deep.equal([`media/${taken?.audio?.[0]?.file ?? ''}`]);

    const quizzes = (await ximena.get(draft)).document;
    const quiz = quizzes.querySelector('a[href*="/evaluaciones/"]')?.getAttribute('href') ?? '';
    const path = `${quiz}/reactivos/${taken?.id ?? ''}`;
    expect((await ximena.get(path)).text).to.include('Hay un audio.');
    const more = { lengua: 'es', nombre: '', transcripcion: '¿Quién repara la luz?' };
    const added = await send(`${path}/audio`, more, new File([oggSound(9)], 'es.ogg'));
    expect(added.location, added.text).to.equal(`${path}/audio`);
    const page = await ximena.get(`${path}/audio`);
    expect(page.text).to.include('Audio 2: español').and.include('Audio en náhuatl, 1 kB');
    expect(await media()).to.have.length(2);
    expect((await send(`${path}/audio`, { ...more, transcripcion: '' })).status).to.equal(422);

    const trial = await ximena.get(`${quiz}/prueba`);
    expect(trial.document.querySelectorAll('fieldset audio')).to.have.length(2);
    const sheet = await ximena.get(`${draft}/publicar`);
    expect(sheet.text).not.to.include('media/audio-');

    const fields = sentBy(await ximena.get(path), `form[action="${path}"]`);
    await ximena.post(path, { ...fields, 'stem.es': '¿Quién la repara?', accion: 'guardar' });
    expect((await questions())[0]?.audio).to.have.length(2);
    for (const { file } of (await questions())[0]?.audio ?? [])
      await ximena.post(`${path}/audio/cambio`, { accion: 'quitar', archivo: file });
    expect((await questions())[0]).not.to.have.property('audio');
    expect(await media()).to.deep.equal([]);
  });

  it('are heard in the checks of lessons as well, which say what they weigh; one without its file is not offered', async () => {
    const { document } = await publishCourse(app.services);
    const audio = ['maya.mp3', 'nada.mp3'].map((file) => ({
      file,
      language: 'yua',
      transcript: 'Se oye.',
    }));
    const sound = { sha256: 'a'.repeat(64), type: 'audio/mpeg', bytes: 5_300_000 };
    await publishLike(app, {
      items: document.items.map((one) => (one.use === 'check' ? { ...one, audio } : one)),
      media: { ...document.media, 'maya.mp3': sound },
    });
    await enrol(app.database.db, { name: 'rosa', slug: 'curso-breve' });
    const rosa = await app.signedIn('rosa');
    const page = await rosa.get('/cursos/curso-breve/lecciones/la-plaza');
    const players = [...page.document.querySelectorAll('form[data-check] audio')];
    expect(players.map((one) => one.getAttribute('aria-label'))).to.deep.equal([
      'Audio en maya, 5.3 MB',
    ]);
  });

  it('are closed to whoever may not open the bank', async () => {
    const ada = await app.signedIn('rosa');
    expect((await ada.get(`${item}/audio`)).status).to.be.oneOf([403, 404]);
    expect(
      (await ada.post(`${item}/audio/cambio`, { accion: 'quitar', archivo: 'x' })).status,
    ).to.be.oneOf([403, 404]);
    expect(await newest()).to.have.length(1);
  });
});
