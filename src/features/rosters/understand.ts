import type { Side } from '../../lib/actor.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { line } from '../../lib/text.ts';
import { foldUsername, isUsername } from '../../lib/username.ts';
import type { Sex } from '../accounts/sex.ts';
import { dayIn, nameIn } from './cell-values.ts';
import {
  enrolmentOf,
  municipalityOf,
  only,
  type Cells,
  type Complain,
  type Problem,
} from './cell-names.ts';
import { isCuip, isCurp, normalKey } from './curp.ts';
import type { Named, NamedCohort, NamedCourse, Reference } from './reference-queries.ts';

/** What a row says, each thing null where its cell is empty. */
export interface Said {
  /** '' where it says none. */
  name: string;
  sex: Sex | null;
  cvegeo: string | null;
  institution: Named | null;
  /** A rank and a band as they were written: whose they are says what they mean. */
  rank: string | null;
  rankBand: string | null;
  network: Named | null;
  since: string | null;
  username: string | null;
  email: string | null;
  curp: string | null;
  cuip: string | null;
  course: NamedCourse | null;
  cohort: NamedCohort | null;
}

const Name = line(120, 3);
const EMAIL = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]{2,}$/;

function keyOf(
  cell: string,
  field: 'curp' | 'cuip',
  isOne: (key: string) => boolean,
  complain: Complain,
): string | null {
  const key = normalKey(cell);
  if (key === '' || isOne(key)) return key === '' ? null : key;
  return complain(field, `rosters.wrong.${field}`);
}

/** What a row says, with everything that is wrong with it. `sexOf` knows the letters of its table. */
export function understood(
  cells: Cells,
  reference: Reference,
  sexOf: (cell: string) => Sex | null,
): { said: Said; problems: Problem[] } {
  const problems: Problem[] = [];
  const complain: Complain = (field, key, params) => {
    problems.push(params === undefined ? { field, key } : { field, key, params });
    return null;
  };
  const written = nameIn([cells.name, cells.firstSurname, cells.secondSurname]);
  const name = Name.safeParse(written);
  if (!name.success && written !== '') complain('name', 'rosters.wrong.name');
  const sex = cells.sex === '' ? null : sexOf(cells.sex);
  if (cells.sex !== '' && sex === null) complain('sex', 'rosters.wrong.sex', { value: cells.sex });
  const place = municipalityOf(cells, reference, complain);
  const inPlace = (one: Named): boolean => one.place.cvegeo === place?.cvegeo;
  const named = (field: 'institution' | 'network', found: readonly Named[] | undefined) => {
    if (cells[field] === '') return null;
    const one = only(found, inPlace);
    return one === 'none' || one === 'several'
      ? complain(field, `rosters.wrong.${field}${one === 'several' ? 's' : ''}`, {
          value: cells[field],
        })
      : one;
  };
  const institution = named(
    'institution',
    reference.institutionsBy.get(toSearchText(cells.institution)),
  );
  const network = named('network', reference.networksBy.get(toSearchText(cells.network)));
  const since = cells.since === '' ? null : dayIn(cells.since);
  if (cells.since !== '' && since === null)
    complain('since', 'rosters.wrong.since', { value: cells.since });
  else if (since !== null && since > reference.today) complain('since', 'rosters.wrong.future');
  const username = cells.username === '' ? null : foldUsername(cells.username);
  if (username !== null && !isUsername(username)) complain('username', 'rosters.wrong.username');
  const email = cells.email === '' ? null : cells.email;
  if (email !== null && (!EMAIL.test(email) || email.length > 200))
    complain('email', 'rosters.wrong.email');
  const said: Said = {
    name: name.success ? name.data : written,
    sex,
    cvegeo: place?.cvegeo ?? null,
    institution,
    rank: cells.rank || null,
    rankBand: cells.rankBand || null,
    network,
    since,
    username,
    email,
    curp: keyOf(cells.curp, 'curp', isCurp, complain),
    cuip: keyOf(cells.cuip, 'cuip', isCuip, complain),
    ...enrolmentOf(cells, reference, complain),
  };
  return { said, problems };
}

/** The side of the wall on which a row stands by what it says; null where it says nothing of it. */
export const sideSaid = ({ institution, network, cohort }: Said): Side | null =>
  institution?.place.side ?? cohort?.side ?? (network === null ? null : 'community');
