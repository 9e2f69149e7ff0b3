import type { PageBase } from '../../http/render.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { optionsOf } from '../courses/item-document.ts';
import type { AnalysedItem, Analysis } from './analysis-service.ts';
import { correctionHref } from './correction-views.ts';
import { gradebookHref, type Words } from './gradebook-views.ts';
import { FLAGS, LEAST_ANSWERS, type Flag } from './item-analysis.ts';

interface AnalysisView extends PageBase {
  quiz: string;
  course: { title: string; href: string };
  least: number;
  isExact: boolean;
  definitions: { name: string; what: string }[];
  items: {
    stem: string;
    version: number;
    answers: string;
    /** What is told while there are too few answers. */
    missing: string;
    figures: { label: string; value: string }[];
    flags: string[];
    options: { text: string; isKey: boolean; all: string; upper: string; lower: string }[];
    fixHref: string | null;
  }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/analysis': AnalysisView;
  }
}

const FIGURES = ['facility', 'discrimination', 'upperLower', 'omission', 'options'] as const;
const flagKey = (flag: Flag): MessageKey => `analysis.flag.${flag}`;
const inSteps = (share: number): number => Math.round(share * 20) / 20;

function itemView(
  { item, versionId, versionNumber, answers, figures, missing }: AnalysedItem,
  { document, isExact, mayMend }: Analysis,
  { t, fmt, language }: Words,
): AnalysisView['items'][number] {
  const percent = (share: number | null): string =>
    share === null ? t('correction.few') : fmt.percent(isExact ? share : inSteps(share));
  const index = (value: number): string => value.toFixed(2);
  const uses = new Map(figures?.options.map((use) => [use.id, use]));
  return {
    stem: inLanguage(item.stem, language),
    version: versionNumber,
    answers: isExact || answers >= LEAST_ANSWERS ? t('analysis.answers', { count: answers }) : '',
    missing:
      missing === 0
        ? ''
        : t(isExact ? 'analysis.missing' : 'analysis.few', {
            count: isExact ? missing : LEAST_ANSWERS,
          }),
    figures:
      figures === null
        ? []
        : [
            { label: t('analysis.facility'), value: percent(figures.facility) },
            {
              label: t('analysis.discrimination'),
              value:
                figures.discrimination === null
                  ? t('analysis.none')
                  : index(figures.discrimination),
            },
            ...(figures.upperLower === null
              ? []
              : [{ label: t('analysis.upperLower'), value: index(figures.upperLower) }]),
            { label: t('analysis.omission'), value: percent(figures.omission) },
          ],
    flags: FLAGS.filter((flag) => figures?.flags.includes(flag)).map((flag) => t(flagKey(flag))),
    options:
      figures === null
        ? []
        : optionsOf(item).map(({ id, text, correct }) => {
            const use = uses.get(id);
            return {
              text: inLanguage(text, language),
              isKey: correct,
              all: percent(use === undefined ? 0 : use.all),
              upper: percent(use?.upper ?? 0),
              lower: percent(use?.lower ?? 0),
            };
          }),
    fixHref: mayMend ? `${correctionHref(document.slug, item.id)}?version=${versionId}` : null,
  };
}

export const analysisPage = (analysis: Analysis, words: Words): AnalysisView => ({
  title: words.t('analysis.title'),
  section: inLanguage(analysis.document.title, words.language),
  quiz: inLanguage(analysis.quiz.title, words.language),
  course: {
    title: inLanguage(analysis.document.title, words.language),
    href: gradebookHref(analysis.document.slug),
  },
  least: LEAST_ANSWERS,
  isExact: analysis.isExact,
  definitions: FIGURES.filter((name) => analysis.isExact || name !== 'upperLower').map((name) => ({
    name: words.t(`analysis.${name}`),
    what: words.t(`analysis.${name}.what`),
  })),
  items: analysis.items.map((one) => itemView(one, analysis, words)),
});
