import { expect } from 'chai';
import fc from 'fast-check';
import { drawItems, shuffled } from '../../../src/features/assessment/draw.ts';
import { drawnOptions, takeSnapshot } from '../../../src/features/assessment/snapshot.ts';
import type { DrawGroup } from '../../../src/features/courses/quiz-document.ts';
import { anItem, QUIZZES, quizCourse } from './quiz-course.ts';
import { seeded } from './seeded.ts';

const group = (part: Partial<DrawGroup>): DrawGroup => ({
  section: null,
  form: null,
  objective: null,
  critical: null,
  topic: null,
  difficulty: null,
  type: null,
  tag: null,
  count: 1,
  ...part,
});

describe('drawing an attempt', () => {
  const bank = [
    ...['a1', 'a2', 'a3'].map((id) => anItem({ id, right: ['a'], form: 'A', objective: 'o1' })),
    ...['b1', 'b2', 'b3'].map((id) => anItem({ id, right: ['a'], form: 'B', objective: 'o1' })),
    ...['c1', 'c2'].map((id) =>
      anItem({ id, right: ['a'], form: 'B', objective: 'o2', critical: true }),
    ),
    anItem({ id: 'check', right: ['a'], form: 'B', objective: 'o1', use: 'check' }),
  ];

  it('keeps to the blueprint and never draws an item twice', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const groups = [
          group({ form: 'B', count: 3 }),
          group({ form: 'B', critical: true, count: 1 }),
          group({ form: 'A', objective: 'o1', count: 2 }),
          group({ objective: 'o2', critical: true, count: 1 }),
        ];
        const drawn = drawItems(bank, groups, seeded(seed));
        expect(new Set(drawn.map(({ item }) => item.id)).size).to.equal(7);
        expect(drawn.filter(({ item }) => item.form === 'A')).to.have.length(2);
        expect(drawn.filter(({ item }) => item.critical)).to.have.length.within(2, 2);
        expect(drawn.filter(({ item }) => item.use === 'check')).to.deep.equal([]);
      }),
    );
  });

  it('reaches every item of the bank sooner or later', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      for (const { item } of drawItems(bank, [group({ form: 'A', count: 1 })], seeded(seed)))
        seen.add(item.id);
    }
    expect([...seen].sort()).to.deep.equal(['a1', 'a2', 'a3']);
  });

  it('says when the bank is too small', () => {
    expect(() => drawItems(bank, [group({ form: 'A', count: 4 })], seeded(1))).to.throw(
      'too small',
    );
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (list, seed) => {
        expect(shuffled(list, seeded(seed)).sort()).to.deep.equal([...list].sort());
      }),
    );
  });

  it('keeps true before false and shuffles the options of the rest', () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const { items } = takeSnapshot(
        { id: 'v1', document: quizCourse() },
        QUIZZES[0] as never,
        seeded(seed),
      );
      const order = (id: string): string =>
        items
          .filter((one) => one.id === id)
          .flatMap(drawnOptions)
          .map((option) => option.id)
          .join('');
      expect(order('cierto')).to.equal('verdaderofalso');
      orders.add(order('uno'));
    }
    expect(orders.size).to.be.greaterThan(10);
  });
});
