import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { SEXES } from '../accounts/sex.ts';
import { coursePoints } from './acceptance-views.ts';
import type { OpenInvitation } from './join-service.ts';

interface Choice {
  value: string;
  label: string;
}

interface CodePage extends PageBase {
  code: string;
  /** The address named an invitation that opens nothing. */
  isUnknown: boolean;
  errors: FieldErrors;
}

interface JoinPage extends PageBase {
  code: string;
  action: string;
  heading: string;
  /** That she will be enrolled in a course, where the invitation names one. */
  course: string | null;
  preset: { cvegeo: string; label: string } | null;
  states: Choice[];
  stateCode: string | null;
  stateName: string;
  municipalities: Choice[];
  sexes: Choice[];
  noticeVersion: number;
  values: Record<string, string>;
  errors: FieldErrors;
}

interface WelcomePage extends PageBase {
  username: string;
  displayName: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'invitations/invitation-code': CodePage;
    'invitations/join': JoinPage;
    'sign-in/welcome': WelcomePage;
  }
}

export const codePage = (
  t: Translate,
  {
    code = '',
    isUnknown = false,
    errors = {},
  }: { code?: string; isUnknown?: boolean; errors?: FieldErrors },
): CodePage => ({
  title: t(isUnknown ? 'join.closedTitle' : 'join.codeTitle'),
  noindex: true,
  code,
  isUnknown,
  errors,
});

interface Given {
  code: string;
  from: string | null;
  course: OpenInvitation['course'];
  preset: { cvegeo: string; label: string } | null;
  states: readonly { code: string; name: string }[];
  stateCode: string | null;
  municipalities: readonly { cvegeo: string; name: string }[];
  noticeVersion: number;
  values: Record<string, string>;
  errors: FieldErrors;
}

export function joinPage(t: Translate, language: Language, given: Given): JoinPage {
  const { from, states, stateCode, municipalities } = given;
  const enrols = given.course === null ? null : { ...given.course, how: 'enrols' as const };
  const [course = null] = coursePoints(t, language, enrols);
  return {
    title: t('join.title'),
    noindex: true,
    scripts: ['reveal.js'],
    code: given.code,
    action: `/invitacion/${encodeURIComponent(given.code)}`,
    heading: from === null ? t('join.heading') : t('join.headingFrom', { from }),
    course,
    preset: given.preset,
    states: states.map(({ code, name }) => ({ value: code, label: name })),
    stateCode,
    stateName: states.find(({ code }) => code === stateCode)?.name ?? '',
    municipalities: withKeys(municipalities),
    sexes: SEXES.map((value) => ({ value, label: t(`join.sex.${value}`) })),
    noticeVersion: given.noticeVersion,
    values: given.values,
    errors: given.errors,
  };
}

/** Names that a state has twice are told apart by their key. */
const withKeys = (municipalities: readonly { cvegeo: string; name: string }[]): Choice[] =>
  municipalities.map(({ cvegeo, name }, i) => {
    const isTwin = municipalities[i - 1]?.name === name || municipalities[i + 1]?.name === name;
    return { value: cvegeo, label: isTwin ? `${name} (${cvegeo})` : name };
  });
