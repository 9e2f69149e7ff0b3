import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { publishCourse } from '../support/course.ts';

/** What nobody may decide for herself, under every name that a table or a form has for it. */
const MORE = {
  id: 'ada',
  person_id: 'ada',
  persona: 'ada',
  role: 'platform_admin',
  rol: 'platform_admin',
  grants: 'platform_admin',
  is_admin: '1',
  side: 'police',
  lado: 'police',
  institution_id: 'sedena',
  institucion: 'sedena',
  network_id: 'mucpaz-20043-01',
  red: 'mucpaz-20043-01',
  cohort_id: 'c-leon',
  cvegeo: '09002',
  password_hash: 'x',
  status: 'frozen',
  frozen_at: '2026-01-01',
  score: '10000',
  passed: '1',
  submitted_at: '2026-01-01',
  completed_on: '2026-01-01',
  deadline_at: '2099-01-01',
  number: '9',
};
const DECIDED = [
  'id',
  'username',
  'side',
  'institution_id',
  'network_id',
  'cvegeo',
  'password_hash',
];
interface Decided {
  id: string;
  side: string;
  institution_id: string | null;
  network_id: string | null;
  cvegeo: string | null;
  password_hash: string;
}
interface AttemptRow {
  person_id: string;
  number: number;
  score: number;
  passed: unknown;
}
interface EnrolmentRow {
  person_id: string;
  cohort_id: string | null;
}
const COURSE = '/cursos/curso-breve';

describe('fields that nobody asked for', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await publishCourse(app.services);
  });
  after(() => app.stop());

  const decided = async () => ({
    people: await app.database.db('people').orderBy('id').select<Decided[]>(DECIDED),
    grants: await app.database.db('grants').orderBy('id').select('id', 'person_id', 'role'),
    certificates: await app.database.db('certificates').select('id'),
  });

  it('give nobody a role, another place, another side or a score, with any act of a trainee', async () => {
    const before = await decided();
    const rosa = await app.signedIn('rosa');
    const act = async (path: string, fields: Record<string, string> = {}): Promise<string> => {
      const page = await rosa.post(path, { ...MORE, ...fields });
      expect(page.status, `${path}: ${page.text.slice(0, 200)}`).to.equal(303);
      return page.location;
    };
    await act('/cuenta/nombre', { nombre: 'Rosa Hernández Ruiz' });
    await act('/cuenta/preferencias', { idioma: 'en' });
    await act('/cuenta/telefono', { telefono: '5512345678' });
    await act('/cuenta/preguntas/language', { respuesta: 'yes', consiento: '1' }).catch(() => '');
    await act(`${COURSE}/inscripcion`);
    for (const lesson of ['la-plaza', 'escuchar-bien', 'pedir-ayuda'])
      await act(`${COURSE}/lecciones/${lesson}/terminada`);
    const attempt = await act(`${COURSE}/evaluaciones/evaluacion-final/intentos`);
    await act(`${attempt}/entrega`, { clave: 'k', confirmar: '1' });
    expect(await decided()).to.deep.equal(before);
    const [only, ...others] = await app.database.db<AttemptRow>('attempts');
    expect(others).to.deep.equal([]);
    expect(only).to.include({ person_id: 'rosa', number: 1, score: 0 });
    expect(Boolean(only?.passed)).to.equal(false);
    const enrolments = await app.database.db<EnrolmentRow>('enrolments');
    expect(enrolments.map((row) => [row.person_id, row.cohort_id])).to.deep.equal([['rosa', null]]);
  });

  it('give nobody who joins more than the invitation says', async () => {
    const rosa = await app.signedIn('rosa');
    const sheet = await rosa.postAndFollow('/administrar/invitaciones', {
      etiqueta: 'Reunión',
      tipo: 'enlace',
      para: 'red:mucpaz-15033-01',
      usos: '1',
    });
    const [link = ''] = /\/invitacion\/[\w-]{20,}/.exec(sheet.body) ?? [];
    const known = await decided();
    const joined = await app.browser().post(link, {
      ...MORE,
      nombre: 'Xóchitl Núñez',
      sexo: 'mujer',
      password: 'nopal tejado jueves',
      aviso: '1',
      municipio: '15033',
    });
    expect(joined.status, joined.text).to.equal(303);
    const now = await decided();
    expect(now.grants).to.deep.equal(known.grants);
    const [made] = now.people.filter(({ id }) => !known.people.some((person) => person.id === id));
    expect(made).to.include({
      side: 'community',
      institution_id: null,
      network_id: 'mucpaz-15033-01',
      cvegeo: '15033',
    });
    expect(made?.id).not.to.equal('ada');
    expect(made?.password_hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('in the address decide nothing either: the form alone says who signs in', async () => {
    const browser = app.browser();
    const { status } = await browser.post('/entrar?username=ada&password=x&sigue=//evil.example', {
      username: 'rosa',
      password: CAST_PASSWORD,
    });
    expect(status).to.equal(303);
    expect((await browser.get('/cuenta')).text).to.include('Rosa');
  });

  it('sent twice are a mistake of that field, not a choice between them', async () => {
    const page = await app.browser().post('/entrar', {
      username: ['rosa', 'ada'],
      password: [CAST_PASSWORD, CAST_PASSWORD],
    });
    expect(page.status).to.equal(422);
    expect(page.headers.getSetCookie()).to.deep.equal([]);
  });
});
