import { formatFor } from '../../i18n/format.ts';
import { translator, type MessageKey, type MessageOptions } from '../../i18n/translate.ts';
import type { Localized } from '../../lib/localized.ts';
import { dayOf } from '../../lib/clock.ts';
import { wholePoints } from '../assessment/points.ts';
import type { CertificateView } from './service.ts';

/** Every sentence of a certificate, Spanish first and English second: the page and the PDF say the same. */
export interface CertificateWording {
  demo: Localized | null;
  institution: string;
  heading: Localized;
  granted: Localized;
  name: string;
  forCourse: Localized;
  course: Localized;
  hours: Localized;
  /** Short facts: score and version. */
  facts: Localized[];
  issued: Localized;
  validity: Localized;
  review: Localized;
  folio: Localized;
  check: Localized;
  checkUrl: string;
  code: string;
  qrLabel: Localized;
}

const es = translator('es-MX');
const en = translator('en');

const both = (
  key: MessageKey,
  options?: { es?: MessageOptions; en?: MessageOptions },
): Localized => ({
  es: es(key, options?.es),
  en: en(key, options?.en),
});

const same = (key: MessageKey, options: MessageOptions): Localized =>
  both(key, { es: options, en: options });

const onDay = (key: MessageKey, day: string): Localized =>
  both(key, {
    es: { date: formatFor('es-MX').date(day) },
    en: { date: formatFor('en').date(day) },
  });

/** Says a certificate in words. */
export function wordingOf({ certificate, code, checkUrl }: CertificateView): CertificateWording {
  const { hoursRequired, hoursCompleted, score, replacesId } = certificate;
  const address = checkUrl.replace(/^https?:\/\//, '').replace(/\/v\/.*$/, '/v');
  return {
    demo: certificate.demo ? both('certificate.demo') : null,
    institution: certificate.institutionName,
    heading: both('certificate.heading'),
    granted: both('certificate.granted'),
    name: certificate.holderName,
    forCourse: both('certificate.forCourse'),
    course: certificate.title,
    hours:
      hoursCompleted === hoursRequired
        ? same('certificate.hours', { count: hoursCompleted })
        : same('certificate.hoursOf', {
            count: hoursCompleted,
            required: hoursRequired,
            missing: hoursRequired - hoursCompleted,
          }),
    facts: [
      ...(score === null ? [] : [same('certificate.score', { score: wholePoints(score) })]),
      same('certificate.version', { number: certificate.versionNumber }),
    ],
    issued:
      replacesId === null
        ? onDay('certificate.issued', certificate.issuedOn)
        : both('certificate.reissued', {
            es: {
              date: formatFor('es-MX').date(certificate.issuedOn),
              again: formatFor('es-MX').date(dayOf(certificate.issuedAt)),
            },
            en: {
              date: formatFor('en').date(certificate.issuedOn),
              again: formatFor('en').date(dayOf(certificate.issuedAt)),
            },
          }),
    validity:
      certificate.expiresOn === null
        ? both('certificate.noExpiry')
        : onDay('certificate.validUntil', certificate.expiresOn),
    review:
      certificate.signedBy === null
        ? both('certificate.unsigned')
        : same('certificate.signedBy', { who: certificate.signedBy }),
    folio: same('certificate.folio', { folio: certificate.folio }),
    check: same('certificate.checkAt', { address }),
    checkUrl,
    code,
    qrLabel: both('certificate.qr'),
  };
}
