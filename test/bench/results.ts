import { addCohort, addGrant } from '../../src/demo/factories.ts';
import { STREET_COURSE } from '../../src/demo/street-course.ts';
import { savesBeside } from './beside.ts';
import { enter, enterForNames, learners, startAttempts, type Visitor } from './people.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

const SLUG = 'res-con';
const QUIZ = 'evaluacion-final';
const COURSE = `/ensenar/cursos/${SLUG}`;
const GROUP = 500;
const TIMES = 9;

interface Taught {
  courseId: string;
  /** A question of the final assessment that many have drawn. */
  item: string;
}

/** The course, and the question that most of its first attempts have drawn, as a part of them says. */
export async function taughtIn({ db, services }: World): Promise<Taught> {
  const version = await services.versions.currentOf(SLUG);
  const some = await db('attempts')
    .where({ quiz_id: QUIZ, number: 1 })
    .orderBy('id')
    .limit(200)
    .pluck<string[]>('snapshot');
  const items = (version?.document.items ?? []).filter(({ type }) => type === 'single');
  const drawn = (id: string): number =>
    some.filter((snapshot) => snapshot.includes(`"id":"${id}"`)).length;
  const [item] = items
    .map(({ id }) => ({ id, times: drawn(id) }))
    .sort((one, other) => other.times - one.times);
  if (!version || item === undefined) throw new Error('There is no course to teach');
  return { courseId: version.courseId, item: item.id };
}

let groups = 0;

/** A new instructor, signed in, with a group of these enrolments; or with the whole course. */
export async function instructor(
  world: World,
  { courseId }: Pick<Taught, 'courseId'>,
  enrolments: readonly string[] | 'all',
): Promise<Visitor> {
  const { db } = world;
  const [person] = await learners(world, 1);
  if (person === undefined) throw new Error('Nobody teaches');
  groups += 1;
  const id = `grupo-${String(groups)}`;
  const grantedAt = new Date();
  if (enrolments === 'all')
    await addGrant(db, { id, personId: person.id, role: 'instructor', courseId, grantedAt });
  else {
    await addCohort(db, {
      id,
      name: id,
      courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-01-01',
      instructorIds: [person.id],
      createdAt: grantedAt,
    });
    for (let from = 0; from < enrolments.length; from += GROUP)
      await db('enrolments')
        .whereIn('id', enrolments.slice(from, from + GROUP))
        .update({ cohort_id: id });
  }
  return enterForNames(world, person.id, person.username);
}

/** Enrolments of the community in the course, with a first attempt that drew a question. */
const enrolmentsWith = ({ db }: World, { courseId, item }: Taught, count: number) =>
  db('enrolments as e')
    .join('attempts as a', 'a.enrolment_id', 'e.id')
    .join('people as p', 'p.id', 'e.person_id')
    .where({ 'e.course_id': courseId, 'a.number': 1, 'a.quiz_id': QUIZ, 'p.side': 'community' })
    .where({ 'p.status': 'active' })
    .whereNotNull('a.submitted_at')
    .where((any) => {
      void any.whereNull('e.cohort_id').orWhereNot('e.cohort_id', 'like', 'grupo-%');
    })
    .whereLike('a.snapshot', `%"id":"${item}"%`)
    .orderBy('e.id')
    .limit(count)
    .pluck<string[]>('e.id');

/** Pages one after the other; answers how long each took. */
async function pages(
  { product }: World,
  reader: Visitor,
  paths: readonly string[],
  times = TIMES,
): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1)
    for (const path of paths) {
      const begun = performance.now();
      const response = await fetch(`${product.url}${path}`, { headers: reader.headers });
      await response.text();
      if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
      if (time > 0) took.push(performance.now() - begun);
    }
  return percentile(took, 0.5);
}

const BOOK = `${COURSE}/calificaciones`;
const VIEWS = ['', '?pagina=5', '?q=mar', '?resultado=aprobo', '?avance=en-curso', '?q=jose+luis'];
const NEEDS = '/ensenar/quien-me-necesita';
const QUEUE = '/ensenar/por-calificar';
const ANALYSIS = `${COURSE}/evaluaciones/${QUIZ}/analisis`;

/** An item is mended for so many: what would change is looked at, then it is applied while somebody answers a quiz. */
async function measureRegrade(world: World, taught: Taught, count: number): Promise<Row[]> {
  const enrolments = await enrolmentsWith(world, taught, count);
  if (enrolments.length < count) throw new Error(`Only ${String(enrolments.length)} drew the item`);
  const { browser } = await instructor(world, taught, enrolments);
  const path = `${COURSE}/reactivos/${taught.item}/correccion`;
  const begun = performance.now();
  const preview = await browser.get(`${path}?que=all`);
  if (preview.status !== 200) throw new Error(`The preview answered ${String(preview.status)}`);
  const seen = performance.now() - begun;
  const [learner] = await learners(world, 1);
  if (learner === undefined) throw new Error('Nobody takes a quiz');
  const student = await enter(world, learner.id, learner.username);
  const [attempt = ''] = await startAttempts([student]);
  let applied = 0;
  const saves = await savesBeside(student, attempt, async () => {
    const start = performance.now();
    const sent = await browser.post(path, { que: 'all', motivo: 'No se entiende la pregunta.' });
    if (sent.status !== 303) throw new Error(`The correction answered ${String(sent.status)}`);
    for (;;) {
      const left: unknown = await world
        .db('score_corrections')
        .whereNull('finished_at')
        .first('id');
      if (left === undefined) break;
      await new Promise((rested) => setTimeout(rested, 100));
    }
    applied = performance.now() - start;
  });
  const name = `regrade.${String(count)}`;
  return [
    row(`${name}.preview`, seen / 1000, 's to see whose score changes'),
    row(`${name}.apply`, applied / 1000, 's until all scores follow'),
    row(`${name}.save-p50`, saves.p50, 'ms a save meanwhile'),
    row(`${name}.save-most`, saves.most, 'ms that a save waits at most', '< 200'),
  ];
}

/** A course of which a part of what was handed in waits for somebody; nothing of the others does. */
async function measureWaiting(world: World): Promise<Row[]> {
  const version = await world.services.versions.currentOf(STREET_COURSE);
  if (version === null) throw new Error('There is no course in which something waits');
  const { courseId } = version;
  const whole = await instructor(world, { courseId }, 'all');
  const waiting = await world
    .db('attempts as a')
    .join('enrolments as e', 'e.id', 'a.enrolment_id')
    .where('e.course_id', courseId)
    .whereNotNull('a.submitted_at')
    .whereNull('a.score')
    .count({ n: '*' });
  return [
    row('queue.full.waiting', Number(waiting[0]?.n), 'works that wait in a course'),
    row('queue.full.p50', await pages(world, whole, [QUEUE]), 'ms, the first 100', '< 100'),
  ];
}

/** What instructors of a course of many people wait for. */
export async function measureResults(world: World): Promise<Row[]> {
  const taught = await taughtIn(world);
  const { db } = world;
  const ofCourse = await db('enrolments').where('course_id', taught.courseId).count({ n: '*' });
  const first = await db('attempts').where({ quiz_id: QUIZ, number: 1 }).count({ n: '*' });
  const group = await instructor(world, taught, await enrolmentsWith(world, taught, GROUP));
  const whole = await instructor(world, taught, 'all');
  const views = VIEWS.map((view) => `${BOOK}${view}`);
  return [
    row('results.enrolments', Number(ofCourse[0]?.n), 'in the course'),
    row('results.attempts', Number(first[0]?.n), 'first attempts of its final assessment'),
    row('gradebook.p50', await pages(world, group, views), 'ms, a group of 500', '< 100'),
    row('gradebook.course.p50', await pages(world, whole, views), 'ms, the course', '< 300'),
    row('queue.p50', await pages(world, whole, [QUEUE]), 'ms', '< 100'),
    ...(await measureWaiting(world)),
    row('needs.group.p50', await pages(world, group, [NEEDS], 3), 'ms, a group of 500', '< 300'),
    row('needs.p50', await pages(world, whole, [NEEDS], 3), 'ms, the course'),
    row('analysis.group.p50', await pages(world, group, [ANALYSIS]), 'ms, a group of 500', '< 300'),
    row('analysis.p50', await pages(world, whole, [ANALYSIS], 3), 'ms, all first attempts'),
    ...(await measureRegrade(world, taught, 1_000)),
    ...(await measureRegrade(world, taught, 5_000)),
  ];
}
