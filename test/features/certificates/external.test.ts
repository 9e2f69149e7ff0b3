import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';
import { publishLike, setPaths } from '../../support/learning.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const OWN = '/mis-constancias-externas';
const WAITING = '/administrar/constancias-externas';
const ABOUT = {
  curso: 'Acuerdos en la plaza (BREVE-1)',
  titulo: 'Género y paz, 20 horas',
  institucion: 'Una universidad',
  fecha: '2024-05-10',
  horas: '20',
};

describe('certificates of elsewhere', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let silvia: Browser;
  let photo: Buffer;

  before(async () => {
    photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#845' } })
      .withExif({ IFD3: { GPSLatitude: '19/1 36/1 0/1' } })
      .jpeg()
      .toBuffer();
  });
  beforeEach(async () => {
    app = await startApp();
    await publishCourse(app.services);
    await publishLike(app, {
      slug: 'despues',
      code: 'DESPUES-1',
      title: { es: 'Después', en: 'Afterwards' },
    });
    await setPaths(app, [{ id: 'ruta', courses: ['curso-breve', 'despues'] }]);
    await addPeople(app, { id: 'silvia', displayName: 'Silvia Cano', institutionId: 'semujeres' });
    await addGrant(app.database.db, {
      id: 'g-silvia',
      personId: 'silvia',
      role: 'analyst_semujeres',
      grantedAt: NOW,
    });
    rosa = await app.signedIn('rosa');
    silvia = await signedInAs(app, 'silvia');
  });
  afterEach(() => app.stop());

  const hand = (
    browser: Browser,
    about: Partial<typeof ABOUT> = {},
    file: Buffer | null = photo,
  ): Promise<Page> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...ABOUT, ...about })) form.set(name, value);
    if (file !== null) form.set('archivo', new Blob([new Uint8Array(file)]), 'constancia.jpg');
    return browser.send('POST', OWN, form, { 'sec-fetch-site': 'same-origin' });
  };
  const idOf = async (): Promise<string> =>
    (await app.database.db('external_certificates').first<{ id: string }>('id')).id;

  it('count for a path once somebody approved them, and are shown as external', async () => {
    expect((await rosa.post('/cursos/despues/inscripcion')).status, 'not yet').to.equal(409);
    const handed = await hand(rosa);
    expect(handed.status, handed.text.slice(0, 900)).to.equal(303);
    expect((await rosa.get(OWN)).text)
      .to.include('en revisión')
      .and.include('externa');
    expect((await rosa.post('/cursos/despues/inscripcion')).status, 'still').to.equal(409);
    const page = await silvia.get(WAITING);
    expect(page.text).to.include('Rosa Hernández').and.include(ABOUT.titulo);
    const id = await idOf();
    expect((await silvia.post(`${WAITING}/${id}`, { decision: 'aprobar' })).status).to.equal(303);
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('certificates.external-approved');
    const again = await silvia.post(`${WAITING}/${id}`, { decision: 'aprobar' });
    expect(again.status).to.equal(409);
    expect((await rosa.get(OWN)).text)
      .to.include('aprobada')
      .and.include('externa');
    expect((await rosa.post('/cursos/despues/inscripcion')).status).to.equal(303);
    expect(await app.database.db('certificates'), 'none of ours').to.deep.equal([]);
  });

  it('keep a photo without its place, and show it to their owner and those who decide alone', async () => {
    await hand(rosa);
    const id = await idOf();
    const own = await rosa.get(`${OWN}/${id}/archivo`);
    expect(own.headers.get('content-type')).to.equal('image/webp');
    expect(own.headers.get('content-security-policy')).to.include('sandbox');
    const part = await app.database
      .db('external_certificate_parts')
      .first<{ content: string }>('content');
    const { exif } = await sharp(Buffer.from(part.content, 'base64')).metadata();
    expect(exif).to.equal(undefined);
    expect((await silvia.get(`${WAITING}/${id}/archivo`)).status).to.equal(200);
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('certificates.external-opened');
    for (const name of ['tomas', 'lucia', 'irene', 'ximena'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get(`${OWN}/${id}/archivo`)).status, name).to.equal(404);
      expect((await other.get(`${WAITING}/${id}/archivo`)).status, name).to.equal(404);
      expect((await other.post(`${OWN}/${id}/retiro`)).status, name).to.equal(404);
    }
    expect((await rosa.post(`${OWN}/${id}/retiro`)).status).to.equal(303);
    expect(await app.database.db('external_certificate_parts')).to.deep.equal([]);
  });

  it('tell whoever brought one why it was declined', async () => {
    await hand(rosa);
    const path = `${WAITING}/${await idOf()}`;
    expect((await silvia.post(path, { decision: 'rechazar', motivo: '' })).status).to.equal(422);
    const motivo = 'No se lee la fecha.';
    expect((await silvia.post(path, { decision: 'rechazar', motivo })).status).to.equal(303);
    expect((await rosa.get(OWN)).text)
      .to.include('no aceptada')
      .and.include(motivo);
    const row = await app.database.db('external_certificates').first<object>();
    expect(JSON.stringify(row)).not.to.include('fecha.');
  });

  it('are refused without evidence, with one of another kind, or of a day to come, and the form is kept', async () => {
    const script = Buffer.from('<script>alert(1)</script>');
    for (const answer of [
      await hand(rosa, {}, null),
      await hand(rosa, {}, script),
      await hand(rosa, { fecha: '2027-01-01' }),
      await hand(rosa, { curso: 'no hay tal curso' }),
    ]) {
      expect(answer.status).to.equal(422);
      expect(answer.document.querySelector('#titulo')?.getAttribute('value')).to.equal(
        ABOUT.titulo,
      );
    }
    const sheet = readFileSync(join(courseFolder('curso-breve'), 'media', 'hoja-de-acuerdos.pdf'));
    expect((await hand(rosa, {}, sheet)).status).to.equal(303);
    expect(await app.database.db('external_certificates')).to.have.length(1);
  });

  it('are decided by nobody about her own', async () => {
    await hand(silvia);
    const path = `${WAITING}/${await idOf()}`;
    expect((await silvia.post(path, { decision: 'aprobar' })).status).to.equal(404);
    expect((await silvia.get(WAITING)).text).to.include('No hay constancias por revisar');
  });

  it('wait ten at most for each person, however many are sent at once', async () => {
    for (let at = 0; at < 9; at += 1) expect((await hand(rosa)).status).to.equal(303);
    const pages = await Promise.all(Array.from({ length: 4 }, () => hand(rosa)));
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422, 422]);
    expect(await app.database.db('external_certificates')).to.have.length(10);
  });

  it('keep their evidence when they are approved while their owner takes them back', async () => {
    for (let round = 0; round < 6; round += 1) {
      await hand(rosa);
      const id = await idOf();
      const pages = await Promise.all([
        silvia.post(`${WAITING}/${id}`, { decision: 'aprobar' }),
        rosa.post(`${OWN}/${id}/retiro`),
      ]);
      expect(pages.map(({ status }) => status)).to.satisfy((all: number[]) =>
        all.every((status) => status < 500),
      );
      const { db } = app.database;
      const kept = await db('external_certificates').where({ id });
      const parts = await db('external_certificate_parts').where('certificate_id', id);
      expect(parts).to.have.length(kept.length);
      await db('external_certificate_parts').delete();
      await db('external_certificates').delete();
    }
  });
});
