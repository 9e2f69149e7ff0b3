import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { EVERYTHING } from './everything.ts';

const ITEM = 't-archivo';

describe('pictures that are handed in', () => {
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  let photo: Buffer;
  before(async () => {
    photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#845' } })
      .withExif({ IFD0: { Artist: 'Rosa' }, IFD3: { GPSLatitude: '19/1 36/1 0/1' } })
      .jpeg()
      .toBuffer();
  });
  beforeEach(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, EVERYTHING);
      },
    });
    await enrol(app.database.db, { name: 'rosa', slug: EVERYTHING });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${EVERYTHING}/evaluaciones/evaluacion-final/intentos`))
      .location;
  });
  afterEach(() => app.stop());

  const send = async (
    browser: Browser,
    bytes: Buffer,
    { name = 'conteo.jpg', item = ITEM }: { name?: string; item?: string } = {},
  ): Promise<{ status: number; text: string }> => {
    const form = new FormData();
    form.set('reactivo', item);
    form.set('archivo', new Blob([new Uint8Array(bytes)]), name);
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(`${app.url}${path}/archivos`, {
      method: 'POST',
      body: form,
      headers: { cookie },
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text() };
  };
  const rows = (): Promise<{ id: string; content: string }[]> => app.database.db('attempt_files');

  it('are kept without what the camera wrote, shown to their owner alone, and taken away', async () => {
    expect((await send(rosa, photo)).status).to.equal(303);
    const [row] = await rows();
    const kept = Buffer.from(row?.content ?? '', 'base64');
    const { exif, format } = await sharp(kept).metadata();
    expect(exif).to.equal(undefined);
    expect(format).to.equal('webp');

    const step = await rosa.visit(`${path}/preguntas/${ITEM}`);
    const address = `${path}/archivos/${row?.id ?? ''}`;
    expect(step.document.querySelector(`a[href="${address}"]`)?.textContent).to.equal('conteo.jpg');
    const picture = await rosa.get(address);
    expect(picture.status).to.equal(200);
    expect(picture.headers.get('content-type')).to.equal('image/webp');
    expect(picture.headers.get('content-security-policy')).to.include('sandbox');
    expect((await (await app.signedIn('tomas')).get(address)).status).to.equal(404);
    expect((await rosa.visit(path)).text).to.include('Ver o cambiar mis archivos');

    await rosa.post(`${path}/respuestas`, { clave: 'k', [`r_${ITEM}`]: 'otro-archivo-ajeno' });
    expect((await rosa.visit(`${path}/preguntas/${ITEM}`)).text).to.include('conteo.jpg');
    const gone = await rosa.post(`${address}/quitar`);
    expect(gone.location).to.equal(`${path}/preguntas/${ITEM}`);
    expect(await rows()).to.deep.equal([]);
  });

  it('are refused when they are too many, none, or something else', async () => {
    expect((await send(rosa, photo)).status).to.equal(303);
    expect((await send(rosa, photo)).status).to.equal(303);
    expect((await send(rosa, photo)).status).to.equal(409);
    expect(await rows()).to.have.length(2);
    expect((await send(rosa, Buffer.from('<svg onload="x"/>'), { name: 'a.jpg' })).status).to.equal(
      422,
    );
    const sheet = readFileSync(join(courseFolder('curso-breve'), 'media', 'hoja-de-acuerdos.pdf'));
    const first = (await rows())[0]?.id ?? '';
    await rosa.post(`${path}/archivos/${first}/quitar`);
    expect((await send(rosa, sheet, { name: 'a.pdf' })).text).to.include('toma una foto');
    expect((await send(rosa, photo, { item: 't-texto' })).status).to.equal(422);
    expect((await send(await app.signedIn('tomas'), photo)).status).to.equal(404);
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    expect((await send(rosa, photo)).status).to.equal(409);
    expect((await rosa.post(`${path}/archivos/no-hay-esto-aqui/quitar`)).status).to.equal(409);
  });

  it('stand in the result, wait for a grade, and go with the answers', async () => {
    await send(rosa, photo);
    await rosa.post(`${path}/respuestas`, {
      clave: 'k',
      'r_t-oral.helper': 'Ana, mi hija',
      'r_t-oral.said': 'Buenos días, vengo por la luz.',
    });
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    const result = await rosa.visit(`${path}/resultado`);
    expect(result.text).to.include('2 respuestas tuyas las califica una persona');
    expect(result.text).to.include('Imagen 1');
    expect(result.text).to.include('Ana, mi hija');
    app.clock.advance(750 * DAY);
    await app.services.eraseWhatIsOver();
    expect(await rows()).to.deep.equal([]);
  });
});
