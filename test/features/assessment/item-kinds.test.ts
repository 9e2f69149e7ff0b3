import { expect } from 'chai';
import fc from 'fast-check';
import type { Credit } from '../../../src/features/assessment/item-kind.ts';
import { kindOf } from '../../../src/features/assessment/item-types.ts';
import { shareOf, together } from '../../../src/features/assessment/percent.ts';
import { toSnapshot } from '../../../src/features/assessment/snapshot.ts';
import { readNumber } from '../../../src/features/assessment/written.ts';
import { ItemDocument } from '../../../src/features/courses/item-document.ts';
import { seeded } from './seeded.ts';

const both = (text: string) => ({ es: text, en: text });

/** An item as authors write it, drawn. */
function drawn(fields: Record<string, unknown>) {
  const item = ItemDocument.parse({ id: 'i', stem: both('¿Qué?'), ...fields });
  const key = toSnapshot(item, seeded(1));
  const kind = kindOf(item.type);
  return {
    takes: (...answer: string[]) => kind.takes(key as never, answer),
    isWhole: (...answer: string[]) => kind.isWhole(key as never, answer),
    credit: (...answer: string[]) => kind.credit(key as never, answer),
    share: (...answer: string[]) => {
      const credit = kind.credit(key as never, answer);
      return credit === null ? null : credit.earned / credit.of;
    },
    key,
  };
}

const option = (id: string, more: object = {}) => ({ id, text: both(id), ...more });

describe('a share in percent', () => {
  for (const [percent, share] of [
    [100, { of: 1, earned: 1 }],
    [33.33333, { of: 3, earned: 1 }],
    [66.66667, { of: 3, earned: 2 }],
    [-16.66667, { of: 6, earned: -1 }],
    [14.28571, { of: 7, earned: 1 }],
    [12.5, { of: 8, earned: 1 }],
    [0, { of: 1, earned: 0 }],
  ] as [number, Credit][]) {
    it(`of ${String(percent)} is ${String(share.earned)} of ${String(share.of)}`, () => {
      expect(shareOf(percent)).to.deep.equal(share);
    });
  }

  it('adds up to a whole from three thirds, and never leaves its bounds', () => {
    const { of, earned } = together([33.33333, 33.33333, 33.33333]);
    expect(earned).to.equal(of);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 8 }), (percents) => {
        const sum = together(percents);
        expect(sum.earned).to.be.within(0, sum.of);
      }),
    );
  });
});

describe('options', () => {
  it('with shares of their own add them up, wrong ones take away', () => {
    const { share } = drawn({
      type: 'multiple',
      options: [
        option('a', { correct: true, credit: 50 }),
        option('b', { correct: true, credit: 50 }),
        option('c', { credit: -50 }),
      ],
    });
    expect([share('a'), share('a', 'b'), share('a', 'c'), share('c')]).to.deep.equal([
      0.5, 1, 0, 0,
    ]);
  });

  it('cost nothing when they are wrong and the item says so', () => {
    const { share } = drawn({
      type: 'multiple',
      penalty: false,
      options: [option('a', { correct: true }), option('b', { correct: true }), option('c')],
    });
    expect([share('a', 'c'), share('a', 'b'), share('a', 'b', 'c')]).to.deep.equal([0.5, 1, 0]);
  });

  it('are never two in a single choice', () => {
    const { takes } = drawn({
      type: 'single',
      options: [option('a', { correct: true }), option('b')],
    });
    expect([takes('a'), takes('a', 'b'), takes('z'), takes()]).to.deep.equal([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('matching', () => {
  const item = drawn({
    type: 'matching',
    pairs: [
      { id: 'a', prompt: both('911'), answer: both('Peligro ahora') },
      { id: 'b', prompt: both('089'), answer: both('Denuncia anónima') },
      { id: 'c', prompt: both('112'), answer: both('Peligro ahora') },
    ],
    distractors: [{ id: 'd', text: both('Cobros') }],
  });

  it('offers each answer once, and takes it for every prompt that it fits', () => {
    expect(item.key).to.have.property('answers').with.members(['a', 'b', 'd']);
    expect(item.share('a=a', 'b=b', 'c=a')).to.equal(1);
    expect(item.share('a=a', 'b=d')).to.equal(1 / 3);
  });

  it('is whole when every prompt has an answer', () => {
    expect([item.isWhole('a=a', 'b=b'), item.isWhole('a=a', 'b=b', 'c=d')]).to.deep.equal([
      false,
      true,
    ]);
    expect([item.takes('a=c'), item.takes('z=a'), item.takes('a=a', 'a=b')]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});

describe('ordering', () => {
  const steps = ['a', 'b', 'c', 'd'].map((id) => option(id));
  const item = drawn({ type: 'ordering', steps });

  it('is worth each step in its place', () => {
    expect(item.share('a=1', 'b=2', 'c=3', 'd=4')).to.equal(1);
    expect(item.share('a=2', 'b=1', 'c=3', 'd=4')).to.equal(0.5);
  });

  it('counts no place that was given twice', () => {
    expect(item.share('a=1', 'b=1', 'c=1', 'd=1')).to.equal(0);
    expect([item.takes('a=0'), item.takes('a=5'), item.takes('a=x')]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });

  it('is never shown in its right order', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const two = ItemDocument.parse({ id: 'i', stem: both('¿?'), type: 'ordering', steps });
      expect(toSnapshot(two, seeded(seed)))
        .to.have.property('shown')
        .not.deep.equal(['a', 'b', 'c', 'd']);
    }
  });
});

describe('a short text', () => {
  const answer = (text: string, credit = 100) => ({
    id: `a${String(credit)}`,
    text: both(text),
    credit,
  });
  const item = drawn({
    type: 'shorttext',
    answers: [answer('mediación'), answer('concilia*', 50), answer('5\\*', 25)],
  });
  for (const [text, share] of [
    ['mediación', 1],
    ['  MEDIACION ', 1],
    ['conciliación', 0.5],
    ['conciliar', 0.5],
    ['5*', 0.25],
    ['55', 0],
    ['media ción', 0],
  ] as [string, number][]) {
    it(`«${text}» is worth ${String(share)}`, () => {
      expect(item.share(text)).to.equal(share);
    });
  }

  it('keeps ñ apart, and capitals and accents where they matter', () => {
    expect(drawn({ type: 'shorttext', answers: [answer('año')] }).share('ano')).to.equal(0);
    const strict = drawn({
      type: 'shorttext',
      answers: [answer('México')],
      caseSensitive: true,
      accentSensitive: true,
    });
    expect([strict.share('México'), strict.share('méxico'), strict.share('Mexico')]).to.deep.equal([
      1, 0, 0,
    ]);
  });

  it('fits what stands for its stars, and nothing else', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '.'), maxLength: 6 });
    const anything = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '.'), maxLength: 6 });
    fc.assert(
      fc.property(word, anything, word, (before, between, after) => {
        const item = drawn({
          type: 'shorttext',
          answers: [answer(`x${before}*${after}y`)],
        });
        expect(item.share(`x${before}${between}${after}y`)).to.equal(1);
        expect(item.share(`z${before}${between}${after}y`)).to.equal(0);
      }),
    );
  });
});

describe('a number', () => {
  it('is read as people write it here', () => {
    expect(
      ['1,234.5', '3,5', '1,234', '.5', '-2', '1e3', '70.1 %', 'diez', ''].map(
        (text) => readNumber(text)?.value ?? null,
      ),
    ).to.deep.equal([1234.5, 3.5, 1234, 0.5, -2, 1000, 70.1, null, null]);
  });

  it('is right within its bounds, in any of its units', () => {
    const item = drawn({
      type: 'number',
      answers: [
        { id: 'a', from: 69.5, to: 70.5 },
        { id: 'b', from: 60, to: 80, credit: 50 },
      ],
      units: [
        { name: 'm', factor: 1 },
        { name: 'km', factor: 1000 },
      ],
    });
    expect(
      ['70', '70 m', '0.07 km', '61', '70 kg', '90'].map((text) => item.share(text)),
    ).to.deep.equal([1, 1, 1, 0.5, 0, 0]);
  });
});

describe('gaps', () => {
  const item = drawn({
    type: 'gaps',
    text: both('Primero {{uno}}, luego {{dos}}: {{tres}}'),
    gaps: [
      { id: 'uno', kind: 'typed', weight: 2, answers: [{ id: 'a', text: both('escuchar') }] },
      {
        id: 'dos',
        kind: 'chosen',
        answers: [
          { id: 'a', text: both('conectar') },
          { id: 'b', text: both('juzgar'), credit: 0 },
        ],
      },
      { id: 'tres', kind: 'number', answers: [{ id: 'a', from: 911, to: 911 }] },
    ],
  });

  it('count by their weight', () => {
    expect(item.share('uno=Escuchar', 'dos=a', 'tres=911')).to.equal(1);
    expect(item.share('uno=escuchar')).to.equal(0.5);
    expect(item.share('dos=b', 'tres=911')).to.equal(0.25);
  });

  it('take nothing that is not offered', () => {
    expect([
      item.takes('dos=c'),
      item.takes('cuatro=a'),
      item.takes('uno=lo que sea'),
    ]).to.deep.equal([false, false, true]);
  });
});

describe('what a person grades', () => {
  it('is worth nothing empty, and waits otherwise', () => {
    const item = drawn({ type: 'essay' });
    expect([item.credit(), item.credit('Un texto')]).to.deep.equal([{ of: 1, earned: 0 }, null]);
    expect(drawn({ type: 'file' }).takes('../../etc/passwd')).to.equal(false);
    expect(drawn({ type: 'oral' }).isWhole('helper=Ana')).to.equal(false);
    expect(drawn({ type: 'oral' }).isWhole('helper=Ana', 'said=Lo que dijo')).to.equal(true);
    expect(drawn({ type: 'oral' }).isWhole('audio=a-recording-of-hers')).to.equal(true);
    const alone = drawn({ type: 'oral', assisted: false });
    expect(alone.takes('helper=Ana', 'said=Lo que dijo')).to.equal(false);
    expect(alone.takes('audio=a-recording-of-hers')).to.equal(true);
    expect(alone.takes('audio=../../../etc/passwd')).to.equal(false);
  });
});

describe('a branching scenario', () => {
  const choice = (id: string, points: number, to: string | null) => ({ ...option(id), points, to });
  const fields = (counts: 'first' | 'last') => ({
    type: 'scenario',
    counts,
    nodes: [
      {
        id: 'n1',
        text: both('Uno'),
        choices: [choice('publicar', 0, null), choice('escuchar', 2, 'n2')],
      },
      {
        id: 'n2',
        text: both('Dos'),
        critical: true,
        choices: [choice('exigir', 0, 'mal'), choice('acompanar', 2, 'bien')],
      },
      { id: 'mal', text: both('Mal'), ending: 'poor' },
      { id: 'bien', text: both('Bien'), ending: 'good' },
    ],
  });
  const item = drawn(fields('last'));

  it('is worth the points of its way', () => {
    expect(item.share('01:n1=escuchar', '02:n2=acompanar')).to.equal(1);
  });

  it('forgives a critical decision that the way does not lead through any more', () => {
    const two = drawn({
      ...fields('last'),
      nodes: [
        {
          id: 'n1',
          text: both('Uno'),
          choices: [choice('lejos', 0, 'n2'), choice('cerca', 2, 'bien')],
        },
        {
          id: 'n2',
          text: both('Dos'),
          critical: true,
          choices: [choice('exigir', 0, 'mal'), choice('acompanar', 2, 'bien')],
        },
        { id: 'mal', text: both('Mal'), ending: 'poor' },
        { id: 'bien', text: both('Bien'), ending: 'good' },
      ],
    });
    expect(two.share('01:n1=lejos', '02:n2=exigir')).to.equal(0);
    expect(two.share('01:n1=lejos', '02:n2=exigir', '03:n1=cerca')).to.equal(1);
  });

  it('is worth nothing before its end, nor while a critical decision is not the best one', () => {
    expect(item.share('01:n1=escuchar')).to.equal(0);
    expect(item.isWhole('01:n1=escuchar')).to.equal(false);
    expect(item.share('01:n1=escuchar', '02:n2=exigir')).to.equal(0);
  });

  it('lets her go back and decide anew', () => {
    const redone = ['01:n1=escuchar', '02:n2=exigir', '03:n2=acompanar'];
    expect(item.takes(...redone)).to.equal(true);
    expect(item.share(...redone)).to.equal(1);
    expect(drawn(fields('first')).share(...redone)).to.equal(0.5);
  });

  it('takes no decision that does not follow from the one before', () => {
    expect([
      item.takes('01:n2=acompanar'),
      item.takes('01:n1=otra'),
      item.takes('02:n1=escuchar'),
      item.takes('01:n1=publicar', '02:n2=acompanar'),
    ]).to.deep.equal([false, false, false, false]);
  });
});

describe('whatever was sent', () => {
  it('is never worth more than everything or less than nothing, of any type', () => {
    const items = [
      drawn({ type: 'single', options: [option('a', { correct: true }), option('b')] }),
      drawn({
        type: 'matching',
        pairs: [0, 1].map((n) => ({
          id: `p${String(n)}`,
          prompt: both('p'),
          answer: both(String(n)),
        })),
      }),
      drawn({ type: 'ordering', steps: [option('a'), option('b')] }),
      drawn({ type: 'number', answers: [{ id: 'a', from: null, to: null }] }),
    ];
    const text = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('a', 'b', 'p0=p1', 'a=1', 'b=2', '5', '01:a=b'),
    );
    fc.assert(
      fc.property(fc.nat(items.length - 1), fc.array(text, { maxLength: 4 }), (at, answer) => {
        const item = items[at]!;
        if (!item.takes(...answer)) return;
        expect(item.share(...answer)).to.be.within(0, 1);
      }),
    );
  });
});
