import { expect } from 'chai';
import type { Table } from '../../src/db/dialect/schema.ts';
import { fromPlain, toPlain } from '../../src/db/plain.ts';

const TABLE: Table = {
  name: 'things',
  key: ['id'],
  columns: [
    { name: 'id', kind: 'text' },
    { name: 'at', kind: 'instant' },
    { name: 'count', kind: 'integer' },
    { name: 'hours', kind: 'decimal' },
    { name: 'yes', kind: 'boolean' },
    { name: 'picture', kind: 'bytes' },
  ],
};
const PLAIN = {
  id: 'ñandú 🌱',
  at: '2026-11-23T16:00:00.000Z',
  count: 9_007_199_254_740_991,
  hours: 1.25,
  yes: true,
  picture: 'AP8=',
};

describe('plain rows', () => {
  it('are the same from every engine', () => {
    const picture = Buffer.from([0, 255]);
    const sqlite = { ...PLAIN, yes: 1, picture };
    const postgres = { ...PLAIN, at: new Date(PLAIN.at), count: String(PLAIN.count), picture };
    expect(toPlain(TABLE, sqlite)).to.deep.equal(PLAIN);
    expect(toPlain(TABLE, postgres)).to.deep.equal(PLAIN);
    expect(fromPlain(TABLE, PLAIN)).to.deep.equal({ ...PLAIN, picture });
  });

  it('keep what is empty empty', () => {
    const empty = { id: 'a', at: null, count: null, hours: null, yes: null, picture: null };
    expect(toPlain(TABLE, empty)).to.deep.equal(empty);
    expect(fromPlain(TABLE, empty)).to.deep.equal(empty);
  });

  it('refuse a number that would lose digits, and a column that is not there', () => {
    expect(() => toPlain(TABLE, { ...PLAIN, count: 2 ** 53 })).to.throw('too large');
    expect(() => fromPlain(TABLE, { spell: 1 })).to.throw('things.spell');
  });
});
