import { expect } from 'chai';
import { MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';
import { carried, groups, reply } from './group.ts';

const LETTER = '/ensenar/mensaje?grupo=c-ecatepec';
const NEW = '/ensenar/avisos/nuevo?grupo=c-ecatepec';
const ANNOUNCE = '/ensenar/avisos?grupo=c-ecatepec';

describe('writing to a group', () => {
  let app: TestApp;
  let rosa: Browser;
  let paula: Browser;
  let ximena: Browser;

  before(async () => {
    app = await startApp();
    const version = await groups(app);
    await addPeople(app, { id: 'paula', displayName: 'Paula Ruiz', cvegeo: '15033' });
    await app.database.db.transaction((trx) =>
      app.services.enrolment.enrolPerson(trx, {
        personId: 'paula',
        version,
        cohortId: 'c-ecatepec',
      }),
    );
    await app.database
      .db('enrolments')
      .where('person_id', 'paula')
      .update({ cohort_id: 'c-ecatepec' });
    rosa = await app.signedIn('rosa');
    paula = await signedInAs(app, 'paula');
    ximena = await app.signedIn('ximena');
  });
  after(() => app.stop());
  beforeEach(() => {
    app.clock.advance(MINUTE);
  });

  const write = async (fields: Record<string, string>, at = LETTER): Promise<Page> =>
    ximena.post(at, {
      asunto: 'La sesión del jueves',
      texto: 'Cambia de hora.',
      clave: carried(await ximena.get(at), 'clave'),
      ...fields,
    });
  const letters = (): Promise<{ id: string; person_id: string }[]> =>
    app.database.db('threads').where('kind', 'letter').select('id', 'person_id');

  describe('a message to the whole list', () => {
    it('is two clicks away from the page of the group, and says to how many it goes', async () => {
      const group = await ximena.get('/administrar/grupos/c-ecatepec');
      expect(group.document.querySelector(`main a[href="${LETTER}"]`)).to.not.equal(null);
      const form = await ximena.get(LETTER);
      expect(form.text).to.include('Llega a 2 personas, a cada una por separado');
      expect(form.document.querySelector('main form button')?.textContent).to.equal(
        'Enviar a 2 personas',
      );
    });

    it('reaches each in a conversation of her own, and is counted', async () => {
      expect((await write({})).status).to.equal(303);
      const sent = await letters();
      expect(sent.map((one) => one.person_id).sort()).to.deep.equal(['paula', 'rosa']);
      const [event] = await lastEvents(app);
      expect(event).to.deep.include({
        action: 'messages.sent-to-list',
        actor_id: 'ximena',
        object_id: 'c-ecatepec',
        details: { count: 2 },
      });
      const hers = `/mensajes/${sent.find((one) => one.person_id === 'rosa')?.id ?? ''}`;
      const page = await rosa.get(hers);
      expect(page.text)
        .to.include('La sesión del jueves')
        .and.include('Cambia de hora.')
        .and.not.include('Paula');
      expect((await paula.get(hers)).status).to.equal(404);
      expect((await rosa.get('/mi-aprendizaje')).text).to.include('Mensajes: 1 nuevo');
      app.clock.advance(MINUTE);
      await reply(rosa, hers, 'Sí puedo.');
      const waiting = await ximena.get('/ensenar/preguntas');
      expect(waiting.text).to.include('Rosa Hernández').and.not.include('Paula');
    });

    it('is sent once by two taps, and not again with another text', async () => {
      const before = (await letters()).length;
      const clave = carried(await ximena.get(LETTER), 'clave');
      await Promise.all([write({ clave }), write({ clave })]);
      expect((await letters()).length).to.equal(before + 2);
      expect((await write({ clave, texto: 'Otra cosa.' })).status).to.equal(409);
      expect((await letters()).length).to.equal(before + 2);
    });

    it('goes to the people of another list, less those whom she may not read', async () => {
      const rows = await app.database.db('enrolments').select('id', 'person_id');
      const idOf = (name: string): string =>
        (rows as { id: string; person_id: string }[]).find((one) => one.person_id === name)?.id ??
        '';
      const list = `/ensenar/mensaje?para=${['rosa', 'elena', 'tomas'].map(idOf).join(',')},nadie`;
      const before = (await letters()).length;
      expect((await ximena.get(list)).text)
        .to.include('Escribir a una persona')
        .and.include('Llega solo a Rosa Hernández.')
        .and.not.include('Elena');
      expect((await ximena.get(`${list}&lang=en`)).text).to.include(
        'It goes to Rosa Hernández alone.',
      );
      await ximena.get(`${list}&lang=es-MX`);
      expect((await write({ asunto: 'Solo a ti' }, list)).status).to.equal(303);
      expect((await letters()).length).to.equal(before + 1);
      const others = `/ensenar/mensaje?para=${idOf('elena')}`;
      expect((await ximena.get(others)).status).to.equal(404);
      expect((await write({}, others)).status).to.equal(404);
    });

    it('is no way to a group that somebody does not accompany', async () => {
      for (const name of ['bruno', 'rosa', 'ada', 'lucia', 'marco', 'irene'] as const) {
        const other = await app.signedIn(name);
        for (const path of [LETTER, NEW]) {
          expect((await other.get(path)).status, `${name} ${path}`).to.equal(404);
        }
        const fields = { asunto: 'Hola', texto: 'Hola.', clave: 'k' };
        expect((await other.post(LETTER, fields)).status, name).to.equal(404);
        const news = { titulo: 'Hola', texto: 'Hola.', alcance: 'grupo', clave: 'k' };
        expect((await other.post(ANNOUNCE, news)).status, name).to.equal(404);
      }
      expect((await ximena.get('/ensenar/mensaje')).location).to.equal('/administrar/grupos');
    });

    it('comes back with what was typed', async () => {
      const page = await write({ asunto: '', texto: 'Sin asunto.' });
      expect(page.status).to.equal(422);
      expect(page.document.querySelector('#asunto-error')).to.not.equal(null);
      expect(page.document.querySelector('textarea')?.textContent).to.equal('Sin asunto.');
    });
  });

  describe('an announcement', () => {
    const announce = async (fields: Record<string, string> = {}): Promise<Page> =>
      ximena.post(ANNOUNCE, {
        titulo: 'No hay clase el lunes',
        texto: 'Nos vemos el martes.\nMisma hora.',
        alcance: 'grupo',
        clave: carried(await ximena.get(NEW), 'clave'),
        ...fields,
      });

    it('stands with its date on the dashboard and in the inbox of the group, and of nobody else', async () => {
      expect((await announce()).status).to.equal(303);
      const [event] = await lastEvents(app);
      expect(event).to.deep.include({ action: 'messages.announced', details: { count: 1 } });
      expect((await rosa.get('/mi-aprendizaje')).text).to.include(
        'Aviso del 23 de noviembre de 2026: No hay clase el lunes',
      );
      expect((await paula.get('/mensajes')).body).to.include('Nos vemos el martes.<br>Misma hora.');
      const elena = await app.signedIn('elena');
      expect((await elena.get('/mensajes')).text).to.not.include('No hay clase');
      expect((await elena.get('/mi-aprendizaje')).text).to.not.include('No hay clase');
    });

    it('is withdrawn by whoever accompanies the group, from everywhere at once', async () => {
      const row = await app.database.db('announcements').first<{ id: string }>('id');
      const path = `/ensenar/avisos/${row.id}/retiro`;
      const bruno = await app.signedIn('bruno');
      expect((await bruno.post(path)).status).to.equal(404);
      expect((await rosa.post(path)).status).to.equal(404);
      const list = await ximena.postAndFollow(path);
      expect(list.text).to.include('Retirado el 23 de noviembre de 2026');
      expect((await lastEvents(app))[0]).to.include({
        action: 'messages.announcement-withdrawn',
      });
      await ximena.post(path);
      expect((await rosa.get('/mi-aprendizaje')).text).to.not.include('No hay clase');
      expect((await rosa.get('/mensajes')).text).to.not.include('No hay clase');
    });

    it('goes once to all the groups of the course that she accompanies', async () => {
      const clave = carried(await ximena.get(NEW), 'clave');
      const before = (await app.database.db('announcements').select('id')).length;
      await Promise.all([
        announce({ alcance: 'todos', clave }),
        announce({ alcance: 'todos', clave }),
      ]);
      const rows: unknown = await app.database
        .db('announcements')
        .where('send_key', clave)
        .select('cohort_id');
      expect(rows).to.deep.equal([{ cohort_id: 'c-ecatepec' }]);
      expect((await app.database.db('announcements').select('id')).length).to.equal(before + 1);
    });
  });
});
