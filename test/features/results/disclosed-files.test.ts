import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { courseFolder } from '../../support/course.ts';
import { secondInstructor } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import { beginExam, FILE_ITEM, handInClass, sendFile } from '../assessment/hand-in-course.ts';

describe('a file that tells of violence lived', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let paty: Browser;
  let id: string;
  let file: string;
  before(async () => {
    app = await handInClass();
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    paty = await secondInstructor(app, 'c-paz');
    const path = await beginExam(rosa);
    id = path.slice('/intentos/'.length);
    const sheet = readFileSync(join(courseFolder('curso-breve'), 'media', 'hoja-de-acuerdos.pdf'));
    await sendFile(rosa, path, sheet, { name: 'hoja.pdf' });
    await rosa.post(`${path}/entrega`, { clave: 'entrega', confirmar: '1' });
    ({ id: file } = await app.database.db('attempt_files').first<{ id: string }>('id'));
  });
  after(() => app.stop());

  const care = (): string => `/ensenar/cuidado/respuestas/${id}.${FILE_ITEM}`;
  const opens = async (browser: Browser): Promise<number> =>
    (await browser.get(`/ensenar/intentos/${id}/archivos/${file}`)).status;

  it('is opened by those who read her answers, and once it is marked by whoever marked it alone', async () => {
    expect(await opens(paty)).to.equal(200);
    expect((await ximena.get(`/ensenar/por-calificar/${id}/${FILE_ITEM}`)).body).to.include(care());
    await ximena.post(care());
    expect(await opens(ximena)).to.equal(200);
    expect((await rosa.get(`/intentos/${id}/archivos/${file}`)).status).to.equal(200);
    expect(await opens(paty)).to.equal(303);
    const page = await paty.get(`/ensenar/intentos/${id}`);
    expect(page.body).to.include('Este texto ya no está aquí.').and.not.include(file);
  });

  it('is gone to its last piece when she was referred', async () => {
    await ximena.post(`${care()}/canalizacion`, { dia: '2026-11-23' });
    const { db } = app.database;
    expect(await db('attempt_files')).to.deep.equal([]);
    expect(await db('attempt_file_parts')).to.deep.equal([]);
    expect(await opens(ximena)).to.equal(303);
    expect((await rosa.get(`/intentos/${id}/archivos/${file}`)).status).to.not.equal(200);
    await expectSound(app);
  });
});
