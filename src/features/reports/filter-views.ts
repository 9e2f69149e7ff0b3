import type { Format } from '../../i18n/format.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import { dayOf } from '../../lib/clock.ts';
import { AGE_GROUPS } from '../enrolment/age-group.ts';
import { bandsOf, type RankBand } from '../institutions/rank-bands.ts';
import { addressOf, SEXES, GROUPS, GROUP_NAMES, type ReportQuery } from './filters.ts';
import { parsePeriod, periodsOf } from './period.ts';
import type { Report } from './report.ts';

/** What the page says in a person's language. */
export interface Words {
  t: Translate;
  fmt: Format;
}

interface Option {
  value: string;
  label: string;
  selected: boolean;
}

/** A choice of the sentence of filters, with the word that stands before it. */
export interface Filter {
  before: string;
  name: string;
  label: string;
  options: Option[];
}

const choose = (
  offered: readonly { value: string; label: string }[],
  chosen: string | undefined,
  all: string | null,
): Option[] => [
  ...(all === null ? [] : [{ value: '', label: all, selected: chosen === undefined }]),
  ...offered.map(({ value, label }) => ({ value, label, selected: value === chosen })),
];

/** "enero de 2026" as an option, or a quarter, half or year. */
export function periodLabel(id: string, { t, fmt }: Words): string {
  const period = parsePeriod(id);
  const year = id.slice(0, 4);
  switch (period?.kind) {
    case 'half':
      return t('report.half', {
        half: t(id.endsWith('II') ? 'report.half.II' : 'report.half.I'),
        year,
      });
    case 'quarter':
      return t('report.quarter', { quarter: id.slice(-1), year });
    case 'month':
      return fmt.month(id);
    default:
      return year;
  }
}

/** The bands of rank of the sides that are read, or of the one that is chosen. */
const bandsIn = ({ query, choices }: Pick<Report, 'query' | 'choices'>): RankBand[] =>
  (query.lado === undefined ? choices.sides : [query.lado]).flatMap((side) => bandsOf(side));

/** The filters that a report has, in the order of its sentence; those with nothing to choose are left out. */
export function filtersOf(
  report: Pick<Report, 'query' | 'choices'>,
  now: Date,
  words: Words,
): Filter[] {
  const { query, choices } = report;
  const { t } = words;
  const filter = (
    name: keyof ReportQuery & FilterName,
    offered: readonly { value: string; label: string }[],
    before: MessageKey | null = null,
  ): Filter => ({
    before: before === null ? '' : t(before),
    name,
    label: t(`report.filter.${name}`),
    options: choose(offered, query[name], t(`report.all.${name}`)),
  });
  const sexes = SEXES.map((value) => ({ value, label: t(`report.sex.${value}`) }));
  const ages = AGE_GROUPS.map((value) => ({ value, label: t(`report.age.${value}`) }));
  const bands = bandsIn(report).map((value) => ({ value, label: t(`ranks.band.${value}`) }));
  const sides = choices.sides.map((value) => ({ value, label: t(`report.side.${value}`) }));
  const periods = periodsOf(now).map((value) => ({ value, label: periodLabel(value, words) }));
  const filters: (Filter | null)[] = [
    filter('curso', choices.courses, 'report.of'),
    choices.cohorts.length > 0 ? filter('grupo', choices.cohorts) : null,
    choices.states.length > 1 ? filter('estado', choices.states, 'report.in') : null,
    choices.municipalities.length > 0 ? filter('municipio', choices.municipalities) : null,
    choices.institutions.length > 1 ? filter('institucion', choices.institutions) : null,
    choices.funds.length > 1 ? filter('fondo', choices.funds) : null,
    choices.networks.length > 1 ? filter('red', choices.networks) : null,
    filter('sexo', sexes),
    filter('edad', ages),
    bands.length > 0 ? filter('grado', bands) : null,
    sides.length > 1 ? filter('lado', sides) : null,
    filter('periodo', periods),
  ];
  return filters.filter((each) => each !== null);
}
type FilterName =
  | 'curso'
  | 'grupo'
  | 'estado'
  | 'municipio'
  | 'institucion'
  | 'fondo'
  | 'red'
  | 'sexo'
  | 'edad'
  | 'grado'
  | 'periodo'
  | 'lado';

export interface Shortcut {
  label: string;
  href: string;
  chosen: boolean;
}

/** What is asked most, one click each: by municipality, women, this half-year. What is chosen already is taken off again. */
export function shortcutsOf(
  { query, choices, groupBy }: Pick<Report, 'query' | 'choices' | 'groupBy'>,
  path: string,
  now: Date,
  { t }: Words,
): Shortcut[] {
  const day = dayOf(now);
  const half = `${day.slice(0, 4)}-${Number(day.slice(5, 7)) <= 6 ? 'I' : 'II'}`;
  const rest = { ...query, pagina: undefined };
  const toggle = (label: string, name: 'sexo' | 'periodo', value: string): Shortcut => {
    const chosen = query[name] === value;
    return { label, chosen, href: addressOf(path, rest, { [name]: chosen ? undefined : value }) };
  };
  return [
    ...(choices.municipalities.length > 0
      ? [
          {
            label: t('report.shortcut.municipality'),
            chosen: groupBy === 'municipality',
            href: addressOf(path, rest, { por: GROUP_NAMES.municipality }),
          },
        ]
      : []),
    toggle(t('report.sex.mujer'), 'sexo', 'mujer'),
    toggle(t('report.sex.hombre'), 'sexo', 'hombre'),
    toggle(t('report.shortcut.half'), 'periodo', half),
    toggle(t('report.shortcut.year'), 'periodo', day.slice(0, 4)),
  ];
}

/** What the table is grouped by. */
export const groupingOf = (report: Report, { t }: Words): Filter => ({
  before: t('report.by'),
  name: 'por',
  label: t('report.filter.por'),
  options: choose(
    GROUPS.filter((group) => group !== 'rank' || bandsIn(report).length > 0).map((group) => ({
      value: GROUP_NAMES[group],
      label: t(`report.group.${group}`),
    })),
    GROUP_NAMES[report.groupBy],
    null,
  ),
});
