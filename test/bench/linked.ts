import { openSolver } from '../../src/features/reports/linear.ts';
import { attack } from '../features/reports/linked/attack.ts';
import {
  countries,
  isOfBand,
  LEFT_OUT,
  told,
  withBands,
} from '../features/reports/linked/country.ts';
import { row, type Row } from './rows.ts';

/** What all tables of one reader tell together, and how much of what there is they tell. */
export async function measureLinked(): Promise<Row[]> {
  const solve = await openSolver();
  let [close, figures, shown] = [0, 0, 0];
  const some = [...countries(COUNTRIES)];
  for (const country of some) {
    const tables = await told(country);
    close += attack(country, tables, solve).length;
    for (const cell of tables.values())
      for (const value of Object.values(cell)) {
        if (value === 0) continue;
        figures += 1;
        if (value !== null) shown += 1;
      }
  }
  let [closeBands, bands, shownBands] = [0, 0, 0];
  for (const [at, country] of some.slice(0, WITH_BANDS).entries())
    for (const leftOut of LEFT_OUT) {
      const banded = withBands(country, at + 1, leftOut);
      const tables = await told(banded);
      closeBands += attack(banded, tables, solve).length;
      for (const [key, cell] of tables)
        for (const value of isOfBand(banded, key) ? Object.values(cell) : []) {
          if (value === 0) continue;
          bands += 1;
          if (value !== null) shownBands += 1;
        }
    }
  return [
    row(
      'linked.told',
      close,
      `counts told to less than ten, of ${String(some.length)} small countries`,
      '< 1',
    ),
    row('linked.shown', (100 * shown) / figures, '% of the figures of such a country are shown'),
    row(
      'linked.bands.told',
      closeBands,
      `counts told to less than ten, of ${String(LEFT_OUT.length * WITH_BANDS)} small countries with age and rank`,
      '< 1',
    ),
    row('linked.bands.shown', (100 * shownBands) / bands, '% of the figures by age and rank'),
  ];
}

const COUNTRIES = 48;
const WITH_BANDS = 12;
