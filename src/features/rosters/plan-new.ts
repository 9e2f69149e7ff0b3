import { nowhere, type Place } from '../permissions/policy.ts';
import { enrolOf } from './plan-known.ts';
import type { Planned } from './planned.ts';
import type { Reach } from './reach.ts';
import type { Reference } from './reference-queries.ts';
import { bandSaid } from './ranks.ts';
import type { Problem } from './cell-names.ts';
import { sideSaid, type Said } from './understand.ts';

const MISSES_INSTITUTION: readonly string[] = [
  'rosters.wrong.scopeAlone',
  'rosters.wrong.noInstitution',
];
/** Whether what is wrong with a row is that it says no institution. */
export const missesInstitution = ({ key }: Problem): boolean => MISSES_INSTITUTION.includes(key);

/** A row that names nobody with an account: what is needed for one, and whether whoever brings it may make it. */
export function plannedForNew(
  said: Said,
  { reach, reference }: { reach: Reach; reference: Reference },
): Planned {
  const problems: Problem[] = [];
  const { institution, network } = said;
  if (said.name === '') problems.push({ field: 'name', key: 'rosters.wrong.noName' });
  const cvegeo = said.cvegeo ?? network?.place.cvegeo ?? institution?.place.cvegeo ?? null;
  if (cvegeo === null) problems.push({ field: 'municipality', key: 'rosters.wrong.noPlace' });
  const side = sideSaid(said) ?? 'community';
  if (network !== null && side !== 'community')
    problems.push({ field: 'network', key: 'rosters.wrong.networkSide' });
  // A cohort of the forces does not say to which of their institutions somebody belongs.
  if (side !== 'community' && institution === null)
    problems.push({ field: 'institution', key: 'rosters.wrong.noInstitution' });
  if (problems.length > 0 || cvegeo === null) return { kind: 'wrong', problems };
  const place: Place = {
    ...nowhere,
    side,
    institutionPath: institution?.place.institutionPath ?? null,
    stateCode: cvegeo.slice(0, 2),
    cvegeo,
    networkId: network?.id ?? null,
  };
  if (institution !== null && !reach.brings(institution.place))
    problems.push({ field: 'institution', key: 'rosters.wrong.scope' });
  else if (network !== null && !reach.brings(network.place))
    problems.push({ field: 'network', key: 'rosters.wrong.scope' });
  else if (!reach.brings(place))
    problems.push(
      institution === null && network === null
        ? { field: 'institution', key: 'rosters.wrong.scopeAlone' }
        : { field: 'municipality', key: 'rosters.wrong.scope' },
    );
  const rankBand = bandSaid(said, { name: institution?.name ?? '', place }, reference, problems);
  // Whose she is decides which courses are for her: of a course nothing is said before.
  const enrol = problems.some(missesInstitution)
    ? null
    : enrolOf(said, { side, place, known: null }, reach, problems);
  if (problems.length > 0) return { kind: 'wrong', problems };
  const { name, username, since, email, curp, cuip } = said;
  const sex = said.sex ?? 'no_dice';
  return {
    kind: 'new',
    person: {
      ...{
        name,
        username,
        sex,
        cvegeo,
        side,
        institution,
        rankBand,
        network,
        since,
        email,
        curp,
        cuip,
      },
    },
    enrol,
  };
}
