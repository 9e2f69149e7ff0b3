import { expect } from 'chai';
import { z } from 'zod';
import { addCohort, addInstitution, addNetwork } from '../../../src/demo/factories.ts';
import { toColumn } from '../../../src/db/columns.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import type { CastName } from '../../../src/demo/cast.ts';

const WISH = { etiqueta: 'Taller', para: 'red:mucpaz-15033-01', tipo: 'enlace', usos: '3' };

describe('inviting', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({
      before: async ({ database: { db } }) => {
        await addNetwork(db, {
          id: 'red-oax',
          code: 'MUCPAZ-20067-01',
          name: 'Red de Oaxaca',
          cvegeo: '20067',
        });
        await addInstitution(db, {
          id: 'imm-20067',
          name: 'IMM Oaxaca',
          type: 'women',
          level: 'municipal',
          side: 'community',
          parentId: 'imef-20',
          stateCode: '20',
          cvegeo: '20067',
        });
        await addInstitution(db, {
          id: 'pe-20',
          name: 'Policía estatal de Oaxaca',
          type: 'police',
          level: 'state',
          side: 'police',
          stateCode: '20',
        });
        await db('courses').insert({
          id: 'c-omp',
          slug: 'wps-omp',
          code: 'WPS-OMP',
          created_at: toColumn(NOW),
        });
        await addCohort(db, {
          id: 'omp-1',
          name: 'Generación OMP 1',
          courseId: 'c-omp',
          institutionId: 'cecopam',
          side: 'military',
          startsOn: '2026-11-01',
          instructorIds: ['bruno'],
          createdAt: NOW,
        });
      },
    });
  });
  after(() => app.stop());

  const table: [CastName, string, boolean][] = [
    ['rosa', 'red:mucpaz-15033-01', true],
    ['rosa', 'red:red-oax', false],
    ['rosa', 'institucion:imm-15033', false],
    ['rosa', 'comunidad', false],
    ['irene', 'red:red-oax', true],
    ['irene', 'red:mucpaz-15033-01', false],
    ['irene', 'institucion:imm-20067', true],
    ['irene', 'institucion:imef-15', false],
    ['irene', 'institucion:pe-20', false],
    ['irene', 'institucion:semujeres', false],
    ['irene', 'comunidad', true],
    ['lucia', 'institucion:pm-11020', true],
    ['lucia', 'red:red-oax', true],
    ['lucia', 'institucion:cecopam', false],
    ['marco', 'institucion:cecopam', true],
    ['marco', 'red:red-oax', false],
    ['bruno', 'grupo:omp-1', true],
    ['bruno', 'institucion:cecopam', false],
    ['bruno', 'red:red-oax', false],
    ['ada', 'institucion:inmujeres', false],
    ['ada', 'red:no-existe', false],
  ];
  for (const [name, para, allowed] of table) {
    it(`${name} ${allowed ? 'invites' : 'does not invite'} into ${para}, and the form agrees`, async () => {
      const browser = await app.signedIn(name);
      const form = await browser.get('/administrar/invitaciones/nueva');
      const isOffered = form.document.querySelector(`option[value="${para}"]`) !== null;
      expect(isOffered).to.equal(allowed);
      const municipio = para === 'comunidad' ? { municipio: '20067' } : {};
      const made = await browser.post('/administrar/invitaciones', { ...WISH, para, ...municipio });
      expect(made.status).to.equal(allowed ? 303 : 422);
    });
  }

  it('lets irene invite the community of her state only', async () => {
    const irene = await app.signedIn('irene');
    for (const municipio of ['', '15033']) {
      const page = await irene.post('/administrar/invitaciones', {
        ...WISH,
        para: 'comunidad',
        municipio,
      });
      expect(page.status, municipio).to.equal(422);
    }
  });

  it('leaves a trace of each refusal', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/administrar/invitaciones', { ...WISH, para: 'red:red-oax' });
    const last: unknown = await app.database.db('audit_events').orderBy('position', 'desc').first();
    expect(last).to.deep.include({
      actor_id: 'rosa',
      action: 'people.invite.refused',
      object_id: 'red-oax',
    });
  });

  it('does not exist for people who may not invite', async () => {
    const tomas = await app.signedIn('tomas');
    for (const path of [
      '/administrar/invitaciones',
      '/administrar/invitaciones/nueva',
      '/administrar/invitaciones/x',
      '/administrar/solicitudes',
    ]) {
      expect((await tomas.get(path)).status, path).to.equal(404);
    }
    expect((await tomas.post('/administrar/invitaciones', WISH)).status).to.equal(404);
    expect((await app.browser().get('/administrar/invitaciones')).location).to.match(/^\/entrar/);
  });

  it('shows link and QR to its maker only, for half an hour', async () => {
    const rosa = await app.signedIn('rosa');
    const { location } = await rosa.post('/administrar/invitaciones', WISH);
    const page = await rosa.get(location);
    expect(page.document.querySelector('#direccion')?.getAttribute('value')).to.match(
      /\/invitacion\/[\w-]{22}$/,
    );
    expect(page.document.querySelector('svg[role=img]')?.getAttribute('aria-label')).to.contain(
      'Taller',
    );
    const elsewhere = await app.signedIn('rosa');
    expect((await elsewhere.get(location)).document.querySelector('#direccion')).to.equal(null);
    const ada = await app.signedIn('ada');
    expect((await ada.get(location)).document.querySelector('#direccion')).to.equal(null);
    const irene = await app.signedIn('irene');
    expect((await irene.get(location)).status).to.equal(404);
    expect((await irene.post(`${location}/cierre`)).status).to.equal(404);
    app.clock.advance(31 * 60_000);
    const later = await rosa.get(location);
    expect(later.document.querySelector('#direccion')).to.equal(null);
    expect(later.text).to.contain('ya no se muestran');
  });

  it('prints one slip for each person, with its own code', async () => {
    const rosa = await app.signedIn('rosa');
    const { location } = await rosa.post('/administrar/invitaciones', {
      ...WISH,
      tipo: 'hojas',
      usos: '12',
    });
    const sheet = await rosa.get(`${location}/hoja`);
    const codes = [...sheet.document.querySelectorAll('.slip__code')].map(
      (node) => node.textContent,
    );
    expect(new Set(codes).size).to.equal(12);
    expect([...sheet.document.querySelectorAll('.slip svg[role=img]')]).to.have.length(12);
    expect(sheet.text).to.not.contain('Taller de');
  });

  it('refuses what cannot be', async () => {
    const rosa = await app.signedIn('rosa');
    const hostile: Record<string, string | string[]>[] = [
      { usos: '0' },
      { usos: '501' },
      { usos: '1e9' },
      { usos: 'NaN' },
      { tipo: 'hojas', usos: '61' },
      { tipo: 'paloma' },
      { etiqueta: '' },
      { etiqueta: 'a\u0000b' },
      { para: 'red:' },
      { para: ['red:mucpaz-15033-01', 'comunidad'] },
      { curso: 'no-existe' },
      { municipio: '00000' },
      { municipio: "15' --" },
    ];
    for (const change of hostile) {
      const page = await rosa.post('/administrar/invitaciones', { ...WISH, ...change });
      expect(page.status, JSON.stringify(change)).to.equal(422);
    }
    for (const id of ['%00', 'a'.repeat(300), '..%2f..', '1.5']) {
      expect((await rosa.get(`/administrar/invitaciones/${id}`)).status, id).to.be.oneOf([
        400, 404,
      ]);
    }
  });

  it('keeps the labels of community invitations from the forces, and lists each her own', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/administrar/invitaciones', { ...WISH, etiqueta: 'Para Lupita' });
    const lucia = await app.signedIn('lucia');
    await lucia.post('/administrar/invitaciones', {
      ...WISH,
      etiqueta: 'De Lucía',
      para: 'red:red-oax',
    });
    const hers = await lucia.get('/administrar/invitaciones');
    expect(hers.text).to.contain('De Lucía').and.not.contain('Para Lupita');
    const irene = await app.signedIn('irene');
    expect((await irene.get('/administrar/invitaciones')).text)
      .to.contain('De Lucía')
      .and.not.contain('Para Lupita');
    const ada = await app.signedIn('ada');
    expect((await ada.get('/administrar/invitaciones')).text)
      .to.contain('De Lucía')
      .and.contain('Para Lupita');
    expect((await ada.get('/administrar/invitaciones')).text).to.not.contain('Lucía Barrera');
  });

  it('closes an invitation once, and audits making and closing', async () => {
    const rosa = await app.signedIn('rosa');
    const { location } = await rosa.post('/administrar/invitaciones', WISH);
    for (let i = 0; i < 2; i += 1)
      expect((await rosa.post(`${location}/cierre`)).status).to.equal(303);
    const events = z
      .array(z.object({ action: z.string() }))
      .parse(
        await app.database
          .db('audit_events')
          .where('object_id', location.split('/').at(-1))
          .orderBy('position'),
      );
    expect(events.map(({ action }) => action)).to.deep.equal([
      'invitation.created',
      'invitation.revoked',
    ]);
  });

  it('comes from the command line too, for an open network or institution by its name', async () => {
    for (const [kind, name] of [
      ['red', 'MUCPAZ-15033-01'],
      ['institucion', 'PM León'],
    ] as const) {
      const code = await app.services.inviteFromServer(kind, name, 2);
      expect(code).to.match(/^[\w-]{22}$/);
      expect((await app.browser().get(`/invitacion/${code ?? ''}`)).status).to.equal(200);
    }
    for (const name of ['Inmujeres', 'nadie', "' or 1=1 --"]) {
      expect(await app.services.inviteFromServer('institucion', name, 1), name).to.equal(null);
    }
  });
});
