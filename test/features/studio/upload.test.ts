import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { filmWithPlace } from '../../support/film.ts';
import { m4aSound, oggSound, PRIVATE, wavSound } from '../../support/sounds.ts';
import { forgedZip } from '../../support/forged-zip.ts';
import {
  docxOf,
  paragraph,
  pngOf,
  pptxOf,
  run,
  slideLine,
  slideShape,
  wordPicture,
} from '../../support/office-files.ts';
import { beginCourse, ximenaTeaches } from '../../support/studio.ts';

interface FileRow {
  path: string;
  text: string | null;
  sha256: string | null;
}
type Files = readonly (readonly [name: string, bytes: Buffer | string])[];

export function send(browser: Browser, path: string, files: Files, headers = {}): Promise<Page> {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('archivos', new Blob([bytes]), name);
  return browser.send('POST', path, form, { 'sec-fetch-site': 'same-origin', ...headers });
}

/** Two lessons, a picture, a comment. */
const taller = (): Promise<Buffer> =>
  docxOf(
    paragraph('Taller de escucha', 'Ttulo') +
      paragraph('Escuchar', 'Ttulo1') +
      paragraph('Primero se escucha.') +
      paragraph(run('') + wordPicture('i1', '')) +
      paragraph('Hablar', 'Ttulo1') +
      paragraph('Después se habla.'),
    {
      relations: [{ id: 'i1', type: 'image', target: 'media/image1.png' }],
      more: {
        'word/media/image1.png': pngOf(30, 20),
        'word/comments.xml': '<w:comments xmlns:w="w"><w:comment w:id="1"/></w:comments>',
      },
    },
  );

describe('uploading a module', function () {
  this.timeout(60_000);
  let app: TestApp;
  let ximena: Browser;
  let course: string;
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
    course = (await beginCourse(ximena)).path;
  });
  after(() => app.stop());

  const inFolder = (name: string): string[] => {
    const path = join(app.dataDir, name);
    return existsSync(path) ? readdirSync(path) : [];
  };
  const draftFiles = async (path: string): Promise<Map<string, FileRow>> => {
    const rows = await app.database
      .db('course_draft_files')
      .where('draft_id', path.split('/').at(-1) ?? '')
      .select<FileRow[]>('path', 'text', 'sha256');
    return new Map(rows.map((row) => [row.path, row]));
  };

  it('shows what was understood before anything is kept, and then adds what was chosen', async () => {
    const sent = await send(ximena, `${course}/subir`, [['Taller ñ.docx', await taller()]]);
    expect(sent.status).to.equal(303);
    expect(sent.location).to.match(/^\/ensenar\/subidas\/[\w-]{22}$/);
    const before = await draftFiles(course);
    const preview = await ximena.get(sent.location);
    for (const words of [
      'Taller ñ.docx',
      '2 lecciones',
      'Escuchar',
      'Primero se escucha.',
      'Comentarios al margen (1)',
    ])
      expect(preview.text).to.include(words);
    const picture = await ximena.get(`${sent.location}/imagenes/taller-n-1.webp`);
    expect([picture.status, picture.headers.get('content-type')]).to.deep.equal([
      200,
      'image/webp',
    ]);
    expect(picture.headers.get('content-security-policy')).to.include('sandbox');
    expect(await draftFiles(course)).to.deep.equal(before);

    const kept = await ximena.post(sent.location, {
      leccion: ['0', '1'],
      'alt_taller-n-1.webp': 'Una plaza [vacía]',
    });
    expect([kept.status, kept.location]).to.deep.equal([303, course]);
    const files = await draftFiles(course);
    expect(files.get('lessons/escuchar.md')?.text).to.include(
      'Primero se escucha.\n\n![Una plaza \\[vacía\\]](media/taller-n-1.webp)\n',
    );
    expect(files.get('lessons/hablar.md')?.text).to.include('title: Hablar');
    expect(files.get('course.yml')?.text).to.include('Taller de escucha');
    expect(files.get('media/taller-n-1.webp')?.sha256).to.match(/^[0-9a-f]{64}$/);
    expect((await ximena.get(course)).text).to.include('Escuchar');
    expect(inFolder('staged')).to.deep.equal([]);
    expect((await ximena.get(sent.location)).status).to.equal(404);
  });

  it('gives media of the same name another one, and takes only the lessons that were chosen', async () => {
    const { location } = await send(ximena, `${course}/subir`, [['Taller ñ.docx', await taller()]]);
    await ximena.post(location, { leccion: '0', 'decorativa_taller-n-1.webp': '1' });
    const files = await draftFiles(course);
    expect(files.get('lessons/escuchar-2.md')?.text).to.include(
      '![decorativa](media/taller-n-1-2.webp)',
    );
    expect(files.has('lessons/hablar-2.md')).to.equal(false);
    expect(files.has('media/taller-n-1-2.webp')).to.equal(true);
  });

  it('makes a course out of a presentation in three steps', async () => {
    const slides = await pptxOf([
      { title: 'Paz en el barrio', layout: 'title' },
      {
        title: 'Uno',
        layout: 'secHead',
        body: slideShape('body', slideLine('A')),
        notes: 'En voz baja',
      },
      { title: 'Dos', layout: 'secHead', body: slideShape('body', slideLine('B')) },
    ]);
    const { location } = await send(ximena, '/ensenar/subir', [['paz.pptx', slides]]);
    const preview = await ximena.get(location);
    const title = preview.document.querySelector('#titulo')?.getAttribute('value');
    expect(title).to.equal('Paz en el barrio');
    const again = await ximena.post(location, { leccion: ['0', '1'], titulo: '', horas: '2' });
    expect(again.status).to.equal(422);
    const kept = await ximena.post(location, {
      leccion: ['0', '1'],
      titulo: 'Paz en el barrio',
      para: 'community',
      horas: '2',
    });
    expect(kept.location).to.match(/^\/ensenar\/cursos\//);
    const files = await draftFiles(kept.location);
    const lessons = [...files.keys()].filter((path) => path.startsWith('lessons/'));
    expect(lessons).to.have.length(2);
    expect([...files.values()].some(({ text }) => text?.includes('En voz baja') === true)).to.equal(
      false,
    );
  });

  it('puts captions to their film, with what is said as a first transcript', async () => {
    const vtt = 'WEBVTT\n\n00:01.000 --> 00:03.000\nBuenas tardes.\n';
    const { location } = await send(ximena, `${course}/subir`, [
      ['Cierre.mp4', filmWithPlace()],
      ['Cierre.es.vtt', vtt],
    ]);
    await ximena.post(location, { leccion: '0' });
    const files = await draftFiles(course);
    expect(files.get('lessons/cierre.md')?.text).to.include(
      '::: video cierre.mp4 cierre-es.vtt\nBuenas tardes.\n:::',
    );
    expect(files.has('media/cierre.mp4')).to.equal(true);
  });

  it('takes a long film and recordings of telephones, by what they are, and tells what they cost', async () => {
    const sent = await send(ximena, `${course}/subir`, [
      ['Plaza.mp4', filmWithPlace(40_000_000)],
      ['Charla.m4a', m4aSound()],
      ['Nota.ogg', oggSound()],
      ['Solo voz.mp4', m4aSound(7)],
      ['Grabadora.wav', wavSound()],
    ]);
    const preview = await ximena.get(sent.location);
    expect(preview.text).to.include('Guárdalo como MP3, M4A u OGG');
    await ximena.post(sent.location, { leccion: ['0', '1', '2', '3'] });
    const files = await draftFiles(course);
    for (const [name, type] of [
      ['plaza.mp4', 'video/mp4'],
      ['charla.m4a', 'audio/mp4'],
      ['nota.ogg', 'audio/ogg'],
      ['solo-voz.m4a', 'audio/mp4'],
    ] as const) {
      const sha256 = files.get(`media/${name}`)?.sha256 ?? '';
      const row = await app.database.db('media_files').where({ sha256 }).first<{ type: string }>();
      expect(row.type, name).to.equal(type);
      const kept = join(app.dataDir, 'media', `${sha256}.${name.split('.')[1] ?? ''}`);
      const bytes = readFileSync(kept);
      expect(createHash('sha256').update(bytes).digest('hex'), name).to.equal(sha256);
      expect(bytes.includes(PRIVATE) || bytes.includes('Rosa'), name).to.equal(false);
    }
    const film = files.get('media/plaza.mp4')?.sha256 ?? '';
    const answer = await ximena.send('GET', `/medios/${film.slice(0, 32)}.mp4`, undefined, {
      range: 'bytes=39000000-39000099',
    });
    expect(answer.status).to.equal(206);
    expect(answer.body).to.equal('\x07'.repeat(100));
    expect((await ximena.visit(`${course}/publicar`)).text).to.include('Pesa 41 MB: eso gasta');
  });

  it('takes a whole course as a draft, file by file as it was', async () => {
    const exported = await draftFiles(course);
    const texts = [...exported].filter(([, { text }]) => text !== null);
    const zip = forgedZip([
      ...texts.map(([path, { text }]) => ({ name: `otro/${path}`, bytes: text ?? '' })),
      { name: 'otro/notas.txt', bytes: 'privado' },
    ]);
    const { location } = await send(ximena, '/ensenar/subir', [['otro.zip', zip]]);
    const preview = await ximena.get(location);
    expect(preview.text).to.include('Un curso completo');
    expect(preview.text).to.include('Quedó fuera: «otro/notas.txt»');
    const kept = await ximena.post(location);
    expect(kept.status).to.equal(303);
    const files = await draftFiles(kept.location);
    expect([...files].map(([path, { text }]) => [path, text])).to.deep.equal(
      texts.map(([path, { text }]) => [path, text]),
    );
  });

  it('refuses in words what cannot be used, as a page and as JSON, and keeps nothing of it', async () => {
    const page = await send(ximena, `${course}/subir`, [
      ['macro.docm', await taller()],
      ['dibujo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ]);
    expect(page.status).to.equal(422);
    expect(page.text).to.include('macro.docm').and.to.include('macros (programas)');
    expect(page.text).to.include('SVG no se admiten');
    const json = await send(ximena, `${course}/subir`, [['a.exe', 'MZ\0\0']], {
      accept: 'application/json',
    });
    expect(json.status).to.equal(422);
    expect((json.json() as { error: string[] }).error[0]).to.include('a.exe');
    const none = await send(ximena, `${course}/subir`, []);
    expect([none.status, none.text.includes('Elige un archivo')]).to.deep.equal([422, true]);
    expect(inFolder('staged')).to.deep.equal([]);
  });

  it('tells of one bad file beside a good one', async () => {
    const { location } = await send(ximena, `${course}/subir`, [
      ['bien.md', '# Uno\n\nHola'],
      ['mal.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ]);
    const preview = await ximena.get(location);
    expect(preview.text).to.include('formato antiguo').and.to.include('Hola');
    await ximena.post(`${location}/descartar`);
    expect(inFolder('staged')).to.deep.equal([]);
  });

  it('is nobody else’s, and is over after a day', async () => {
    const { location } = await send(ximena, `${course}/subir`, [['a.md', '# A\n\nHola']]);
    const bruno = await app.signedIn('bruno');
    for (const page of [
      await bruno.get(location),
      await bruno.post(location, { leccion: '0' }),
      await bruno.post(`${location}/descartar`),
      await send(bruno, `${course}/subir`, [['a.md', '# A']]),
    ])
      expect(page.status).to.equal(404);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/ensenar/subir')).status).to.equal(404);
    expect((await ximena.get(location)).status).to.equal(200);
    app.clock.advance(25 * HOUR);
    expect((await ximena.get(location)).status).to.equal(404);
    await app.services.stagedUploads.removeOld();
  });
});
