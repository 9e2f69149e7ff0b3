import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toColumn } from '../../src/db/columns.ts';
import type { Db } from '../../src/db/connection.ts';
import { importRepository } from '../../src/features/bank/import-repository.ts';
import { itemRepository } from '../../src/features/bank/item-repository.ts';
import { bankRepository } from '../../src/features/bank/repository.ts';
import { folderSource, pathsOf } from '../../src/features/content/course-source.ts';
import { findReader } from '../../src/features/reports/reader-of-reports.ts';
import { scheduleRepository } from '../../src/features/reports/schedule-repository.ts';
import { scopeDigestOf } from '../../src/features/reports/schedule-service.ts';
import { roundtableRepository } from '../../src/features/roundtables/repository.ts';
import { isTextPath } from '../../src/features/content/version-files.ts';
import { addCohort, addPerson } from '../../src/demo/factories.ts';
import type { Side } from '../../src/lib/actor.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { digest } from '../../src/lib/random-code.ts';
import type { TestApp } from '../support/app.ts';
import { NOW } from '../support/clock.ts';
import { trueFalseItem } from '../support/items.ts';
import { courseFolder, publishCourse } from '../support/course.ts';
import { COHORTS, PEOPLE, type Kind } from './access-rules.ts';

/** The objects that the matrix asks for, and a way back to how they were. */
export interface World {
  /** The address of a route for one object. */
  address(pattern: string, kind: Kind, object: string): string;
  /** Puts everything back that an act changed. */
  restore(): Promise<void>;
  /** The tables in which something is not as it was. */
  changed(): Promise<string[]>;
}

/** Tables that the acts of the matrix write, with their keys. */
const WRITTEN: Record<string, string[]> = {
  people: ['id'],
  sessions: ['id_hash'],
  institutions: ['id'],
  institution_ranks: ['id'],
  institution_imports: ['id'],
  networks: ['id'],
  cohorts: ['id'],
  cohort_requests: ['id'],
  external_certificates: ['id'],
  external_certificate_parts: ['certificate_id', 'number'],
  grants: ['id'],
  enrolments: ['id'],
  certificates: ['id'],
  attempts: ['id'],
  attempt_answers: ['attempt_id', 'item_id'],
  threads: ['id'],
  messages: ['id'],
  announcements: ['id'],
  disclosures: ['id'],
  invitations: ['id'],
  registration_requests: ['id'],
  recoveries: ['id'],
  data_requests: ['id'],
  banks: ['id'],
  bank_imports: ['id'],
  people_imports: ['id'],
  people_import_pieces: ['import_id', 'number'],
  place_imports: ['id'],
  course_drafts: ['id'],
  course_draft_files: ['draft_id', 'path'],
  report_schedules: ['id'],
  report_files: ['id'],
  roundtable_meetings: ['id'],
};

/** Objects that are named by two parts of an address. */
const PARTS: Partial<Record<Kind, string>> = {
  member: ':id/personas/:persona',
  'cohort door': ':slug/grupos/:id',
  'cohort request': ':id/solicitudes/:solicitud',
  'bank item': ':id/reactivos/:reactivo',
  'bank import': ':id/importaciones/:importacion',
  rank: ':id/grados/:grado',
  'institution import': ':importacion',
  meeting: ':id/sesiones/:sesion',
  brief: ':estado',
  course: ':curso',
  'own answer': ':id/respuestas/:item',
};

type Rows = Record<string, unknown>[];

const rowsOf = async (db: Db, table: string): Promise<Rows> => {
  const rows = await db<Record<string, unknown>>(table);
  // A session is touched by every request of its person.
  return rows.map((row) => ({ ...row, last_seen_at: null, expires_at: null }));
};

/** A report that Irene has made every month, and one that was made. */
async function scheduleForIrene(db: Db): Promise<void> {
  const irene = await findReader(db, 'irene', NOW);
  if (irene === null) throw new Error('Irene is not there');
  const repository = scheduleRepository(db);
  const schedule = { id: 's-irene', personId: 'irene', query: '', reason: 'Informe al consejo' };
  await repository.add({ ...schedule, every: 'month', madeFor: '2026-11-01' }, NOW);
  await repository.addFile(
    {
      id: 'f-irene',
      scheduleId: 's-irene',
      personId: 'irene',
      title: 'Avance por municipio',
      cutOff: '2026-11-01',
      scopeDigest: scopeDigestOf(irene),
      madeAt: NOW,
    },
    { head: ['Municipio'], rows: [['Total']] },
  );
  // Opened before: looking at it again changes nothing.
  await repository.opened('f-irene', NOW);
}

/** What Irene froze of a quarter that is over. */
async function frozenByIrene({ database: { db }, services }: TestApp): Promise<string> {
  const irene = await findReader(db, 'irene', NOW);
  if (irene === null) throw new Error('Irene is not there');
  const asked = { framework: 'pna-1325', stateCode: undefined, period: '2026-T3' };
  const frozen = await services.snapshots.freeze(irene, asked, 'es-MX');
  if (!frozen.ok) throw new Error(JSON.stringify(frozen.problems));
  return frozen.id;
}

/** Real objects: a trainee on each side and in another state, enrolled, certified, in cohorts of both instructors. */
export async function placeObjects(app: TestApp): Promise<World> {
  const ids = new Map<string, string>();
  const { db } = app.database;
  const version = await publishCourse(app.services);
  const at = { courseId: version.courseId, startsOn: '2026-11-01', createdAt: NOW };
  const cohorts = [
    {
      id: 'c-ecatepec',
      name: 'Ecatepec',
      institutionId: 'imm-15033',
      side: 'community',
      instructorIds: ['ximena'],
    },
    {
      id: 'c-leon',
      name: 'León',
      institutionId: 'pm-11020',
      side: 'police',
      instructorIds: ['bruno'],
    },
    {
      id: 'c-contingente',
      name: 'Contingente',
      institutionId: 'cecopam',
      side: 'military',
      instructorIds: ['bruno'],
    },
  ] as const;
  for (const cohort of cohorts) {
    const instructorIds = [...cohort.instructorIds];
    await addCohort(db, { ...at, ...cohort, asksOpen: true, instructorIds });
  }
  for (const name of COHORTS) {
    const id = `c-${name}`;
    ids.set(`cohort ${name}`, id);
    ids.set(`cohort door ${name}`, `curso-breve/grupos/${id}`);
    await addApplicant(db, id, cohorts.find((one) => one.id === id)?.side ?? 'community');
    ids.set(`cohort request ${name}`, `${id}/solicitudes/q-${id}`);
  }
  await scheduleForIrene(db);
  ids.set('schedule oaxaca', 's-irene');
  ids.set('report file oaxaca', 'f-irene');
  ids.set('snapshot oaxaca', await frozenByIrene(app));
  for (const [name, code] of Object.entries({ rosa: '15', oaxaca: '20', tomas: '11' })) {
    const meeting = { id: `r-${name}`, heldOn: '2026-11-12', attended: true, women: 2 };
    await roundtableRepository(db).record(`mesa-${code}`, meeting, NOW);
    ids.set(`brief ${name}`, code);
    ids.set(`roundtable ${name}`, `mesa-${code}`);
    ids.set(`meeting ${name}`, `mesa-${code}/sesiones/r-${name}`);
  }
  await addPerson(db, {
    id: 'oaxaca',
    username: 'oaxaca',
    displayName: 'Nayeli Toledo',
    passwordHash: '',
    sex: 'mujer',
    side: 'community',
    cvegeo: '20043',
    institutionId: 'imef-20',
    createdAt: NOW,
  });
  const cohortOf = { rosa: 'c-ecatepec', oaxaca: null, tomas: 'c-leon', elena: 'c-contingente' };
  for (const personId of PEOPLE) {
    ids.set(`person ${personId}`, personId);
    if (cohortOf[personId] !== null) {
      ids.set(`member ${personId}`, `${cohortOf[personId]}/personas/${personId}`);
    }
    await db.transaction((trx) =>
      app.services.enrolment.enrolPerson(trx, { personId, version, cohortId: cohortOf[personId] }),
    );
    const { id } = await db('enrolments').where('person_id', personId).first<{ id: string }>('id');
    const facts = {
      enrolment_id: id,
      opened_at: NOW.toISOString(),
      done_at: NOW.toISOString(),
      alternative: false,
    };
    await db('lesson_progress').insert(
      version.document.lessons.map((lesson) => ({ ...facts, lesson_id: lesson.id })),
    );
    await db('attempts').insert(
      version.document.certificate.quizzes.map((quizId) => ({
        id: `at-${personId}-${quizId}`,
        enrolment_id: id,
        person_id: personId,
        quiz_id: quizId,
        number: 1,
        snapshot: JSON.stringify({ versionId: version.id, passMark: 70, items: [] }),
        started_at: NOW.toISOString(),
        submitted_at: NOW.toISOString(),
        score: 10_000,
        passed: true,
        critical_missed: 0,
      })),
    );
    const { certificateId } = await db.transaction((trx) => app.services.onStepDone(trx, id));
    ids.set(`certificate ${personId}`, certificateId ?? '');
    const [quizId] = version.document.certificate.quizzes;
    await db('threads').insert({
      id: `t-${personId}`,
      person_id: personId,
      enrolment_id: id,
      kind: 'question',
      about_kind: 'course',
      about_id: '',
      created_at: NOW.toISOString(),
      last_at: NOW.toISOString(),
      unread_since: NOW.toISOString(),
    });
    if (cohortOf[personId] !== null)
      await db('announcements').insert({
        id: `an-${personId}`,
        cohort_id: cohortOf[personId],
        author_id: 'ada',
        title: 'x',
        body: 'x',
        published_at: NOW.toISOString(),
        send_key: personId,
      });
    ids.set(`announcement ${personId}`, `an-${personId}`);
    for (const text of ['text', 'own text', 'marked text']) {
      const textId = `${text.replace(' ', '-')}-${personId}`;
      await db('messages').insert({
        id: textId,
        thread_id: `t-${personId}`,
        author_id: personId,
        body_sealed: app.services.seal.seal('x', `messages ${textId}`),
        sent_at: NOW.toISOString(),
      });
      ids.set(`${text} ${personId}`, textId);
    }
    await addAnswers(db, ids, { personId, enrolmentId: id, versionId: version.id, quizId });
    await db('disclosures').insert({
      id: `d-${personId}`,
      kind: 'message',
      object_id: `marked-text-${personId}`,
      marked_by: personId === 'rosa' ? 'ximena' : 'bruno',
      marked_at: NOW.toISOString(),
    });
    await db('threads').insert({
      id: `care-${personId}`,
      person_id: personId,
      kind: 'care',
      created_at: NOW.toISOString(),
      last_at: NOW.toISOString(),
    });
    await db('external_certificates').insert({
      id: `x-${personId}`,
      person_id: personId,
      course_id: version.courseId,
      title: 'Un curso',
      issuer: 'Una escuela',
      issued_on: '2025-01-01',
      state: 'asked',
      asked_at: NOW.toISOString(),
      type: 'image/webp',
      bytes: 3,
    });
    await db('external_certificate_parts').insert({
      certificate_id: `x-${personId}`,
      number: 0,
      content: 'AAAA',
    });
    ids.set(`external ${personId}`, `x-${personId}`);
    await db('data_requests').insert({
      id: `dr-${personId}`,
      person_id: personId,
      kind: 'access',
      channel: 'in-person',
      asked_by: 'ada',
      asked_at: NOW.toISOString(),
      due_on: '2026-12-21',
      status: 'open',
    });
    ids.set(`data request ${personId}`, `dr-${personId}`);
    ids.set(`care ${personId}`, `care-${personId}`);
    ids.set(`thread ${personId}`, `t-${personId}`);
    ids.set(`attempt ${personId}`, `at-${personId}-${quizId ?? ''}`);
  }
  ids.set('grant rosa', 'g-rosa');
  ids.set('institution rosa', 'imm-15033');
  ids.set('institution elena', 'cecopam');
  ids.set('institution import rosa', 'i-table');
  await db('institution_imports').insert({
    id: 'i-table',
    made_by: 'ada',
    made_at: NOW.toISOString(),
    made: 0,
  });
  ids.set('rank elena', 'cecopam/grados/r-elena');
  await db('institution_ranks').insert({
    id: 'r-elena',
    institution_id: 'cecopam',
    name: 'Mayor',
    search_text: 'mayor',
    band: 'jefes',
    unverified: true,
    recorded_at: NOW.toISOString(),
  });
  ids.set('network rosa', 'mucpaz-15033-01');
  await addBanks(app, ids);
  await addTables(app, ids);
  await addPlaceList(app, ids);
  ids.set('course breve', version.courseId);
  await addDrafts(db, ids, version.courseId);
  await addUpload(app.dataDir);
  ids.set('upload escucha', 'up-escucha');
  await addInvitations(db, ids);
  await addRequests(db, ids);
  return worldOf(app, ids);
}

/** Somebody who asks for a place in a cohort. */
async function addApplicant(db: Db, cohortId: string, side: Side): Promise<void> {
  const id = `pide-${cohortId}`;
  await addPerson(db, {
    id,
    username: id,
    displayName: 'Alguien que pide',
    passwordHash: '',
    sex: 'mujer',
    side,
    createdAt: NOW,
  });
  await db('cohort_requests').insert({
    id: `q-${cohortId}`,
    cohort_id: cohortId,
    person_id: id,
    state: 'asked',
    asked_at: toColumn(NOW),
  });
}

/** An attempt with texts of her own: one that nobody marked, one that is marked, and one that she may take away. */
async function addAnswers(
  db: Db,
  ids: Map<string, string>,
  {
    personId,
    enrolmentId,
    versionId,
    quizId,
  }: { personId: string; enrolmentId: string; versionId: string; quizId: string | undefined },
): Promise<void> {
  const attemptId = `aw-${personId}`;
  const items = ['answer', 'marked-answer', 'own-answer'];
  const kept = items.map((id) => ({ id, type: 'essay', objective: null, critical: false }));
  await db('attempts').insert({
    id: attemptId,
    enrolment_id: enrolmentId,
    person_id: personId,
    quiz_id: quizId ?? '',
    number: 2,
    snapshot: JSON.stringify({ versionId, passMark: null, items: kept }),
    started_at: NOW.toISOString(),
    submitted_at: NOW.toISOString(),
  });
  for (const item of items) {
    const one = { attempt_id: attemptId, item_id: item };
    await db('attempt_answers').insert({
      ...one,
      response: JSON.stringify(['Lo que escribí.']),
      saved_at: NOW.toISOString(),
    });
    await db('attempt_grades').insert({
      ...one,
      number: 1,
      earned: 100,
      out_of: 100,
      grader_id: 'ada',
      given_at: NOW.toISOString(),
    });
  }
  await db('disclosures').insert({
    id: `da-${personId}`,
    kind: 'answer',
    object_id: `${attemptId}.marked-answer`,
    marked_by: personId === 'rosa' ? 'ximena' : 'bruno',
    marked_at: NOW.toISOString(),
  });
  ids.set(`answer ${personId}`, `${attemptId}.answer`);
  ids.set(`marked answer ${personId}`, `${attemptId}.marked-answer`);
  ids.set(`own answer ${personId}`, `${attemptId}/respuestas/own-answer`);
}

async function worldOf(app: TestApp, ids: ReadonlyMap<string, string>): Promise<World> {
  const { db } = app.database;
  const whole = new Map<string, Rows>();
  const known = new Map<string, Rows>();
  for (const table of Object.keys(WRITTEN)) {
    whole.set(table, await db<Record<string, unknown>>(table));
    known.set(table, await rowsOf(db, table));
  }
  return {
    address(pattern, kind, object) {
      const id = ids.get(`${kind} ${object}`);
      if (id === undefined) throw new Error(`There is no ${kind} ${object}`);
      return pattern
        .replace(PARTS[kind] ?? /:id|:codigo/, id)
        .replace(':numero', '1')
        .replace(':item', 'pregunta')
        .replace(':archivo', 'archivo-de-nadie-0000')
        .replace(':leccion', 'la-plaza')
        .replace(':nombre', 'a-1.webp')
        .replace(':imagen', READ_IMAGE)
        .replace(':modulo', 'm1')
        .replace(':evaluacion', 'evaluacion-final')
        .replace(':comprobacion', 'chk-plaza-1')
        .replace(':termino', 'acuerdo')
        .replace(':reactivo', 'fin-acuerdo-1');
    },
    async restore() {
      await addUpload(app.dataDir);
      for (const [table, keys] of Object.entries(WRITTEN)) {
        for (const row of whole.get(table) ?? []) {
          await db(table).insert(row).onConflict(keys).merge();
        }
      }
    },
    async changed() {
      const tables: string[] = [];
      for (const [table, before] of known) {
        const now = await rowsOf(db, table);
        const same = before.every((row) => now.some((one) => isSame(row, one)));
        if (!same) tables.push(table);
      }
      return tables;
    },
  };
}

/** An image of the questions that Ximena has read. */
const READ_IMAGE = `imagen-${'0'.repeat(32)}.webp`;

/** Files that Ximena has sent for her draft and not decided about. */
async function addUpload(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'staged', 'up-escucha');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'a-1.webp'), '');
  await mkdir(join(dataDir, 'staged', 'i-read'), { recursive: true });
  await writeFile(join(dataDir, 'staged', 'i-read', READ_IMAGE), '');
  await writeFile(
    join(folder, 'upload.json'),
    JSON.stringify({
      personId: 'ximena',
      draftId: 'd-escucha',
      title: 'x',
      until: new Date(NOW.getTime() + 24 * HOUR).toISOString(),
      files: [],
    }),
  );
}

const isSame = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Two tables of people that Lucía has read, the second one added; nobody in them changes. */
async function addTables({ services }: TestApp, ids: Map<string, string>): Promise<void> {
  const { rosters, rosterStaging } = services;
  for (const kind of ['read table', 'added table']) {
    const input = Buffer.from('Usuario;Corporación\ntomas;PM León\n');
    const read = await rosterStaging.read('lucia', { input, fileName: 'tabla.csv' });
    if (!read.ok) throw new Error(read.problem);
    if (kind === 'added table') await rosters.add(null, read.id);
    ids.set(`${kind} tomas`, read.id);
  }
}

/** A list of municipalities that Ada has read; nothing in it changes. */
async function addPlaceList({ services }: TestApp, ids: Map<string, string>): Promise<void> {
  const lines = (await services.municipalities.ofState('06')).map(
    ({ cvegeo, name }) => `06,${cvegeo.slice(2)},${name}`,
  );
  const input = Buffer.from(['CVE_ENT,CVE_MUN,NOM_MUN', ...lines].join('\n'));
  const read = await services.placeImports.read('ada', { input, fileName: 'municipios.csv' });
  if (!read.ok) throw new Error(read.problem);
  ids.set('read list rosa', read.id);
}

/** A bank of Ximena's and one of an institution, with a question each. */
async function addBanks(
  { database: { db }, services }: TestApp,
  ids: Map<string, string>,
): Promise<void> {
  const banks = bankRepository(db);
  for (const [object, institutionId] of [
    ['ximenas', null],
    ['institutos', 'imef-15'],
  ] as const) {
    const ownerId = institutionId === null ? 'ximena' : null;
    const id = await banks.add({ name: object, ownerId, institutionId }, NOW);
    const bank = await banks.byId(id);
    if (bank === null) throw new Error('The bank is not there');
    const item = trueFalseItem(`r-${object}`);
    await itemRepository(db).add(bank, await banks.takeNumbers(id, 1), [{ item, category: [] }], {
      by: ownerId,
      now: services.clock(),
    });
    ids.set(`bank ${object}`, id);
    ids.set(`bank item ${object}`, `${id}/reactivos/${item.id}`);
    if (ownerId === null) continue;
    const one = {
      id: 'i-read',
      bankId: id,
      madeBy: ownerId,
      format: 'gift',
      fileName: 'a.txt',
    } as const;
    await importRepository(db).stage(
      one,
      { items: [], sheets: [], problems: [], notes: [] },
      services.clock(),
    );
    ids.set(`bank import ${object}`, `${id}/importaciones/${one.id}`);
  }
}

/** Ximena's new course, and the next version of the published one, begun by somebody who has left. */
async function addDrafts(db: Db, ids: Map<string, string>, courseId: string): Promise<void> {
  const source = folderSource(courseFolder('curso-breve'));
  const texts = pathsOf(source).filter(isTextPath);
  const drafts = {
    escucha: { slug: 'escucha', course_id: null, owner_id: 'ximena' },
    breve: { slug: 'curso-breve', course_id: courseId, owner_id: null },
  };
  for (const [object, draft] of Object.entries(drafts)) {
    const id = `d-${object}`;
    const at = toColumn(NOW);
    await db('course_drafts').insert({
      id,
      ...draft,
      title: object,
      revision: 1,
      created_at: at,
      updated_at: at,
    });
    await db('course_draft_files').insert(
      texts.map((path) => ({
        draft_id: id,
        path,
        text: source.file(path)?.bytes.toString('utf8'),
        revision: 1,
        updated_at: at,
      })),
    );
    ids.set(`draft ${object}`, id);
  }
}

/** An invitation into a network, a women's institute, a police force and a training centre, made by nobody of the cast. */
async function addInvitations(db: Db, ids: Map<string, string>): Promise<void> {
  const into = {
    rosa: { network_id: 'mucpaz-15033-01', side: 'community', path: null, cvegeo: '15033' },
    oaxaca: { institution_id: 'imef-20', side: 'community', path: '/imef-20/', cvegeo: '20067' },
    tomas: { institution_id: 'pm-11020', side: 'police', path: '/pm-11020/', cvegeo: '11020' },
    elena: { institution_id: 'cecopam', side: 'military', path: '/sedena/cecopam/', cvegeo: null },
  };
  for (const [object, { path, cvegeo, ...target }] of Object.entries(into)) {
    const id = `i-${object}`;
    const code = `code-into-${object}`.padEnd(22, '-');
    await db('invitations').insert({
      id,
      kind: 'link',
      link_digest: digest(code),
      label: object,
      ...target,
      institution_path: path,
      place_state: cvegeo?.slice(0, 2) ?? null,
      place_cvegeo: cvegeo,
      uses: 5,
      uses_left: 5,
      expires_at: toColumn(new Date(NOW.getTime() + HOUR)),
      created_at: toColumn(NOW),
    });
    ids.set(`invitation ${object}`, id);
    ids.set(`invitation code ${object}`, code);
  }
}

/** Recoveries that wait for somebody to confirm them, one that Irene confirmed, and a request for an account. */
async function addRequests(db: Db, ids: Map<string, string>): Promise<void> {
  const asked = { channel: 'code', attempts: 0, asked_at: toColumn(NOW) };
  for (const person of ['oaxaca', 'tomas', 'elena']) {
    await db('recoveries').insert({ id: `r-${person}`, person_id: person, ...asked });
    ids.set(`recovery ${person}`, `r-${person}`);
  }
  await db('recoveries').insert({
    id: 'r-given',
    person_id: 'oaxaca',
    ...asked,
    confirmed_by: 'irene',
    confirmed_at: toColumn(NOW),
    expires_at: toColumn(new Date(NOW.getTime() + HOUR)),
  });
  ids.set('given code oaxaca', 'r-given');
  await db('registration_requests').insert({
    id: 'q-oaxaca',
    display_name: 'Una persona',
    cvegeo: '20067',
    state_code: '20',
    reason: 'Quiero aprender.',
    created_at: toColumn(NOW),
  });
  ids.set('request oaxaca', 'q-oaxaca');
}
