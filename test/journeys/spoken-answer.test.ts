import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { chromium, type Browser, type Page } from 'playwright-core';
import sharp from 'sharp';
import { EVERYTHING } from '../features/assessment/everything.ts';
import { FILE_ITEM, handInClass, ORAL_ITEM } from '../features/assessment/hand-in-course.ts';
import type { TestApp } from '../support/app.ts';
import { CHROMIUM, DESKTOP, PHONE, signIn, signInWithoutJavaScript } from '../support/chromium.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';
import { htmlProblems } from '../support/page-checks.ts';
import { overBudget, weighPage } from '../support/page-weight.ts';
import { startQuiz, stored } from '../support/quiz-phone.ts';
import { wavSound } from '../support/sounds.ts';

/** A microphone that beeps, and a person who says yes to it. */
const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

describe('an exam that is answered with a photo and a voice', function () {
  this.timeout(120_000);
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await handInClass();
    browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, ...MICROPHONE] });
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const begin = (page: Page): Promise<string> =>
    startQuiz(app, page, 'evaluacion-final', EVERYTHING);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** The policy of our pages lets nothing be evaluated in them for longer than once. */
  const becomes = async (page: Page, what: string): Promise<void> => {
    for (let tries = 0; !(await page.evaluate<boolean>(what)); tries += 1) {
      expect(tries, what).to.be.lessThan(200);
      await setTimeout(50);
    }
  };
  const says = (page: Page, text: string): Promise<void> =>
    page.locator('[data-say]', { hasText: text }).waitFor();
  const record = async (page: Page): Promise<void> => {
    await page.waitForSelector('[data-stop]:visible');
    await page.locator('[data-time]', { hasText: '0:01' }).waitFor();
    await button(page, 'Detener').click();
    await says(page, 'Todavía no se envía');
  };
  const files = (attempt: string): Promise<{ type: string; seconds: number }[]> =>
    app.database.db('attempt_files').where('attempt_id', attempt.slice(10)).orderBy('added_at');
  let attempt: string;

  it('is handed in from a phone whose signal is lost while the recording is sent', async () => {
    const context = await browser.newContext(PHONE);
    const page = await signIn(context, app.url, 'rosa');
    attempt = await begin(page);
    await button(page, 'Subir un archivo').click();
    await page.waitForURL(/preguntas\/t-archivo/);
    const photo = await sharp({
      create: { width: 400, height: 300, channels: 3, background: '#845' },
    })
      .jpeg()
      .toBuffer();
    await page.setInputFiles('#archivo', {
      name: 'conteo.jpg',
      mimeType: 'image/jpeg',
      buffer: photo,
    });
    await button(page, 'Agregar').click();
    await page.getByRole('link', { name: 'Foto 1 de 1' }).waitFor();
    await page.getByRole('link', { name: 'Volver a las preguntas' }).click();

    await button(page, 'Grabar mi respuesta').click();
    await page.waitForURL(/preguntas\/t-oral/);
    await button(page, 'Grabar').click();
    await record(page);
    expect(await files(attempt), 'nothing is sent before she says so').to.have.length(1);
    await becomes(page, 'document.querySelector("[data-listen]").readyState > 0');
    await button(page, 'Grabar otra vez').click();
    await record(page);

    await context.setOffline(true);
    await button(page, 'Enviar la grabación').click();
    await says(page, 'No hay señal suficiente');
    const waiting = await stored(page);
    expect(Object.keys(waiting).filter((name) => name.includes('-voz:'))).to.have.length(1);
    await context.setOffline(false);
    // The browser was closed meanwhile: the recording is still there, and she decides again.
    await page.reload();
    await says(page, 'Hay una grabación tuya sin enviar');
    await button(page, 'Enviar la grabación').click();
    await page.getByRole('heading', { name: 'Grabación enviada' }).waitFor();
    expect(await stored(page)).to.deep.equal({});
    const [, voice] = await files(attempt);
    expect(voice?.type).to.equal('audio/webm');
    expect(voice?.seconds).to.be.within(1, 5);

    await page.getByRole('link', { name: 'Volver a las preguntas' }).click();
    await page.locator(`#r_${ORAL_ITEM} [data-state]`, { hasText: 'recibida' }).waitFor();
    await button(page, 'Entregar').click();
    await button(page, 'Entregar así').click();
    await page.waitForURL(/resultado/);
    await page.getByText('2 respuestas tuyas las califica una persona').waitFor();
    await context.close();
  });

  it('is seen, heard and graded by whoever teaches her', async () => {
    const context = await browser.newContext(DESKTOP);
    const page = await signIn(context, app.url, 'ximena');
    const desk = (item: string): string =>
      `${app.url}/ensenar/por-calificar/${attempt.slice(10)}/${item}`;
    await page.goto(desk(FILE_ITEM));
    const image = page.getByRole('img', { name: 'Foto 1 de 1 que entregó la persona' });
    await image.waitFor();
    await becomes(page, 'document.querySelector(".handed-in img").naturalWidth === 400');
    await page.keyboard.press('5');
    await page.waitForURL((to) => to.pathname.endsWith(ORAL_ITEM));
    const sound = 'document.querySelector(".handed-in audio")';
    await page.selectOption('[data-speed]', '1.5');
    expect(await page.evaluate(`${sound}.playbackRate`)).to.equal(1.5);
    await page.evaluate(`${sound}.play()`);
    await becomes(page, `${sound}.currentTime > 0.2`);
    await page.locator('h1').click();
    await page.keyboard.press('4');
    await page.waitForURL((to) => to.pathname.endsWith('/por-calificar'));
    expect(
      await app.database.db('attempt_grades').where('attempt_id', attempt.slice(10)),
    ).to.have.length(2);
    await context.close();
  });

  it('tells what to do when the microphone is refused, and leaves nothing on a shared phone', async () => {
    const context = await browser.newContext(PHONE);
    await context.addInitScript(`{
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      let first = true;
      navigator.mediaDevices.getUserMedia = (what) => {
        if (!first) return ask(what);
        first = false;
        return Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    }`);
    const page = await signIn(context, app.url, 'tomas', true);
    const his = await begin(page);
    await page.goto(`${app.url}${his}/preguntas/${ORAL_ITEM}`);
    await button(page, 'Grabar').click();
    await says(page, 'no dio permiso para usar el micrófono');
    await button(page, 'Grabar').click();
    await record(page);
    await page.waitForTimeout(200);
    expect(await stored(page)).to.deep.equal({});
    await button(page, 'Enviar la grabación').click();
    await page.getByRole('heading', { name: 'Grabación enviada' }).waitFor();
    expect(await stored(page)).to.deep.equal({});
    await context.close();
  });

  it('is answered without JavaScript with a recording of the phone', async () => {
    const page = await signInWithoutJavaScript(browser, app.url, 'tomas');
    const { id } = await app.database
      .db('attempts')
      .where('person_id', 'tomas')
      .first<{ id: string }>('id');
    await page.goto(`${app.url}/intentos/${id}/preguntas/${ORAL_ITEM}`);
    expect(await page.locator('[data-recorder]').isVisible()).to.equal(false);
    await page.setInputFiles('#archivo', {
      name: 'Grabación.wav',
      mimeType: 'audio/wav',
      buffer: wavSound(7),
    });
    await button(page, 'Enviar').click();
    await page.getByRole('heading', { name: 'Grabación enviada' }).waitFor();
    const [voice, ...others] = await files(`/intentos/${id}`);
    expect(others).to.deep.equal([]);
    expect(voice).to.include({ type: 'audio/wav', seconds: 7 });
    await page.context().close();
  });

  it('looks right magnified, by night and to axe, is sound HTML and light', async () => {
    const { id } = await app.database
      .db('attempts')
      .where('person_id', 'tomas')
      .first<{ id: string }>('id');
    const rosas = attempt.slice(10);
    const pages = {
      tomas: [FILE_ITEM, ORAL_ITEM].map((item) => `/intentos/${id}/preguntas/${item}`),
      ximena: [
        `/ensenar/por-calificar/${rosas}/${FILE_ITEM}`,
        `/ensenar/por-calificar/${rosas}/${ORAL_ITEM}`,
        `/ensenar/intentos/${rosas}`,
      ],
    };
    for (const name of ['tomas', 'ximena'] as const) {
      const context = await browser.newContext({ ...PHONE, ...LOOKED_AT });
      const page = await signIn(context, app.url, name);
      const reader = await app.signedIn(name);
      for (const path of pages[name]) {
        const read = await reader.get(path);
        expect(await htmlProblems(read.body), path).to.deep.equal([]);
        await page.goto(app.url + path);
        expect(await lookProblems(page, { rules: true }), path).to.deep.equal([]);
        if (name === 'ximena') continue;
        const cookie = [...reader.cookies].map((pair) => pair.join('=')).join('; ');
        expect(overBudget(await weighPage(app.url + path, read, cookie)), path).to.deep.equal([]);
      }
      await context.close();
    }
  });
});
