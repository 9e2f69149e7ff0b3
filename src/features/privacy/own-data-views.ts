import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { DataRequest } from './data-request.ts';
import type { RankBand } from '../institutions/rank-bands.ts';
import type { MaskedKeys } from './masked-keys.ts';
import type { Opposition } from './opposition.ts';
import { daysUntil } from './working-days.ts';

export const OWN_DATA = '/cuenta/datos';

/** How a request stands: a word, and the look that goes with it. */
export interface Standing {
  word: string;
  look: string;
}

interface OwnDataPage extends PageBase {
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  /** Keys of registers, each as what may be shown of it. */
  keys: { name: string; shown: string }[];
  /** The band of command of somebody in a corporation or in the forces; null where it is not known. */
  band: string | null;
  copy: 'none' | 'waiting' | 'ready';
  copyUntil: Date | null;
  opposition: Opposition;
  wish: string;
  asksPassword: boolean;
  errors: FieldErrors;
  requests: (DataRequest & { what: string; standing: Standing })[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'privacy/own-data': OwnDataPage;
  }
}

export const kindKey = ({ kind }: Pick<DataRequest, 'kind'>): MessageKey => `rights.kind.${kind}`;

/** The clock of a request, in words: how many days are left, or how it was answered. */
export function standingOf(request: DataRequest, now: Date, t: Translate): Standing {
  if (request.status === 'answered') return { word: t('rights.answered'), look: 'is-ok' };
  if (request.status === 'refused') return { word: t('rights.refused'), look: 'is-info' };
  const days = daysUntil(request.dueOn, now);
  if (days < 0) return { word: t('rights.overdue', { count: -days }), look: 'is-bad' };
  return {
    word: t('rights.daysLeft', { count: days }),
    look: days <= 3 ? 'is-care' : 'is-info',
  };
}

export function ownDataPage(
  {
    requests,
    opposition,
    keys,
    band,
    now,
    asksPassword,
    wish,
    sendKey,
    errors,
  }: {
    requests: DataRequest[];
    opposition: Opposition;
    keys: MaskedKeys;
    band: RankBand | null;
    now: Date;
    asksPassword: boolean;
    wish: string;
    sendKey: string;
    errors: FieldErrors;
  },
  t: Translate,
): OwnDataPage {
  const held = requests.find(
    ({ package: made }) =>
      made !== null && !made.forOther && (made.expiresAt === null || made.expiresAt > now),
  );
  return {
    title: t('rights.own'),
    sendKey,
    keys: (['curp', 'cuip'] as const).map((kind) => ({
      name: t(`rosters.field.${kind}`),
      shown: keys[kind] === null ? t('rights.keyNone') : t('rights.keyMasked', { end: keys[kind] }),
    })),
    band: band === null ? null : t(`ranks.band.${band}`),
    copy: held === undefined ? 'none' : held.package?.isReady === true ? 'ready' : 'waiting',
    copyUntil: held?.package?.expiresAt ?? null,
    opposition,
    wish,
    asksPassword,
    errors,
    requests: requests.map((request) => ({
      ...request,
      what: t(kindKey(request)),
      standing: standingOf(request, now, t),
    })),
  };
}
