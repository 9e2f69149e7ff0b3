import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Choice } from '../../lib/pick.ts';
import {
  INSTITUTION_TYPES,
  kindSaid,
  LEVELS,
  NETWORK_STATUSES,
  type InstitutionType,
  type NetworkStatus,
} from './catalogue.ts';
import type { InstitutionPast } from './history-service.ts';
import type { NetworkFigure } from './network-figures.ts';
import type { InstitutionEntry, InstitutionSheet, NetworkSheet } from './sheets.ts';

/** A form as it comes back: what was typed, what is wrong, what to choose among. */
export interface Returned {
  values: Record<string, string>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
}
export const untouched: Returned = { values: {}, errors: {}, choices: {} };

export interface Option {
  value: string;
  label: string;
}

interface ListPage<T> extends PageBase {
  entries: T[];
  search: string;
  current: number;
  total: number;
  hrefFor: (page: number) => string;
}
interface InstitutionsPage extends ListPage<InstitutionEntry> {
  typeOf: (type: string) => string;
}
interface NetworksPage extends ListPage<NetworkSheet> {
  kindOf: (kind: string) => string;
  states: Option[];
  state: string;
  statusOf: (status: string) => string;
}
interface InstitutionPage extends PageBase {
  sheet: InstitutionSheet;
  typeOf: (type: string) => string;
  types: Option[];
  past: InstitutionPast;
  /** Its side of the wall has ranks. */
  hasRanks: boolean;
  edit: Returned;
  rename: Returned;
  move: Returned;
  close: Returned;
}
interface NewInstitutionPage extends PageBase {
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  form: Returned;
  parent: { id: string; name: string } | null;
  types: Option[];
  levels: Option[];
  sides: Option[];
  states: Option[];
}
interface NetworkPage extends PageBase {
  form: Returned;
  sheet: NetworkSheet | null;
  statuses: Option[];
  figures: NetworkFigure[];
  figure: Returned;
}

declare module '../../http/render.ts' {
  interface Pages {
    'institutions/list': InstitutionsPage;
    'institutions/sheet': InstitutionPage;
    'institutions/new': NewInstitutionPage;
    'institutions/networks': NetworksPage;
    'institutions/network': NetworkPage;
  }
}

const isType = (type: string): type is InstitutionType =>
  (INSTITUTION_TYPES as readonly string[]).includes(type);

export const typeNames =
  (t: Translate) =>
  (type: string): string =>
    isType(type) ? t(`institutions.type.${type}`) : type;

export const typeOptions = (t: Translate): Option[] =>
  INSTITUTION_TYPES.map((type) => ({ value: type, label: t(`institutions.type.${type}`) }));

export const levelOptions = (t: Translate): Option[] =>
  LEVELS.map((level) => ({ value: level, label: t(`institutions.level.${level}`) }));

export const sideOptions = (t: Translate): Option[] =>
  SIDES.map((side) => ({ value: side, label: t(`side.${side}`) }));

const isStatus = (status: string): status is NetworkStatus =>
  (NETWORK_STATUSES as readonly string[]).includes(status);

export const statusNames =
  (t: Translate) =>
  (status: string): string =>
    isStatus(status) ? t(`networks.is.${status}`) : status;

export const statusOptions = (t: Translate): Option[] =>
  NETWORK_STATUSES.map((status) => ({ value: status, label: t(`networks.is.${status}`) }));

export const stateOptions = (
  states: readonly { code: string; name: string }[],
  none: string,
): Option[] => [
  { value: '', label: none },
  ...states.map(({ code, name }) => ({ value: code, label: name })),
];

/** What the edit form shows before anybody touches it. */
export const valuesOfInstitution = (sheet: InstitutionSheet): Record<string, string> => ({
  nombre: sheet.name,
  siglas: sheet.shortName,
  tipo: sheet.type,
  desde: sheet.validFrom ?? '',
});

export const valuesOfNetwork = (sheet: NetworkSheet): Record<string, string> => ({
  nombre: sheet.name,
  municipio: `${sheet.municipality}, ${sheet.stateAbbreviation} (${sheet.cvegeo})`,
  localidad: sheet.locality ?? '',
  fundada: sheet.foundedOn ?? '',
  recurso: sheet.fundingSource ?? '',
  clase: kindSaid(sheet.kind),
  patrocina: sheet.sponsor ?? '',
  parte_de: sheet.parent ?? '',
  estatus: sheet.status,
});

/** The address of a page of a list, with its filters. */
export const pageHref =
  (path: string, filters: Record<string, string>) =>
  (page: number): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
    if (page > 1) query.set('pagina', String(page));
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  };
