import { toColumn } from '../db/columns.ts';
import type { Database } from '../db/connection.ts';
import { hashPassword } from '../features/accounts/passwords.ts';
import type { CourseVersion, CourseVersions } from '../features/courses/repository.ts';
import type { OnStepDone } from '../features/enrolment/completion.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';
import { addActivity, type Completion } from './activity.ts';
import { addBirthYears } from './ages.ts';
import { addBank } from './bank.ts';
import { addCast, CAST, CAST_PASSWORD } from './cast.ts';
import { addConversations } from './conversations.ts';
import { addDraft } from './draft.ts';
import { addCohort, addGrant } from './factories.ts';
import { CONTINGENTS } from './places.ts';
import { addPeople, type Invented } from './people.ts';
import { addReportedNetworks } from './reported-networks.ts';
import { addRights } from './rights.ts';
import { addMeetings } from './roundtables.ts';
import { addStreetActivity } from './street-activity.ts';
import { publishStreetCourse, STREET_COURSE } from './street-course.ts';

interface Needs {
  database: Database;
  versions: CourseVersions;
  seal: Sealer;
  now: Date;
  /** The product's own step: completes an enrolment and issues its certificate at the moment that `tell` was told. */
  onStepDone: OnStepDone;
  tell: (moment: Date) => void;
}

const COURSE = 'res-con';
const STREET_COHORT = 'c-luz';
/** Enough first attempts for what is told of each question. */
const NEIGHBOURS = 46;

/**
 * Fills an empty database with the cast and an invented half-year, the same for the same day. Answers false when that was
 * done before. Throws when the database holds people who are not invented.
 */
export async function fillDemo({
  database,
  versions,
  seal,
  now,
  onStepDone,
  tell,
}: Needs): Promise<boolean> {
  const { db } = database;
  const real: unknown = await db('people').where('demo', false).first('id');
  if (real !== undefined) {
    throw new Error(
      'This folder holds real people. The demonstration needs a folder of its own (DATA_DIR).',
    );
  }
  const filled: unknown = await db('people').first('id');
  if (filled !== undefined) return false;
  const version = await versions.currentOf(COURSE);
  if (version === null) throw new Error(`The demonstration needs the course ${COURSE}.`);

  await publishStreetCourse(db, new Date(now.getTime() - 45 * DAY));
  const street = await versions.currentOf(STREET_COURSE);
  if (street === null) throw new Error(`The demonstration needs the course ${STREET_COURSE}.`);

  const passwordHash = await hashPassword(CAST_PASSWORD);
  await db.transaction(async (trx) => {
    await addCast(trx, { passwordHash, now: new Date(now.getTime() - 180 * DAY) });
    const people = await addPeople(trx, { now, passwordHash });
    await addCohorts(trx, version.courseId, now);
    const cast = castAsInvented(now);
    const completions = await addActivity(trx, [...people, ...cast], version, { now, cohortOf });
    await complete(trx, completions);
    await addStreetCohort(trx, street, now);
    const neighbours = people.filter(({ cvegeo }) => cvegeo === '15033').slice(0, NEIGHBOURS);
    const asking = people.filter(({ cvegeo }) => cvegeo === '15033').slice(NEIGHBOURS);
    await askForPlaces(trx, asking, now);
    const setting = { version: street, now, cohortId: STREET_COHORT };
    await complete(trx, await addStreetActivity(trx, neighbours, setting));
    await addBirthYears(trx, people, { now, seal });
    await addReportedNetworks(trx, now);
    await addMeetings(trx, now);
    await addBank(trx, new Date(now.getTime() - 20 * DAY));
    await addDraft(trx, new Date(now.getTime() - 2 * DAY));
    await addConversations(trx, {
      engine: database.dialect.engine,
      now,
      seal,
      enrolmentOf: (name) => `e-${COURSE}-${name}`,
      neighbours: neighbours.map(({ id }) => id),
    });
    await addRights(trx, { now, seal, neighbour: neighbours[0]?.id ?? 'rosa' });
    tell(now);
  });
  return true;

  async function complete(
    trx: Parameters<OnStepDone>[0],
    completions: Completion[],
  ): Promise<void> {
    for (const { enrolmentId, at } of completions) {
      tell(at);
      await onStepDone(trx, enrolmentId);
      await trx('enrolments')
        .where({ id: enrolmentId, status: 'completed' })
        .update({ completed_at: toColumn(at), completed_on: dayOf(at) });
    }
  }
}

/** Makes the course that Ximena wrote hers, with a group that takes it. */
async function addStreetCohort(
  trx: Parameters<OnStepDone>[0],
  { id, courseId }: CourseVersion,
  now: Date,
): Promise<void> {
  const createdAt = new Date(now.getTime() - 44 * DAY);
  await trx('courses').where('id', courseId).update({ institution_id: 'semujeres' });
  await trx('course_versions').where({ id }).update({ published_by: 'ximena' });
  await addGrant(trx, {
    id: 'g-street-ximena',
    personId: 'ximena',
    role: 'instructor',
    courseId,
    grantedAt: createdAt,
  });
  await addCohort(trx, {
    id: STREET_COHORT,
    name: 'Ecatepec, luz en la calle',
    courseId,
    institutionId: 'imm-15033',
    side: 'community',
    startsOn: dayOf(createdAt),
    dueOn: dayOf(new Date(now.getTime() + 12 * DAY)),
    capacity: NEIGHBOURS,
    asksOpen: true,
    instructorIds: ['ximena'],
    createdAt,
  });
}

/** More neighbours than fit: two wait, in their order, and one asks. */
async function askForPlaces(
  trx: Parameters<OnStepDone>[0],
  people: readonly Invented[],
  now: Date,
): Promise<void> {
  const states = ['waiting', 'waiting', 'asked'] as const;
  await trx('cohort_requests').insert(
    people.slice(0, states.length).map(({ id }, at) => ({
      id: `pide-${id}`,
      cohort_id: STREET_COHORT,
      person_id: id,
      state: states[at],
      turn: states[at] === 'waiting' ? at + 1 : null,
      asked_at: toColumn(new Date(now.getTime() - (9 - at) * DAY)),
    })),
  );
}

/** The trainees of the cast study as well; Rosa is in the middle of the course. */
function castAsInvented(now: Date): Invented[] {
  const begin = { passwordHash: '', createdAt: new Date(now.getTime() - 60 * DAY), demo: true };
  return [
    { ...CAST.rosa, ...begin, completes: 0, contingent: null },
    { ...CAST.tomas, ...begin, completes: 0, contingent: null },
    { ...CAST.elena, ...begin, completes: 0, contingent: 'cecopam-a' },
  ];
}

async function addCohorts(
  trx: Parameters<OnStepDone>[0],
  courseId: string,
  now: Date,
): Promise<void> {
  const day = (days: number): string => dayOf(new Date(now.getTime() + days * DAY));
  const createdAt = new Date(now.getTime() - 170 * DAY);
  await addCohort(trx, {
    id: 'c-ecatepec',
    name: 'Ecatepec, segunda generación',
    courseId,
    institutionId: 'imm-15033',
    side: 'community',
    startsOn: day(-170),
    endsOn: day(30),
    dueOn: day(20),
    instructorIds: ['ximena'],
    createdAt,
  });
  await addCohort(trx, {
    id: 'c-leon',
    name: 'Policía de León, proximidad',
    courseId,
    institutionId: 'pm-11020',
    side: 'police',
    startsOn: day(-150),
    dueOn: day(45),
    instructorIds: ['bruno'],
    createdAt,
  });
  for (const { id, deploysInDays } of CONTINGENTS) {
    await addCohort(trx, {
      id: `c-${id}`,
      name: `Contingente ${id.slice(-1).toUpperCase()}`,
      courseId,
      institutionId: 'cecopam',
      side: 'military',
      startsOn: day(-160),
      dueOn: day(deploysInDays - 10),
      deploysOn: day(deploysInDays),
      category: 'contingent',
      instructorIds: ['bruno'],
      createdAt,
    });
  }
}

function cohortOf(person: Invented): string | null {
  if (person.contingent !== null) return `c-${person.contingent}`;
  if (person.cvegeo === '15033') return 'c-ecatepec';
  return person.institutionId === 'pm-11020' ? 'c-leon' : null;
}
