import type { MessageKey } from '../../i18n/translate.ts';
import type { Role, Side } from '../../lib/actor.ts';
import type { Problems } from '../../lib/problems.ts';

/** The fields that bound a role. */
export const SCOPE_FIELDS = ['institucion', 'estado', 'municipio', 'red', 'curso'] as const;
export type ScopeField = (typeof SCOPE_FIELDS)[number];

interface RoleRule {
  /** At least one of these; none listed, none needed. */
  oneOf: readonly ScopeField[];
  /** These may narrow it further. */
  also: readonly ScopeField[];
  /** Only somebody of this side of the wall may hold it; null: anybody. */
  side: Side | null;
}

const rule = (
  oneOf: readonly ScopeField[],
  also: readonly ScopeField[] = [],
  side: Side | null = null,
): RoleRule => ({ oneOf, also, side });

/** With what scope each role makes sense. Instructors of one cohort are named where the cohort is. */
export const ROLE_RULES: Record<Role, RoleRule> = {
  network_coordinator: rule(['red'], [], 'community'),
  instructor: rule(['curso']),
  author: rule([], ['curso']),
  reviewer: rule([], ['curso']),
  institution_admin: rule(['institucion'], ['curso']),
  state_admin: rule(['estado', 'municipio'], [], 'community'),
  state_police_admin: rule(['estado', 'municipio'], [], 'police'),
  analyst_cecopam: rule([], ['institucion', 'curso'], 'military'),
  analyst_sesnsp: rule([], ['institucion', 'estado', 'curso'], 'police'),
  analyst_semujeres: rule([], ['estado', 'curso'], 'community'),
  platform_admin: rule([]),
  observer: rule([], ['institucion', 'estado', 'curso']),
};

export interface WishedGrant {
  role: Role;
  given: ReadonlySet<ScopeField>;
  stateCode: string | null;
  cvegeo: string | null;
  personSide: Side;
  institutionSide: Side | null;
}

/** Why a role would be nonsense, by field: a missing or foreign scope, or a holder on the wrong side of the wall. */
export function nonsenseIn(wish: WishedGrant): Problems {
  const { oneOf, also, side } = ROLE_RULES[wish.role];
  const problems: Problems = {};
  const say = (field: string, key: MessageKey): void => {
    problems[field] = [key];
  };
  if (oneOf.length > 0 && !oneOf.some((field) => wish.given.has(field))) {
    say(oneOf[0] ?? '', 'grants.needsScope');
  }
  for (const field of wish.given) {
    if (!oneOf.includes(field) && !also.includes(field)) say(field, 'grants.scopeNotForRole');
  }
  if (side !== null && wish.personSide !== side) say('rol', 'grants.wrongSide');
  if (
    wish.role === 'institution_admin' &&
    wish.institutionSide !== null &&
    wish.institutionSide !== wish.personSide
  ) {
    say('institucion', 'grants.institutionAcross');
  }
  if (
    wish.stateCode !== null &&
    wish.cvegeo !== null &&
    wish.cvegeo.slice(0, 2) !== wish.stateCode
  ) {
    say('municipio', 'grants.municipalityElsewhere');
  }
  return problems;
}
