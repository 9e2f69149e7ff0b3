import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Choice } from '../../lib/pick.ts';
import { SEXES } from '../accounts/sex.ts';
import type { PersonRecord } from '../people/people-sheets.ts';
import { KINDS, type DataRequest } from './data-request.ts';
import { kindKey, standingOf, type Standing } from './own-data-views.ts';

export const DESK = '/administrar/derechos';

interface Option {
  value: string;
  label: string;
  hint?: string;
}
type Told = DataRequest & { what: string; standing: Standing };

interface RequestsPage extends PageBase {
  requests: Told[];
}
interface NewRequestPage extends PageBase {
  person: PersonRecord | null;
  kinds: Option[];
  values: Record<string, string>;
  errors: FieldErrors;
}
interface RequestPage extends PageBase {
  request: Told;
  /** The copy can be handed over now. */
  canFetch: boolean;
  isMaking: boolean;
  asksPassword: boolean;
  decisions: Option[];
  sexes: Option[];
  /** What the words for a municipality may mean. */
  choices: Record<string, Choice[]>;
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'privacy/requests': RequestsPage;
    'privacy/request-new': NewRequestPage;
    'privacy/request': RequestPage;
  }
}

const told = (request: DataRequest, now: Date, t: Translate): Told => ({
  ...request,
  what: t(kindKey(request)),
  standing: standingOf(request, now, t),
});

export const requestsPage = (
  requests: readonly DataRequest[],
  now: Date,
  t: Translate,
): RequestsPage => ({
  title: t('rights.desk'),
  requests: requests.map((request) => told(request, now, t)),
});

export const newRequestPage = (
  {
    person,
    values,
    errors,
  }: { person: PersonRecord | null; values: Record<string, string>; errors: FieldErrors },
  t: Translate,
): NewRequestPage => ({
  title: t('rights.new'),
  person,
  kinds: KINDS.map((kind) => ({
    value: kind,
    label: t(`rights.kind.${kind}`),
    hint: t(`rights.kindHint.${kind}`),
  })),
  values: { tipo: 'access', ...values },
  errors,
});

export function requestPage(
  {
    request,
    now,
    asksPassword,
    errors,
    values,
    choices,
  }: {
    request: DataRequest;
    now: Date;
    asksPassword: boolean;
    errors: FieldErrors;
    values: Record<string, string>;
    choices: Record<string, Choice[]>;
  },
  t: Translate,
): RequestPage {
  const made = request.package;
  const isForUs = made?.forOther === true && request.status === 'open';
  return {
    title: t(kindKey(request)),
    request: told(request, now, t),
    canFetch: isForUs && made.isReady && (made.expiresAt ?? now) > now,
    isMaking: isForUs && !made.isReady,
    asksPassword,
    decisions: [
      { value: 'answered', label: t(`rights.do.${request.kind}`) },
      { value: 'refused', label: t('rights.do.refuse') },
    ],
    sexes: [
      { value: '', label: t('rights.sexAsItIs') },
      ...SEXES.map((sex) => ({ value: sex, label: t(`join.sex.${sex}`) })),
    ],
    choices,
    values: { decision: 'answered', ...values },
    errors,
  };
}
