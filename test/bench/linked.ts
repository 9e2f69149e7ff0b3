import { openSolver } from '../../src/features/reports/linear.ts';
import { attack } from '../features/reports/linked/attack.ts';
import { countries, told } from '../features/reports/linked/country.ts';
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
  return [
    row(
      'linked.told',
      close,
      `counts told to less than ten, of ${String(some.length)} small countries`,
      '< 1',
    ),
    row('linked.shown', (100 * shown) / figures, '% of the figures of such a country are shown'),
  ];
}

const COUNTRIES = 48;
