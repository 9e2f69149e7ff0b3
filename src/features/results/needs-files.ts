import { dayOf } from '../../lib/clock.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { Words } from './gradebook-views.ts';
import type { NeedyLine } from './needs-service.ts';
import { lastIn, reasonsIn, sentencesOf } from './needs-views.ts';

/** The headings of a file of those who need somebody. */
export const needsHeadings = ({ t }: Words): string[] => [
  t('gradebook.name'),
  t('gradebook.group'),
  t('needs.course'),
  t('needs.deploysOn'),
  t('needs.dueOn'),
  t('needs.filter'),
  t('needs.what'),
  t('needs.lastWhat'),
  t('needs.lastOn'),
];

export const needsCells = (line: NeedyLine, words: Words): string[] => {
  const { needy, document, last } = line;
  return [
    needy.name,
    needy.group ?? '',
    inLanguage(document.title, words.language),
    needy.deploysOn ?? '',
    needy.dueOn ?? '',
    reasonsIn(needy, words)
      .map(({ label }) => label)
      .join(', '),
    sentencesOf(line, words).join(' '),
    lastIn(line, words),
    last === null ? '' : dayOf(last.at),
  ];
};
