import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import type { Db } from '../../../src/db/connection.ts';
import type { TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { proofOf } from '../../support/proof.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom } from './classroom.ts';
import { handIn, join } from './handed-in.ts';

const FIX = `/ensenar/cursos/${SLUG}/reactivos/uno/correccion`;

/** What somebody does to the data, and how the rule that must notice begins. */
const TAMPERINGS: { what: string; rule: string; act: (db: Db) => Promise<unknown> }[] = [
  {
    what: 'a decision that nobody made',
    rule: 'I3 Lo que espera decisión',
    act: (db) => db('attempt_corrections').where('state', 'held').update({ state: 'kept' }),
  },
  {
    what: 'a result to decide about that was not passed',
    rule: 'I3 Lo que espera decisión',
    act: (db) => db('attempt_corrections').where('state', 'held').update({ old_passed: false }),
  },
  {
    what: 'an attempt that a correction passed by',
    rule: 'I3 Todo intento terminado lleva las correcciones',
    act: async (db) => {
      await db('score_corrections').update({ cohort_id: null });
      await db('attempt_corrections').where('attempt_id', 'at-dora').delete();
    },
  },
  {
    what: 'a score that its corrections do not give',
    rule: 'I3 La calificación sale',
    act: (db) => db('attempt_corrections').where('attempt_id', 'at-dora').delete(),
  },
  {
    what: 'an attempt that was graded and says that it waits',
    rule: 'I3 La calificación sale',
    act: (db) =>
      db('attempts')
        .where('id', 'at-dora')
        .update({ score: null, passed: null, critical_missed: null }),
  },
  {
    what: 'more than all',
    rule: 'I3 Cada calificación dada',
    act: (db) =>
      db('attempt_grades').insert({
        attempt_id: 'at-carla',
        item_id: 'uno',
        number: 1,
        earned: 101,
        out_of: 100,
        grader_id: 'ximena',
        given_at: toColumn(NOW),
      }),
  },
  {
    what: 'an attempt for a quiz that nobody tried',
    rule: 'I5 Solo se da otro intento',
    act: (db) =>
      db('extra_attempts').insert({
        id: 'x-1',
        enrolment_id: 'e-carla',
        quiz_id: 'una-vez',
        given_by: 'ximena',
        given_at: toColumn(NOW),
      }),
  },
];

describe('the proof of results', () => {
  let app: TestApp;
  const failing = async (): Promise<string[]> => (await proofOf(app)).failing;
  beforeEach(async () => {
    app = await classroom();
    await join(app, { id: 'carla', name: 'Carla' });
    await handIn(app, { id: 'carla', answers: ALL_RIGHT });
    await join(app, { id: 'dora', name: 'Dora' });
    await handIn(app, { id: 'dora', answers: { r_uno: 'b' } });
    const ximena = await app.signedIn('ximena');
    const motivo = 'La clave publicada estaba equivocada.';
    await ximena.post(FIX, { que: 'key', correcta: 'b', motivo });
  });
  afterEach(() => app.stop());

  it('finds nothing wrong where a passed result waits for a decision', async () => {
    expect(await app.database.db('attempt_corrections').where('state', 'held')).to.have.length(1);
    expect(await failing()).to.deep.equal([]);
  });

  for (const { what, rule, act } of TAMPERINGS)
    it(`finds ${what}`, async () => {
      await act(app.database.db);
      expect((await failing()).join('\n')).to.include(rule);
    });
});
