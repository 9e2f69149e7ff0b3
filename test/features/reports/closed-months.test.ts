import { expect } from 'chai';
import { openSolver } from '../../../src/features/reports/linear.ts';
import type { Earlier } from '../../../src/features/reports/protect.ts';
import {
  countries,
  told,
  withBands,
  type Country,
  type Shown,
  type Standing,
} from './linked/country.ts';
import { attackMonths, monthsOf, toldLast, type Told } from './linked/months.ts';

const COUNTRIES = 9;
/** So many with three months, and with ages and ranks, of which a look takes longer. */
const SOME = 5;
/** So many of these are looked at without the month before in mind as well. */
const UNMINDFUL = 4;
/** Hidden counts, and growth by fewer than ten, that are narrowed to less than ten in all of these countries: bounds that only come down. */
const STILL_TOLD = { quickly: 40, slowly: 114, threeMonths: 162, withBands: 68 };
/** And never to less than this. */
const NARROWEST = 3;

interface ToldIn {
  shown: Shown[];
  /** How cells stood on the page after each month. */
  stood: Standing[];
}

/** What a reader is told as each month closes, with what she was told before in mind. */
async function toldIn(months: readonly Country[]): Promise<ToldIn> {
  const shown: Shown[] = [];
  const stood: Standing[] = [];
  const standing = new Map<string, Earlier>();
  for (const [at, country] of months.entries()) {
    const before = toldLast(shown);
    shown.push(await told(country, { before, standing, month: `2026-0${String(at + 1)}-28` }));
    stood.push(new Map(standing));
  }
  return { shown, stood };
}

/** How many figures above nothing stand in cells. */
const figuresIn = (cells: Iterable<readonly (number | null)[]>): number =>
  [...cells].reduce((sum, cell) => sum + cell.filter((count) => (count ?? 0) > 0).length, 0);
const cellsOf = (standing: Standing): Iterable<readonly (number | null)[]> =>
  [...standing.values()].map(({ cell }) => cell);

describe('months that closed one after the other', function () {
  this.timeout(400_000);

  it('tell no hidden count closely, taken together, where many went on in between', async () => {
    const solve = await openSolver();
    const now: Told[] = [];
    const unmindful: Told[] = [];
    for (const [at, country] of [...countries(COUNTRIES)].entries()) {
      const months = monthsOf(country, at + 1);
      const { shown } = await toldIn(months);
      now.push(...attackMonths(months, shown, solve));
      if (at < UNMINDFUL) {
        const apart = await Promise.all(months.map((month) => told(month)));
        unmindful.push(...attackMonths(months, apart, solve));
      }
    }
    // Made without the month before in mind they tell some exactly, so that the attack is one.
    expect(unmindful.filter(({ width }) => width < 1e-6).length).to.be.greaterThan(10);
    expect(unmindful.length).to.be.greaterThan(2 * STILL_TOLD.quickly);
    expect(now.filter(({ width }) => width < NARROWEST - 1e-6)).to.deep.equal([]);
    expect(now.length).to.be.at.most(STILL_TOLD.quickly);
  });

  it('tell none closely where few went on, and show as much as before', async () => {
    const solve = await openSolver();
    const found: Told[] = [];
    let [current, dated, before] = [0, 0, 0];
    for (const [at, country] of [...countries(COUNTRIES)].entries()) {
      const months = monthsOf(country, at + 1, { slowly: true });
      const { shown, stood } = await toldIn(months);
      found.push(...attackMonths(months, shown, solve));
      const [first, last] = stood;
      if (first === undefined || last === undefined) continue;
      before += figuresIn(cellsOf(first));
      dated += figuresIn(cellsOf(last));
      current += figuresIn([...(shown.at(-1)?.values() ?? [])].map((cell) => Object.values(cell)));
    }
    expect(found.filter(({ width }) => width < NARROWEST - 1e-6)).to.deep.equal([]);
    expect(found.length).to.be.at.most(STILL_TOLD.slowly);
    // What is held back is told as it was, with its date.
    expect(dated).to.be.greaterThan(before);
    expect(dated).to.be.greaterThan(1.5 * current);
  });

  it('tell none closely when three are taken together', async () => {
    const solve = await openSolver();
    const found: Told[] = [];
    for (const [at, country] of [...countries(SOME)].entries()) {
      const months = monthsOf(country, at + 1, { slowly: true, count: 3 });
      found.push(...attackMonths(months, (await toldIn(months)).shown, solve));
    }
    expect(found.filter(({ width }) => width < NARROWEST - 1e-6)).to.deep.equal([]);
    expect(found.length).to.be.at.most(STILL_TOLD.threeMonths);
  });

  it('tell none closely with those by age and rank', async () => {
    const solve = await openSolver();
    const now: Told[] = [];
    for (const [at, country] of [...countries(SOME)].entries()) {
      const banded = withBands(country, at + 1, ['institution', 'network', 'side']);
      const months = monthsOf(banded, at + 1);
      now.push(...attackMonths(months, (await toldIn(months)).shown, solve));
    }
    expect(now.filter(({ width }) => width < NARROWEST - 1e-6)).to.deep.equal([]);
    expect(now.length).to.be.at.most(STILL_TOLD.withBands);
  });
});
