import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { changesAnything, type AcceptancePlan, type Joining } from './invitation-acceptance.ts';

interface AcceptancePage extends PageBase {
  heading: string;
  from: string | null;
  action: string;
  isAcross: boolean;
  /** What accepting would do, a sentence for each thing. */
  points: string[];
  mayAccept: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'invitations/invitation-acceptance': AcceptancePage;
  }
}

const joining = (t: Translate, kind: 'network' | 'institution', part: Joining | null): string[] =>
  part === null
    ? []
    : [t(`accept.${kind}.${part.how}`, { name: part.name, home: part.home ?? '' })];

/** What happens to her in the course of an invitation, in a sentence; none where it names no course. */
export function coursePoints(
  t: Translate,
  language: Language,
  part: AcceptancePlan['course'],
): string[] {
  if (part === null) return [];
  const course = inLanguage(part.title, language);
  if (part.how === 'already' || part.cohort === null) {
    return [
      t(part.how === 'already' ? 'accept.course.already' : 'accept.course.enrols', { course }),
    ];
  }
  return [t(`accept.cohort.${part.how}`, { course, cohort: part.cohort })];
}

export function acceptancePage(
  t: Translate,
  language: Language,
  { code, plan }: { code: string; plan: AcceptancePlan },
): AcceptancePage {
  const mayAccept = changesAnything(plan);
  return {
    title: t('accept.title'),
    noindex: true,
    heading: plan.from === null ? t('accept.title') : t('join.headingFrom', { from: plan.from }),
    from: plan.from,
    action: `/invitacion/${encodeURIComponent(code)}/aceptacion`,
    isAcross: plan.isAcross,
    points: plan.isAcross
      ? []
      : [
          ...joining(t, 'network', plan.network),
          ...joining(t, 'institution', plan.institution),
          ...coursePoints(t, language, plan.course),
        ],
    mayAccept,
  };
}
