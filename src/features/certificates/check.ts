import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Localized } from '../../lib/localized.ts';
import { groupCode, readCode } from './codes.ts';
import { initialsOf, surnameCoincides } from './holder.ts';
import type { Certificate } from './certificate.ts';
import { certificateReads } from './queries.ts';
import { stateOf, type State } from './validity.ts';

/** All that anybody with the code learns. Neither corps, network, municipality nor name are in it, so no page can show them. */
export interface PublicCertificate {
  id: string;
  code: string;
  codeAsPrinted: string;
  folio: string;
  state: State;
  demo: boolean;
  title: Localized;
  hoursRequired: number;
  hoursCompleted: number;
  version: number;
  institutionName: string;
  signedBy: string | null;
  issuedOn: string;
  expiresOn: string | null;
  /** The day it was revoked or replaced. */
  endedOn: string | null;
  /** Null once her account is frozen or closed. */
  initials: string | null;
}

const HolderRow = z.object({ status: z.enum(['active', 'frozen', 'closed']) });

/**
 * The public check. It knows no visitor and keeps nothing. A holder under protection cannot be confirmed through it: her
 * certificate is worth what it was, no surname coincides, and initials are shown of nobody whose account is not active.
 */
export const certificateCheck = ({ reads, clock }: { reads: Reads; clock: Clock }) => {
  const certificates = certificateReads(reads);

  const find = async (typed: string): Promise<Certificate | null> => {
    const code = readCode(typed);
    return code === null ? null : certificates.byCode(code);
  };

  return {
    /** What the certificate with this code is worth today; null when no certificate has it. */
    async byCode(typed: string): Promise<PublicCertificate | null> {
      const certificate = await find(typed);
      return certificate === null ? null : describe(certificate);
    },

    /** Whether a surname is the holder's; null when no certificate has this code. */
    async surname(typed: string, surname: string): Promise<boolean | null> {
      const certificate = await find(typed);
      if (certificate === null) return null;
      // Compared even when the answer is known, so that both take the same time.
      const coincides = surnameCoincides(certificate.holderName, surname);
      return (await holderStatus(certificate.personId)) !== 'frozen' && coincides;
    },
  };

  async function holderStatus(personId: string): Promise<z.output<typeof HolderRow>['status']> {
    const [row] = await reads.all('select status from people where id = ?', [personId]);
    return HolderRow.parse(row).status;
  }

  async function describe(certificate: Certificate): Promise<PublicCertificate> {
    const ended =
      certificate.status === 'current'
        ? undefined
        : (await certificates.events(certificate.id)).find(
            ({ kind }) => kind === 'revoked' || kind === 'replaced',
          );
    return {
      id: certificate.id,
      code: certificate.code,
      codeAsPrinted: groupCode(certificate.code),
      folio: certificate.folio,
      state: stateOf(certificate, dayOf(clock())),
      demo: certificate.demo,
      title: certificate.title,
      hoursRequired: certificate.hoursRequired,
      hoursCompleted: certificate.hoursCompleted,
      version: certificate.versionNumber,
      institutionName: certificate.institutionName,
      signedBy: certificate.signedBy,
      issuedOn: certificate.issuedOn,
      expiresOn: certificate.expiresOn,
      endedOn: ended === undefined ? null : dayOf(ended.at),
      initials:
        (await holderStatus(certificate.personId)) === 'active'
          ? initialsOf(certificate.holderName)
          : null,
    };
  }
};
export type CertificateCheck = ReturnType<typeof certificateCheck>;
