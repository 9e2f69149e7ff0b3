import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Side } from '../../lib/actor.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { bandsOf } from './rank-bands.ts';
import type { RankSheet } from './rank-service.ts';
import type { Rank } from './ranks.ts';
import { untouched, type Option, type Returned } from './views.ts';

interface RankCard extends Rank {
  /** From when and until when, where that is known. */
  days: string[];
  action: string;
  form: Returned;
}

interface RanksPage extends PageBase {
  institution: { id: string; name: string; above: { id: string; name: string }[] };
  path: string;
  own: RankCard[];
  inherited: (RankSheet['inherited'][number] & Pick<RankCard, 'days'>)[];
  schemes: { id: string; title: string; source: string; note: string; ranks: string[] }[];
  bands: Option[];
  add: Returned;
  /** What is wrong with the form that came back, by the ids of its fields, and how these are called. */
  errors: FieldErrors;
  labels: Record<string, string>;
}

declare module '../../http/render.ts' {
  interface Pages {
    'institutions/ranks': RanksPage;
  }
}

/** The bands of a side as a form offers them. */
export const bandOptions = (side: Side, t: Translate): Option[] =>
  bandsOf(side).map((band) => ({ value: band, label: t(`ranks.band.${band}`) }));

const valuesOf = (rank: Rank): Record<string, string> => ({
  grado: rank.name,
  nivel: rank.band,
  desde: rank.validFrom ?? '',
  hasta: rank.validTo ?? '',
  fuente: rank.source ?? '',
  por_verificar: rank.isUnverified ? '1' : '',
});

/** `returned` is a form that comes back: of the rank of that id, or of a new one. */
export function ranksPage(
  { institution, own, inherited, schemes }: RankSheet,
  returned: { of: string | null; form: Returned } | null,
  { t, language }: { t: Translate; language: Language },
): RanksPage {
  const path = `/administrar/instituciones/${institution.id}/grados`;
  const format = formatFor(language);
  const daysOf = ({ validFrom, validTo }: Rank): string[] => [
    ...(validFrom === null ? [] : [t('ranks.fromDay', { date: format.date(validFrom) })]),
    ...(validTo === null ? [] : [t('ranks.untilDay', { date: format.date(validTo) })]),
  ];
  // Each rank has a form: ids of fields end with the id of their rank.
  const idOf = (name: string): string => (returned?.of == null ? name : `${name}-${returned.of}`);
  return {
    title: t('ranks.title'),
    institution,
    path,
    own: own.map((rank) => ({
      ...rank,
      days: daysOf(rank),
      action: `${path}/${rank.id}`,
      form: returned?.of === rank.id ? returned.form : { ...untouched, values: valuesOf(rank) },
    })),
    inherited: inherited.map((rank) => ({ ...rank, days: daysOf(rank) })),
    schemes: schemes.map((scheme) => ({
      id: scheme.id,
      title: inLanguage(scheme.title, language),
      source: scheme.source,
      note: inLanguage(scheme.note, language),
      ranks: Object.values(scheme.ranks).flat(),
    })),
    bands: bandOptions(institution.side, t),
    add: returned?.of === null ? returned.form : untouched,
    errors: renamed(returned?.form.errors ?? {}, idOf),
    labels: renamed(
      {
        grado: t('ranks.name'),
        nivel: t('ranks.band'),
        desde: t('ranks.from'),
        hasta: t('ranks.until'),
        fuente: t('ranks.source'),
        escala: t('ranks.take'),
      },
      idOf,
    ),
  };
}

const renamed = <T>(all: Record<string, T>, nameOf: (name: string) => string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [nameOf(name), value]));
