import { expect } from 'chai';
import fc from 'fast-check';
import { scoreOf, type Answers } from '../../../src/features/assessment/scoring.ts';
import type { DrawnOf, Snapshot } from '../../../src/features/assessment/snapshot.ts';

type Choice = DrawnOf<'single' | 'multiple' | 'truefalse'>;
interface Quiz extends Snapshot {
  items: Choice[];
}

const item = (
  id: string,
  type: Choice['type'],
  key: Record<string, boolean>,
  critical = false,
): Choice => ({
  id,
  type,
  critical,
  objective: 'o1',
  options: Object.entries(key).map(([option, correct]) => ({ id: option, correct })),
});

const quiz = (items: Choice[], passMark: number | null = 70): Quiz => ({
  versionId: 'v1',
  passMark,
  items,
});

const chosen = (answers: Record<string, string[]>): Answers => new Map(Object.entries(answers));

describe('the score of an attempt', () => {
  const two = { a: true, b: true, c: false, d: false };
  const three = { a: true, b: true, c: true, d: false, e: false };
  const examples: [string, Choice[], Record<string, string[]>, number][] = [
    [
      'the right option of a single choice',
      [item('i', 'single', { a: true, b: false })],
      { i: ['a'] },
      10_000,
    ],
    [
      'a wrong option of a single choice',
      [item('i', 'single', { a: true, b: false })],
      { i: ['b'] },
      0,
    ],
    [
      'true where it is true',
      [item('i', 'truefalse', { v: true, f: false })],
      { i: ['v'] },
      10_000,
    ],
    ['no answer', [item('i', 'single', { a: true, b: false })], {}, 0],
    ['an emptied answer', [item('i', 'single', { a: true, b: false })], { i: [] }, 0],
    ['one of two right options', [item('i', 'multiple', two)], { i: ['a'] }, 5000],
    ['both right options', [item('i', 'multiple', two)], { i: ['a', 'b'] }, 10_000],
    [
      'both right options and a wrong one',
      [item('i', 'multiple', two)],
      { i: ['a', 'b', 'c'] },
      5000,
    ],
    ['one right and one wrong option', [item('i', 'multiple', two)], { i: ['a', 'c'] }, 0],
    ['only wrong options, never below zero', [item('i', 'multiple', two)], { i: ['c', 'd'] }, 0],
    [
      'two of three right options, rounded down',
      [item('i', 'multiple', three)],
      { i: ['a', 'b'] },
      6666,
    ],
    [
      'every option of three right and two wrong',
      [item('i', 'multiple', three)],
      { i: ['a', 'b', 'c', 'd', 'e'] },
      0,
    ],
    [
      'thirds that add up to a whole',
      [
        item('i', 'multiple', three),
        item('j', 'multiple', three),
        item('k', 'single', { a: true, b: false }),
      ],
      { i: ['a', 'b'], j: ['a'], k: ['a'] },
      6666,
    ],
  ];
  for (const [name, items, answers, expected] of examples) {
    it(`of ${name} is ${String(expected)}`, () => {
      expect(scoreOf(quiz(items), chosen(answers)).score).to.equal(expected);
    });
  }

  it('passes at the pass mark and not a hundredth below', () => {
    const items = ['a', 'b', 'c'].map((id) => item(id, 'single', { x: true, y: false }));
    const answers = chosen({ a: ['x'], b: ['x'] });
    expect(scoreOf(quiz(items, 66), answers)).to.deep.equal({
      score: 6666,
      passed: true,
      criticalMissed: 0,
    });
    expect(scoreOf(quiz(items, 67), answers).passed).to.equal(false);
    const exact = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((id) =>
      item(id, 'single', { x: true, y: false }),
    );
    const seven = chosen(Object.fromEntries(exact.slice(0, 7).map(({ id }) => [id, ['x']])));
    expect(scoreOf(quiz(exact, 70), seven).passed).to.equal(true);
  });

  it('does not pass while a critical item is only partly right', () => {
    const items = [
      item('vital', 'multiple', two, true),
      ...['a', 'b', 'c', 'd'].map((id) => item(id, 'single', { x: true, y: false })),
    ];
    const rest = { a: ['x'], b: ['x'], c: ['x'], d: ['x'] };
    expect(scoreOf(quiz(items), chosen({ ...rest, vital: ['a'] }))).to.deep.equal({
      score: 9000,
      passed: false,
      criticalMissed: 1,
    });
    expect(scoreOf(quiz(items), chosen({ ...rest, vital: ['a', 'b'] })).passed).to.equal(true);
  });

  it('neither passes nor fails without a pass mark', () => {
    const items = [item('i', 'single', { a: true, b: false }, true)];
    expect(scoreOf(quiz(items, null), chosen({})).passed).to.equal(null);
  });

  const anyItem = fc
    .record({
      type: fc.constantFrom('single' as const, 'multiple' as const, 'truefalse' as const),
      key: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      critical: fc.boolean(),
      picks: fc.array(fc.nat(6), { maxLength: 7 }),
    })
    .map(({ type, key, critical, picks }) => {
      // At least one option is right and one is wrong, as the check of course files demands.
      const flags = type === 'multiple' ? [true, ...key, false] : [true, ...key.map(() => false)];
      const options = flags.map((correct, at) => ({ id: `o${String(at)}`, correct }));
      const ids = [...new Set(picks.map((pick) => `o${String(pick % options.length)}`))];
      return { type, critical, options, chosen: type === 'multiple' ? ids : ids.slice(0, 1) };
    });
  const anyQuiz = fc.array(anyItem, { minLength: 1, maxLength: 12 }).map((items) => ({
    snapshot: quiz(
      items.map(({ type, critical, options }, at) => ({
        id: `i${String(at)}`,
        type,
        critical,
        options,
        objective: 'o',
      })),
    ),
    answers: new Map<string, string[]>(items.map((one, at) => [`i${String(at)}`, one.chosen])),
  }));
  const rightOf = (one: Choice): string[] =>
    one.options.filter(({ correct }) => correct).map(({ id }) => id);

  it('stays between nothing and everything, in whole hundredths', () => {
    fc.assert(
      fc.property(anyQuiz, ({ snapshot, answers }) => {
        const { score } = scoreOf(snapshot, answers);
        expect(score).to.satisfy(Number.isInteger).and.to.be.within(0, 10_000);
      }),
    );
  });

  it('is everything exactly when every item is fully right', () => {
    fc.assert(
      fc.property(anyQuiz, ({ snapshot, answers }) => {
        const all = new Map(snapshot.items.map((one) => [one.id, rightOf(one)]));
        expect(scoreOf(snapshot, all)).to.deep.equal({
          score: 10_000,
          passed: true,
          criticalMissed: 0,
        });
        const isAllRight = snapshot.items.every(
          (one) =>
            JSON.stringify([...(answers.get(one.id) ?? [])].sort()) ===
            JSON.stringify(rightOf(one).sort()),
        );
        expect(scoreOf(snapshot, answers).score === 10_000).to.equal(isAllRight);
      }),
    );
  });

  it('is nothing when every option of every item with several is chosen', () => {
    fc.assert(
      fc.property(anyQuiz, ({ snapshot }) => {
        const several = quiz(snapshot.items.filter(({ type }) => type === 'multiple'));
        const all = new Map(several.items.map((one) => [one.id, one.options.map(({ id }) => id)]));
        expect(scoreOf(several, all).score).to.equal(0);
      }),
    );
  });

  it('does not depend on the order of items, of options or of choosing', () => {
    fc.assert(
      fc.property(anyQuiz, ({ snapshot, answers }) => {
        const turned = quiz(
          [...snapshot.items]
            .reverse()
            .map((one) => ({ ...one, options: [...one.options].reverse() })),
        );
        const back = new Map([...answers].reverse().map(([id, ids]) => [id, [...ids].reverse()]));
        expect(scoreOf(turned, back)).to.deep.equal(scoreOf(snapshot, answers));
      }),
    );
  });

  it('never falls when an item becomes fully right', () => {
    fc.assert(
      fc.property(anyQuiz, fc.nat(11), ({ snapshot, answers }, at) => {
        const better = snapshot.items[at % snapshot.items.length]!;
        const before = scoreOf(snapshot, answers);
        const after = scoreOf(snapshot, new Map(answers).set(better.id, rightOf(better)));
        expect(after.score).to.be.at.least(before.score);
        expect(after.criticalMissed).to.be.at.most(before.criticalMissed);
        expect(before.passed === true && after.passed === false).to.equal(false);
      }),
    );
  });

  it('never falls when a right option is added, unless nothing is left unchosen', () => {
    fc.assert(
      fc.property(anyQuiz, ({ snapshot, answers }) => {
        for (const one of snapshot.items.filter(({ type }) => type === 'multiple')) {
          const now = answers.get(one.id) ?? [];
          const added = rightOf(one).find((id) => !now.includes(id));
          if (added === undefined || now.length + 1 === one.options.length) continue;
          const after = scoreOf(snapshot, new Map(answers).set(one.id, [...now, added]));
          expect(after.score).to.be.at.least(scoreOf(snapshot, answers).score);
        }
      }),
    );
  });
});
