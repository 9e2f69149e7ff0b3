import type { PageBase } from '../../http/render.ts';
import { isMessageKey, type MessageKey } from '../../i18n/translate.ts';
import type { AuditDetail, AuditObject } from '../audit/audit.ts';
import type { AuditEntry, AuditPage } from './audit-log-service.ts';
import type { Words } from './filter-views.ts';

export const AUDIT_LOG = '/administrar/bitacora';

interface AuditLogPage extends PageBase {
  actions: { value: string; label: string; selected: boolean }[];
  from: string;
  to: string;
  by: string;
  about: string;
  /** What can be written down elsewhere to prove the log as it is. */
  seal: { number: string; to: string; digest: string; when: string } | null;
  rows: { when: string; who: string; what: string; details: string }[];
  pages: { current: number; total: number; hrefFor: (page: number) => string };
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/audit-log': AuditLogPage;
  }
}

export interface AuditQuery {
  que?: string | undefined;
  desde?: string | undefined;
  hasta?: string | undefined;
  quien?: string | undefined;
  aquien?: string | undefined;
}

/** What an event is called; one that nobody named yet goes by its code. */
const actionName = (action: string, words: Words): string => {
  const [, tried] = /^(.+)[-.]refused$/.exec(action) ?? [];
  const key = `audit.${action}`;
  if (isMessageKey(key)) return words.t(key);
  return tried === undefined
    ? action
    : words.t('auditLog.refused', { act: actionName(tried, words) });
};

function whoOf({ actor }: AuditEntry, { t }: Words): string {
  if (actor === null) return t('auditLog.system');
  return actor.name === '' ? t('auditLog.someone') : actor.name;
}

// Every detail and every object of an event has a name in the catalogues, or these two do not compile.
const detailKey = (name: AuditDetail): MessageKey => `auditDetail.${name}`;
const objectKey = (type: AuditObject): MessageKey => `auditObject.${type}`;

/** The sentence of a key; what an older version wrote under another goes by its code. */
const named = (key: string, code: string, { t }: Words): string =>
  isMessageKey(key) ? t(key) : code;

/** Details whose values are named elsewhere in the catalogues. */
const NAMED_BY: Record<string, string> = { role: 'role.', progress: 'names.filter.' };

/** The conditions of a list as its address had them. */
const conditionsOf = (query: string): string =>
  [...new URLSearchParams(query)].map(([name, value]) => `${name} ${value}`).join(', ');

/** A detail's value: yes or no, the name of a role, the sentence of a reason, or what stands there. */
function valueOf(name: string, value: string | number | boolean | null, words: Words): string {
  if (typeof value === 'boolean') return words.t(value ? 'auditDetail.yes' : 'auditDetail.no');
  const text = String(value);
  if (name === 'filters' && text.startsWith('?')) return conditionsOf(text);
  const key = `${NAMED_BY[name] ?? ''}${text}`;
  return isMessageKey(key) ? words.t(key) : text;
}

const nameOr = (id: string, person: AuditEntry['person']): string =>
  person === null || person.name === '' ? id : person.name;

const detailsOf = ({ objectType, objectId, person, details }: AuditEntry, words: Words): string =>
  [
    ...(objectId === null
      ? []
      : [
          `${named(objectKey(objectType as AuditObject), objectType, words)} ${nameOr(objectId, person)}`,
        ]),
    ...Object.entries(details)
      .filter(([, value]) => value !== null && value !== '')
      .map(
        ([name, value]) =>
          `${named(detailKey(name as AuditDetail), name, words)}: ${valueOf(name, value, words)}`,
      ),
  ].join(' · ');

export function auditLogPage(page: AuditPage, query: AuditQuery, words: Words): AuditLogPage {
  const { t, fmt } = words;
  const address = (number: number): string => {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (typeof value === 'string') parts.set(name, value);
    }
    parts.set('pagina', String(number));
    return `${AUDIT_LOG}?${parts.toString()}`;
  };
  return {
    title: t('auditLog.title'),
    actions: [
      { value: '', label: t('auditLog.filter.all'), selected: query.que === undefined },
      ...page.actions.map((value) => ({
        value,
        label: actionName(value, words),
        selected: value === query.que,
      })),
    ],
    from: query.desde ?? '',
    to: query.hasta ?? '',
    by: query.quien ?? '',
    about: query.aquien ?? '',
    seal:
      page.seal === null
        ? null
        : {
            number: fmt.number(page.seal.number),
            to: fmt.number(page.seal.to),
            digest: page.seal.digest,
            when: fmt.dateTime(page.seal.sealedAt),
          },
    rows: page.entries.map((entry) => ({
      when: fmt.dateTime(entry.at),
      who: whoOf(entry, words),
      what: actionName(entry.action, words),
      details: detailsOf(entry, words),
    })),
    pages: { current: page.page, total: page.pages, hrefFor: address },
  };
}
