import { toSearchText } from '../../lib/search-text.ts';
import type { Side } from '../../lib/actor.ts';
import type { Place } from '../permissions/policy.ts';
import type { IdentityDigests } from './identity.ts';
import type { Known } from './known-queries.ts';
import type { Changes, Enrol, Planned } from './planned.ts';
import type { Reach } from './reach.ts';
import type { Reference } from './reference-queries.ts';
import { bandSaid } from './ranks.ts';
import type { Problem } from './cell-names.ts';
import type { Said } from './understand.ts';

/** A row that names somebody who has an account: what of her changes, and whether whoever brings it may change that. */
export function plannedForKnown(
  said: Said,
  person: Known,
  { reach, digests, reference }: { reach: Reach; digests: IdentityDigests; reference: Reference },
): Planned {
  if (!person.isActive || !reach.brings(person.place))
    return { kind: 'wrong', problems: [{ field: 'name', key: 'rosters.wrong.elsewhere' }] };
  const problems: Problem[] = [];
  const changes = changesOf(said, person, digests, problems);
  const institution = changes.institution ?? null;
  const at = institution ?? { name: person.institution ?? '', place: person.place };
  const band = bandSaid(said, at, reference, problems);
  if (band !== null && band !== person.rankBand) changes.rankBand = band;
  if (institution !== null && !reach.brings(institution.place))
    problems.push({ field: 'institution', key: 'rosters.wrong.scope' });
  if (changes.network !== undefined && !reach.brings(changes.network.to.place))
    problems.push({ field: 'network', key: 'rosters.wrong.scope' });
  const place: Place = {
    ...person.place,
    ...(changes.cvegeo === undefined
      ? {}
      : { cvegeo: changes.cvegeo, stateCode: changes.cvegeo.slice(0, 2) }),
    ...(institution === null ? {} : { institutionPath: institution.place.institutionPath }),
  };
  if (problems.length === 0 && !reach.brings(place))
    problems.push({ field: 'municipality', key: 'rosters.wrong.scope' });
  const enrol = enrolOf(said, { side: person.side, place, known: person }, reach, problems);
  return problems.length > 0
    ? { kind: 'wrong', problems }
    : { kind: 'known', person, changes, enrol };
}

/** Empty cells change nothing; what she said of herself stands once she has chosen a password. */
function changesOf(
  said: Said,
  person: Known,
  digests: IdentityDigests,
  problems: Problem[],
): Changes {
  const changes: Changes = {};
  if (said.name !== '' && toSearchText(said.name) !== toSearchText(person.name))
    changes.name = said.name;
  if (said.sex !== null && said.sex !== person.sex && person.isFresh) changes.sex = said.sex;
  if (said.cvegeo !== null && said.cvegeo !== person.cvegeo) changes.cvegeo = said.cvegeo;
  if (said.email !== null && person.emailDigest === null) changes.email = said.email;
  for (const kind of ['curp', 'cuip'] as const) {
    const key = said[kind];
    const kept = kind === 'curp' ? person.curpDigest : person.cuipDigest;
    if (key === null) continue;
    if (kept === null) changes[kind] = key;
    else if (kept !== digests.of(kind, person.side, key))
      problems.push({ field: kind, key: `rosters.wrong.other.${kind}` });
  }
  const { institution, network } = said;
  if (institution !== null && institution.place.side !== person.side)
    problems.push({ field: 'institution', key: 'rosters.wrong.institutionSide' });
  else if (
    institution !== null &&
    institution.id !== person.institutionId &&
    person.memberships.every(({ institutionId }) => institutionId !== institution.id)
  )
    changes.institution = institution;
  if (network !== null && person.side !== 'community')
    problems.push({ field: 'network', key: 'rosters.wrong.networkSide' });
  else if (
    network !== null &&
    network.id !== person.networkId &&
    person.memberships.every(({ networkId }) => networkId !== network.id)
  )
    changes.network = { to: network, isFirst: person.networkId === null };
  if (said.since !== null) changes.since = said.since;
  return changes;
}

/** What becomes of the course and the group of a row; says what is wrong with them. */
export function enrolOf(
  { course, cohort }: Said,
  { side, place, known }: { side: Side; place: Place; known: Known | null },
  reach: Reach,
  problems: Problem[],
): Enrol | null {
  if (course === null) return null;
  const { version } = course;
  const { courseId } = version;
  const cohortId = cohort?.id ?? null;
  const before = known?.enrolments.find((one) => one.courseId === courseId);
  if (before !== undefined && before.status !== 'withdrawn') {
    if (cohortId === null || before.cohortId === cohortId) return null;
    if (before.cohortId !== null) {
      problems.push({ field: 'cohort', key: 'rosters.wrong.inAnother' });
      return null;
    }
    if (before.status === 'completed') return null;
  }
  // She has her turn already.
  if (cohort !== null && known?.waitsFor.includes(cohort.id) === true) return null;
  if (cohort !== null && cohort.side !== side) {
    problems.push({ field: 'cohort', key: 'rosters.wrong.cohortSide' });
    return null;
  }
  if (!course.audiences.includes(side)) {
    problems.push({ field: 'course', key: 'rosters.wrong.courseSide' });
    return null;
  }
  const isWithin =
    reach.enrols({ ...place, courseId, cohortId }) &&
    (cohort === null || reach.enrols(cohort.place));
  if (!isWithin) {
    problems.push({ field: cohort === null ? 'course' : 'cohort', key: 'rosters.wrong.enrol' });
    return null;
  }
  return { version, cohort };
}
