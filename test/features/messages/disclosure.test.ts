import { expect } from 'chai';
import { DAY, MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents, secondInstructor } from '../../support/people.ts';
import { ask, groups, reply } from './group.ts';

const TOLD = 'En mi casa me pasa lo mismo que en la lección.';

describe('a text that tells of violence lived', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let paty: Browser;
  let thread: string;
  let care: string;

  before(async () => {
    app = await startApp();
    await groups(app);
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    paty = await secondInstructor(app, 'c-ecatepec');
    thread = await ask(rosa, TOLD);
    const row = await textRow();
    care = `/ensenar/cuidado/mensajes/${row.id}`;
  });
  after(() => app.stop());
  beforeEach(() => {
    app.clock.advance(MINUTE);
  });

  const textRow = (): Promise<{ id: string; body_sealed: string | null }> =>
    app.database
      .db('messages')
      .where('thread_id', thread.slice('/mensajes/'.length))
      .orderBy('sent_at')
      .first<{ id: string; body_sealed: string | null }>('id', 'body_sealed');

  it('is offered a page to whoever accompanies, which says what to do before it does anything', async () => {
    const page = await ximena.get(thread);
    expect(page.document.querySelector(`main a[href="${care}"]`)).to.not.equal(null);
    const script = await ximena.get(care);
    for (const step of ['Escucha.', 'Cree.', 'No prometas', 'Informa.', 'Canaliza.', 'Cuídate.'])
      expect(script.text).to.include(step);
    expect(script.text).to.include('queda solo la fecha, sin nombre ni hechos');
    expect(script.document.querySelector('#apoyo')).to.not.equal(null);
    expect(script.text, 'the page quotes nothing').to.not.include(TOLD);
    expect((await paty.get(thread)).text, 'looking marks nothing').to.include(TOLD);
  });

  it('does not exist for those who do not grade her', async () => {
    for (const name of ['rosa', 'bruno', 'ada', 'lucia', 'irene'] as const) {
      const other = await app.signedIn(name);
      for (const act of [
        other.get(care),
        other.post(care),
        other.post(`${care}/canalizacion`, { dia: '2026-11-23' }),
      ])
        expect((await act).status, name).to.equal(404);
    }
    const before = await ximena.post(`${care}/canalizacion`, { dia: '2026-11-23' });
    expect(before.status, 'there is no mark yet').to.equal(404);
  });

  it('once marked is there for herself and whoever marked it, and for nobody else', async () => {
    const marked = await ximena.postAndFollow(care);
    expect(marked.text).to.include('Marcaste este texto el 23 de noviembre de 2026');
    await ximena.post(care);
    expect((await rosa.get(thread)).text).to.include(TOLD);
    expect((await ximena.get(thread)).text).to.include(TOLD);
    const hidden = await paty.get(thread);
    expect(hidden.text).to.include('Este texto ya no está aquí.').and.not.include(TOLD);
    expect((await paty.get(care)).status).to.equal(404);
    const { id } = await textRow();
    const owned = [{ id, ownerId: 'rosa' }];
    const { disclosures } = app.services;
    expect([...(await disclosures.hiddenFrom('paty', 'message', owned))]).to.deep.equal([id]);
    expect([...(await disclosures.hiddenFrom('ximena', 'message', owned))]).to.deep.equal([]);
  });

  it('leaves in the log that one was marked, without whose or what', async () => {
    const events = await lastEvents(app, 40);
    const event = events.filter(({ action }) => action === 'disclosure.marked');
    expect(event).to.have.length(1);
    expect(event[0]).to.deep.include({
      actor_id: 'ximena',
      object_type: 'disclosure',
      institution_path: null,
      details: {},
    });
    expect(JSON.stringify(event)).to.not.include('rosa').and.not.include(TOLD);
  });

  it('brings her one message of care, in her inbox alone and under a neutral title', async () => {
    const inbox = await rosa.get('/mensajes');
    expect(inbox.text).to.include('Un mensaje para ti').and.not.include('violencia');
    const rows: unknown = await app.database
      .db('threads')
      .where('kind', 'care')
      .select('person_id');
    expect(rows).to.deep.equal([{ person_id: 'rosa' }]);
    const { id } = await app.database
      .db('threads')
      .where('kind', 'care')
      .first<{ id: string }>('id');
    const page = await rosa.get(`/mensajes/${id}`);
    expect(page.text).to.include('no es tu culpa').and.include('30 días');
    expect(page.document.querySelector('#apoyo')).to.not.equal(null);
    expect((await ximena.get(`/mensajes/${id}`)).status).to.equal(404);
    expect((await ximena.get('/ensenar/preguntas?ver=todas')).text).to.not.include('Un mensaje');
    expect(await app.database.db('mail_outbox')).to.deep.equal([]);
    expect((await ximena.post(`/mensajes/${id}/borrado`)).status).to.equal(404);
    await rosa.post(`/mensajes/${id}/borrado`);
    expect((await rosa.get(`/mensajes/${id}`)).status).to.equal(404);
    expect((await rosa.get('/mensajes')).text).to.not.include('Un mensaje para ti');
  });

  it('takes no day before the mark, after today, or none', async () => {
    for (const dia of ['2026-11-22', '2026-11-24', '', 'hoy']) {
      const page = await ximena.post(`${care}/canalizacion`, { dia });
      expect(page.status, dia).to.equal(422);
      expect(page.document.querySelector('#dia-error'), dia).to.not.equal(null);
    }
    expect((await textRow()).body_sealed).to.not.equal(null);
  });

  it('is erased from its row when she was referred, and only the day stays', async () => {
    const done = await ximena.postAndFollow(`${care}/canalizacion`, { dia: '2026-11-23' });
    expect(done.text).to.include('El texto se borró').and.not.include(TOLD);
    expect((await textRow()).body_sealed).to.equal(null);
    expect((await rosa.get(thread)).text).to.not.include(TOLD);
    const rows: unknown = await app.database
      .db('disclosures')
      .select('kind', 'object_id', 'marked_by', 'marked_at', 'referred_on');
    expect(rows).to.deep.equal([
      { kind: null, object_id: null, marked_by: null, marked_at: null, referred_on: '2026-11-23' },
    ]);
    const [event] = await lastEvents(app, 2);
    expect(event).to.deep.include({
      action: 'disclosure.referred',
      object_type: 'disclosure',
      details: { on: '2026-11-23' },
    });
    expect((await ximena.get(care)).status).to.equal(404);
  });

  it('may be erased by herself at any moment, with the mark', async () => {
    const other = await ask(rosa, 'Otra cosa que me pasó.');
    const { id } = await app.database
      .db('messages')
      .where('thread_id', other.slice('/mensajes/'.length))
      .first<{ id: string }>('id');
    await ximena.post(`/ensenar/cuidado/mensajes/${id}`);
    expect((await ximena.post(`/mensajes/textos/${id}/borrado`)).status).to.equal(404);
    const page = await rosa.postAndFollow(`/mensajes/textos/${id}/borrado`);
    expect(page.text).to.include('Este texto ya no está aquí.').and.not.include('Otra cosa');
    expect((await ximena.get(other)).text).to.not.include('Otra cosa');
    expect(await app.database.db('disclosures').where('object_id', id)).to.deep.equal([]);
  });

  describe('and everything that was written', () => {
    const erase = async (): Promise<void> => {
      app.clock.advance(DAY);
      await app.services.eraseWhatIsOver();
    };
    const left = async (table: string): Promise<number> =>
      (await app.database.db(table).select('id')).length;

    it('is erased thirty days after a mark that no referral followed', async () => {
      const told = await ask(rosa, 'Algo que nadie atendió.');
      const own = told.slice('/mensajes/'.length);
      const { id } = await app.database
        .db('messages')
        .where('thread_id', own)
        .first<{ id: string }>('id');
      await ximena.post(`/ensenar/cuidado/mensajes/${id}`);
      app.clock.advance(28 * DAY);
      await erase();
      expect((await rosa.get(told)).status).to.be.oneOf([200, 303]);
      const text = () =>
        app.database.db('messages').where('id', id).first<{ body_sealed: string | null }>();
      expect((await text()).body_sealed).to.not.equal(null);
      await erase();
      expect((await text()).body_sealed).to.equal(null);
      expect(await app.database.db('disclosures').where('object_id', id)).to.deep.equal([]);
      expect(await app.database.db('threads').where('kind', 'care')).to.deep.equal([]);
    });

    it('is erased a year after the last of it', async () => {
      rosa = await app.signedIn('rosa');
      await ask(rosa, 'La última.');
      app.clock.advance(200 * DAY);
      await erase();
      expect(await left('threads')).to.be.greaterThan(0);
      app.clock.advance(200 * DAY);
      await erase();
      expect(await left('threads')).to.equal(0);
      expect(await left('messages')).to.equal(0);
    });

    it('is erased with the account', async () => {
      rosa = await app.signedIn('rosa');
      const mine = await ask(rosa, 'Antes de cerrar.');
      ximena = await app.signedIn('ximena');
      await reply(ximena, mine, 'Aquí sigo.');
      await app.database.db('people').where('id', 'rosa').update({ status: 'closed' });
      await erase();
      expect(await left('threads')).to.equal(0);
      expect(await left('messages')).to.equal(0);
    });

    it('is told on the page of privacy, with the same numbers', async () => {
      const page = await app.browser().get('/privacidad');
      expect(page.text).to.include('12 meses después del último mensaje');
      expect(page.text).to.include('30 días después de protegerlos');
    });
  });
});
