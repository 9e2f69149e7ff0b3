import type { PageBase } from '../../http/render.ts';
import type { Language } from '../../lib/localized.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { Words } from './filter-views.ts';
import { parityTargets } from './parity.ts';
import type { Lack } from './readiness.ts';
import type { Readiness } from './readiness-service.ts';
import { dash, nobody, type Shown } from './shown.ts';

export const READINESS = '/administrar/despliegue';

interface ReadinessPage extends PageBase {
  months: { value: string; label: string; selected: boolean }[];
  lead: string;
  groups: {
    name: string;
    course: string;
    when: string;
    ready: string;
    women: string;
    people: { name: string; kind: 'is-ok' | 'is-care'; state: string; lacks: string }[];
  }[];
  parity: {
    lines: { label: string; href: null; share: number | null; values: Shown[] }[];
    note: string;
    target: string;
  };
  definition: string;
  cutoff: string;
  file: string | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/readiness': ReadinessPage;
  }
}

export function lackText(lack: Lack, { t, fmt }: Words): string {
  switch (lack.kind) {
    case 'lessons':
      return t('ready.lack.lessons', { count: lack.count });
    case 'quizzes':
      return t('ready.lack.quizzes', { count: lack.count });
    case 'certificate':
      return t('ready.lack.certificate');
    case 'expires':
      return t('ready.lack.expires', { date: fmt.date(lack.on) });
  }
}

export function readinessPage(
  { months, month, groups, parity, today }: Readiness,
  { language, mayExport }: { language: Language; mayExport: boolean },
  words: Words,
): ReadinessPage {
  const { t, fmt } = words;
  const known = month === null || months.includes(month) ? months : [...months, month].sort();
  const sum = (what: (group: Readiness['groups'][number]) => number): number =>
    groups.reduce((all, group) => all + what(group), 0);
  return {
    title: t('ready.title'),
    months: known.map((value) => ({
      value,
      label: fmt.month(value),
      selected: value === month,
    })),
    lead:
      month === null || groups.length === 0
        ? t('ready.nobody')
        : t('ready.lead', {
            month: fmt.month(month),
            ready: fmt.number(sum(({ ready }) => ready)),
            people: fmt.number(sum(({ people }) => people.length)),
          }),
    groups: groups.map((group) => ({
      name: group.name,
      course: inLanguage(group.course, language),
      when: [t('ready.deploys', { date: fmt.date(group.deploysOn) }), group.mission]
        .filter((part) => part !== null)
        .join(' · '),
      ready: t('ready.of', {
        ready: fmt.number(group.ready),
        people: fmt.number(group.people.length),
      }),
      women: t('ready.women', {
        ready: fmt.number(group.womenReady),
        women: fmt.number(group.women),
      }),
      people: group.people.map(({ name, lacks }) => ({
        name,
        kind: lacks.length === 0 ? ('is-ok' as const) : ('is-care' as const),
        state: t(lacks.length === 0 ? 'ready.yes' : 'ready.no'),
        lacks: lacks.map((lack) => lackText(lack, words)).join('; '),
      })),
    })),
    parity: parityShown(parity, language, words),
    definition: t('ready.definition'),
    cutoff: t('report.cutOff', { date: fmt.date(today) }),
    file: mayExport && month !== null && groups.length > 0 ? `${READINESS}.csv?mes=${month}` : null,
  };
}

/** Women of each hundred who deployed or can, beside what the strategy wants; exact, since who reads this may list them by name. */
function parityShown(
  parity: Readiness['parity'],
  language: Language,
  { t, fmt }: Words,
): ReadinessPage['parity'] {
  const { strategy, source, year } = parityTargets();
  return {
    note: t('ready.parity.what', { strategy: inLanguage(strategy, language), source }),
    target: t('ready.parity.target', { year: String(year) }),
    lines: parity.map(({ name, women, people, target }) => ({
      label: name === null ? t('ready.parity.others') : inLanguage(name, language),
      href: null,
      share: people === 0 ? null : (100 * women) / people,
      values: [
        fmt.number(women),
        fmt.number(people),
        people === 0 ? nobody(t) : fmt.percent(women / people),
        target === null ? dash(t('ready.parity.none')) : fmt.percent(target / 100),
      ],
    })),
  };
}
