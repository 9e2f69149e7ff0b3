import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';

const ASK = {
  nombre: 'Eva Ruiz',
  municipio: '20067',
  contacto: '951 000 0000',
  motivo: 'Quiero aprender a mediar.',
};

describe('asking for an account', () => {
  it('is closed by default: the page explains how to get an invitation', async () => {
    const app = await startApp();
    const page = await app.browser().get('/registro');
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('coordinadora');
    expect(page.document.querySelector('form[action="/registro"]')).to.equal(null);
    expect((await app.browser().post('/registro', ASK)).status).to.equal(404);
    await app.stop();
  });

  describe('where registration is open', () => {
    let app: TestApp;
    before(async () => {
      app = await startApp({ env: { OPEN_REGISTRATION: 'true' } });
    });
    after(() => app.stop());

    it('keeps what was typed while the place is changed without JavaScript', async () => {
      const me = app.browser();
      const choose = await me.post('/registro', { ...ASK, lugar: 'otro' });
      expect(choose.status).to.equal(200);
      const hidden = Object.fromEntries(
        [...choose.document.querySelectorAll('main input[type=hidden]')].map((input) => [
          input.getAttribute('name') ?? '',
          input.getAttribute('value') ?? '',
        ]),
      );
      const form = await me.post('/registro', { ...hidden, estado: '15' });
      for (const name of ['nombre', 'contacto', 'motivo'] as const) {
        expect(form.document.querySelector(`#${name}`)?.getAttribute('value'), name).to.equal(
          ASK[name],
        );
      }
      expect([...form.document.querySelectorAll('#municipio option')]).to.have.length(126);
      expect(await app.database.db('registration_requests')).to.deep.equal([]);
    });

    it('takes a request, which somebody of that state approves with a code for one person', async () => {
      const me = app.browser();
      const form = await me.get('/registro?estado=20');
      expect([...form.document.querySelectorAll('#municipio option')]).to.have.length(571);
      expect((await me.post('/registro', ASK)).location).to.equal('/registro?enviada=1');
      const stored = JSON.stringify(await app.database.db('registration_requests').select());
      expect(stored).to.not.contain('951 000 0000');

      for (const name of ['rosa', 'lucia', 'marco', 'bruno'] as const) {
        const browser = await app.signedIn(name);
        const list = await browser.get('/administrar/solicitudes');
        expect(list.text, name).to.not.contain('Eva Ruiz');
      }
      const irene = await app.signedIn('irene');
      const list = await irene.get('/administrar/solicitudes');
      expect(list.text).to.contain('Eva Ruiz').and.contain('951 000 0000');
      const approve =
        list.document.querySelector('form[action$="/aprobacion"]')?.getAttribute('action') ?? '';
      const lucia = await app.signedIn('lucia');
      expect((await lucia.post(approve)).status).to.equal(404);
      const made = await irene.post(approve);
      const code =
        (await irene.get(made.location)).document.querySelector('ol.number li')?.textContent ?? '';
      expect(code).to.match(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
      expect((await irene.post(approve)).status).to.equal(404);
      const done = await me.post(`/invitacion/${code}`, {
        nombre: 'Eva Ruiz',
        municipio: '20067',
        sexo: 'mujer',
        password: 'nopal tejado jueves',
        aviso: '1',
      });
      expect(done.status).to.equal(303);
    });

    it('can be declined, by who may approve', async () => {
      await app.browser().post('/registro', { ...ASK, nombre: 'Otra Persona' });
      const irene = await app.signedIn('irene');
      const list = await irene.get('/administrar/solicitudes');
      const decline =
        list.document.querySelector('form[action$="/rechazo"]')?.getAttribute('action') ?? '';
      const rosa = await app.signedIn('rosa');
      expect((await rosa.post(decline)).status).to.equal(404);
      expect((await irene.post(decline)).status).to.equal(303);
      expect((await irene.get('/administrar/solicitudes')).text).to.not.contain('Otra Persona');
    });

    it('refuses hostile fields, and slows down a network that sends many', async () => {
      const bad: Record<string, string | string[]>[] = [
        { nombre: '' },
        { nombre: 'a\u0000' },
        { municipio: '99999' },
        { municipio: ['20067', '1'] },
        { motivo: 'a'.repeat(3000) },
        { contacto: ['x', 'y'] },
      ];
      for (const change of bad) {
        const page = await app.browser().post('/registro', { ...ASK, ...change });
        expect(page.status, JSON.stringify(change).slice(0, 40)).to.equal(422);
      }
      const statuses: number[] = [];
      for (let i = 0; i < 12; i += 1)
        statuses.push((await app.browser().post('/registro', ASK)).status);
      expect(statuses.at(0)).to.equal(303);
      expect(statuses.at(-1)).to.equal(429);
    });
  });
});
