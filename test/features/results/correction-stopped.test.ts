import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import { digestOfItem } from '../../../src/features/assessment/correction.ts';
import { correctionFollowers } from '../../../src/features/results/correction-followers.ts';
import type { TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { dying } from '../../support/dying.ts';
import { lastEvents } from '../../support/people.ts';
import { proofOf } from '../../support/proof.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';
import { handedIn } from './handed-in.ts';

const PEOPLE = 120;

describe('a correction whose process is killed while scores follow it', () => {
  let app: TestApp;
  before(async () => {
    app = await classroom();
    await handedIn(app, PEOPLE);
    await mend('mend-1', 1);
  });
  after(() => app.stop());

  /** For everybody in the course: b is right. */
  const mend = async (id: string, number: number): Promise<void> => {
    const version = await app.services.versions.currentOf(SLUG);
    const item = version?.document.items.find((one) => one.id === 'uno');
    if (!version || item === undefined) throw new Error('The course is not there');
    await app.database.db('score_corrections').insert({
      id,
      course_id: version.courseId,
      item_id: item.id,
      item_digest: digestOfItem(item),
      change: JSON.stringify({ kind: 'key', right: ['b'] }),
      reason: 'La clave publicada estaba equivocada.',
      made_by: 'ximena',
      made_at: toColumn(NOW),
      number,
    });
  };
  const proof = async (): Promise<string[]> => (await proofOf(app)).failing;
  const mended = async (): Promise<number> =>
    (await app.database.db('attempts').where({ quiz_id: 'final', score: 10_000 })).length;

  it('has each score as it was or as it becomes, and nothing in between', async () => {
    const { db, longReads } = app.database;
    const { audit, versions, onStepDone } = app.services;
    const needs = { longReads, clock: app.clock, audit, versions, onStepDone };
    const killed = correctionFollowers({ db: dying(db, 2), ...needs }).finish(null);
    const told: unknown = await killed.catch((error: unknown) => error);
    expect(String(told)).to.include('killed');
    const followed = await mended();
    expect(followed)
      .to.be.greaterThan(0)
      .and.lessThan(PEOPLE - 1);
    expect(await proof()).to.deep.equal([]);
  });

  it('holds meanwhile for whoever hands in', async () => {
    const { id } = await take(await app.signedIn('rosa'), 'final', { ...ALL_RIGHT, r_uno: 'b' });
    const row = await app.database.db('attempts').where({ id }).first<{ score: number }>('score');
    expect(row.score).to.equal(10_000);
    expect(await proof()).to.deep.equal([]);
  });

  it('is finished by the next process, once, before another correction of the course', async () => {
    await mend('mend-2', 2);
    const [one, other] = [app.services.corrections, app.services.corrections];
    await Promise.all([one.finishAll(), other.finishAll()]);
    // All but the thirtieth, and Rosa.
    expect(await mended()).to.equal(PEOPLE);
    expect(await proof()).to.deep.equal([]);
    const events = (await lastEvents(app, 10)).filter(
      ({ action }) => action === 'corrections.applied',
    );
    expect(events.map(({ details }) => details)).to.deep.equal([
      { question: 'uno', kind: 'key', count: PEOPLE, left: 0 },
      { question: 'uno', kind: 'key', count: 0, left: 0 },
    ]);
  });

  it('is missed by the proof where an attempt was passed by', async () => {
    const { db } = app.database;
    await db('attempt_corrections')
      .where({ attempt_id: 'at-t07', correction_id: 'mend-2' })
      .delete();
    const lines = await proof();
    expect(lines.join('\n')).to.include('at-t07').and.include('correcciones de su curso');
  });
});
