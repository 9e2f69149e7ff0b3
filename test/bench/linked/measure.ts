import type { Measure } from '../../../src/features/reports/counts.ts';
import { openSolver } from '../../../src/features/reports/linear.ts';
import { row, type Row } from '../rows.ts';
import { attack } from './attack.ts';
import { country, K, keyOf, NAMES, STAGES, told, type Country, type Name } from './country.ts';
import { hideJointly, type Nodes } from './joint.ts';

/** Small countries with the courses in both orders, and the dimensions too: ties are decided by order. */
function* countries(): Generator<Country> {
  const turned: readonly Name[] = [...NAMES].reverse();
  yield country(1, NAMES, false);
  yield country(2, turned, true);
  yield country(3, NAMES, true);
  yield country(4, turned, false);
}

/**
 * What all tables of one reader tell together, as each of them is protected now, and as it would be if they were proved
 * together (`joint.ts`, which no report uses yet: it takes too long for a whole country). Figures are those above zero.
 */
export async function measureLinked(): Promise<Row[]> {
  const solve = await openSolver();
  let [now, proved, before, after] = [0, 0, 0, 0];
  for (const one of countries()) {
    const shown = told(one, solve);
    const figures = (): number =>
      [...shown.values()].flatMap((cell) => STAGES.filter((measure) => (cell[measure] ?? 0) > 0))
        .length;
    now += attack(one, shown, solve).length;
    before += figures();
    const isHidden = (nodes: Nodes, measure: Measure): boolean =>
      shown.get(keyOf(nodes))?.[measure] === null;
    const { also } = hideJointly({ ...one, isHidden, k: K, solve });
    for (const { nodes, measure } of also) {
      const cell = shown.get(keyOf(nodes));
      if (cell !== undefined) cell[measure] = null;
    }
    proved += attack(one, shown, solve).length;
    after += figures();
  }
  return [
    row('linked.told', now, 'counts told to less than ten, of four small countries', '< 1'),
    row('linked.proved.told', proved, 'such counts, were all tables proved together'),
    row('linked.proved.shown', (100 * after) / before, '% of the figures would still be shown'),
  ];
}
