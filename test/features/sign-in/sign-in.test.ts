import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { startApp, type TestApp } from '../../support/app.ts';

describe('signing in', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('opens a session for the right password and closes it on the server', async () => {
    const rosa = app.browser();
    const answer = await rosa.post('/entrar', { username: ' Rosa ', password: CAST_PASSWORD });
    expect(answer.status).to.equal(303);
    expect(answer.location).to.equal('/mi-aprendizaje');
    const session = rosa.cookies.get('sid');
    await rosa.post('/salir');
    rosa.cookies.set('sid', session ?? '');
    expect((await rosa.post('/salir')).status).to.equal(403);
  });

  it('says the same for a wrong password and for an unknown person', async () => {
    const pages = [];
    for (const username of ['rosa', 'nadie-con-este-nombre']) {
      pages.push(
        await app.browser().post('/entrar', { username, password: 'equivocada del todo' }),
      );
    }
    const [known, unknown] = pages;
    expect(known?.status).to.equal(422);
    expect(unknown?.status).to.equal(422);
    expect(known?.body.replace('rosa', '?')).to.equal(
      unknown?.body.replace('nadie-con-este-nombre', '?'),
    );
  });

  it('stops guessing on one account from one network', async () => {
    const guesser = app.browser();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      statuses.push(
        (await guesser.post('/entrar', { username: 'irene', password: `intento ${String(i)}` }))
          .status,
      );
    }
    expect(statuses.slice(0, 10)).to.deep.equal(Array<number>(10).fill(422));
    expect(statuses.slice(10)).to.deep.equal([429, 429]);
  });

  it('answers hostile names and passwords with 4xx', async () => {
    for (const value of ['', '\0', 'a\0b', '\ud800', '\u202e', ['a', 'b'], 'x'.repeat(100_000)]) {
      for (const name of ['username', 'password']) {
        const fields = { username: 'ada', password: CAST_PASSWORD, [name]: value };
        const page = await app.browser().post('/entrar', fields);
        expect(page.status, `${name} ${String(value).slice(0, 9)}`).to.be.oneOf([422, 429]);
      }
    }
  });

  it('never leads to another site', async () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      '/\t/evil.example',
    ]) {
      const page = await app
        .browser()
        .post('/entrar', { username: 'ada', password: CAST_PASSWORD, sigue: next });
      expect(page.location, next).to.equal('/mi-aprendizaje');
    }
  });
});
