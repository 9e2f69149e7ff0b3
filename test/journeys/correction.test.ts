import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import type { TestApp } from '../support/app.ts';
import { DESKTOP, launchChromium } from '../support/chromium.ts';
import { Keyboard } from '../support/keyboard.ts';
import { signedInAs } from '../support/people.ts';
import { SLUG } from '../features/assessment/quiz-course.ts';
import { classroom } from '../features/results/classroom.ts';
import { handedIn } from '../features/results/handed-in.ts';

const REASON = 'La clave publicada estaba equivocada.';

describe('an item is mended and thirty scores follow', function () {
  this.timeout(180_000);
  let app: TestApp;
  before(async () => {
    app = await classroom();
    await handedIn(app, 30);
  });
  after(() => app.stop());

  it('with the keyboard alone, from the analysis to each person’s result', async () => {
    const chromium = await launchChromium();
    try {
      const page = await (await chromium.newContext(DESKTOP)).newPage();
      const keys = new Keyboard(page);
      await page.goto(`${app.url}/entrar`);
      await keys.type('textbox "Nombre de usuario"', 'ximena');
      await keys.type('textbox "Contraseña"', CAST_PASSWORD);
      await keys.press('button "Entrar"');
      await page.goto(`${app.url}/ensenar/cursos/${SLUG}/calificaciones`);
      await keys.tick('radio "Acompañar');
      await keys.press('button "Abrir la lista"');
      await keys.press('link "Evaluación final"');

      const bad = page.locator('section', { hasText: 'Enunciado de uno' }).first();
      expect(await bad.innerText())
        .to.include('Muy difícil')
        .and.include('30 respuestas');
      await keys.press('link "Corregir este reactivo (Enunciado de uno)"');
      await keys.tick('checkbox "Opción a de uno');
      await keys.tick('checkbox "Opción b de uno');
      await keys.press('button "Ver a quién le cambia"');
      expect(await page.locator('tbody tr').count()).to.equal(30);
      const first = page.locator('tbody tr', { hasText: 'Tania 00' });
      expect(await first.innerText()).to.match(/83\s+100\s+sube/);
      expect((await app.database.db('score_corrections')).length).to.equal(0);

      await keys.type('textbox "Motivo', REASON);
      await keys.press('button "Aplicar la corrección"');
      expect(await page.locator('main').innerText()).to.include(REASON);
    } finally {
      await chromium.close();
    }
    for (let at = 0; at < 30; at += 1) {
      const id = `t${String(at).padStart(2, '0')}`;
      const result = await (await signedInAs(app, id)).get(`/intentos/at-${id}/resultado`);
      const [before, after] = at === 29 ? ['66', '83'] : ['83', '100'];
      expect(result.text, id)
        .to.include('Corrección del 23 de noviembre de 2026')
        .and.include(`Tu calificación pasó de ${before} a ${after} de 100.`)
        .and.include(`Motivo: ${REASON}`);
    }
  });
});
