import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CertificateList, ManagedCertificate } from './administration.ts';
import type { PublicCertificate } from './check.ts';
import type { QrPath } from '../../lib/qr.ts';
import type { CertificateEvent } from './certificate.ts';
import type { CertificateView } from './service.ts';
import { KIND, type Kind, type State } from './validity.ts';
import { wordingOf, type CertificateWording } from './wording.ts';

interface EventLine {
  key: MessageKey;
  at: Date;
  reason: string | null;
  by: string | null;
}

interface CertificatePage extends PageBase {
  id: string;
  wording: CertificateWording;
  qr: QrPath;
  state: State;
  kind: Kind;
  expiresOn: string | null;
  checkPath: string;
  history: EventLine[];
  newerHref: string | null;
  olderHref: string | null;
}

interface CheckPage extends PageBase {
  /** What was typed, to fill the field again. */
  typed: string;
  unknown: boolean;
  found: (PublicCertificate & { kind: Kind; course: string; action: string }) | null;
  surname: { typed: string; errors: FieldErrors; coincides: boolean | null };
}

interface ListPage extends PageBase {
  text: string;
  byName: boolean;
  lines: {
    href: string;
    folio: string;
    name: string;
    course: string;
    state: State;
    kind: Kind;
    issuedOn: string;
  }[];
  newerHref: string | null;
  olderHref: string | null;
}

interface ManagePage extends PageBase {
  id: string;
  name: string;
  folio: string;
  course: string;
  institution: string;
  state: State;
  kind: Kind;
  issuedOn: string;
  expiresOn: string | null;
  demo: boolean;
  history: EventLine[];
  newerHref: string | null;
  olderHref: string | null;
  mayRevoke: boolean;
  mayCorrect: boolean;
  revoke: { values: { motivo: string }; errors: FieldErrors };
  correct: { values: { nombre: string; motivo: string }; errors: FieldErrors };
}

declare module '../../http/render.ts' {
  interface Pages {
    'certificates/certificate': CertificatePage;
    'certificates/check': CheckPage;
    'certificates/list': ListPage;
    'certificates/manage': ManagePage;
  }
}

const historyOf = (events: readonly CertificateEvent[], showsWho: boolean): EventLine[] =>
  events.map(({ kind, at, reason, actorName }) => ({
    key: `certificate.event.${kind}`,
    at,
    reason,
    by: showsWho ? actorName : null,
  }));

const hrefOf = (base: string, id: string | null): string | null =>
  id === null ? null : `${base}/${id}`;

export const certificatePage = (
  view: CertificateView,
  qr: QrPath,
  language: Language,
): CertificatePage => ({
  title: translator(language)('certificate.heading'),
  styles: ['certificate.css'],
  id: view.certificate.id,
  wording: wordingOf(view),
  qr,
  state: view.state,
  kind: KIND[view.state],
  expiresOn: view.certificate.expiresOn,
  checkPath: `/v/${view.certificate.code}`,
  history: historyOf(view.events, false),
  newerHref: hrefOf('/constancias', view.certificate.replacedById),
  olderHref: hrefOf('/constancias', view.certificate.replacesId),
});

export const checkPage = (
  found: PublicCertificate | null,
  language: Language,
  more: { typed?: string; surname?: CheckPage['surname'] } = {},
): CheckPage => {
  const t = translator(language);
  const typed = more.typed ?? '';
  const unknown = found === null && typed !== '';
  return {
    title: t(unknown ? 'certCheck.unknownTitle' : 'certCheck.title'),
    styles: ['certificate.css'],
    noindex: true,
    typed,
    unknown,
    found:
      found === null
        ? null
        : {
            ...found,
            kind: KIND[found.state],
            course: inLanguage(found.title, language),
            action: `/v/${found.code}`,
          },
    surname: more.surname ?? { typed: '', errors: {}, coincides: null },
  };
};

export const listPage = (
  list: CertificateList,
  { text, page }: { text: string; page: number },
  language: Language,
): ListPage => {
  const hrefFor = (number: number): string => {
    const query = new URLSearchParams();
    if (text !== '') query.set('q', text);
    if (number > 1) query.set('pagina', String(number));
    return `/administrar/constancias?${query.toString()}`;
  };
  return {
    title: translator(language)('certAdmin.title'),
    text,
    byName: list.byName,
    lines: list.lines.map((line) => ({
      href: `/administrar/constancias/${line.id}`,
      folio: line.folio,
      name: line.holderName,
      course: language === 'en' ? line.titleEn : line.titleEs,
      state: line.state,
      kind: KIND[line.state],
      issuedOn: line.issuedOn,
    })),
    newerHref: page > 1 ? hrefFor(page - 1) : null,
    olderHref: list.hasMore ? hrefFor(page + 1) : null,
  };
};

export const managePage = (
  { certificate, state, events, mayRevoke, mayCorrect }: ManagedCertificate,
  language: Language,
  sent: Partial<Pick<ManagePage, 'revoke' | 'correct'>> = {},
): ManagePage => ({
  title: translator(language)('certAdmin.title'),
  id: certificate.id,
  name: certificate.holderName,
  folio: certificate.folio,
  course: inLanguage(certificate.title, language),
  institution: certificate.institutionName,
  state,
  kind: KIND[state],
  issuedOn: certificate.issuedOn,
  expiresOn: certificate.expiresOn,
  demo: certificate.demo,
  history: historyOf(events, true),
  newerHref: hrefOf('/administrar/constancias', certificate.replacedById),
  olderHref: hrefOf('/administrar/constancias', certificate.replacesId),
  mayRevoke,
  mayCorrect,
  revoke: sent.revoke ?? { values: { motivo: '' }, errors: {} },
  correct: sent.correct ?? { values: { nombre: certificate.holderName, motivo: '' }, errors: {} },
});
