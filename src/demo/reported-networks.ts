import type { Db } from '../db/connection.ts';
import { toColumn } from '../db/columns.ts';
import { toSearchText } from '../lib/search-text.ts';

/**
 * The networks that the founding article counts (Gasman, 2021): with Fortaseg 217 networks of 3,510 women in 107
 * municipalities of 27 states, with FASP 40 networks in 9 states and no number of women. Where each lies, and how many women
 * are in it, is invented here; only the totals are the article's. It gives no cut-off: the end of 2020 is ours.
 */
const SOURCE = 'Gasman (2021), con corte por verificar';
const CUT_OFF = '2020-12-31';

const FORTASEG = { states: 27, municipalities: 107, networks: 217, women: 3_510 };
const FASP = { states: ['01', '05', '08', '09', '12', '15', '20', '28', '32'], networks: 40 };
const BATCH = 50;

type Place = Pick<Reported, 'cvegeo'>;

interface Reported {
  cvegeo: string;
  funding: string;
  members: number | null;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Sizes from 8 to 30 that add up to the whole. */
function sizes(count: number, whole: number): number[] {
  const all = Array.from({ length: count }, (_, at) => 8 + ((at * 7) % 17));
  let rest = whole - all.reduce((a, b) => a + b, 0);
  for (let at = 0; rest !== 0; at = (at + 1) % count) {
    const step = Math.sign(rest);
    const next = (all[at] ?? 0) + step;
    if (next < 8 || next > 30) continue;
    all[at] = next;
    rest -= step;
  }
  return all;
}

function withFortaseg(municipalitiesOf: (state: string) => string[]): Reported[] {
  const { states, municipalities, networks, women } = FORTASEG;
  const each = Math.ceil(municipalities / states);
  const chosen = Array.from({ length: states }, (_, at) => two(at + 1))
    .flatMap((state) => municipalitiesOf(state).slice(0, each))
    .slice(0, municipalities);
  return sizes(networks, women).map((members, at) => ({
    cvegeo: chosen[at % chosen.length] ?? '',
    funding: 'Fortaseg',
    members,
  }));
}

const withFasp = (municipalitiesOf: (state: string) => string[]): Reported[] =>
  Array.from({ length: FASP.networks }, (_, at) => {
    const inState = municipalitiesOf(FASP.states[at % FASP.states.length] ?? '');
    return {
      cvegeo: inState[Math.floor(at / FASP.states.length)] ?? '',
      funding: 'FASP',
      members: null,
    };
  });

/** Adds them, each with the figure that the article gives. */
export async function addReportedNetworks(db: Db, now: Date): Promise<void> {
  const rows = (await db('municipalities').select('cvegeo').orderBy('cvegeo')) as Place[];
  const municipalitiesOf = (state: string): string[] =>
    rows.map(({ cvegeo }) => cvegeo).filter((cvegeo) => cvegeo.startsWith(state));
  const all = [...withFortaseg(municipalitiesOf), ...withFasp(municipalitiesOf)];
  const networks = all.map(({ cvegeo, funding }, at) => {
    const code = `MUCPAZ-${cvegeo}-${String(at + 101)}`;
    const name = `Red ${funding} ${String(at + 1)}`;
    return {
      id: code.toLowerCase(),
      code,
      name,
      search_text: toSearchText(`${name} ${code}`),
      cvegeo,
      state_code: cvegeo.slice(0, 2),
      kind: 'mucpaz',
      sponsor_id: 'inmujeres',
      funding_source: funding,
      status: 'concluida',
    };
  });
  const figures = all.map(({ members }, at) => ({
    id: `cifra-${String(at + 1)}`,
    network_id: networks[at]?.id,
    cut_off: CUT_OFF,
    source: SOURCE,
    members,
    recorded_at: toColumn(now),
  }));
  for (let from = 0; from < all.length; from += BATCH) {
    await db('networks').insert(networks.slice(from, from + BATCH));
    await db('network_figures').insert(figures.slice(from, from + BATCH));
  }
}
