import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addCohort, addNetwork } from '../../src/demo/factories.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, signInWithoutJavaScript } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { passQuiz } from '../support/learning.ts';
import { addPeople } from '../support/people.ts';
import { LESSONS } from '../support/world.ts';

/** Rosa and Noemí of Oaxaca study in Ximena's group: Rosa has finished, Noemí is behind. Raúl, Pilar and Tomás are police. */
async function addGroups(app: TestApp): Promise<void> {
  const { services } = app;
  const { db } = app.database;
  const police = { side: 'police', cvegeo: '11020', institutionId: 'pm-11020' } as const;
  const version = await publishCourse(services);
  await addNetwork(db, {
    id: 'red-oax',
    code: 'MUCPAZ-20067-01',
    name: 'Red Mujeres de Oaxaca',
    cvegeo: '20067',
  });
  await addPeople(
    app,
    { id: 'noemi', displayName: 'Noemí Ñáñez', cvegeo: '20067', networkId: 'red-oax' },
    { id: 'raul', displayName: 'Raúl Vela', ...police },
    { id: 'pilar', displayName: 'Pilar Luna', ...police },
  );
  await addCohort(db, {
    id: 'comunidad',
    name: 'Comunidad de otoño',
    courseId: version.courseId,
    institutionId: 'semujeres',
    side: 'community',
    startsOn: '2026-11-01',
    instructorIds: ['ximena'],
    createdAt: app.clock(),
  });
  for (const personId of ['noemi', 'rosa']) {
    await db.transaction((trx) =>
      services.enrolment.enrolPerson(trx, { personId, version, cohortId: 'comunidad' }),
    );
  }
  await passQuiz(app, { personId: 'rosa', quizId: 'evaluacion-final', slug: 'curso-breve' });
  const rosa = await app.signedIn('rosa');
  for (const lesson of LESSONS)
    await rosa.post(`/cursos/curso-breve/lecciones/${lesson}/terminada`);
}

describe('groups, roles and people, on a phone with JavaScript off', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    await addGroups(app);
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const at = async (who: string): Promise<Page> => {
    const page = await signInWithoutJavaScript(browser, app.url, who);
    await page.goto(`${app.url}/administrar`);
    return page;
  };
  /** Where a list of names is opened, says what for. */
  const sayWhatFor = async (page: Page): Promise<void> => {
    if (!page.url().includes('/administrar/motivo')) return;
    await page.check('[name=motivo] >> nth=0');
    await press(page, 'Abrir la lista');
  };
  const go = async (page: Page, link: string): Promise<void> => {
    await page.locator('main').getByRole('link', { name: link, exact: true }).click();
    await sayWhatFor(page);
  };
  const press = (page: Page, button: string): Promise<void> =>
    page.locator('main').getByRole('button', { name: button, exact: true }).click();
  const told = (page: Page): Promise<string> => page.locator('body').innerText();
  const saidBeside = async (page: Page, field: string): Promise<string> => {
    expect(await page.title()).to.match(/^Error:/);
    expect(await page.getAttribute(`#${field}`, 'aria-invalid')).to.equal('true');
    return page.locator(`#${field}-error`).innerText();
  };

  it('Ada gives Noemí a role, picks which of two networks she meant, and withdraws it', async () => {
    const page = await at('ada');
    await go(page, 'Roles');
    await go(page, 'Dar un rol');
    await page.fill('[name=usuario]', 'noemi');
    await page.check('[name=rol][value=network_coordinator]');
    await page.fill('[name=red]', 'Red Mujeres');
    await press(page, 'Dar el rol');
    expect(await page.title()).to.match(/^Error:/);
    expect(await page.inputValue('[name=usuario]')).to.equal('noemi');
    await page.check('[name=red][value=red-oax]');
    await press(page, 'Dar el rol');
    expect(await told(page))
      .to.include('El rol quedó dado.')
      .and.include('Red Mujeres de Oaxaca');
    await page.getByRole('button', { name: /^Retirar el rol .* a noemi$/ }).click();
    expect(await told(page))
      .to.include('El rol quedó retirado.')
      .and.not.include('noemi');
    await page.context().close();
  });

  it('Lucía opens a group, corrects the one wrong name of three, moves its end, takes Tomás out', async () => {
    const page = await at('lucia');
    await go(page, 'Grupos');
    await go(page, 'Abrir un grupo');
    await page.fill('[name=nombre]', 'Turno de noche');
    await page.fill('[name=curso]', 'BREVE-1');
    await page.fill('[name=institucion]', 'PM León');
    await page.fill('[name=inicia]', '2026-12-01');
    await page.fill('[name=termina]', '2026-11-30');
    await page.fill('[name=instructores]', 'pilar');
    await press(page, 'Abrir grupo');
    expect(await saidBeside(page, 'termina')).to.include('No puede ser antes del comienzo.');
    expect(await page.inputValue('[name=nombre]')).to.equal('Turno de noche');
    await page.fill('[name=termina]', '2027-01-31');
    await press(page, 'Abrir grupo');
    expect(await told(page)).to.include('El grupo está abierto.');
    await sayWhatFor(page);

    await page.fill('[name=usuarios]', 'tomas\nraul\ntomaz');
    await press(page, 'Inscribir en el grupo');
    expect(await saidBeside(page, 'usuarios')).to.include('Corrige estos nombres');
    expect(await page.locator('.field--error li').allInnerTexts()).to.deep.equal([
      'tomaz: no hay nadie con ese nombre a tu alcance',
    ]);
    expect(await page.getAttribute('#usuarios', 'aria-describedby')).to.match(/usuarios-lineas$/);
    expect(await page.inputValue('[name=usuarios]')).to.equal('tomas\nraul\ntomaz');
    await page.fill('[name=usuarios]', 'tomas\nraul');
    await press(page, 'Inscribir en el grupo');
    expect(await told(page)).to.include('2 personas en el grupo');

    await go(page, 'Cambiar fechas o instructoras e instructores');
    await page.fill('[name=termina]', '2027-02-28');
    await press(page, 'Guardar cambios');
    expect(await told(page)).to.include('28 de febrero de 2027');
    await press(page, 'Sacar del grupo a Tomás Aguilar');
    expect(await told(page))
      .to.include('1 persona en el grupo')
      .and.not.include('Tomás');
    await page.context().close();
  });

  it('Ximena sees who of her group is behind and gives her more time', async () => {
    const page = await at('ximena');
    await go(page, 'Avance por nombre');
    await page.selectOption('[name=avance]', 'pending');
    await press(page, 'Ver');
    expect(await page.locator('tbody th').allInnerTexts()).to.deep.equal(['Noemí Ñáñez']);
    await page.goto(`${app.url}/administrar`);
    await go(page, 'Grupos');
    await go(page, 'Comunidad de otoño');
    const row = (name: string): Promise<string> =>
      page.locator('tr').filter({ hasText: name }).innerText();
    expect(await row('Noemí')).to.include('sin empezar');
    expect(await row('Rosa')).to.include('terminado el 23 de noviembre de 2026');
    await go(page, 'Noemí Ñáñez');
    await page.fill('[name=porcentaje]', '250');
    await press(page, 'Guardar');
    expect(await saidBeside(page, 'porcentaje')).to.include('de 0 a 200');
    expect(await page.inputValue('[name=porcentaje]')).to.equal('250');
    await page.fill('[name=porcentaje]', '50');
    await press(page, 'Guardar');
    expect(await page.inputValue('[name=porcentaje]')).to.equal('50');
    expect(await told(page)).to.include('Guardado.');
    await page.context().close();
  });

  it('Irene protects Noemí: her phone is out and her teacher no longer finds her, until it ends', async () => {
    const noemi = await signInWithoutJavaScript(browser, app.url, 'noemi');
    const irene = await at('irene');
    await go(irene, 'Personas');
    await irene.fill('[name=q]', 'noemi');
    await press(irene, 'Buscar');
    await go(irene, 'Noemí Ñáñez');
    await press(irene, 'Congelar y ocultar ahora');
    expect(await irene.title()).to.match(/^Error:/);
    await irene.check('[name=motivo][value=threat]');
    await press(irene, 'Congelar y ocultar ahora');
    expect(await told(irene)).to.include('Esta cuenta está congelada y oculta');
    await noemi.goto(`${app.url}/mi-aprendizaje`);
    expect(new URL(noemi.url()).pathname).to.equal('/entrar');
    const ximena = await at('ximena');
    await go(ximena, 'Grupos');
    await go(ximena, 'Comunidad de otoño');
    expect(await told(ximena))
      .to.include('Rosa')
      .and.not.include('Noemí');
    await irene.check('[name=motivo][value=over]');
    await press(irene, 'Terminar la protección');
    expect(await told(irene)).to.include('La protección terminó.');
    await ximena.reload();
    expect(await told(ximena)).to.include('Noemí');
    for (const page of [noemi, irene, ximena]) await page.context().close();
  });
});
