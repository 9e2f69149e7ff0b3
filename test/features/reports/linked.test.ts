import { expect } from 'chai';
import { openSolver } from '../../../src/features/reports/linear.ts';
import { attack } from './linked/attack.ts';
import {
  countries,
  isOfBand,
  K,
  LEFT_OUT,
  told,
  withBands,
  withoutBands,
  type Country,
} from './linked/country.ts';

const COUNTRIES = 9;
/** Countries with age and rank. */
const BANDED = 3;

function* banded(): Generator<Country> {
  for (const [at, country] of [...countries(BANDED)].entries())
    for (const leftOut of LEFT_OUT) yield withBands(country, at + 1, leftOut);
}

describe('tables that are linked', function () {
  this.timeout(400_000);

  it('tell no hidden count to less than ten, all of one reader taken together, and never contradict each other', async () => {
    const solve = await openSolver();
    let [figures, hidden] = [0, 0];
    for (const country of countries(COUNTRIES)) {
      // `told` fails where one table hides what another shows.
      const tables = await told(country);
      expect(attack(country, tables, solve)).to.deep.equal([]);
      for (const cell of tables.values())
        for (const value of Object.values(cell)) {
          if (value === null) hidden += 1;
          else if (value > 0) figures += 1;
        }
    }
    expect(hidden).to.be.greaterThan(COUNTRIES * 200);
    expect(figures).to.be.greaterThan(COUNTRIES * 400);
  });

  it('tell none with those by age and rank, which are told beside them from ten on and change nothing in them', async () => {
    const solve = await openSolver();
    let shown = 0;
    for (const country of banded()) {
      const tables = await told(country);
      expect(attack(country, tables, solve)).to.deep.equal([]);
      const figures = [...tables].flatMap(([key, cell]) =>
        isOfBand(country, key) ? Object.values(cell) : [],
      );
      expect(figures.filter((value) => value !== null && value > 0 && value < K)).to.deep.equal([]);
      shown += figures.filter((value) => value !== null && value > 0).length;
      const without = await told(withoutBands(country));
      for (const [key, cell] of without) expect(tables.get(key), key).to.deep.equal(cell);
    }
    expect(shown).to.be.greaterThan(BANDED * 200);
  });

  it('tell nothing to less than five of age and rank to whoever is told the rest from five on', async () => {
    const solve = await openSolver();
    const within = 5;
    for (const [at, country] of [...banded()].entries()) {
      if (at % 3 > 0) continue;
      const tables = await told(country, { k: within });
      expect(attack(country, tables, solve, within)).to.deep.equal([]);
    }
  });

  it('would tell some if each were protected by itself, so that the attack is one', async () => {
    const solve = await openSolver();
    let close = 0;
    for (const country of countries(4)) {
      const tables = await told(country, { isTogether: false });
      close += attack(country, tables, solve).length;
    }
    expect(close).to.be.greaterThan(0);
  });
});
