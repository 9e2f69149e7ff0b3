import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { sealKey } from '../../../src/features/accounts/contact-seals.ts';
import { workingDaysAfter } from '../../../src/features/privacy/working-days.ts';
import { DAY, MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { addPeople, signedInAs } from '../../support/people.ts';
import { liveIn, PHONE } from '../../support/world.ts';
import { unzipSync } from '../reports/unzip.ts';

const OWN = '/cuenta/datos';
const DESK = '/administrar/derechos';

/** The bytes of a download. */
async function download(app: TestApp, browser: Browser, path: string): Promise<Buffer> {
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  const response = await fetch(new URL(path, app.url), {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ password_actual: CAST_PASSWORD }),
  });
  expect(response.status, path).to.equal(200);
  expect(response.headers.get('content-type')).to.equal('application/zip');
  expect(response.headers.get('cache-control')).to.include('no-store');
  return Buffer.from(await response.arrayBuffer());
}

describe('what somebody asks about her own data:', function () {
  this.timeout(60_000);
  let app: TestApp;
  let olga: Browser;
  beforeEach(async () => {
    app = await startApp();
    await liveIn(app);
    await addPeople(app, { id: 'olga', displayName: 'Olga Medina', institutionId: 'imef-15' });
    await addGrant(app.database.db, {
      id: 'g-olga',
      personId: 'olga',
      role: 'institution_admin',
      institutionId: 'imef-15',
      grantedAt: app.clock(),
    });
    olga = await signedInAs(app, 'olga');
  });
  afterEach(() => app.stop());

  it('a copy that says a rank band and states in words, and what was written as it was', async () => {
    await app.database.db('people').where('id', 'tomas').update({ rank_band: 'mando-medio' });
    const tomas = await app.signedIn('tomas');
    await tomas.post(`${OWN}/rectificacion`, { cambio: '2026-99-99' });
    await tomas.post(`${OWN}/copia`);
    await app.services.packages.makeWaiting();
    const files = unzipSync(await download(app, tomas, `${OWN}/descarga`));
    for (const name of ['index.html', 'tablas/people.csv'])
      expect(files[name], name).to.include('Mando medio').and.to.not.include('mando-medio');
    expect(files['index.html'], 'what he wrote is no date').to.include('<td>2026-99-99</td>');
    expect(files['index.html']).to.include('<td>abierta</td>');
  });

  it('a copy of everything, made beside the pages, in one page, one JSON and one CSV a table', async () => {
    const rosa = await app.signedIn('rosa');
    const asked = await rosa.postAndFollow(`${OWN}/copia`);
    expect(asked.text).to.include('La copia se está preparando');
    expect((await rosa.post(`${OWN}/descarga`)).status).to.equal(404);
    await rosa.post(`${OWN}/copia`);
    expect(await app.services.packages.makeWaiting(), 'asked twice, made once').to.equal(1);
    expect(await app.services.packages.makeWaiting()).to.equal(0);

    const files = unzipSync(await download(app, rosa, `${OWN}/descarga`));
    expect(files['index.html']).to.include('Rosa Hernández').and.to.include(PHONE);
    expect(files['index.html']).to.not.match(/ownData|ownColumn|ownStatus|_sealed|password/);
    expect(files['index.html'], 'for reading').to.match(/<td>activa<\/td>/);
    expect(files['index.html']).to.match(/<td>\d{1,2} de \w+ de \d{4}, \d{2}:\d{2}<\/td>/);
    expect(files['index.html']).to.not.match(/<td>\d{4}-\d{2}-\d{2}T|<td>(active|completed|open)</);
    expect(files['tablas/people.csv'], 'for programs').to.match(/\d{4}-\d{2}-\d{2}T/);
    const json = JSON.parse(files['datos.json'] ?? '') as {
      sections: { table: string; rows: unknown[][] }[];
    };
    const tables = json.sections.map(({ table }) => table);
    expect(tables).to.include.members([
      'people',
      'enrolments',
      'attempts',
      'attempt_answers',
      'certificates',
    ]);
    expect(files['tablas/certificates.csv']).to.include('Rosa Hernández Ruiz');
    for (const text of Object.values(files)) {
      expect(text)
        .to.not.match(/\$argon2/)
        .and.not.include('Tomás')
        .and.not.include('v1.');
    }
    const { db } = app.database;
    const stored = (await db('data_package_parts').pluck('content_sealed')) as string[];
    expect(Buffer.from(stored.join(''), 'base64url').includes('Rosa')).to.equal(false);
    const events = await db('audit_events').whereLike('action', 'rights.%').pluck('action');
    expect(events).to.include.members([
      'rights.asked',
      'rights.package-made',
      'rights.package-fetched',
    ]);
  });

  it('the copy asks for a recent password, and can be fetched for seven days', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${OWN}/copia`);
    await app.services.packages.makeWaiting();
    app.clock.advance(11 * MINUTE);
    const refused = await rosa.post(`${OWN}/descarga`);
    expect(refused.status).to.equal(422);
    expect(refused.document.querySelector('#password_actual-error')).to.not.equal(null);
    expect((await rosa.post(`${OWN}/copia`, { password_actual: 'no' })).status).to.equal(422);
    app.clock.advance(7 * DAY);
    const again = await app.signedIn('rosa');
    expect((await again.post(`${OWN}/descarga`)).status).to.equal(404);
    await app.services.eraseWhatIsOver();
    expect(await app.database.db('data_package_parts')).to.deep.equal([]);
    expect((await again.get(OWN)).text).to.include('Pedir mi copia');
  });

  it('for somebody who came in person, answered in four clicks from her page', async () => {
    let clicks = 0;
    const click = async <T>(act: Promise<T>): Promise<T> => {
      clicks += 1;
      return act;
    };
    const sheet = await olga.get('/administrar/personas/rosa');
    const link = [...sheet.document.querySelectorAll('main a')].find((a) =>
      a.getAttribute('href')?.startsWith(DESK),
    );
    const form = await click(olga.get(link?.getAttribute('href') ?? ''));
    expect(
      form.document.querySelector('input[name=tipo][checked]')?.getAttribute('value'),
    ).to.equal('access');
    const recorded = await click(
      olga.post(DESK, { persona: 'rosa', tipo: 'access', identidad: '1' }),
    );
    const page = await olga.get(recorded.location);
    expect(page.text).to.include('Descargar la copia');
    const files = unzipSync(await click(download(app, olga, `${recorded.location}/descarga`)));
    const done = await click(olga.post(recorded.location, { decision: 'answered' }));
    expect(done.status).to.equal(303);
    expect(clicks).to.equal(4);

    expect(files['index.html']).to.include('Rosa Hernández');
    const delicate = [
      'tablas/attempt_answers.csv',
      'tablas/messages.csv',
      'tablas/optional_answers.csv',
    ];
    expect(Object.keys(files)).to.not.include.members(delicate);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(OWN)).text).to.include('Respondida el 23 de noviembre de 2026');
  });

  it('a request without an identification seen is not recorded; a refusal says why', async () => {
    const unseen = await olga.post(DESK, { persona: 'rosa', tipo: 'cancellation' });
    expect(unseen.status).to.equal(422);
    expect(unseen.text).to.include('Confirma que viste su identificación');
    const { location } = await olga.post(DESK, {
      persona: 'rosa',
      tipo: 'opposition',
      identidad: '1',
    });
    const silent = await olga.post(location, { decision: 'refused' });
    expect(silent.status).to.equal(422);
    expect(silent.text).to.include('Di por qué no procede');
    await olga.post(location, { decision: 'refused', respuesta: 'Ya no recibes mensajes.' });
    expect((await olga.post(location, { decision: 'answered' })).status).to.equal(409);
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(OWN)).text)
      .to.include('No procedió')
      .and.to.include('Ya no recibes mensajes.');
  });

  it('shows the clock to her and to who answers, from the working days that the settings say', async () => {
    const ada = await app.signedIn('ada');
    await ada.post('/administrar/ajustes', { plazo: '5' });
    const rosa = await app.signedIn('rosa');
    const asked = await rosa.postAndFollow(`${OWN}/rectificacion`, {
      cambio: 'Vivo en otro municipio.',
    });
    expect(asked.text).to.include('Faltan 7 días').and.to.include('30 de noviembre de 2026');
    expect((await olga.get(DESK)).text)
      .to.include('Rosa Hernández')
      .and.to.include('Faltan 7 días');
    app.clock.advance(9 * DAY);
    olga = await signedInAs(app, 'olga');
    expect((await olga.get(DESK)).text).to.include('Venció hace 2 días');
    const sealed = (await app.database.db('data_requests').pluck('wish_sealed')) as string[];
    expect(sealed.join(' ')).to.not.include('municipio');
  });

  it('counts working days without Saturdays and Sundays', () => {
    const monday = new Date('2026-11-23T16:00:00.000Z');
    expect([1, 4, 5, 20].map((days) => workingDaysAfter(monday, days))).to.deep.equal([
      '2026-11-24',
      '2026-11-27',
      '2026-11-30',
      '2026-12-21',
    ]);
  });

  it('a rectification puts the name and the sex right, in what was counted as well', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${OWN}/rectificacion`, { cambio: 'Mi nombre lleva dos apellidos.' });
    const [link] = [...(await olga.get(DESK)).document.querySelectorAll('main tbody a')];
    const path = link?.getAttribute('href') ?? '';
    await olga.post(path, {
      decision: 'answered',
      nombre: 'Rosa Hernández Ruiz',
      sexo: 'intersexual',
    });
    const { db } = app.database;
    expect(await db('people').where('id', 'rosa').first('display_name', 'sex')).to.deep.equal({
      display_name: 'Rosa Hernández Ruiz',
      sex: 'intersexual',
    });
    expect(new Set(await db('enrolments').where('person_id', 'rosa').pluck('sex'))).to.deep.equal(
      new Set(['intersexual']),
    );
    expect(JSON.stringify(await db('audit_events').whereLike('action', 'rights.%'))).to.not.include(
      'Ruiz',
    );
  });

  it('a rectification in person puts the municipality right, in what was copied from it while it was wrong', async () => {
    const { db } = app.database;
    const { location } = await olga.post(DESK, {
      persona: 'rosa',
      tipo: 'rectification',
      identidad: '1',
      dice: 'Mi municipio está mal.',
    });
    const unknown = await olga.post(location, { decision: 'answered', municipio: 'Ningún lugar' });
    expect(unknown.status).to.equal(422);
    expect(unknown.document.querySelector('#municipio-error')).to.not.equal(null);
    const many = await olga.post(location, { decision: 'answered', municipio: 'Benito Juárez' });
    expect(many.status).to.equal(422);
    expect([...many.document.querySelectorAll('input[name=municipio]')].length).to.be.greaterThan(
      3,
    );
    expect(await db('people').where('id', 'rosa').first('cvegeo')).to.deep.equal({
      cvegeo: '15033',
    });
    await olga.post(location, { decision: 'answered', municipio: '15106' });
    expect(await db('people').where('id', 'rosa').first('cvegeo', 'state_code')).to.deep.equal({
      cvegeo: '15106',
      state_code: '15',
    });
    const kept = await db('enrolments').where('person_id', 'rosa').pluck<string[]>('cvegeo');
    expect(new Set(kept)).to.deep.equal(new Set(['15106']));
  });

  it('whoever has moved keeps where each of her enrolments began', async () => {
    const { db } = app.database;
    const before = await db('enrolments').where('person_id', 'rosa').pluck<string[]>('cvegeo');
    expect(before).to.include('15033');
    const { location } = await olga.post(DESK, {
      persona: 'rosa',
      tipo: 'rectification',
      identidad: '1',
    });
    await olga.post(location, {
      decision: 'answered',
      municipio: 'Oaxaca de Juárez',
      mudanza: '1',
    });
    expect(await db('people').where('id', 'rosa').first('cvegeo', 'state_code')).to.deep.equal({
      cvegeo: '20067',
      state_code: '20',
    });
    expect(
      await db('enrolments').where('person_id', 'rosa').pluck<string[]>('cvegeo'),
    ).to.deep.equal(before);
  });

  it('she sees how the keys end that are kept of her, and nobody sees more of them on a page', async () => {
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get(OWN)).text)
      .to.include('CURP')
      .and.to.include('no la guardamos');
    const curp = 'HEGG560427MVZRRL04';
    await app.database
      .db('people')
      .where('id', 'rosa')
      .update({ curp_sealed: sealKey(app.services.seal, 'rosa', 'curp', curp) });
    const page = await rosa.get(OWN);
    expect(page.text).to.include('termina en 04');
    expect(page.body).to.not.include(curp.slice(0, 10)).and.not.include(curp.slice(10, 16));
  });

  it('takes once what is sent several times at once', async () => {
    const rosa = await app.signedIn('rosa');
    const six = (path: string, fields: Record<string, string>) =>
      Promise.all(Array.from({ length: 6 }, () => rosa.post(`${OWN}/${path}`, fields)));
    const kinds = async (): Promise<string[]> =>
      app.database.db('data_requests').where({ person_id: 'rosa' }).orderBy('kind').pluck('kind');
    await six('copia', { password_actual: CAST_PASSWORD });
    await six('oposicion', { avisos: '1', cifras: '1' });
    expect(await kinds()).to.deep.equal(['access', 'opposition']);
  });

  it('whoever opposes gets no letters to groups, and is counted nowhere by sex', async () => {
    const { db } = app.database;
    await db('optional_answers').insert({
      person_id: 'rosa',
      question: 'indigenous',
      value_sealed: app.services.seal.seal('yes', 'optional-answer rosa indigenous'),
      consented_at: app.clock().toISOString(),
    });
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${OWN}/oposicion`, { avisos: '1', cifras: '1' });
    expect(new Set(await db('enrolments').where('person_id', 'rosa').pluck('sex'))).to.deep.equal(
      new Set(['no_dice']),
    );
    expect(await db('optional_answers').pluck('value_sealed')).to.deep.equal([null]);
    expect(
      (await rosa.get(OWN)).document.querySelectorAll('input[type=checkbox][checked]'),
    ).to.have.length(2);
    await rosa.post(`${OWN}/oposicion`);
    expect(
      (await rosa.get(OWN)).document.querySelectorAll('input[type=checkbox][checked]'),
    ).to.have.length(0);
    expect(
      await db('data_requests').where({
        person_id: 'rosa',
        kind: 'opposition',
        status: 'answered',
      }),
    ).to.have.length(2);
  });

  it('a cancellation in person closes the account; an office that reaches further is not taken, nor one’s own', async () => {
    const { location } = await olga.post(DESK, {
      persona: 'rosa',
      tipo: 'cancellation',
      identidad: '1',
    });
    expect((await olga.post(location, { decision: 'answered' })).status).to.equal(303);
    const { db } = app.database;
    expect(await db('people').where('id', 'rosa').first('status', 'display_name')).to.deep.equal({
      status: 'closed',
      display_name: '—',
    });
    expect((await olga.get(location)).text).to.include('Cuenta cancelada');

    await addPeople(app, { id: 'marta', displayName: 'Marta Solís', institutionId: 'imef-15' });
    await addGrant(db, {
      id: 'g-marta',
      personId: 'marta',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
    const further = await olga.post(DESK, {
      persona: 'marta',
      tipo: 'cancellation',
      identidad: '1',
    });
    expect((await olga.post(further.location, { decision: 'answered' })).status).to.equal(403);
    expect(await db('people').where('id', 'marta').first('status')).to.deep.equal({
      status: 'active',
    });
  });

  it('exists for nobody beyond the scope, nor across the wall', async () => {
    const { location } = await olga.post(DESK, { persona: 'rosa', tipo: 'access', identidad: '1' });
    for (const name of ['lucia', 'irene', 'marco', 'ximena', 'rosa'] as const) {
      const browser = await app.signedIn(name);
      expect((await browser.get(location)).status, name).to.equal(404);
      expect(
        (await browser.post(DESK, { persona: 'rosa', tipo: 'access', identidad: '1' })).status,
        name,
      ).to.equal(404);
    }
    expect((await olga.get(`${DESK}/nueva?persona=tomas`)).status).to.equal(404);
    expect(
      (await olga.post(DESK, { persona: 'tomas', tipo: 'access', identidad: '1' })).status,
    ).to.equal(404);
  });
});
