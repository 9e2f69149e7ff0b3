import { expect } from 'chai';
import type { CastName } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { addRealPerson, certify, codeOf } from '../../support/certificates.ts';
import { publishCourse } from '../../support/course.ts';

type Row = Record<string, unknown>;
const REASON = 'El nombre tenía una letra cambiada.';

describe('administering certificates', () => {
  let app: TestApp;
  let version: CourseVersion;
  const ids: Record<string, string> = {};
  before(async () => {
    app = await startApp();
    version = await publishCourse(app.services);
    await addGrant(app.database.db, {
      id: 'g-semujeres',
      personId: 'ximena',
      role: 'analyst_semujeres',
      grantedAt: app.clock(),
    });
    await addGrant(app.database.db, {
      id: 'g-leon',
      personId: 'bruno',
      role: 'institution_admin',
      institutionId: 'imef-15',
      grantedAt: app.clock(),
    });
    await addRealPerson(app.services, {
      id: 'oaxaca',
      displayName: 'Itandehui Ñuu',
      institutionId: 'imef-20',
      cvegeo: '20067',
    });
    for (const person of ['rosa', 'tomas', 'elena', 'oaxaca'])
      ids[person] = await certify(app.services, person, version);
  });
  after(() => app.stop());

  const rowOf = async (id: string): Promise<Row> =>
    (await app.database.db('certificates').where('id', id).first()) as Row;
  const audited = async (action: string): Promise<Row[]> =>
    app.database.db('audit_events').where('action', action);
  const holderOf = {
    community: 'rosa',
    oaxaca: 'oaxaca',
    police: 'tomas',
    military: 'elena',
  } as const;

  /** Who may open, correct and revoke whose certificate; everybody else meets a missing page. */
  const TABLE: [CastName, { open: string[]; act: string[] }][] = [
    ['ada', { open: [], act: [] }],
    ['rosa', { open: ['community'], act: [] }],
    ['tomas', { open: [], act: [] }],
    ['elena', { open: [], act: [] }],
    ['lucia', { open: ['police'], act: ['police'] }],
    ['marco', { open: ['police', 'military'], act: ['police', 'military'] }],
    ['irene', { open: ['oaxaca'], act: [] }],
    ['ximena', { open: ['community', 'oaxaca'], act: ['community', 'oaxaca'] }],
    // A military person with a grant over a women's institution: the wall holds.
    ['bruno', { open: [], act: [] }],
  ];
  for (const [name, { open, act }] of TABLE) {
    it(`lets ${name} open ${open.join(' and ') || 'none'} and change ${act.join(' and ') || 'none'}`, async () => {
      const browser = await app.signedIn(name);
      for (const [side, holder] of Object.entries(holderOf)) {
        const address = `/administrar/constancias/${ids[holder] ?? ''}`;
        const page = await browser.get(address);
        expect(page.status, `open ${side}`).to.equal(open.includes(side) ? 200 : 404);
        for (const verb of ['revocar', 'corregir']) {
          // A reason that is too short: whoever may act gets the form back, and nothing changes.
          const answer = await browser.post(`${address}/${verb}`, { motivo: 'no', nombre: 'X' });
          expect(answer.status, `${verb} ${side}`).to.equal(act.includes(side) ? 422 : 404);
        }
        for (const form of page.document.querySelectorAll(
          'form[action^="/administrar/constancias/"]',
        )) {
          expect(act, form.getAttribute('action') ?? '').to.include(side);
        }
      }
    });
  }

  it('lists by name and by folio within the scope, and nothing beyond it', async () => {
    const shown = async (name: CastName, query: string): Promise<string[]> => {
      const page = await (
        await app.signedIn(name)
      ).get(`/administrar/constancias?q=${encodeURIComponent(query)}`);
      expect(page.status, name).to.equal(200);
      return [...page.document.querySelectorAll('tbody th a')].map(
        (cell) => cell.textContent?.trim() ?? '',
      );
    };
    expect(await shown('irene', '')).to.deep.equal(['Itandehui Ñuu']);
    expect(await shown('irene', 'nuu')).to.deep.equal(['Itandehui Ñuu']);
    expect(await shown('irene', 'hernandez')).to.deep.equal([]);
    expect(await shown('lucia', '')).to.deep.equal(['Tomás Aguilar']);
    expect(await shown('ximena', 'ÑUU itande')).to.deep.equal(['Itandehui Ñuu']);
    expect(await shown('ximena', '%')).to.deep.equal([]);
    const folio = String((await rowOf(ids['tomas'] ?? ''))['folio']);
    expect(await shown('lucia', folio.toLowerCase())).to.deep.equal(['Tomás Aguilar']);
    expect(await shown('ximena', folio)).to.deep.equal([]);
    expect((await (await app.signedIn('ada')).get('/administrar/constancias')).status).to.equal(
      404,
    );
    expect((await (await app.signedIn('tomas')).get('/administrar/constancias')).status).to.equal(
      404,
    );
    expect((await app.browser().get('/administrar/constancias')).status).to.equal(303);
  });

  it('audits every list of names, without the names', async () => {
    const before = (await audited('certificates.list')).length;
    await (await app.signedIn('irene')).get('/administrar/constancias');
    const events = await audited('certificates.list');
    expect(events).to.have.length(before + 1);
    expect(events.at(-1)).to.include({ actor_id: 'irene' });
    expect(JSON.stringify(events)).not.to.contain('Itandehui');
  });

  it('audits every look at one certificate, which shows a name', async () => {
    const seen = async (): Promise<Row[]> =>
      (await audited('certificates.open')).filter((row) => row['object_id'] === ids['tomas']);
    const before = (await seen()).length;
    const lucia = await app.signedIn('lucia');
    await lucia.get(`/administrar/constancias/${ids['tomas'] ?? ''}`);
    const looks = await seen();
    expect(looks).to.have.length(before + 1);
    expect(looks.at(-1)?.['actor_id']).to.equal('lucia');
    expect(JSON.stringify(looks)).to.not.include('Aguilar');
  });

  it('leaves a trace of an act that was refused', async () => {
    const before = (await audited('certificates.revoke.refused')).length;
    const answer = await (
      await app.signedIn('lucia')
    ).post(`/administrar/constancias/${ids['rosa'] ?? ''}/revocar`, { motivo: REASON });
    expect(answer.status).to.equal(404);
    const events = await audited('certificates.revoke.refused');
    expect(events).to.have.length(before + 1);
    expect(events.at(-1)).to.include({ actor_id: 'lucia', object_id: ids['rosa'] });
    expect(await rowOf(ids['rosa'] ?? '')).to.include({ status: 'current' });
  });

  it('issues a corrected certificate under another code, and the old one says so', async () => {
    const old = ids['rosa'] ?? '';
    const ximena = await app.signedIn('ximena');
    const answer = await ximena.post(`/administrar/constancias/${old}/corregir`, {
      nombre: 'Rosa Hernández Ruiz',
      motivo: REASON,
    });
    expect(answer.status).to.equal(303);
    const made = answer.location.split('/').at(-1) ?? '';
    const [was, is] = [await rowOf(old), await rowOf(made)];
    expect(was).to.include({ status: 'replaced', current: null, holder_name: 'Rosa Hernández' });
    expect(is).to.include({
      status: 'current',
      current: 1,
      holder_name: 'Rosa Hernández Ruiz',
      replaces_id: old,
    });
    for (const kept of [
      'issued_on',
      'expires_on',
      'score',
      'hours_completed',
      'institution_name',
      'version_id',
      'cycle',
    ]) {
      expect(is[kept], kept).to.equal(was[kept]);
    }
    expect(is['code']).not.to.equal(was['code']);
    expect(is['folio']).not.to.equal(was['folio']);

    const check = await app.browser().get(`/v/${String(was['code'])}`);
    expect(check.document.querySelector('.status__word')?.textContent).to.equal('Reemplazada');
    expect(check.body).not.to.contain(String(is['code']));
    expect(check.body).not.to.contain(made);
    expect((await app.browser().get(`/v/${String(is['code'])}`)).text).to.contain('R. H. R.');

    const rosa = await app.signedIn('rosa');
    const oldPage = await rosa.get(`/constancias/${old}`);
    expect(oldPage.text).to.contain(REASON);
    expect(
      [...oldPage.document.querySelectorAll('a')].map((a) => a.getAttribute('href')),
    ).to.include(`/constancias/${made}`);
    expect((await rosa.get(`/constancias/${old}.pdf`)).status).to.equal(410);
    const newPage = await rosa.get(`/constancias/${made}`);
    expect(newPage.document.querySelector('h1')?.textContent).to.equal('Rosa Hernández Ruiz');
    expect(newPage.text).to.contain('corregida el 23 de noviembre de 2026').and.to.contain(REASON);
    expect(newPage.text).not.to.contain('Ximena');
    const own = await app.services.certificates.certificatesOf('rosa');
    expect(own.map(({ id }) => id)).to.deep.equal([made]);

    expect((await audited('certificates.correct')).at(-1)).to.include({
      actor_id: 'ximena',
      object_id: old,
    });
    expect(
      (
        await ximena.post(`/administrar/constancias/${old}/corregir`, {
          nombre: 'Otra Vez',
          motivo: REASON,
        })
      ).status,
    ).to.equal(409);
    expect(
      (await ximena.post(`/administrar/constancias/${old}/revocar`, { motivo: REASON })).status,
    ).to.equal(409);
    ids['rosa'] = made;
  });

  it('replaces once, however often the button is pressed at the same moment', async () => {
    const marco = await app.signedIn('marco');
    const old = ids['elena'] ?? '';
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        marco.post(`/administrar/constancias/${old}/corregir`, {
          nombre: 'Elena Cruz Paz',
          motivo: REASON,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([
      303, 409, 409, 409, 409, 409,
    ]);
    const current = (await app.database
      .db('certificates')
      .where({ person_id: 'elena', current: 1 })) as Row[];
    expect(current).to.have.length(1);
    ids['elena'] = String(current[0]?.['id']);
  });

  it('revokes with a reason that the holder reads, and the public does not', async () => {
    const id = ids['tomas'] ?? '';
    const code = await codeOf(app.services, id);
    const lucia = await app.signedIn('lucia');
    const answer = await lucia.postAndFollow(`/administrar/constancias/${id}/revocar`, {
      motivo: 'El intento se anuló por una falla.',
    });
    expect(answer.text)
      .to.contain('La constancia quedó revocada.')
      .and.to.contain('La registró Lucía Barrera');
    const check = await app.browser().get(`/v/${code}`);
    expect(check.document.querySelector('.status')?.getAttribute('class')).to.contain('is-bad');
    expect(check.text).to.contain('Revocada').and.not.to.contain('se anuló');
    const tomas = await app.signedIn('tomas');
    const page = await tomas.get(`/constancias/${id}`);
    expect(page.text)
      .to.contain('fue revocada')
      .and.to.contain('El intento se anuló por una falla.');
    expect(page.text).not.to.contain('Lucía');
    expect(page.document.querySelector('.certificate')).to.equal(null);
    expect((await tomas.get(`/constancias/${id}.pdf`)).status).to.equal(410);
    expect((await audited('certificates.revoke')).at(-1)).to.include({
      actor_id: 'lucia',
      object_id: id,
      institution_path: '/pm-11020/',
    });
    expect(
      await app.services.certificates.currentOf(String((await rowOf(id))['enrolment_id'])),
    ).to.equal(null);
  });

  it('can give back what was revoked by mistake, as another certificate', async () => {
    const id = ids['tomas'] ?? '';
    const lucia = await app.signedIn('lucia');
    const answer = await lucia.post(`/administrar/constancias/${id}/corregir`, {
      nombre: 'Tomás Aguilar',
      motivo: 'Se revocó por error.',
    });
    expect(answer.status).to.equal(303);
    expect(await rowOf(id)).to.include({ status: 'revoked', current: null });
    expect(await rowOf(answer.location.split('/').at(-1) ?? '')).to.include({
      status: 'current',
      replaces_id: id,
    });
  });

  it('gives the form back with what was typed and an error beside each field', async () => {
    const ximena = await app.signedIn('ximena');
    const address = `/administrar/constancias/${ids['rosa'] ?? ''}`;
    const page = await ximena.post(`${address}/corregir`, { nombre: 'R', motivo: 'corto' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#nombre')?.getAttribute('value')).to.equal('R');
    expect(page.document.querySelector('#motivo')?.textContent).to.equal('corto');
    expect(page.document.querySelector('#nombre-error')).not.to.equal(null);
    expect(page.document.querySelector('.error-summary a[href="#motivo"]')).not.to.equal(null);
    const bodies: Record<string, string | string[]>[] = [
      {},
      { nombre: ['a', 'b'], motivo: REASON },
      { nombre: 'Rosa\0', motivo: REASON },
      { nombre: 'x'.repeat(10_000), motivo: REASON },
      { nombre: 'Rosa\u202EzuR', motivo: REASON },
      { nombre: 'Rosa Ruiz', motivo: 'y'.repeat(50_000) },
    ];
    for (const body of bodies) {
      expect(
        (await ximena.post(`${address}/corregir`, body)).status,
        JSON.stringify(body).slice(0, 40),
      ).to.equal(422);
    }
    for (const path of [
      '?pagina=0',
      '?pagina=abc',
      '?q=a&q=b',
      `?q=${'x'.repeat(500)}`,
      '/%00',
      `/${'a'.repeat(300)}`,
      '/nada',
    ]) {
      expect(
        (await ximena.get(`/administrar/constancias${path}`)).status,
        path.slice(0, 30),
      ).to.be.within(400, 499);
    }
    expect((await ximena.get('/administrar/constancias?q=%00')).status).to.equal(200);
    expect(await rowOf(ids['rosa'] ?? '')).to.include({ status: 'current' });
  });
});
