import { expect } from 'chai';
import { openSolver } from '../../../src/features/reports/linear.ts';
import { attack } from './linked/attack.ts';
import { countries, told } from './linked/country.ts';

const COUNTRIES = 9;

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
