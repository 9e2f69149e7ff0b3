import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { publishLike } from '../../support/learning.ts';

const COURSE = '/cursos/curso-breve';
const LESSON = `${COURSE}/lecciones/la-plaza`;
const QUIZ = `${COURSE}/evaluaciones/prueba-inicial`;
const PAGES = ['/mi-aprendizaje', COURSE, LESSON, QUIZ];

describe('pages that are drawn once and sent to many', () => {
  let app: TestApp;
  let rosa: Browser;
  let irene: Browser;
  beforeEach(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    for (const name of ['rosa', 'irene'] as const)
      await enrol(app.database.db, { name, slug: 'curso-breve' });
    [rosa, irene] = [await app.signedIn('rosa'), await app.signedIn('irene')];
  });
  afterEach(() => app.stop());

  const keyOn = async (browser: Browser, path: string): Promise<string> =>
    (await browser.get(path)).document
      .querySelector('[data-pend-key]')
      ?.getAttribute('data-pend-key') ?? '';

  it('show nobody the name or the key of somebody else', async () => {
    for (const path of PAGES) {
      const pages = [await rosa.get(path), await irene.get(path), await rosa.get(path)];
      const names = pages.map(
        ({ document }) => document.querySelector('.site-foot__who bdi')?.textContent,
      );
      expect(
        pages.map(({ status }) => status),
        path,
      ).to.deep.equal([200, 200, 200]);
      expect(names[0], path).to.equal(names[2]).and.not.to.equal(names[1]);
      expect(pages[1]?.body, path).not.to.include(names[0] ?? 'nobody');
    }
    for (const path of ['/mi-aprendizaje', QUIZ]) {
      const [hers, others] = [await keyOn(rosa, path), await keyOn(irene, path)];
      expect(hers, path).to.have.length(43).and.not.to.equal(others);
      expect(await keyOn(rosa, path), path).to.equal(hers);
    }
  });

  it('leave no key on a shared phone, also when it was there for somebody before', async () => {
    const shared = app.browser();
    const fields = { username: 'irene', password: CAST_PASSWORD, compartido: '1' };
    await shared.post('/entrar', fields);
    for (const path of ['/mi-aprendizaje', QUIZ]) {
      expect(await keyOn(rosa, path), path).not.to.equal('');
      const page = await shared.get(path);
      expect(page.body, path).not.to.include('data-pend').and.not.to.include('pending');
    }
  });

  it('follow at once what one person does, and her alone', async () => {
    const progress = async (browser: Browser): Promise<(string | undefined)[]> => {
      const pages = await Promise.all(['/mi-aprendizaje', COURSE].map((path) => browser.get(path)));
      return pages.map(({ text }) => /(\d) de 3 lecciones/.exec(text)?.[1]);
    };
    expect([await progress(rosa), await progress(irene)].flat()).to.deep.equal([
      '0',
      '0',
      '0',
      '0',
    ]);
    await rosa.post(`${LESSON}/terminada`);
    expect(await progress(rosa)).to.deep.equal(['1', '1']);
    expect(await progress(irene)).to.deep.equal(['0', '0']);
  });

  it('speak to each in the language that she asked for', async () => {
    for (const path of PAGES) {
      const spanish = (await rosa.get(path)).body;
      irene.cookies.set('lang', 'en');
      const body = (await irene.get(path)).body;
      expect(body, path).to.include('<html lang="en"');
      expect((await rosa.get(path)).body, path).to.equal(spanish);
      irene.cookies.delete('lang');
    }
  });

  it('keep each in the version that she follows', async () => {
    const title = { es: 'Otro título', en: 'Another title' };
    await rosa.get(COURSE);
    await publishLike(app, { title });
    await enrol(app.database.db, { name: 'tomas', slug: 'curso-breve' });
    const tomas = await app.signedIn('tomas');
    for (const path of PAGES) {
      expect((await tomas.get(path)).text, path).to.include(title.es);
      expect((await rosa.get(path)).text, path).not.to.include(title.es);
    }
  });

  it('open to nobody after signing out, and show a new role in the menu at once', async () => {
    await enrol(app.database.db, { name: 'tomas', slug: 'curso-breve' });
    const tomas = await app.signedIn('tomas');
    for (const path of PAGES) expect((await tomas.get(path)).text).not.to.include('Administrar');
    await addGrant(app.database.db, {
      id: 'g-tomas',
      personId: 'tomas',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
    for (const path of PAGES) expect((await tomas.get(path)).text, path).to.include('Administrar');
    await tomas.post('/salir');
    for (const path of PAGES.filter((one) => one !== COURSE))
      expect((await tomas.get(path)).location, path).to.match(/^\/entrar/);
    expect((await tomas.get(COURSE)).document.querySelector('.site-foot__who')).to.equal(null);
  });
});
