import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { FREEZE_REASONS, RESET_REASONS, UNFREEZE_REASONS } from './people-forms.ts';
import type { PeopleFilter, PersonEntry, PersonSheet } from './people-sheets.ts';

interface Option {
  value: string;
  label: string;
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
