import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { ROLES, type Role } from '../../lib/actor.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Choice } from '../../lib/pick.ts';
import type { GrantEntry } from './grant-sheets.ts';

interface Option {
  value: string;
  label: string;
}

export interface GrantFormPage {
  values: Record<string, string>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
}

interface RolesPage extends PageBase {
  entries: (GrantEntry & { where: string })[];
  roles: Option[];
  role: string;
  username: string;
  current: number;
  total: number;
  hrefFor: (page: number) => string;
}
interface NewGrantPage extends PageBase {
  form: GrantFormPage;
  roles: (Option & { hint: string })[];
  states: Option[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'permissions/roles': RolesPage;
    'permissions/new-role': NewGrantPage;
  }
}

export const roleOptions = (
  t: Translate,
  roles: readonly Role[] = ROLES,
): (Option & { hint: string })[] =>
  roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`roleScope.${role}`) }));

/** The scope of a role in words: «Oaxaca», «Red Mujeres de Ecatepec», or the whole platform. */
export function scopeInWords(t: Translate, language: Language, { scope }: GrantEntry): string {
  const parts = [
    scope.cohort === null ? null : t('grants.inCohort', { name: scope.cohort }),
    scope.course === null
      ? null
      : t('grants.inCourse', { name: inLanguage(scope.course, language) }),
    scope.network,
    scope.institution,
    scope.municipality,
    scope.state,
  ].filter((part) => part !== null);
  return parts.length === 0 ? t('grants.everywhere') : parts.join(', ');
}

export const rolesHref =
  (filter: { rol: string; usuario: string }) =>
  (page: number): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) if (value !== '') query.set(name, value);
    if (page > 1) query.set('pagina', String(page));
    const text = query.toString();
    return text === '' ? '/administrar/roles' : `/administrar/roles?${text}`;
  };
