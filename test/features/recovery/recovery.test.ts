import { expect } from 'chai';
import { CAST_PASSWORD, type CastName } from '../../../src/demo/cast.ts';
import { DAY, HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addRecoveryCast } from '../../support/recovery-cast.ts';

const DESK = '/administrar/recuperaciones';
const PASSWORD = 'la milpa crece despacio';

describe('recovery without e-mail', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ before: ({ database }) => addRecoveryCast(database.db) });
  });
  afterEach(() => app.stop());

  const events = async (action: string): Promise<Record<string, unknown>[]> =>
    (await app.database.db('audit_events').where('action', action)) as Record<string, unknown>[];
  /** The request of a person that waits, or else her last one. */
  const requestOf = async (personId: string): Promise<string> => {
    const rows = (await app.database
      .db('recoveries')
      .where('person_id', personId)
      .whereNull('refused_at')
      .whereNull('used_at')) as { id: string; confirmed_at: unknown }[];
    return (rows.find((row) => row.confirmed_at === null) ?? rows.at(-1))?.id ?? 'none';
  };
  const ask = async (asker: CastName, persona: string): Promise<string> => {
    await (await app.signedIn(asker)).post(DESK, { persona });
    return requestOf(persona);
  };
  const codeOn = (page: Page): string => page.document.querySelector('code')?.textContent ?? '';
  const confirm = async (confirmer: CastName, id: string): Promise<string> => {
    const browser = await app.signedIn(confirmer);
    return codeOn(await browser.postAndFollow(`${DESK}/${id}/confirmacion`));
  };
  const recover = (codigo: string, more: Record<string, string> = {}): Promise<Page> =>
    app.browser().post('/recuperar', { username: 'lupe', codigo, password: PASSWORD, ...more });
  const enter = async (
    username: string,
    password: string,
  ): Promise<{ browser: Browser; page: Page }> => {
    const browser = app.browser();
    return { browser, page: await browser.post('/entrar', { username, password }) };
  };

  it('explains how, and offers no e-mail while mail is off', async () => {
    const page = await app.browser().get('/recuperar');
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('quien coordina tu red').and.not.to.contain('enlace');
    expect((await app.browser().post('/recuperar/correo', { username: 'lupe' })).status).to.equal(
      404,
    );
  });

  it('works from the coordinator’s request to the notice at the next sign-in', async () => {
    const open = (await enter('lupe', CAST_PASSWORD)).browser;
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(DESK)).text)
      .to.contain('Guadalupe Ríos')
      .and.not.to.contain('Norma');
    expect((await rosa.post(DESK, { persona: 'lupe' })).location).to.equal(DESK);

    const ximena = await app.signedIn('ximena');
    expect((await ximena.get(DESK)).text)
      .to.contain('Guadalupe Ríos')
      .and.to.contain('Rosa Hernández');
    const page = await ximena.postAndFollow(`${DESK}/${await requestOf('lupe')}/confirmacion`);
    const code = codeOn(page);
    expect(code).to.match(/^[ACDEFGHJKMNPQRTWXY34679]{4}-[ACDEFGHJKMNPQRTWXY34679]{4}$/);
    const again = await ximena.get(`${DESK}/${await requestOf('lupe')}/codigo`);
    expect(codeOn(again)).to.equal('');

    expect((await recover(code.toLowerCase())).location).to.equal('/entrar');
    expect((await open.get('/cuenta')).status).to.equal(303);
    expect((await enter('lupe', CAST_PASSWORD)).page.status).to.equal(422);

    const lupe = await enter('lupe', PASSWORD);
    expect(lupe.page.location).to.equal('/cuenta/aviso?sigue=');
    const notice = await lupe.browser.get(lupe.page.location);
    expect(notice.text)
      .to.contain('23 de noviembre de 2026')
      .and.to.contain('Lo pidió Rosa Hernández');
    expect(notice.text).to.contain('lo confirmó Ximena Solís');
    expect((await lupe.browser.post('/cuenta/aviso')).location).to.equal('/mi-aprendizaje');
    expect((await enter('lupe', PASSWORD)).page.location).to.equal('/mi-aprendizaje');
    expect((await lupe.browser.get('/cuenta/aviso')).text).to.contain('Ximena Solís');

    for (const action of [
      'recovery.asked',
      'recovery.confirmed',
      'recovery.used',
      'recovery.acknowledged',
    ]) {
      expect(await events(action), action).to.have.length(1);
    }
  });

  it('keeps only a digest of the code, bound to the person', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const plain = code.replace('-', '');
    for (const table of ['recoveries', 'sessions', 'audit_events']) {
      expect(JSON.stringify(await app.database.db(table)), table).not.to.contain(plain);
    }
    expect((await recover(code, { username: 'norma' })).status).to.equal(422);
    expect((await recover(code)).status).to.equal(303);
  });

  it('takes a code once, for 24 hours, and only the newest', async () => {
    const first = await confirm('ximena', await ask('rosa', 'lupe'));
    const second = await confirm('ximena', await ask('rosa', 'lupe'));
    expect((await recover(first)).status).to.equal(422);
    expect((await recover(second)).status).to.equal(303);
    expect((await recover(second, { password: 'otra frase distinta' })).status).to.equal(422);

    const third = await confirm('ximena', await ask('rosa', 'lupe'));
    app.clock.advance(24 * HOUR + 1000);
    expect((await recover(third)).status).to.equal(422);
  });

  it('opens once, though two send it at the same moment', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const both = await Promise.all([recover(code), recover(code)]);
    expect(both.map((page) => page.status).sort()).to.deep.equal([303, 422]);
  });

  it('gives one code, though two confirm at the same moment', async () => {
    const id = await ask('rosa', 'lupe');
    const two = [await app.signedIn('ximena'), await app.signedIn('ada')];
    const pages = await Promise.all(
      two.map((browser) => browser.post(`${DESK}/${id}/confirmacion`)),
    );
    expect(pages.map((page) => page.status).sort()).to.deep.equal([303, 409]);
  });

  it('is dead once she changes her password herself or cancels it', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const { browser } = await enter('lupe', CAST_PASSWORD);
    expect((await browser.get('/cuenta/aviso')).text).to.contain('No se ha usado');
    await browser.post('/cuenta/contrasena', {
      password_actual: CAST_PASSWORD,
      password: 'tres cerros y un río',
    });
    expect((await recover(code)).status).to.equal(422);

    const next = await ask('rosa', 'lupe');
    expect((await browser.post(`/cuenta/aviso/${next}/cancelacion`)).status).to.equal(303);
    expect(await confirm('ximena', next)).to.equal('');
  });

  it('needs two people: nobody confirms her own request, nor anything for herself', async () => {
    const own = await ask('ximena', 'lupe');
    const ximena = await app.signedIn('ximena');
    expect((await ximena.get(DESK)).text).not.to.contain('Confirmar y ver el código');
    expect((await ximena.post(`${DESK}/${own}/confirmacion`)).status).to.equal(403);
    expect((await ximena.post(DESK, { persona: 'ximena' })).status).to.equal(404);

    const hers = await ask('ada', 'ximena');
    expect((await ximena.post(`${DESK}/${hers}/confirmacion`)).status).to.equal(404);
    expect(await events('recovery.confirmed-refused')).to.have.length(2);
    expect(await confirm('ada', own)).to.match(/^.{4}-.{4}$/);
  });

  it('gives a coordinator’s own recovery to an instructor and an administrator', async () => {
    const id = await ask('ximena', 'rosa');
    const code = await confirm('ada', id);
    const page = await recover(code, { username: 'rosa' });
    expect(page.status).to.equal(303);
  });

  it('lets only those who give offices confirm for somebody who holds one', async () => {
    await app.database.db('grants').insert({
      id: 'g-lupe',
      person_id: 'lupe',
      role: 'analyst_semujeres',
      granted_at: '2026-11-01T00:00:00.000Z',
    });
    const id = await ask('rosa', 'lupe');
    const ximena = await app.signedIn('ximena');
    expect((await ximena.post(`${DESK}/${id}/confirmacion`)).status).to.equal(403);
    expect(await confirm('ada', id)).to.match(/^.{4}-.{4}$/);
  });

  it('stays within reach: another network, another state, another side of the wall do not exist', async () => {
    const refused: [CastName, string][] = [
      ['rosa', 'norma'],
      ['rosa', 'tomas'],
      ['rosa', 'nadie'],
      ['ximena', 'norma'],
      ['irene', 'lupe'],
      ['bruno', 'rosa'],
      ['bruno', 'lupe'],
      ['marco', 'lupe'],
      ['lucia', 'lupe'],
    ];
    for (const [asker, persona] of refused) {
      const page = await (await app.signedIn(asker)).post(DESK, { persona });
      expect(page.status, `${asker} ${persona}`).to.equal(404);
    }
    expect(await app.database.db('recoveries')).to.have.length(0);
    expect(await events('recovery.asked-refused')).to.have.length(refused.length);
    for (const person of ['tomas', 'elena'] as const) {
      const browser = await app.signedIn(person);
      expect((await browser.get(DESK)).status, person).to.equal(404);
    }
  });

  it('holds the wall when confirming: an officer neither sees nor confirms Rosa’s, whatever his grants', async () => {
    const id = await ask('ximena', 'rosa');
    const bruno = await app.signedIn('bruno');
    for (const path of [DESK, `${DESK}?q=rosa`, `${DESK}?q=guadalupe`]) {
      expect((await bruno.get(path)).text, path).not.to.match(/Rosa|Guadalupe/);
    }
    expect((await bruno.post(`${DESK}/${id}/confirmacion`)).status).to.equal(404);
    expect((await bruno.post(`${DESK}/${id}/rechazo`)).status).to.equal(404);
    expect((await bruno.get(`${DESK}/${id}/codigo`)).status).to.equal(404);
    expect(await events('recovery.confirmed-refused')).to.have.length(1);
    expect((await bruno.get(`${DESK}?q=elena`)).text).to.contain('Elena Cruz');
  });

  it('lets no administrator who reads no names go through them: she finds a person by her exact user name', async () => {
    const ada = await app.signedIn('ada');
    expect((await ada.get(`${DESK}?q=guadalupe`)).text).not.to.contain('Guadalupe');
    expect((await ada.get(`${DESK}?q=a`)).text).not.to.contain('Hernández');
    expect((await ada.get(`${DESK}?q=LUPE`)).text).to.contain('Guadalupe Ríos');
    const ximena = await app.signedIn('ximena');
    expect((await ximena.get(`${DESK}?q=guadalupe`)).text).to.contain('Guadalupe Ríos');
  });

  it('a coordinator cannot confirm at all', async () => {
    const id = await ask('ximena', 'lupe');
    const rosa = await app.signedIn('rosa');
    expect((await rosa.post(`${DESK}/${id}/confirmacion`)).status).to.equal(404);
  });

  it('asks once at a time, and forgets a request that nobody confirms', async () => {
    const id = await ask('rosa', 'lupe');
    await ask('rosa', 'lupe');
    expect(await app.database.db('recoveries')).to.have.length(1);
    app.clock.advance(7 * DAY);
    expect(await confirm('ximena', id)).to.equal('');
    await ask('rosa', 'lupe');
    expect(await app.database.db('recoveries')).to.have.length(2);
  });

  it('writes down who read the list of names', async () => {
    await (await app.signedIn('rosa')).get(DESK);
    const [event] = await events('people.listed');
    expect(event).to.include({ actor_id: 'rosa' });
  });

  it('says the same for a name nobody has and for a wrong code', async () => {
    await confirm('ximena', await ask('rosa', 'lupe'));
    const answers = [];
    for (const username of ['lupe', 'tomas', 'nadie-de-aqui']) {
      const page = await recover('AAAA-CCCC', { username });
      answers.push({ status: page.status, body: page.body.replaceAll(username, '?') });
    }
    expect(answers[0]?.status).to.equal(422);
    expect(answers[1]).to.deep.equal(answers[0]);
    expect(answers[2]).to.deep.equal(answers[0]);
    expect(await events('recovery.failed')).to.have.length(3);
  });

  it('counts wrong codes: by account and network, and on the code itself', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await recover('CCCC-DDDD')).status);
    expect(statuses).to.deep.equal([...Array<number>(10).fill(422), 429]);
    app.clock.advance(HOUR);
    await app.database.db('rate_limits').delete();
    for (let i = 0; i < 10; i += 1) await recover('CCCC-DDDD');
    await app.database.db('rate_limits').delete();
    expect((await recover(code)).status).to.equal(422);
  });

  it('looks at twenty of fifty codes that arrive at once, and counts them exactly', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const guess = (typed: string) => app.services.recovery.useCode('lupe', typed, PASSWORD);
    const answers = await Promise.all(Array.from({ length: 50 }, () => guess('CCCC-DDDD')));
    expect(answers).to.deep.equal(Array<unknown>(50).fill({ '': ['recovery.wrong'] }));
    const attempts = (): Promise<number[]> => app.database.db('recoveries').pluck('attempts');
    expect(await attempts()).to.deep.equal([20]);
    expect(await guess(code)).to.deep.equal({ '': ['recovery.wrong'] });
    expect(await attempts()).to.deep.equal([20]);
    expect(await events('recovery.failed')).to.have.length(51);
    expect((await enter('lupe', CAST_PASSWORD)).page.status).to.equal(303);
  });

  it('refuses passwords that a guesser would try, without using up the code', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    const page = await recover(code, { password: 'lupe1234' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#password-error')).not.to.equal(null);
    expect(page.document.querySelector('#codigo')?.getAttribute('value')).to.equal(code);
    expect((await recover(code)).status).to.equal(303);
  });

  it('does nothing for a frozen or closed person', async () => {
    const code = await confirm('ximena', await ask('rosa', 'lupe'));
    await app.database.db('people').where('id', 'lupe').update({ status: 'frozen' });
    expect((await recover(code)).status).to.equal(422);
    const page = await (await app.signedIn('rosa')).post(DESK, { persona: 'lupe' });
    expect(page.status).to.equal(404);
  });

  it('answers hostile forms and addresses with 4xx', async () => {
    const ximena = await app.signedIn('ximena');
    for (const value of ['', '\0', '\ud800', ['a', 'b'], 'x'.repeat(100_000), '%', '\u202e']) {
      for (const name of ['username', 'codigo', 'password']) {
        const fields = { username: 'lupe', codigo: 'AAAACCCC', password: PASSWORD, [name]: value };
        const page = await app.browser().post('/recuperar', fields);
        expect(page.status, `${name} ${String(value).slice(0, 9)}`).to.be.within(400, 499);
      }
      expect((await ximena.post(DESK, { persona: value })).status).to.be.within(400, 499);
    }
    for (const id of ['%00', '..%2f', 'x'.repeat(500), 'no-hay']) {
      expect((await ximena.post(`${DESK}/${id}/confirmacion`)).status, id).to.equal(404);
      expect((await ximena.get(`${DESK}/${id}/codigo`)).status, id).to.equal(404);
      expect((await app.browser().get(`/recuperar/${id}`)).status, id).to.equal(404);
    }
    expect((await ximena.get(`${DESK}?q=%00&q=b`)).status).to.equal(200);
    expect((await ximena.get(`${DESK}?q=%25_'`)).status).to.equal(200);
  });
});

describe('time does not tell who has an account', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  /** A missing hash would make the unknown ten times quicker. The least of several times is what a busy machine disturbs least. */
  for (const [path, fields] of [
    ['/entrar', { password: 'equivocada del todo' }],
    ['/recuperar', { codigo: 'AAAACCCC', password: PASSWORD }],
  ] as const) {
    it(`at ${path}`, async () => {
      const times: Record<string, number[]> = { tomas: [], 'nadie-de-aqui': [] };
      for (let i = 0; i < 9; i += 1) {
        for (const username of Object.keys(times)) {
          const begun = performance.now();
          const page = await app.browser().post(path, { username, ...fields });
          times[username]!.push(performance.now() - begun);
          expect(page.status).to.equal(422);
        }
      }
      const ratio = Math.min(...times['nadie-de-aqui']!) / Math.min(...times['tomas']!);
      expect(ratio).to.be.within(0.4, 2.5);
    });
  }
});
