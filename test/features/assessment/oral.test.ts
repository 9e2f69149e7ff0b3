import { expect } from 'chai';
import { secondInstructor } from '../../support/people.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { emptyDatabase } from '../../support/database.ts';
import { oggSound, PRIVATE, wavSound, webmSound } from '../../support/sounds.ts';
import { expectSound } from '../../support/proof.ts';
import { backUp, newFolder, restoreInto, rowsOf } from '../../operations/places.ts';
import { beginExam, handInClass, ORAL_ITEM as ITEM, sendFile } from './hand-in-course.ts';

describe('what is said', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  beforeEach(async () => {
    app = await handInClass();
    rosa = await app.signedIn('rosa');
    path = await beginExam(rosa);
  });
  afterEach(() => app.stop());

  const page = (): ReturnType<Browser['visit']> => rosa.visit(`${path}/preguntas/${ITEM}`);
  const held = async (): Promise<string> => {
    const row = await app.database
      .db('attempt_answers')
      .where('item_id', ITEM)
      .first<{ response: string } | undefined>('response');
    return row?.response ?? '';
  };
  const files = (): Promise<{ id: string; bytes: number; type: string; seconds: number }[]> =>
    app.database.db('attempt_files');

  it('is recorded on a page that alone may use the microphone', async () => {
    const asked = await rosa.post(`${path}/respuestas`, { clave: 'k', abrir: ITEM });
    expect(asked.location).to.equal(`${path}/preguntas/${ITEM}`);
    const oral = await page();
    expect(oral.headers.get('permissions-policy')).to.include('microphone=(self)');
    expect(oral.headers.get('content-security-policy')).to.include("media-src 'self' blob:");
    expect(oral.text).to.include('hasta 1 min');
    const input = oral.document.querySelector('input[type=file]');
    expect(input?.getAttribute('accept')).to.equal('audio/*');
    expect(input?.hasAttribute('capture')).to.equal(true);
    for (const other of [path, '/mi-aprendizaje', '/entrar']) {
      const headers = (await rosa.visit(other)).headers;
      expect(headers.get('permissions-policy'), other).to.include('microphone=()');
      expect(headers.get('content-security-policy'), other).not.to.include('blob:');
    }
  });

  it('is sent, heard in parts, replaced by the next one, and taken away', async () => {
    expect((await sendFile(rosa, path, webmSound(5), { item: ITEM })).status).to.equal(303);
    expect((await sendFile(rosa, path, wavSound(30), { item: ITEM, name: 'x' })).status).to.equal(
      303,
    );
    const [file, ...others] = await files();
    expect(others).to.deep.equal([]);
    expect(file).to.include({ type: 'audio/wav', seconds: 30 });
    expect(await held()).to.equal(JSON.stringify([`audio=${file?.id ?? ''}`]));

    const address = `${path}/archivos/${file?.id ?? ''}`;
    expect((await page()).document.querySelector(`audio[src="${address}"]`)).not.to.equal(null);
    const get = async (range?: string): Promise<[number, Buffer, string | null]> => {
      const cookie = [...rosa.cookies].map((pair) => pair.join('=')).join('; ');
      const headers = { cookie, ...(range === undefined ? {} : { range }) };
      const answer = await fetch(`${app.url}${address}`, { headers });
      const bytes = Buffer.from(await answer.arrayBuffer());
      return [answer.status, bytes, answer.headers.get('content-range')];
    };
    const [status, whole] = await get();
    expect(status).to.equal(200);
    expect(whole.length).to.equal(file?.bytes);
    expect(whole.includes(PRIVATE)).to.equal(false);
    const total = String(whole.length);
    for (const [from, to] of [
      [0, 99],
      [59_990, 60_010],
      [120_000, 239_000],
      [whole.length - 10, whole.length - 1],
    ] as const) {
      const [code, part, said] = await get(`bytes=${String(from)}-${String(to)}`);
      expect(code).to.equal(206);
      expect(part.equals(whole.subarray(from, to + 1)), String(from)).to.equal(true);
      expect(said).to.equal(`bytes ${String(from)}-${String(to)}/${total}`);
    }
    expect((await get(`bytes=${total}-`))[0]).to.equal(416);

    const gone = await rosa.post(`${address}/quitar`);
    expect(gone.location).to.equal(`${path}/preguntas/${ITEM}`);
    expect(await files()).to.deep.equal([]);
    expect(await app.database.db('attempt_file_parts')).to.deep.equal([]);
    expect(await held()).to.equal('[]');
  });

  it('stays when something is written beside it, and no form can put another in its place', async () => {
    await sendFile(rosa, path, oggSound(), { item: ITEM });
    const [file] = await files();
    await rosa.post(`${path}/respuestas`, {
      clave: 'k',
      [`r_${ITEM}.helper`]: 'Ana',
      [`r_${ITEM}.said`]: 'Vengo por la luz.',
      [`r_${ITEM}.audio`]: 'un-archivo-ajeno',
    });
    expect(JSON.parse(await held())).to.deep.equal([
      `audio=${file?.id ?? ''}`,
      'helper=Ana',
      'said=Vengo por la luz.',
    ]);
    await rosa.post(`${path}/respuestas`, { clave: 'l', guardar: ITEM });
    expect(JSON.parse(await held())).to.deep.equal([`audio=${file?.id ?? ''}`]);
    const attempt = await rosa.visit(path);
    const field = attempt.document.querySelector(`[data-item="${ITEM}"]`);
    expect(field?.hasAttribute('data-held')).to.equal(true);
    expect(field?.textContent).to.include('Escuchar o cambiar mi grabación');
  });

  it('is refused when it is too long, no recording, or in a form that few phones play', async () => {
    const refused: [Buffer, string][] = [
      [wavSound(80), 'dura más'],
      [webmSound(5, 'V_VP8'), 'es de otro tipo'],
      [Buffer.from('#!AMR\n\x04\0\0', 'latin1'), 'no se puede oír en todos'],
      [Buffer.from('<html>'), 'es de otro tipo'],
    ];
    for (const [bytes, words] of refused) {
      const answer = await sendFile(rosa, path, bytes, { item: ITEM, json: true });
      expect(answer.status).to.equal(422);
      expect(answer.json())
        .to.have.property('error')
        .that.satisfies((said: string[]) => said[0]?.includes(words));
    }
    const again = await sendFile(rosa, path, wavSound(80), { item: ITEM });
    expect(again.headers.get('permissions-policy')).to.include('microphone=(self)');
    expect(again.document.querySelector('.field__error')?.textContent).to.include('dura más');
    expect(await files()).to.deep.equal([]);
  });

  it('is heard by whoever may read her answers, and by nobody else', async () => {
    await sendFile(rosa, path, wavSound(20), { item: ITEM });
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    const id = path.slice(10);
    const [file] = await files();
    const address = `/ensenar/intentos/${id}/archivos/${file?.id ?? ''}`;
    const ximena = await app.signedIn('ximena');
    for (const place of [`/ensenar/intentos/${id}`, `/ensenar/por-calificar/${id}/${ITEM}`]) {
      const { document } = await ximena.visit(place);
      const sound = document.querySelector(`audio[src="${address}"]`);
      expect(sound?.getAttribute('aria-label'), place).to.equal(
        'Audio 1 de 1 que entregó la persona',
      );
      expect([...document.querySelectorAll('[data-speed] option')].length).to.equal(5);
    }
    const seen = async (): Promise<number> =>
      (await app.database.db('audit_events').where('action', 'attempts.answers-read')).length;
    const before = await seen();
    const answer = await ximena.get(address);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-security-policy')).to.include('sandbox');
    expect(answer.headers.get('cache-control')).to.equal('private, no-store');
    expect(await seen(), 'opening it leaves a trace').to.equal(before + 1);
    await ximena.send('GET', address, undefined, { range: 'bytes=70000-' });
    expect(await seen(), 'reading on leaves none').to.equal(before + 1);
    for (const name of ['bruno', 'marco', 'lucia', 'irene', 'rosa', 'ada', 'tomas'] as const)
      expect((await (await app.signedIn(name)).get(address)).status, name).to.equal(404);
    const tomas = await app.signedIn('tomas');
    const his = await beginExam(tomas);
    expect(
      (await ximena.get(`/ensenar/intentos/${his.slice(10)}/archivos/${file?.id ?? ''}`)).status,
    ).to.equal(404);
    await expectSound(app);
  });

  it('is heard by nobody else once it was marked as telling of violence, and goes with the referral', async () => {
    await sendFile(rosa, path, wavSound(50), { item: ITEM });
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    const id = path.slice(10);
    const [file] = await files();
    const address = `/ensenar/intentos/${id}/archivos/${file?.id ?? ''}`;
    const [ximena, paty] = [await app.signedIn('ximena'), await secondInstructor(app, 'c-paz')];
    expect((await paty.get(address)).status).to.equal(200);
    const care = `/ensenar/cuidado/respuestas/${id}.${ITEM}`;
    await ximena.post(care);
    expect((await paty.get(address)).location, 'not there for others').to.equal(
      `/ensenar/intentos/${id}`,
    );
    expect((await paty.get(`/ensenar/intentos/${id}`)).body).not.to.include(file?.id ?? '');
    expect((await ximena.get(address)).status, 'whoever marked it needs it').to.equal(200);
    expect((await rosa.get(`${path}/archivos/${file?.id ?? ''}`)).status, 'it is hers').to.equal(
      200,
    );

    await ximena.post(`${care}/canalizacion`, { dia: '2026-11-23' });
    expect(await files()).to.deep.equal([]);
    expect(await app.database.db('attempt_file_parts')).to.deep.equal([]);
    await expectSound(app);
  });

  it('comes back from a backup whole, and goes with the account', async () => {
    await sendFile(rosa, path, wavSound(50), { item: ITEM });
    const target = await emptyDatabase();
    const answer = await restoreInto(target, await backUp(app, { to: newFolder() }));
    expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
    for (const table of ['attempt_files', 'attempt_file_parts']) {
      const there = await rowsOf(app, table);
      expect(there.length, table).to.be.greaterThan(0);
      expect(await rowsOf(target, table), table).to.deep.equal(there);
    }
    await target.drop();

    await app.database.db('people').where('id', 'rosa').update({ status: 'closed' });
    await app.services.eraseWhatIsOver();
    expect(await files()).to.deep.equal([]);
    expect(await app.database.db('attempt_file_parts')).to.deep.equal([]);
  });
});
