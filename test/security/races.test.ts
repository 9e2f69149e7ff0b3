import { expect } from 'chai';
import { toColumn } from '../../src/db/columns.ts';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { addGrant } from '../../src/demo/factories.ts';
import { dayOf } from '../../src/lib/clock.ts';
import { ask, groups } from '../features/messages/group.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { addPeople, signedInAs } from '../support/people.ts';
import { scan, SECOND_FACTOR } from '../support/authenticator.ts';
import { beginCourse, ximenaTeaches } from '../support/studio.ts';
import { addRecoveryCast } from '../support/recovery-cast.ts';

const AT_ONCE = 8;

describe('at the same moment', function () {
  this.timeout(60_000);
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ env: { OPEN_REGISTRATION: 'true' } });
  });
  afterEach(() => app.stop());

  const together = (act: (at: number) => Promise<Page>): Promise<Page[]> =>
    Promise.all(Array.from({ length: AT_ONCE }, (_, at) => act(at)));
  const failures = (pages: Page[]): number[] =>
    pages.map(({ status }) => status).filter((status) => status >= 500);
  const secondAdministrator = async (): Promise<[Browser, Browser]> => {
    await addPeople(app, { id: 'ana', displayName: 'Ana Luna' });
    await addGrant(app.database.db, {
      id: 'g-ana',
      personId: 'ana',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
    return [await app.signedIn('ada'), await signedInAs(app, 'ana')];
  };
  const administrators = (): Promise<string[]> =>
    app.database
      .db('grants as g')
      .join('people as p', 'p.id', 'g.person_id')
      .where({ role: 'platform_admin', 'p.status': 'active' })
      .whereNull('withdrawn_at')
      .pluck('person_id');

  it('two administrators who close their accounts leave one', async () => {
    const both = await secondAdministrator();
    const fields = { entiendo: '1', password_actual: CAST_PASSWORD };
    const pages = await Promise.all(both.map((one) => one.post('/cuenta/cerrar', fields)));
    expect(failures(pages)).to.deep.equal([]);
    expect(await administrators()).to.have.length(1);
  });

  it('two administrators who withdraw each other leave one', async () => {
    const [ada, ana] = await secondAdministrator();
    const pages = await Promise.all([
      ada.post('/administrar/roles/g-ana/retiro'),
      ana.post('/administrar/roles/g-ada/retiro'),
    ]);
    expect(failures(pages)).to.deep.equal([]);
    expect(await administrators()).to.have.length(1);
  });

  it('a role is given once', async () => {
    const ada = await app.signedIn('ada');
    const pages = await together(() =>
      ada.post('/administrar/roles', { usuario: 'irene', rol: 'observer' }),
    );
    expect(failures(pages)).to.deep.equal([]);
    expect(
      await app.database.db('grants').where({ person_id: 'irene', role: 'observer' }),
    ).to.have.length(1);
  });

  it('a role is withdrawn once, and the log says so once', async () => {
    const ada = await app.signedIn('ada');
    const pages = await together(() => ada.post('/administrar/roles/g-irene/retiro'));
    expect(pages.filter(({ status }) => status === 303)).to.have.length(1);
    expect(failures(pages)).to.deep.equal([]);
    expect(
      await app.database.db('audit_events').where({ action: 'grants.withdrawn' }),
    ).to.have.length(1);
  });

  /** Twelve at once: each is done or finds nothing there any more, and the log knows of one. */
  const expectOne = async (action: string, act: () => Promise<Page>): Promise<void> => {
    const pages = await Promise.all(Array.from({ length: 12 }, act));
    for (const { status } of pages) expect(status, action).to.be.oneOf([303, 404]);
    expect(pages.map(({ status }) => status)).to.include(303);
    expect(await app.database.db('audit_events').where({ action }), action).to.have.length(1);
  };

  it('a meeting, a draft, a question and a request for a code go once, and the log says so once', async () => {
    const { db } = app.database;
    const rosa = await app.signedIn('rosa');
    const irene = await app.signedIn('irene');
    await irene.post('/administrar/mesas/mesa-20/sesiones', {
      dia: '2026-11-12',
      asistieron: 'si',
    });
    const meeting = await db('roundtable_meetings').first<{ id: string }>('id');
    await expectOne('roundtables.meeting-removed', () =>
      irene.post(`/administrar/mesas/mesa-20/sesiones/${meeting.id}/baja`),
    );

    await ximenaTeaches(app);
    const ximena = await app.signedIn('ximena');
    const { path } = await beginCourse(ximena);
    await expectOne('drafts.archived', () => ximena.post(`${path}/descartar`));

    const bank = (await ximena.post('/ensenar/bancos', { nombre: 'Banco' })).location;
    const texto = '1. ¿Qué es la paz?\na) Esto\n*b) Lo otro';
    await ximena.postAndFollow((await ximena.post(`${bank}/importar`, { texto })).location, {});
    const item = await db('bank_items').first<{ id: string }>('id');
    await expectOne('banks.item-retired', () => ximena.post(`${bank}/reactivos/${item.id}/retiro`));

    await db('recoveries').insert({
      id: 'r1',
      person_id: 'tomas',
      channel: 'code',
      attempts: 0,
      asked_by: 'rosa',
      asked_at: toColumn(app.clock()),
    });
    await expectOne('recovery.cancelled', () =>
      rosa.post('/administrar/recuperaciones/r1/rechazo'),
    );
  });

  it('what told of violence is referred once, and the log says so once', async () => {
    await groups(app);
    const thread = await ask(await app.signedIn('rosa'), 'En mi casa me pasa lo mismo.');
    const row = await app.database
      .db('messages')
      .where('thread_id', thread.slice('/mensajes/'.length))
      .first<{ id: string }>('id');
    const care = `/ensenar/cuidado/mensajes/${row.id}`;
    const ximena = await app.signedIn('ximena');
    await ximena.post(care);
    const dia = dayOf(app.clock());
    await expectOne('disclosure.referred', () => ximena.post(`${care}/canalizacion`, { dia }));
  });

  it('a request for an account makes one invitation that lives', async () => {
    const { db } = app.database;
    await app.browser().post('/registro', {
      nombre: 'Eva Ruiz',
      municipio: '20067',
      contacto: '951 000 0000',
      motivo: 'Quiero aprender a mediar.',
    });
    const { id } = await db('registration_requests').first<{ id: string }>('id');
    const irene = await app.signedIn('irene');
    const pages = await together(() => irene.post(`/administrar/solicitudes/${id}/aprobacion`));
    expect(failures(pages)).to.deep.equal([]);
    expect(await db('invitations').whereNull('revoked_at')).to.have.length(1);
  });

  it('a user name goes to one person', async () => {
    const people = ['rosa', 'tomas', 'elena', 'irene'] as const;
    const browsers = await Promise.all(people.map((name) => app.signedIn(name)));
    const pages = await Promise.all(
      browsers.map((one) => one.post('/cuenta/usuario', { username: 'la.misma' })),
    );
    expect(pages.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422, 422]);
    expect(await app.database.db('people').where('username', 'la.misma')).to.have.length(1);
  });

  it('a recovery is asked for once', async () => {
    const { db } = app.database;
    await addRecoveryCast(db);
    const rosa = await app.signedIn('rosa');
    const pages = await together(() =>
      rosa.post('/administrar/recuperaciones', { persona: 'lupe' }),
    );
    expect(failures(pages)).to.deep.equal([]);
    expect(await db('recoveries').where('person_id', 'lupe')).to.have.length(1);
  });

  it('a second factor is turned on once, with one set of codes on paper', async () => {
    const rosa = await app.signedIn('rosa');
    const phone = scan(app, await rosa.postAndFollow(SECOND_FACTOR));
    const codigo = phone.code();
    const pages = await together(() => rosa.post(`${SECOND_FACTOR}/alta`, { codigo }));
    expect(failures(pages)).to.deep.equal([]);
    expect(await app.database.db('second_factor_codes')).to.have.length(10);
  });
});
