import type { Language } from '../../lib/localized.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { Words } from './filter-views.ts';
import type { Mastery } from './learned-service.ts';
import { dash, type Shown } from './shown.ts';

interface MasteryLine {
  label: string;
  href: null;
  share: number | null;
  values: Shown[];
}

/** Each objective with the share of right answers, how many people were asked, and the same of its critical items. */
export function masteryLines(
  mastery: readonly Mastery[],
  language: Language,
  { t, fmt }: Words,
): MasteryLine[] {
  const told = (share: Mastery['all'], nobodyAsked: string): [Shown, Shown] => {
    if (share === undefined) return [dash(nobodyAsked), dash(nobodyAsked)];
    if (share === null) return [t('report.hidden'), t('report.hidden')];
    return [fmt.percent(share.share), fmt.number(share.people)];
  };
  return mastery.map(({ text, all, critical }) => ({
    label: inLanguage(text, language),
    href: null,
    share: all === undefined || all === null ? null : all.share * 100,
    values: [...told(all, t('mastery.notAsked')), ...told(critical, t('mastery.noCritical'))],
  }));
}
