import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { bandsOf } from '../institutions/rank-bands.ts';
import { bandValue, rankValue } from './band-choice.ts';
import { BAND_REASONS, FREEZE_REASONS, RESET_REASONS, UNFREEZE_REASONS } from './people-forms.ts';
import type { PeopleFilter, PersonEntry, PersonSheet } from './people-sheets.ts';

interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface PeoplePage extends PageBase {
  entries: PersonEntry[];
  total: number;
  filter: PeopleFilter;
  filtered: boolean;
  /** False for those who protect people without reading their names: they need the exact user name. */
  readsNames: boolean;
  /** Brings people in from tables. */
  brings: boolean;
  seesFrozen: boolean;
  current: number;
  pages: number;
  hrefFor: (page: number) => string;
}

interface PersonPage extends PageBase {
  sheet: PersonSheet;
  showsGrades: boolean;
  reasons: Option[];
  resetReasons: Option[];
  /** Bands of command and ranks that stand for one. */
  bands: Option[];
  bandReasons: Option[];
  band: Record<string, string>;
  errors: FieldErrors;
  percent: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'people/people': PeoplePage;
    'people/person': PersonPage;
  }
}

/** Reasons to freeze, or to end it. */
export const reasonOptions = (t: Translate, isFrozen: boolean): Option[] =>
  isFrozen
    ? UNFREEZE_REASONS.map((value) => ({ value, label: t(`people.unfreezeReason.${value}`) }))
    : FREEZE_REASONS.map((value) => ({ value, label: t(`people.freezeReason.${value}`) }));

/** What somebody may say of her command: no band, a band, or a rank of her institution, which stands for its band. */
export const bandChoices = ({ person, ranks }: PersonSheet, t: Translate): Option[] => [
  { value: '', label: t('people.rankNone') },
  ...bandsOf(person.side).map((band) => ({
    value: bandValue(band),
    label: t(`ranks.band.${band}`),
  })),
  ...ranks.map((rank) => ({
    value: rankValue(rank),
    label: t('people.rankChoice', { rank: rank.name, band: t(`ranks.band.${rank.band}`) }),
  })),
];

export const bandReasons = (t: Translate): Option[] =>
  BAND_REASONS.map((value) => ({
    value,
    label: t(`people.rankWhy.${value}`),
    hint: t(`people.rankWhy.${value}Hint`),
  }));

/** Reasons to take a second factor off. */
export const resetReasonOptions = (t: Translate): Option[] =>
  RESET_REASONS.map((value) => ({ value, label: t(`people.secondFactorReason.${value}`) }));

const PATH = '/administrar/personas';

/** The address of a page of the list, with its filters. */
export const peopleHref =
  (filter: PeopleFilter) =>
  (page: number): string => {
    const query = new URLSearchParams();
    const add = (name: string, value: string): void => {
      if (value !== '') query.set(name, value);
    };
    add('q', filter.search);
    add('red', filter.network);
    add('institucion', filter.institution);
    add('municipio', filter.municipality);
    add('estatus', filter.status);
    if (page > 1) query.set('pagina', String(page));
    const text = query.toString();
    return text === '' ? PATH : `${PATH}?${text}`;
  };
