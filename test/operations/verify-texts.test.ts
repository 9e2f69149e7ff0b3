import { expect } from 'chai';
import type { Knex } from 'knex';
import { toColumn } from '../../src/db/columns.ts';
import type { Db } from '../../src/db/connection.ts';
import { ItemDocument } from '../../src/features/courses/item-document.ts';
import { DAY } from '../../src/lib/clock.ts';
import { anItem, aQuiz } from '../features/assessment/quiz-course.ts';
import { classroom, take } from '../features/results/classroom.ts';
import { backUp, newFolder, restoreInto } from './places.ts';
import type { TestApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { proofOf, type Proof } from '../support/proof.ts';

const { use, form, objective, bloom, pillar, topic, difficulty, stem } = anItem({
  id: 'x',
  right: ['a'],
});
const essay = (id: string): ItemDocument =>
  ItemDocument.parse({
    ...{ use, form, objective, bloom, pillar, topic, difficulty, stem, id },
    critical: false,
    feedback: null,
    type: 'essay',
  });

/** What was done to the data, the rule that must notice, and how it is undone. */
interface Tampering {
  what: string;
  rule: string;
  act: (db: Db) => Promise<unknown>;
  undo: (db: Db) => Promise<unknown>;
}

describe('aula verify, of texts that people wrote', function () {
  this.timeout(60_000);
  let app: TestApp;
  let attempt: string;
  let folder: string;

  before(async () => {
    const draw = [{ form: 'B' as const, count: 3 }];
    app = await classroom({
      items: ['marcada', 'canalizada', 'otra'].map(essay),
      quizzes: [aQuiz({ id: 'final', draw, attempts: 1 })],
    });
    const rosa = await app.signedIn('rosa');
    const ximena = await app.signedIn('ximena');
    const texts = { r_marcada: 'Uno', r_canalizada: 'Dos', r_otra: 'Tres' };
    ({ id: attempt } = await take(rosa, 'final', texts));
    const care = (item: string): string => `/ensenar/cuidado/respuestas/${attempt}.${item}`;
    await ximena.post(care('marcada'));
    await ximena.post(care('canalizada'));
    await ximena.post(`${care('canalizada')}/canalizacion`, { dia: '2026-11-23' });
    const ask = `/cursos/curso-de-evaluar/evaluaciones/final/pregunta?intento=${attempt}`;
    const { location } = await rosa.post(ask, { texto: 'Una pregunta', clave: 'pregunta-1' });
    const { document } = await ximena.get(location);
    const text = document.querySelector('main a[href^="/ensenar/cuidado/mensajes/"]');
    await ximena.post(text?.getAttribute('href') ?? '');
    await app.services.eraseWhatIsOver();
    folder = newFolder();
  });
  after(() => app.stop());

  const said = (): Promise<Proof> => proofOf(app);

  it('finds nothing wrong with marks, referrals and what is left of them', async () => {
    const answer = await said();
    expect(answer.failing).to.deep.equal([]);
    expect(answer.holds).to.equal(true);
  });

  it('finds nothing wrong with them in a backup that is restored, however late', async () => {
    const target = await emptyDatabase();
    const restored = await restoreInto(target, await backUp(app, { to: folder }));
    expect(restored.refusal, restored.lines.join('\n')).to.equal(null);
    await target.drop();
  });

  const answerTo = (item: string) => (db: Db) =>
    db('attempt_answers').where({ attempt_id: attempt, item_id: item });
  const marks = (db: Db) => db('disclosures').whereNotNull('marked_at');
  const care = (db: Db) => db('threads').where('kind', 'care');
  const long = (days: number): string => toColumn(new Date(app.clock().getTime() - days * DAY));

  /** Rows as they were before somebody laid hands on them. */
  let kept: Record<string, unknown>[] = [];
  const keeping =
    (find: (db: Db) => Knex.QueryBuilder, change: () => Record<string, unknown>) =>
    async (db: Db): Promise<void> => {
      kept = (await find(db)) as Record<string, unknown>[];
      expect(kept.length).to.be.greaterThan(0);
      await find(db).update(change());
    };
  const back =
    (table: string, ...keys: string[]) =>
    async (db: Db): Promise<void> => {
      for (const row of kept) await db(table).insert(row).onConflict(keys).merge();
    };

  const REMOVED = 'I3 De cada respuesta retirada';
  const MARKS = 'I3 Cada revelación marcada';
  const CARE = 'I3 Cada mensaje de cuidado';
  const TAMPERINGS: Tampering[] = [
    {
      what: 'a text that came back into a row from which it was taken away',
      rule: REMOVED,
      act: (db) => answerTo('canalizada')(db).update({ response: '["Dos"]' }),
      undo: (db) => answerTo('canalizada')(db).update({ response: '[]' }),
    },
    {
      what: 'a picture that stayed behind',
      rule: REMOVED,
      act: (db) =>
        db('attempt_files').insert({
          id: 'stayed',
          attempt_id: attempt,
          item_id: 'canalizada',
          name: 'x',
          content: 'x',
          added_at: long(0),
        }),
      undo: (db) => db('attempt_files').where('id', 'stayed').delete(),
    },
    {
      what: 'a comment that stayed behind',
      rule: REMOVED,
      act: (db) => db('attempt_grades').where('item_id', 'canalizada').update({ comment: 'x' }),
      undo: (db) => db('attempt_grades').where('item_id', 'canalizada').update({ comment: null }),
    },
    {
      what: 'a digest from which it could be guessed',
      rule: REMOVED,
      act: (db) =>
        db('save_receipts').insert({
          attempt_id: attempt,
          key: 'k',
          body_digest: 'x',
          receipt: 'x',
          saved: 1,
          at: long(0),
        }),
      undo: (db) => db('save_receipts').where('key', 'k').delete(),
    },
    {
      what: 'a grade that went with the text',
      rule: 'I3 La calificación',
      act: async (db) => {
        const grade = db('attempt_grades').where('item_id', 'canalizada');
        kept = (await grade.clone()) as Record<string, unknown>[];
        await grade.delete();
        await db('attempt_grades').insert(kept.map((row) => ({ ...row, earned: 0 })));
        await db('attempt_grades')
          .where('item_id', 'otra')
          .orWhere('item_id', 'marcada')
          .update({ earned: 100 });
        await db('attempts').where('id', attempt).update({ score: 9999, passed: true });
      },
      undo: async (db) => {
        await back('attempt_grades', 'attempt_id', 'item_id', 'number')(db);
        await db('attempts').where('id', attempt).update({ score: null, passed: null });
      },
    },
    {
      what: 'a mark on a text that is not there',
      rule: MARKS,
      act: (db) => answerTo('marcada')(db).update({ removed_at: long(0), response: '[]' }),
      undo: (db) => answerTo('marcada')(db).update({ removed_at: null, response: '["Uno"]' }),
    },
    {
      what: 'a mark on a message that was taken away',
      rule: MARKS,
      act: keeping(
        (db) => db('messages').whereNotNull('body_sealed'),
        () => ({ body_sealed: null, removed_at: long(0) }),
      ),
      undo: back('messages', 'id'),
    },
    {
      what: 'a referral that says more than its day',
      rule: MARKS,
      act: (db) => db('disclosures').whereNotNull('referred_on').update({ marked_by: 'ximena' }),
      undo: (db) => db('disclosures').whereNotNull('referred_on').update({ marked_by: null }),
    },
    {
      what: 'a text under a mark that the last erasure should have found',
      rule: 'I3 Ningún texto protegido',
      act: keeping(marks, () => ({ marked_at: long(32) })),
      undo: back('disclosures', 'id'),
    },
    {
      what: 'a message of care that the last erasure should have found',
      rule: CARE,
      act: keeping(care, () => ({ last_at: long(32) })),
      undo: back('threads', 'id'),
    },
    {
      what: 'a message of care that no mark brought',
      rule: CARE,
      act: (db) =>
        db('threads').insert({
          id: 'from-nowhere',
          person_id: 'elena',
          kind: 'care',
          created_at: long(3),
          last_at: long(3),
        }),
      undo: (db) => db('threads').where('id', 'from-nowhere').delete(),
    },
    {
      what: 'a message of care that somebody in the course can see',
      rule: CARE,
      act: async (db) => {
        const { id } = await db('enrolments')
          .where('person_id', 'rosa')
          .first<{ id: string }>('id');
        await care(db).update({ enrolment_id: id });
      },
      undo: (db) => care(db).update({ enrolment_id: null }),
    },
    {
      what: 'a text that is gone and is there',
      rule: 'I3 De un texto retirado',
      act: (db) =>
        db('messages')
          .whereNotNull('body_sealed')
          .update({ removed_at: long(0) }),
      undo: (db) => db('messages').whereNotNull('body_sealed').update({ removed_at: null }),
    },
    {
      what: "a conversation in somebody else's course",
      rule: 'I3 Cada conversación',
      act: (db) => db('threads').where('kind', 'question').update({ person_id: 'elena' }),
      undo: (db) => db('threads').where('kind', 'question').update({ person_id: 'rosa' }),
    },
    {
      what: 'a conversation about an attempt that is none',
      rule: 'I3 Cada conversación',
      act: (db) => db('threads').where('kind', 'question').update({ attempt_id: 'none' }),
      undo: (db) => db('threads').where('kind', 'question').update({ attempt_id: attempt }),
    },
    {
      what: 'the inbox of somebody who has left',
      rule: 'I3 De una cuenta cerrada',
      act: (db) =>
        db('people')
          .where('id', 'rosa')
          .update({ status: 'closed', closed_at: long(2) }),
      undo: (db) => db('people').where('id', 'rosa').update({ status: 'active', closed_at: null }),
    },
  ];

  for (const { what, rule, act, undo } of TAMPERINGS) {
    it(`notices ${what}`, async () => {
      await act(app.database.db);
      const answer = await said();
      const line = answer.failing.find((one) => one.includes(rule));
      expect(line, answer.lines.join('\n')).to.match(/: [1-9]\d* \(\S/);
      expect(answer.holds).to.equal(false);
      expect(answer.lines.join('\n')).not.to.match(/Rosa|Hernández|Elena|Ximena|Uno|Dos/);
      await undo(app.database.db);
      expect((await said()).failing, 'undone').to.deep.equal([]);
    });
  }

  it('asks nothing of a machine whose last erasure was long ago', async () => {
    app.clock.advance(90 * DAY);
    expect((await said()).failing).to.deep.equal([]);
    await app.services.eraseWhatIsOver();
    expect((await said()).failing).to.deep.equal([]);
    expect(await marks(app.database.db)).to.deep.equal([]);
  });
});
