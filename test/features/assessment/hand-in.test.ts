import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import sharp from 'sharp';
import { DAY } from '../../../src/lib/clock.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { courseFolder } from '../../support/course.ts';
import { forgedZip } from '../../support/forged-zip.ts';
import { m4aSound } from '../../support/sounds.ts';
import { proofOf } from '../../support/proof.ts';
import { beginExam, FILE_ITEM as ITEM, handInClass, sendFile } from './hand-in-course.ts';

interface Row {
  id: string;
  content: string;
  type: string;
  bytes: number;
}

describe('files that are handed in', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  let photo: Buffer;
  let sheet: Buffer;
  before(async () => {
    photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#845' } })
      .withExif({ IFD0: { Artist: 'Rosa' }, IFD3: { GPSLatitude: '19/1 36/1 0/1' } })
      .jpeg()
      .toBuffer();
    sheet = readFileSync(join(courseFolder('curso-breve'), 'media', 'hoja-de-acuerdos.pdf'));
  });
  beforeEach(async () => {
    app = await handInClass();
    rosa = await app.signedIn('rosa');
    path = await beginExam(rosa);
  });
  afterEach(() => app.stop());

  const rows = (): Promise<Row[]> => app.database.db('attempt_files').orderBy('added_at');
  const isSound = async (): Promise<boolean> => (await proofOf(app)).holds;

  it('are pictures without what the camera wrote, shown to their owner alone, and taken away', async () => {
    expect((await sendFile(rosa, path, photo)).status).to.equal(303);
    const [row] = await rows();
    const kept = Buffer.from(row?.content ?? '', 'base64');
    const { exif, format } = await sharp(kept).metadata();
    expect(exif).to.equal(undefined);
    expect(format).to.equal('webp');
    expect(row?.bytes).to.equal(kept.length);

    const step = await rosa.visit(`${path}/preguntas/${ITEM}`);
    const address = `${path}/archivos/${row?.id ?? ''}`;
    expect(step.document.querySelector(`a[href="${address}"]`)?.textContent).to.equal(
      'Foto 1 de 1',
    );
    expect(step.text).to.include('conteo.jpg').and.include('fotos de hasta 20 MB');
    expect(step.text).to.include('PDF de hasta 10 MB').and.not.include('audio de hasta');
    const picture = await rosa.get(address);
    expect(picture.status).to.equal(200);
    expect(picture.headers.get('content-type')).to.equal('image/webp');
    expect(picture.headers.get('content-security-policy')).to.include('sandbox');
    expect(picture.headers.get('content-disposition')).to.equal(
      'inline; filename="respuesta.webp"',
    );
    expect(picture.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(picture.headers.get('cross-origin-resource-policy')).to.equal('same-origin');
    expect(picture.headers.get('cache-control')).to.equal('private, no-store');
    expect((await (await app.signedIn('tomas')).get(address)).status).to.equal(404);
    expect((await rosa.visit(path)).text).to.include('Ver o cambiar mis archivos');

    await rosa.post(`${path}/respuestas`, { clave: 'k', [`r_${ITEM}`]: 'otro-archivo-ajeno' });
    expect((await rosa.visit(`${path}/preguntas/${ITEM}`)).text).to.include('conteo.jpg');
    const gone = await rosa.post(`${address}/quitar`);
    expect(gone.location).to.equal(`${path}/preguntas/${ITEM}`);
    expect(await rows()).to.deep.equal([]);
  });

  it('are sheets that only show pages, whatever they are called, saved and not shown', async () => {
    expect((await sendFile(rosa, path, sheet, { name: 'hoja.jpg' })).status).to.equal(303);
    const [row] = await rows();
    expect(row).to.include({ type: 'application/pdf', bytes: sheet.length });
    const answer = await rosa.get(`${path}/archivos/${row?.id ?? ''}`);
    expect(answer.headers.get('content-disposition')).to.equal(
      'attachment; filename="respuesta.pdf"',
    );
    expect(answer.headers.get('content-length')).to.equal(String(sheet.length));
  });

  it('are refused by their content, in words that say what to do, and leave nothing behind', async () => {
    const evil = Buffer.from('<html><script>alert(1)</script></html>');
    const withScript = Buffer.from(
      '%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n',
    );
    const refused: [string, Buffer, string][] = [
      ['foto.jpg', evil, 'es de otro tipo'],
      [
        'foto.png',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
        'es de otro tipo',
      ],
      [
        'hoja.pdf',
        Buffer.concat([sheet, forgedZip([{ name: 'x.html', bytes: 'x' }])]),
        'lleva otros archivos',
      ],
      ['hoja.pdf', Buffer.concat([sheet, evil, evil, evil]), 'lleva otros archivos'],
      ['hoja.pdf', withScript, 'lleva programas'],
      ['voz.m4a', m4aSound(), 'es de otro tipo'],
      ['foto.jpg', photo.subarray(0, 200), 'La imagen está dañada'],
      ['vacía.jpg', Buffer.alloc(0), 'está vacío'],
    ];
    for (const [name, bytes, words] of refused) {
      const answer = await sendFile(rosa, path, bytes, { name });
      expect(answer.status, name).to.equal(422);
      expect(answer.document.querySelector('.field__error')?.textContent, name).to.include(words);
    }
    // A picture that is a page as well stays a picture, and nothing else.
    const twofold = Buffer.concat([photo, evil]);
    expect((await sendFile(rosa, path, twofold, { name: 'foto.html' })).status).to.equal(303);
    const [row] = await rows();
    expect(row?.type).to.equal('image/webp');
    expect(Buffer.from(row?.content ?? '', 'base64').includes('script')).to.equal(false);
    const left = (): number =>
      readdirSync(join(app.dataDir, 'uploads'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      ).length;
    // An answer is sent before its folder is gone.
    for (let tries = 0; left() > 0 && tries < 100; tries += 1) await setTimeout(20);
    expect(left()).to.equal(0);
  });

  it('are refused when they are too many, too heavy, not asked for, somebody else’s, or late', async () => {
    expect((await sendFile(rosa, path, photo)).status).to.equal(303);
    expect((await sendFile(rosa, path, sheet)).status).to.equal(303);
    expect((await sendFile(rosa, path, photo)).status).to.equal(409);
    const [first] = await rows();
    await rosa.post(`${path}/archivos/${first?.id ?? ''}/quitar`);
    const heavy = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10_000_001)]);
    expect((await sendFile(rosa, path, heavy)).text).to.include('pesa más de lo que se admite');
    expect((await sendFile(rosa, path, Buffer.alloc(20_000_001))).status).to.equal(413);
    expect((await sendFile(rosa, path, photo, { item: 't-texto' })).status).to.equal(422);
    expect((await sendFile(rosa, path, photo, { item: '../t-archivo' })).status).to.equal(422);

    const tomas = await app.signedIn('tomas');
    expect((await sendFile(tomas, path, photo)).status).to.equal(404);
    const his = await beginExam(tomas);
    await sendFile(tomas, his, photo);
    const theirs = await app.database
      .db('attempt_files')
      .where('attempt_id', his.slice(10))
      .first<Row>();
    // Another person's file below one's own attempt is none of it.
    expect((await rosa.get(`${path}/archivos/${theirs.id}`)).location).to.equal(path);
    expect((await rosa.post(`${path}/archivos/${theirs.id}/quitar`)).status).to.equal(422);
    expect((await rosa.get(`${his}/archivos/${theirs.id}`)).status).to.equal(404);
    for (const trick of ['..%2f..%2fsecret', '%00', 'a'.repeat(200), '.'])
      expect((await rosa.get(`${path}/archivos/${trick}`)).status, trick).to.be.oneOf([404, 400]);

    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    expect((await sendFile(rosa, path, photo)).status).to.equal(409);
    const [held] = await rows();
    expect((await rosa.post(`${path}/archivos/${held?.id ?? ''}/quitar`)).status).to.equal(409);
    expect(await rows()).to.have.length(2);
  });

  it('are added once however often they are sent under one key', async () => {
    const sent = await Promise.all(
      [1, 2, 3].map(() => sendFile(rosa, path, photo, { key: 'una', json: true })),
    );
    for (const answer of sent)
      expect(answer.json()).to.deep.equal({ sigue: `${path}/preguntas/${ITEM}` });
    expect(await rows()).to.have.length(1);
    expect((await sendFile(rosa, path, sheet, { key: 'una' })).status).to.equal(409);
    expect(await rows()).to.have.length(1);
  });

  it('stand in the result, wait for a grade, go with the answers, and are proved by verify', async () => {
    await sendFile(rosa, path, photo);
    await rosa.post(`${path}/respuestas`, {
      clave: 'k',
      'r_t-oral.helper': 'Ana, mi hija',
      'r_t-oral.said': 'Buenos días, vengo por la luz.',
    });
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    const result = await rosa.visit(`${path}/resultado`);
    expect(result.text).to.include('2 respuestas tuyas las califica una persona');
    expect(result.text).to.include('Foto 1 de 1');
    expect(result.text).to.include('Ana, mi hija');

    const { db } = app.database;
    expect(await isSound()).to.equal(true);
    const [row] = await rows();
    await db('attempt_files').update({ content: (row?.content ?? '').slice(0, -4) });
    expect(await isSound(), 'bytes that are gone').to.equal(false);
    await db('attempt_files').update({ content: row?.content });
    await db('attempt_answers').where('item_id', ITEM).update({ response: '[]' });
    expect(await isSound(), 'a file that no answer names').to.equal(false);
    await db('attempt_answers')
      .where('item_id', ITEM)
      .update({ response: JSON.stringify([row?.id, 'uno-que-no-esta']) });
    expect(await isSound(), 'an answer whose file is gone').to.equal(false);
    await db('attempt_answers')
      .where('item_id', ITEM)
      .update({ response: JSON.stringify([row?.id]) });
    expect(await isSound()).to.equal(true);

    app.clock.advance(750 * DAY);
    await app.services.eraseWhatIsOver();
    expect(await rows()).to.deep.equal([]);
  });
});
