import { expect } from 'chai';
import { missingBefore } from '../../../src/features/courses/learning-paths.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';
import { publishLike, setPaths } from '../../support/learning.ts';

describe('the catalogue', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services);
        await publishLike(
          { services },
          {
            slug: 'nunez',
            code: 'NAN-1',
            title: { es: 'Ñandú y mediación en Nuñez', en: 'Rhea' },
            audiences: ['military'],
            topics: ['peace-operations'],
          },
        );
        await setPaths({ services }, [
          { id: 'abc', courses: ['curso-breve', 'falta', 'nunez'] },
          { id: 'vacia', courses: ['falta'] },
        ]);
      },
    });
  });
  after(() => app.stop());

  const found = async (query: string): Promise<(string | null)[]> => {
    const page = await app.browser().get(`/cursos${query}`);
    expect(page.status, query).to.equal(200);
    return [...page.document.querySelectorAll('.card--link a')].map((link) =>
      link.getAttribute('href'),
    );
  };

  it('finds words whatever their accents and case, in both languages', async () => {
    for (const q of ['nandu', 'ÑANDÚ', 'mediacion+NUÑEZ', 'rhea', 'nan-1', '%C3%B1andu%CC%81']) {
      expect(await found(`?q=${q}`), q).to.deep.equal(['/cursos/nunez']);
    }
    expect(await found('?q=nandu+cebolla')).to.deep.equal([]);
    expect(await found('?q=')).to.have.length(2);
  });

  it('filters by audience and topic with plain links', async () => {
    expect(await found('?para=military')).to.deep.equal(['/cursos/nunez']);
    expect(await found('?para=police&tema=conflict')).to.deep.equal(['/cursos/curso-breve']);
    expect(await found('?para=military&tema=conflict')).to.deep.equal([]);
  });

  it('takes a filter that is none for no filter', async () => {
    for (const query of [
      '?para=nadie',
      '?para=military&para=police',
      '?q=a&q=b',
      '?q=%00',
      '?q=%ED%A0%80',
      `?q=${'a'.repeat(5000)}`,
      '?tema[x]=1',
      '?tema=__proto__',
      '?q=%25_%27%22)(*',
    ]) {
      const page = await app.browser().get(`/cursos${query}`);
      expect(page.status, query).to.equal(200);
    }
  });

  it('says so when nothing matches, and shows what was searched for as text', async () => {
    const page = await app.browser().get('/cursos?q=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(page.text).to.include('Ningún curso coincide');
    expect(page.document.querySelector('#q')?.getAttribute('value')).to.equal(
      '<script>alert(1)</script>',
    );
    expect(page.body).not.to.include('<script>alert');
  });

  it('shows learning paths in order, with what opens each course, and leaves out what does not exist', async () => {
    const { document, text } = await app.browser().get('/cursos');
    const paths = [...document.querySelectorAll('.steps')];
    expect(paths).to.have.length(1);
    expect(
      [...(paths[0]?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href')),
    ).to.deep.equal(['/cursos/curso-breve', '/cursos/nunez']);
    expect(text).to.include('Se abre al terminar «Acuerdos en la plaza».');
  });

  it('stands on a front page that leads people who signed in to their learning', async () => {
    const page = await app.browser().get('/');
    expect(page.status).to.equal(200);
    expect(page.document.querySelectorAll('h1')).to.have.length(1);
    const links = [...page.document.querySelectorAll('main a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).to.include.members([
      '/entrar',
      '/cursos',
      '/registro',
      '/v',
      '/cursos/curso-breve',
    ]);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/')).location).to.equal('/mi-aprendizaje');
  });

  it('speaks English', async () => {
    const browser = app.browser();
    const page = await browser.get('/cursos?lang=en&q=rhea');
    expect(page.text).to.include('1 course').and.not.include('Buscar');
    expect((await browser.get('/')).text).to.include('How to get in');
    expect((await browser.get('/cursos/curso-breve')).text).to.include(
      'Every lesson you finish is a step.',
    );
  });
});

describe('a course in learning paths', () => {
  const path = (courses: string[], more: { ordered?: boolean; freeEntry?: string[] } = {}) => ({
    id: courses.join('-'),
    title: { es: '', en: '' },
    summary: { es: '', en: '' },
    courses,
    ordered: true,
    freeEntry: [],
    ...more,
  });
  const state = (exists: string[], finished: string[] = []) => ({
    exists: new Set(exists),
    finished: new Set(finished),
  });

  it('waits for the nearest course before it that exists', () => {
    expect(missingBefore('c', [path(['a', 'b', 'c'])], state(['a', 'b', 'c']))).to.equal('b');
    expect(missingBefore('c', [path(['a', 'b', 'c'])], state(['a', 'c']))).to.equal('a');
    expect(missingBefore('c', [path(['a', 'b', 'c'])], state(['c']))).to.equal(null);
  });

  it('opens when that one is finished, when the path is loose, or with free entry', () => {
    expect(missingBefore('b', [path(['a', 'b'])], state(['a', 'b'], ['a']))).to.equal(null);
    expect(missingBefore('b', [path(['a', 'b'], { ordered: false })], state(['a', 'b']))).to.equal(
      null,
    );
    expect(
      missingBefore('b', [path(['a', 'b'], { freeEntry: ['b'] })], state(['a', 'b'])),
    ).to.equal(null);
    expect(missingBefore('x', [path(['a', 'b'])], state(['a', 'b', 'x']))).to.equal(null);
  });

  it('opens when one of its paths lets people in', () => {
    const paths = [path(['a', 'b']), path(['b', 'a'])];
    expect(missingBefore('a', paths, state(['a', 'b']))).to.equal(null);
    expect(missingBefore('b', paths, state(['a', 'b']))).to.equal(null);
  });
});
