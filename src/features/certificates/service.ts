import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language, type Localized } from '../../lib/localized.ts';
import { groupCode } from './codes.ts';
import type { Certificate, CertificateEvent } from './certificate.ts';
import { certificateReads } from './queries.ts';
import { KIND, stateOf, type Kind, type State } from './validity.ts';

/** A certificate in a list of one's own. */
export interface CertificateLine {
  id: string;
  title: Localized;
  href: string;
  status: State;
  issuedOn: string;
  expiresOn: string | null;
}

/** A certificate with what it is worth today and how it can be checked. */
export interface CertificateView {
  certificate: Certificate;
  state: State;
  /** The code as printed, in groups. */
  code: string;
  /** Where anybody checks it; what the QR code says. */
  checkUrl: string;
  events: CertificateEvent[];
}

interface Needs {
  reads: Reads;
  clock: Clock;
  baseUrl: string;
}

/** What people do with their own certificates. */
export const certificateService = ({ reads, clock, baseUrl }: Needs) => {
  const certificates = certificateReads(reads);

  /** The certificates of a person, newest first: in force, expired or revoked. Replaced ones hang on their successors. */
  const certificatesOf = async (personId: string): Promise<CertificateLine[]> => {
    const today = dayOf(clock());
    return (await certificates.ofPerson(personId))
      .filter(({ replacedById }) => replacedById === null)
      .map((certificate) => ({
        id: certificate.id,
        title: certificate.title,
        href: `/constancias/${certificate.id}`,
        status: stateOf(certificate, today),
        issuedOn: certificate.issuedOn,
        expiresOn: certificate.expiresOn,
      }));
  };

  return {
    certificatesOf,

    /** The same in words, for a list on another page. */
    async named(
      personId: string,
      language: Language,
    ): Promise<{ title: string; href: string; status: string; kind: Kind }[]> {
      const t = translator(language);
      return (await certificatesOf(personId)).map(({ title, href, status }) => ({
        title: inLanguage(title, language),
        href,
        status: t(`certificate.state.${status}`),
        kind: KIND[status],
      }));
    },

    /** The id of the current certificate of an enrolment, or null. */
    async currentOf(enrolmentId: string): Promise<string | null> {
      return certificates.currentOf(enrolmentId);
    },

    /** A certificate of one's own; those of others do not exist. */
    async own(actor: Actor, id: string): Promise<CertificateView> {
      const certificate = await certificates.byId(id);
      if (certificate?.personId !== actor.id) throw new Refusal('not-found', 'error.notFound');
      return {
        certificate,
        state: stateOf(certificate, dayOf(clock())),
        code: groupCode(certificate.code),
        checkUrl: `${baseUrl}/v/${certificate.code}`,
        events: await certificates.events(id),
      };
    },
  };
};
export type CertificateService = ReturnType<typeof certificateService>;
