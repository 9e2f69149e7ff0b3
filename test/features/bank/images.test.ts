import { expect } from 'chai';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '../../../src/lib/clock.ts';
import { backUp, newFolder, restoreInto } from '../../operations/places.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { bankAuthor } from '../../support/bank-author.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { emptyDatabase } from '../../support/database.ts';
import { pngOf } from '../../support/office-files.ts';

const file = (name: string, bytes: Buffer): string =>
  `<file name="${name}" path="/" encoding="base64">${bytes.toString('base64')}</file>`;

/** A question of Moodle whose text shows images that lie beside it. */
const question = (name: string, images: string, files: string): string =>
  `<question type="truefalse"><name><text>${name}</text></name>
<questiontext format="html"><text><![CDATA[<p>${name}: ¿es ámbar? ${images}</p>]]></text>${files}</questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`;
const quiz = (...questions: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions.join('\n')}</quiz>`;

const LIGHT = question(
  'Semáforo',
  '<img src="@@PLUGINFILE@@/luz%20uno.png" alt="Una luz ámbar">',
  file('luz uno.png', pngOf(300, 200)),
);
const BARE = question(
  'Mapa',
  `<img src="@@PLUGINFILE@@/mapa.png"> y <img src="data:image/png;base64,${pngOf(40, 40, 90).toString('base64')}" alt="Un punto">`,
  file('mapa.png', pngOf(120, 90, 30)),
);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

describe('images of questions', () => {
  let app: TestApp;
  let ximena: Browser;
  let bank: string;

  before(async () => {
    app = await startApp();
    ({ ximena, bank } = await bankAuthor(app, 'Con imágenes'));
  });
  after(() => app.stop());

  const bring = async (texto: string, into = bank): Promise<{ preview: Page; path: string }> => {
    const answer = await ximena.post(`${into}/importar`, { texto });
    expect(answer.status, answer.text).to.equal(303);
    return { preview: await ximena.get(answer.location), path: answer.location };
  };
  const mediaOf = async (): Promise<number> =>
    (await app.database.db('media_files').where('type', 'image/webp').select('sha256')).length;
  const imagesOn = (page: Page): string[] =>
    [...page.document.querySelectorAll('main img')].map((one) => one.getAttribute('src') ?? '');
  const itemAddress = async (name: string): Promise<string> => {
    const found = await ximena.get(`${bank}?q=${encodeURIComponent(name)}`);
    return found.document.querySelector('ul.rows a')?.getAttribute('href') ?? '';
  };

  it('are shown before anything is kept, and gone when nothing is added', async () => {
    const { preview, path } = await bring(quiz(LIGHT, BARE));
    const sources = imagesOn(preview);
    expect(sources).to.have.length(3);
    const [src = ''] = sources;
    const image = await ximena.get(src);
    expect(image.status).to.equal(200);
    expect(image.headers.get('content-type')).to.equal('image/webp');
    expect(image.headers.get('content-security-policy')).to.include('sandbox');
    expect((await (await app.signedIn('ada')).get(src)).status).to.equal(404);
    expect(await mediaOf()).to.equal(0);
    const folder = join(app.services.dataDir, 'staged', path.split('/').at(-1) ?? '');
    expect(readdirSync(folder)).to.have.length(3);
    await ximena.post(`${path}/descarte`);
    expect(existsSync(folder)).to.equal(false);
    expect((await ximena.get(src)).status).to.equal(404);
    expect(await mediaOf()).to.equal(0);
  });

  it('stay with the question, drawn anew; one that nobody describes leaves it unfinished', async () => {
    const { preview, path } = await bring(quiz(LIGHT, BARE));
    expect(preview.text).to.include('3 imágenes').and.include('Qué se ve en la imagen 2');
    expect(preview.document.querySelectorAll('input[name^="alt_"]')).to.have.length(1);
    await ximena.post(path, {});
    expect(await mediaOf()).to.equal(3);
    const list = await ximena.get(bank);
    expect(list.document.querySelectorAll('.badge.is-care')).to.have.length(1);
    const lacking = await ximena.get(`${bank}?falta=imagen`);
    expect(lacking.text).to.include('Mapa').and.not.include('Semáforo');
    const page = await ximena.get(await itemAddress('Mapa'));
    expect(page.text).to.include('Sin terminar').and.include('entre los corchetes');
    const [src = ''] = imagesOn(page);
    expect(src).to.match(/^\/medios\/[0-9a-f]{32}\.webp$/);
    const image = await ximena.get(src);
    expect(image.status).to.equal(200);
    expect(Buffer.from(image.body, 'latin1').toString('latin1', 0, 4)).to.equal('RIFF');
  });

  it('are described while looking at them, in every question that shows them', async () => {
    const other = BARE.replaceAll('Mapa', 'Plano');
    const { preview, path } = await bring(quiz(other));
    const field = preview.document.querySelector('input[name^="alt_"]')?.getAttribute('name') ?? '';
    await ximena.post(path, { [field]: 'Un [plano] con tres calles' });
    const page = await ximena.get(await itemAddress('Plano'));
    expect(page.text).to.not.include('Sin terminar');
    const alts = [...page.document.querySelectorAll('#asi img')].map((one) =>
      one.getAttribute('alt'),
    );
    expect(alts).to.deep.equal(['Un [plano] con tres calles', 'Un punto']);
  });

  it('go out with Moodle XML and come in again as they were', async () => {
    const out = await ximena.get(`${bank}/archivo?formato=moodle-xml`);
    expect(out.body.match(/<file name="imagen-/g)?.length).to.equal(5);
    const before = await mediaOf();
    const { preview } = await bring(out.body);
    expect(preview.text).to.include('3 ya están en el banco');
    const another = (await ximena.post('/ensenar/bancos', { nombre: 'Otro' })).location;
    const { path } = await bring(out.body, another);
    await ximena.post(path, {});
    expect(await mediaOf()).to.equal(before);
    const again = await ximena.get(`${another}/archivo?formato=moodle-xml`);
    const bare = (text: string): string => text.replace(/<idnumber>.*?<\/idnumber>/g, '');
    expect(bare(again.body)).to.equal(bare(out.body));
  });

  it('come in from a file as from a text', async () => {
    const form = new FormData();
    form.set('archivo', new File([quiz(LIGHT.replaceAll('Semáforo', 'Faro'))], 'moodle.xml'));
    const answer = await ximena.send('POST', `${bank}/importar`, form, {
      'sec-fetch-site': 'same-origin',
    });
    expect(imagesOn(await ximena.get(answer.location))).to.have.length(1);
  });

  it('are told where a format does not carry them', async () => {
    for (const format of ['gift', 'csv', 'xlsx']) {
      const page = await ximena.get(`${bank}/exportar?formato=${format}`);
      expect(page.text, format).to.include('Las imágenes no están en el archivo');
    }
    const moodle = await ximena.get(`${bank}/exportar?formato=moodle-xml`);
    expect(moodle.text).to.not.include('Las imágenes no están');
  });

  it('are refused one by one when they are hostile, and the questions come in', async () => {
    const bomb = pngOf(9000, 9000);
    const bad = [
      ['Dibujo', 'dibujo.svg', SVG],
      ['Disfraz', 'disfraz.png', SVG],
      ['Rota', 'rota.png', Buffer.from('\x89PNG\r\n\x1a\nnada', 'latin1')],
      ['Bomba', 'bomba.png', bomb],
      ['Página', 'pagina.gif', Buffer.from('<html><script>alert(1)</script></html>')],
    ] as const;
    const before = await mediaOf();
    const { preview, path } = await bring(
      quiz(
        ...bad.map(([name, source, bytes]) =>
          question(
            name,
            `<img src="@@PLUGINFILE@@/${source}" alt="Lo de ${name}">`,
            file(source, bytes),
          ),
        ),
        question('Falta', '<img src="@@PLUGINFILE@@/no-viene.png" alt="Nada">', ''),
      ),
    );
    expect(preview.text)
      .to.include('Se entendieron 6 preguntas')
      .and.include('Un archivo que no es imagen no se conservó (dibujo.svg)')
      .and.include('Una imagen no se guardó (disfraz.png)')
      .and.include('Un dibujo SVG se exporta antes como PNG')
      .and.include('La imagen es demasiado grande')
      .and.include('Una imagen no se guardó (rota.png)')
      .and.include('Una imagen no se guardó (pagina.gif)')
      .and.include('Falta una imagen: no viene en el archivo');
    await ximena.post(path, {});
    expect(await mediaOf()).to.equal(before);
    const page = await ximena.get(await itemAddress('Disfraz'));
    expect(page.text).to.include('Lo de Disfraz');
    expect(imagesOn(page)).to.deep.equal([]);
  });

  it('carry nothing that a camera wrote', async () => {
    const { default: sharp } = await import('sharp');
    const photo = await sharp(pngOf(60, 40))
      .jpeg()
      .withExif({ IFD0: { Artist: 'Rosa Hernández', Copyright: 'secreto' } })
      .toBuffer();
    expect(photo.toString('latin1')).to.include('secreto');
    const { path } = await bring(
      quiz(question('Foto', '<img src="@@PLUGINFILE@@/f.jpg" alt="Una">', file('f.jpg', photo))),
    );
    await ximena.post(path, {});
    const [src = ''] = imagesOn(await ximena.get(await itemAddress('Foto')));
    expect((await ximena.get(src)).body).to.not.include('secreto');
  });

  it('go into a course with the question, which is not published without their description', async () => {
    const begun = await ximena.post('/ensenar/cursos', {
      titulo: 'Ver juntas',
      leccion: 'Mirar',
      para: 'community',
      horas: '1',
    });
    const draft = /\/ensenar\/cursos\/([^/]+)/.exec(begun.location)?.[1] ?? '';
    const taken = await ximena.post(`${bank}/curso?q=Mapa`, { borrador: draft });
    expect(taken.status).to.equal(303);
    const files = await ximena.get(`/ensenar/cursos/${draft}/archivos`);
    expect(files.body.match(/media\/imagen-[0-9a-f]{32}\.webp/g)?.length).to.be.greaterThan(1);
    const publish = await ximena.get(`/ensenar/cursos/${draft}/publicar`);
    expect(publish.text)
      .to.include('La imagen no dice qué se ve en ella')
      .and.not.include('No existe el archivo «imagen');
    expect(publish.text).to.not.include('usa este archivo');
  });

  it('are in a backup, and served where it is restored', async () => {
    const before = imagesOn(await ximena.get(await itemAddress('Plano')));
    expect(before).to.have.length(2);
    const target = await emptyDatabase();
    const answer = await restoreInto(target, await backUp(app, { to: newFolder() }));
    expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
    const again = await startApp({ over: target });
    try {
      for (const src of before) expect((await again.browser().get(src)).status).to.equal(200);
    } finally {
      await again.stop();
    }
  });

  it('are forgotten with an import that nobody decided about', async () => {
    const { path } = await bring(quiz(LIGHT.replaceAll('Semáforo', 'Tarde')));
    const folder = join(app.services.dataDir, 'staged', path.split('/').at(-1) ?? '');
    expect(existsSync(folder)).to.equal(true);
    app.clock.advance(2 * DAY);
    ximena = await app.signedIn('ximena');
    expect((await ximena.get(path)).status).to.equal(404);
  });
});
