import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { drawnOptions, type Snapshot } from '../../src/features/assessment/snapshot.ts';
import { DAY } from '../../src/lib/clock.ts';
import { placeObjects } from '../architecture/access-world.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { turnOn } from '../support/authenticator.ts';
import { DESKTOP, launchChromium } from '../support/chromium.ts';
import { Keyboard } from '../support/keyboard.ts';

describe('with the keyboard alone', function () {
  this.timeout(180_000);
  let app: TestApp;
  let chromium: Browser;
  before(async () => {
    app = await startApp();
    await placeObjects(app);
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  const openTab = async (): Promise<Keyboard> =>
    new Keyboard(await (await chromium.newContext({ ...DESKTOP, baseURL: app.url })).newPage());

  /** Signs in as somebody would who has no mouse. */
  const enter = async (name: CastName): Promise<Keyboard> => {
    const hands = await openTab();
    await hands.page.goto('/entrar');
    await hands.type('textbox "Nombre de usuario"', CAST[name].username);
    await hands.type('textbox "Contraseña"', CAST_PASSWORD);
    await hands.press('button "Entrar"');
    return hands;
  };
  const heading = (page: Page): Promise<string> => page.locator('h1').first().innerText();

  it('skips to the content', async () => {
    const hands = await openTab();
    await hands.page.goto('/cursos');
    await hands.to('link "Ir al contenido"');
    await hands.page.keyboard.press('Enter');
    await hands.page.keyboard.press('Tab');
    expect(await hands.page.evaluate('document.activeElement.closest("main") !== null')).to.equal(
      true,
    );
  });

  /** Rosa makes an invitation to her network; answers its link. */
  const invite = async (): Promise<string> => {
    const hands = await enter('rosa');
    await hands.press('link "Administrar"');
    await hands.press('link "Invitaciones"');
    await hands.press('link "Invitar"');
    await hands.type('textbox "Nombre de la invitación"', 'Reunión del jueves');
    await hands.press('button "Crear la invitación"');
    const [link] = /\/invitacion\/[\w-]{20,}/.exec(await hands.page.content()) ?? [];
    if (link === undefined) throw new Error(await heading(hands.page));
    return link;
  };

  /** Joins by a link, at first with nothing typed. */
  const join = async (link: string): Promise<Keyboard> => {
    const hands = await openTab();
    await hands.page.goto(link);
    await hands.press('button "Crear mi cuenta"');
    expect(await hands.focused()).to.match(/^(alert|group|heading|region|generic)/);
    await hands.to('link "Nombre completo');
    await hands.page.keyboard.press('Enter');
    expect(await hands.focused()).to.match(/^textbox "Nombre completo/);
    await hands.type('textbox "Nombre completo', 'Guadalupe Xochitl Ñáñez');
    await hands.choose('radio "Mujer"', 'Hombre');
    await hands.type('textbox "Contraseña', 'nublado jueves tejido');
    await hands.tick('checkbox "Leí el aviso');
    await hands.press('button "Crear mi cuenta"');
    return hands;
  };

  const answersOf = async (page: Page): Promise<[string, string[]][]> => {
    const id = new URL(page.url()).pathname.slice('/intentos/'.length);
    const row = await app.database
      .db('attempts')
      .where('id', id)
      .first<{ snapshot: string }>('snapshot');
    const { items } = JSON.parse(row.snapshot) as Snapshot;
    return items.map((item) => [
      `r_${item.id}`,
      drawnOptions(item)
        .filter(({ correct }) => correct)
        .map((option) => option.id),
    ]);
  };

  it('invites, joins, reads, answers and gets a certificate', async () => {
    const hands = await join(await invite());
    const { page } = hands;
    await page.goto('/cursos/curso-breve');
    await hands.press('button "Inscribirme"');
    await page.goto('/cursos/curso-breve');
    await hands.press('link "Empezar"');
    await hands.tick('radio "');
    await hands.to('button "Comprobar"');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').first().waitFor();
    await hands.press('button "Listo, seguir"');
    await hands.press('button "Listo, seguir"');
    await hands.press('link "Ir por el otro camino');
    await hands.press('button "Listo, seguir"');
    await hands.press('button "Empezar"');
    for (const [name, values] of await answersOf(page)) await hands.answer(name, values);
    await hands.press('button "Entregar"');
    expect(await heading(page)).to.match(/Aprobaste/);
    await hands.press('link "Ver mi constancia"');
    expect(await heading(page)).to.equal('Guadalupe Xochitl Ñáñez');
    await hands.to('link "Descargar');
    await hands.to('button "Salir rápido"');
  });

  it('signs in with a second step, after a wrong code', async () => {
    const elena = await app.signedIn('elena');
    const phone = (await turnOn(app, elena)).phone;
    const hands = await enter('elena');
    await hands.type('textbox "Código', '12 34 56');
    await hands.press('button "Entrar"');
    await hands.to('link "Código');
    await hands.page.keyboard.press('Enter');
    await hands.type('textbox "Código', phone.nextCode());
    await hands.press('button "Entrar"');
    expect(await heading(hands.page)).to.equal('Mi aprendizaje');
  });

  it('asks a report and downloads it', async () => {
    // Figures are those of months that are over.
    app.clock.advance(10 * DAY);
    const hands = await enter('lucia');
    await hands.page.goto('/administrar/avance');
    await hands.choose('combobox "Agrupar por"', 'estado');
    await hands.press('button "Ver"');
    expect(new URL(hands.page.url()).search).to.include('por=estado');
    await hands.press('link "Descargar CSV"');
    await hands.tick('radio "Acompañar');
    await hands.to('button "Descargar');
    const [file] = await Promise.all([
      hands.page.waitForEvent('download'),
      hands.page.keyboard.press('Enter'),
    ]);
    expect(await readFile(await file.path(), 'utf8')).to.include('Estado');
  });

  it('keeps institutions, roles, people and the log', async () => {
    const hands = await enter('ada');
    const { page } = hands;
    await page.goto('/administrar/instituciones/nueva');
    await hands.type('textbox "Nombre completo"', 'Policía municipal de Toluca');
    await hands.press('button "Agregar"');
    await hands.to('link "Siglas');
    await page.keyboard.press('Enter');
    await hands.type('textbox "Siglas o nombre corto"', 'PM Toluca');
    await hands.choose('combobox "Tipo"', 'Corporación policial');
    await hands.choose('radio "comunidad"', 'policía');
    await hands.choose('radio "federal"', 'municipal');
    await hands.choose('combobox "Entidad federativa', 'México');
    await hands.type('textbox "Municipio', '15106');
    await hands.press('button "Agregar"');
    expect(await page.locator('main').innerText()).to.include('PM Toluca');

    await page.goto('/administrar/roles/nuevo');
    await hands.type('textbox "Nombre de usuario"', 'ximena');
    await hands.tick('radio "Coordinadora de red');
    await hands.type('textbox "Red', 'MUCPAZ-15033-01');
    await hands.press('button "Dar el rol"');
    await page.goto('/administrar/roles');
    await hands.press('button "Retirar el rol Coordinadora de red a ximena"');

    await page.goto('/administrar/bitacora');
    await hands.choose('combobox "Qué"', 'Retiró un rol');
    await hands.press('button "Ver"');
    expect(await page.locator('main table').innerText()).to.include('Ada Rentería');

    await page.goto('/administrar/personas');
    await hands.tick('radio "Acompañar');
    await hands.press('button "Abrir la lista"');
    await hands.type('searchbox', 'rosa');
    await hands.press('button "Buscar"');
    await hands.press('link "Rosa');
    expect(await heading(page)).to.include('Rosa');
  });

  it('leads a group', async () => {
    const hands = await enter('bruno');
    const { page } = hands;
    await page.goto('/administrar/grupos');
    await hands.press('link "León"');
    await hands.tick('radio "Acompañar');
    await hands.press('button "Abrir la lista"');
    await hands.press('button "Sacar del grupo a Tomás Aguilar"');
    expect(await page.locator('main').innerText()).to.not.include('Tomás');
    await hands.type('textbox "Nombres de usuario', 'tomas');
    await hands.press('button "Inscribir en el grupo"');
    expect(await page.locator('main').innerText()).to.include('Tomás');
  });
});
