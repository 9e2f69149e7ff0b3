import { expect } from 'chai';
import { z } from 'zod';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { newestOf, readNotices } from '../../../src/features/accounts/notices.ts';
import { DAY } from '../../../src/lib/clock.ts';

/** The version of the privacy notice that is asked for. */
const NEWEST = newestOf(readNotices()).version;

const NETWORK = 'red:mucpaz-15033-01';
const PASSWORD = 'nopal tejado jueves';
const MINE = { nombre: 'Xóchitl Núñez Ríos', sexo: 'mujer', password: PASSWORD, aviso: '1' };

/** Makes an invitation as this person, and answers its codes as the page shows them. */
async function invite(
  maker: Browser,
  wish: Record<string, string>,
): Promise<{ address: string; page: Page; codes: string[] }> {
  const made = await maker.post('/administrar/invitaciones', {
    etiqueta: 'Taller de marzo',
    para: NETWORK,
    tipo: 'enlace',
    usos: '1',
    ...wish,
  });
  expect(made.status, made.text).to.equal(303);
  const page = await maker.get(made.location);
  const link = page.document.querySelector('#direccion')?.getAttribute('value');
  const slips = [...page.document.querySelectorAll('ol.number li')].map(
    (li) => li.textContent ?? '',
  );
  const codes = link == null ? slips : [link.replace(/^.*\/invitacion\//, '')];
  return { address: made.location, page, codes };
}

const Person = z.object({
  id: z.string(),
  display_name: z.string(),
  cvegeo: z.string(),
  state_code: z.string(),
  side: z.string(),
  network_id: z.string().nullable(),
  institution_id: z.string().nullable(),
  language: z.string(),
});

describe('joining with an invitation', () => {
  let app: TestApp;
  let rosa: Browser;
  const person = async (username: string) =>
    Person.parse(await app.database.db('people').where({ username }).first());

  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  it('leads from a link to a signed-in account on one screen, without JavaScript or e-mail', async () => {
    const { codes } = await invite(rosa, {});
    const me = app.browser();
    const form = await me.get(`/invitacion/${codes[0] ?? ''}`);
    expect(form.status).to.equal(200);
    expect(form.text).to.contain('Red Mujeres de Ecatepec te invita');
    expect(form.text).to.contain('Ecatepec de Morelos');
    expect(form.document.querySelector('[name=municipio]')?.getAttribute('value')).to.equal(
      '15033',
    );
    expect(form.document.querySelector('[name=password]')?.getAttribute('autocomplete')).to.equal(
      'new-password',
    );
    expect(Buffer.byteLength(form.body)).to.be.lessThan(50_000);

    const old = me.cookies.get('sid');
    const done = await me.post(`/invitacion/${codes[0] ?? ''}`, { ...MINE, municipio: '15033' });
    expect(done.status, done.text).to.equal(303);
    expect(done.location).to.equal('/bienvenida');
    expect(me.cookies.get('sid')).to.be.a('string').and.not.equal(old);
    const welcome = await me.get(done.location);
    expect(welcome.text).to.contain('xochitl.nunez');
    expect(welcome.document.querySelector('a[href="/cuenta/preguntas"]')).to.not.equal(null);

    const row = await person('xochitl.nunez');
    expect(row).to.deep.include({
      display_name: 'Xóchitl Núñez Ríos',
      cvegeo: '15033',
      state_code: '15',
      side: 'community',
      network_id: 'mucpaz-15033-01',
      institution_id: null,
      language: 'es-MX',
    });
    const accepted: unknown = await app.database
      .db('privacy_acceptances')
      .where({ person_id: row.id, version: NEWEST })
      .first();
    expect(accepted).to.not.equal(undefined);
    const membership: unknown = await app.database
      .db('memberships')
      .where({ person_id: row.id, network_id: 'mucpaz-15033-01', from_on: '2026-11-23' })
      .first();
    expect(membership).to.not.equal(undefined);

    const again = app.browser();
    const signedIn = await again.post('/entrar', { username: 'Xochitl.Nunez', password: PASSWORD });
    expect(signedIn.location).to.equal('/mi-aprendizaje');
  });

  it('takes a code from paper as people type it, once', async () => {
    const { codes } = await invite(rosa, { tipo: 'hojas', usos: '2' });
    expect(codes).to.have.length(2);
    const [first = '', second = ''] = codes;
    expect(first).to.match(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const me = app.browser();
    const typed = await me.post('/invitacion', {
      codigo: `  ${first.toLowerCase().replace('-', ' ')} `,
    });
    expect(typed.status).to.equal(303);
    const done = await me.post(typed.location, {
      ...MINE,
      nombre: 'Juana Pérez',
      municipio: '15033',
    });
    expect(done.status, done.text).to.equal(303);
    expect((await app.browser().get(typed.location)).status).to.equal(404);
    expect((await app.browser().get(`/invitacion/${second}`)).status).to.equal(200);
  });

  it('takes the whole address pasted into the field', async () => {
    const { codes } = await invite(rosa, {});
    const page = await app.browser().post('/invitacion', {
      codigo: `Mira: http://localhost:3000/invitacion/${codes[0] ?? ''}?lang=es-MX`,
    });
    expect(page.location).to.equal(`/invitacion/${codes[0] ?? ''}`);
  });

  it('lets a whole network share a link, and numbers equal user names', async () => {
    const { codes } = await invite(rosa, { usos: '5' });
    for (const expected of ['ana.lopez', 'ana.lopez2', 'ana.lopez3']) {
      const me = app.browser();
      await me.post(`/invitacion/${codes[0] ?? ''}`, {
        ...MINE,
        nombre: 'Ana López',
        municipio: '15033',
      });
      expect((await me.get('/bienvenida')).text).to.contain(expected);
    }
  });

  it('asks for the state and then for the municipality when the invitation names none', async () => {
    const ada = await app.signedIn('ada');
    const { codes } = await invite(ada, { para: 'comunidad' });
    const me = app.browser();
    const address = `/invitacion/${codes[0] ?? ''}`;
    const first = await me.get(address);
    expect([...first.document.querySelectorAll('#estado option')]).to.have.length(33);
    const oaxaca = await me.get(`${address}?estado=20`);
    expect([...oaxaca.document.querySelectorAll('#municipio option')]).to.have.length(571);
    expect(Buffer.byteLength(oaxaca.body)).to.be.lessThan(50_000);
    expect(oaxaca.text).to.contain('San Juan Mixtepec (20208)');
    const done = await me.post(address, {
      ...MINE,
      nombre: 'Na Luisa',
      municipio: '20067',
      estado: '20',
    });
    expect(done.status, done.text).to.equal(303);
    expect((await person('na.luisa')).network_id).to.equal(null);
  });

  it('puts people of a police institution on their side of the wall', async () => {
    const lucia = await app.signedIn('lucia');
    const { codes } = await invite(lucia, { para: 'institucion:pm-11020' });
    await app.browser().post(`/invitacion/${codes[0] ?? ''}`, {
      ...MINE,
      nombre: 'Saúl Mora',
      sexo: 'hombre',
      municipio: '11020',
    });
    expect(await person('saul.mora')).to.deep.include({
      side: 'police',
      institution_id: 'pm-11020',
    });
  });

  it('enrols whoever joins in the course of the invitation, as part of the same act', async () => {
    const course: unknown = await app.database.db('courses').first();
    const { id: courseId } = z.object({ id: z.string() }).parse(course);
    const { codes, page: made } = await invite(rosa, { curso: courseId, usos: '20' });
    expect(made.text).to.include('Acuerdos en la plaza');
    const form = await app.browser().get(`/invitacion/${codes[0] ?? ''}`);
    expect(form.text).to.include('Te inscribes en el curso Acuerdos en la plaza.');
    const pages = await Promise.all(
      Array.from({ length: 20 }, () =>
        app.browser().post(`/invitacion/${codes[0] ?? ''}`, {
          ...MINE,
          nombre: 'Lidia Curso',
          municipio: '15033',
        }),
      ),
    );
    expect(new Set(pages.map((page) => page.status))).to.deep.equal(new Set([303]));
    const rows = z
      .array(
        z.object({
          status: z.string(),
          network_id: z.string(),
          cvegeo: z.string(),
          side: z.string(),
        }),
      )
      .parse(await app.database.db('enrolments').where('course_id', courseId));
    expect(rows).to.have.length(20);
    for (const row of rows) {
      expect(row).to.deep.include({
        status: 'active',
        network_id: 'mucpaz-15033-01',
        cvegeo: '15033',
        side: 'community',
      });
    }
    const marco = await app.signedIn('marco');
    const page = await marco.post('/administrar/invitaciones', {
      etiqueta: 'Curso ajeno',
      para: 'institucion:cecopam',
      curso: courseId,
      tipo: 'enlace',
      usos: '1',
    });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#curso-error')).to.not.equal(null);
  });

  it('remembers that the phone is shared', async () => {
    const { codes } = await invite(rosa, {});
    const me = app.browser();
    await me.post(`/invitacion/${codes[0] ?? ''}`, {
      ...MINE,
      municipio: '15033',
      compartido: '1',
    });
    expect((await me.get('/bienvenida')).status).to.equal(200);
    app.clock.advance(16 * 60_000);
    expect((await me.get('/bienvenida')).status).to.equal(303);
    rosa = await app.signedIn('rosa');
  });

  it('gives one use to one of fifty who come at once', async () => {
    const { codes } = await invite(rosa, {});
    const count = async () => {
      const row: unknown = await app.database.db('people').count({ n: 'id' }).first();
      return z.object({ n: z.coerce.number() }).parse(row).n;
    };
    const before = await count();
    const pages = await Promise.all(
      Array.from({ length: 50 }, () =>
        app.browser().post(`/invitacion/${codes[0] ?? ''}`, {
          ...MINE,
          nombre: 'Una Sola',
          municipio: '15033',
        }),
      ),
    );
    const statuses = pages.map((page) => page.status);
    expect(statuses.filter((status) => status === 303)).to.have.length(1);
    expect(statuses.filter((status) => status === 404 || status === 429)).to.have.length(49);
    expect(await count()).to.equal(before + 1);
  });

  it('says the same of used, expired, revoked and unknown codes', async () => {
    await app.services.limits.codesByNetwork.forget('127.0.0.1');
    const used = await invite(rosa, {});
    await app.browser().post(`/invitacion/${used.codes[0] ?? ''}`, { ...MINE, municipio: '15033' });
    const revoked = await invite(rosa, {});
    expect((await rosa.post(`${revoked.address}/cierre`)).status).to.equal(303);
    const slip = await invite(rosa, { tipo: 'hojas', usos: '1' });
    const expired = await invite(rosa, {});
    app.clock.advance(30 * DAY);
    const codes = [used, revoked, slip, expired].map(({ codes: [code = ''] }) => code);
    const pages = await Promise.all(
      [...codes, 'AAAAAAAAAAAAAAAAAAAAAA', 'ACDE-FGHJ', 'x', '%00', '..%2f', 'a'.repeat(190)].map(
        (code) => app.browser().get(`/invitacion/${code}`),
      ),
    );
    const bodies = new Set(pages.map(({ body }) => body.replace(/href="[^"]*lang=[^"]*"/g, '')));
    expect(new Set(pages.map(({ status }) => status))).to.deep.equal(new Set([404]));
    expect(bodies.size).to.equal(1);
    rosa = await app.signedIn('rosa');
  });

  it('stops a network that tries codes, and not one that joins', async () => {
    await app.services.limits.codesByNetwork.forget('127.0.0.1');
    const { codes } = await invite(rosa, {});
    for (let i = 0; i < 70; i += 1) {
      expect((await app.browser().get(`/invitacion/${codes[0] ?? ''}`)).status).to.equal(200);
    }
    const tries: number[] = [];
    for (let i = 0; i < 65; i += 1) {
      tries.push((await app.browser().post('/invitacion', { codigo: 'ACDE-FGHJ' })).status);
    }
    expect(tries.slice(0, 60)).to.deep.equal(Array<number>(60).fill(422));
    expect(new Set(tries.slice(60))).to.deep.equal(new Set([429]));
    await app.services.limits.codesByNetwork.forget('127.0.0.1');
  });

  it('brings the form back with an error beside each field and nothing lost but the password', async () => {
    const { codes } = await invite(rosa, {});
    const address = `/invitacion/${codes[0] ?? ''}`;
    const page = await app
      .browser()
      .post(address, { nombre: 'Luz Marina', municipio: '15033', password: 'Mucpaz2026!' });
    expect(page.status).to.equal(422);
    for (const field of ['sexo', 'aviso', 'password']) {
      expect(page.document.querySelector(`#${field}-error`), field).to.not.equal(null);
      expect(page.document.querySelector(`.error-summary a[href="#${field}"]`), field).to.not.equal(
        null,
      );
    }
    expect(page.document.querySelector('#nombre')?.getAttribute('value')).to.equal('Luz Marina');
    expect(page.body).to.not.contain('Mucpaz2026!');
    const stale = await app
      .browser()
      .post(address, { ...MINE, municipio: '15033', aviso_version: '999' });
    expect(stale.status).to.equal(422);
    expect(stale.document.querySelector('#aviso-error')?.textContent).to.contain('cambió');
  });

  it('keeps what was typed while the place is changed without JavaScript, but never the password', async () => {
    const { codes } = await invite(rosa, {});
    const address = `/invitacion/${codes[0] ?? ''}`;
    const me = app.browser();
    const typed = { ...MINE, municipio: '15033', compartido: '1', aviso_version: String(NEWEST) };
    const choose = await me.post(address, { ...typed, lugar: 'otro' });
    expect(choose.status).to.equal(200);
    expect([...choose.document.querySelectorAll('#estado option')]).to.have.length(33);
    const hidden = Object.fromEntries(
      [...choose.document.querySelectorAll('main input[type=hidden]')].map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    );
    expect(hidden).to.deep.equal({
      nombre: MINE.nombre,
      sexo: 'mujer',
      compartido: '1',
      aviso: '1',
      aviso_version: String(NEWEST),
      lugar: 'estado',
    });
    const form = await me.post(address, { ...hidden, estado: '20' });
    expect(form.status).to.equal(200);
    const field = (selector: string) => form.document.querySelector(selector);
    expect(field('#nombre')?.getAttribute('value')).to.equal(MINE.nombre);
    for (const box of ['[name=sexo][value=mujer]', '[name=compartido]', '#aviso'])
      expect(field(box)?.hasAttribute('checked'), box).to.equal(true);
    expect([...form.document.querySelectorAll('#municipio option')]).to.have.length(571);
    expect(field('.error-summary')).to.equal(null);
    expect(choose.body + form.body).to.not.contain(PASSWORD);
    const stale = await me.post(address, { ...hidden, aviso_version: '0', estado: '20' });
    expect(stale.document.querySelector('#aviso')?.hasAttribute('checked')).to.equal(false);
    const done = await me.post(address, { ...typed, municipio: '20067', estado: '20' });
    expect(done.location).to.equal('/bienvenida');
  });

  it('gives the key Enter to the button that creates the account, not to the one that changes the place', async () => {
    const { codes } = await invite(rosa, {});
    const page = await app.browser().get(`/invitacion/${codes[0] ?? ''}`);
    const first = page.document.querySelector('main form.form button[type=submit]');
    expect(first?.hasAttribute('name')).to.equal(false);
  });

  it('answers hostile fields with 4xx and makes nobody', async () => {
    const { codes } = await invite(rosa, { usos: '50' });
    const address = `/invitacion/${codes[0] ?? ''}`;
    const good = { ...MINE, municipio: '15033' };
    const hostile: Record<string, string | string[]>[] = [
      {},
      { nombre: ['a', 'b'] },
      { nombre: '\u0000Eva' },
      { nombre: '\u202eavE' },
      { nombre: 'a'.repeat(150_000) },
      { nombre: '12345' },
      { municipio: '99999' },
      { municipio: '15033\u0000' },
      { municipio: ['15033', '20067'] },
      { municipio: "15033' or 1=1" },
      { sexo: 'otro' },
      { sexo: ['mujer', 'hombre'] },
      { password: '' },
      { password: ['nopal tejado jueves', 'x'] },
      { password: 'á'.repeat(10_000) },
      { password: 'password' },
      { aviso: '' },
      { aviso: 'no' },
      { aviso_version: 'x' },
      { compartido: 'quizá' },
    ];
    for (const change of hostile) {
      const fields = Object.keys(change).length === 0 ? {} : { ...good, ...change };
      const page = await app.browser().post(address, fields);
      expect(page.status, JSON.stringify(change).slice(0, 60)).to.be.within(400, 499);
    }
    const huge = await app.browser().post(address, { ...good, nombre: 'a'.repeat(1_000_000) });
    expect(huge.status).to.equal(413);
    const row: unknown = await app.database.db('invitations').where('uses', 50).first();
    expect(z.object({ uses_left: z.number() }).parse(row).uses_left).to.equal(50);
  });

  it('offers no second account to somebody who has one', async () => {
    const { codes } = await invite(rosa, {});
    const address = `/invitacion/${codes[0] ?? ''}`;
    expect((await rosa.get(address)).location).to.equal(`${address}/aceptacion`);
    const { location } = await rosa.post(address, { ...MINE, municipio: '15033' });
    expect(location).to.equal(`${address}/aceptacion`);
    expect((await rosa.get(location)).text).to.contain('No necesitas otra cuenta');
  });

  it('keeps no code: neither the database nor the log of events holds one', async () => {
    const { codes } = await invite(rosa, { tipo: 'hojas', usos: '1' });
    const link = await invite(rosa, {});
    const tables = await Promise.all(
      ['invitations', 'invitation_slips', 'audit_events', 'sessions'].map((table) =>
        app.database.db(table).select(),
      ),
    );
    const all = JSON.stringify(tables);
    expect(all).to.not.contain((codes[0] ?? '').replace('-', ''));
    expect(all).to.not.contain(link.codes[0]);
  });
});
