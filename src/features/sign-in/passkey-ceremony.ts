import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { MINUTE } from '../../lib/clock.ts';
import type { MadeAnswer, SignedAnswer } from './passkey-answers.ts';
import type { NewCredential, Passkey } from './passkey-repository.ts';

/** Stands in the list of passkeys of a phone or computer, which other people see: it never says what the site is about. */
const NAME = 'Aula';

/** How long a browser waits for the person. */
const WAITS = 5 * MINUTE;

/** Loaded by the first who has a passkey: it costs 30 MB, and most people have none. */
const webAuthn = () => import('@simplewebauthn/server');

const bytesOf = (base64url: string) => Uint8Array.from(Buffer.from(base64url, 'base64url'));

const named = ({ credentialId, transports }: Passkey) => ({ id: credentialId, transports });

/** The library throws at whatever is not right in an answer; which of it, the person cannot mend. */
const orNull = <T>(checked: Promise<T>): Promise<T | null> => checked.catch(() => null);

/** WebAuthn as this site speaks it: its own address, no attestation, the person verified where the authenticator can. */
export function passkeyCeremony(baseUrl: string) {
  const { origin, hostname: rpID } = new URL(baseUrl);
  const expected = {
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: false,
  };

  return {
    /** For making one. The handle is random and kept nowhere: it leads from no passkey to a person. */
    async creationOptions(
      challenge: string,
      has: readonly Passkey[],
    ): Promise<PublicKeyCredentialCreationOptionsJSON> {
      const { generateRegistrationOptions } = await webAuthn();
      return generateRegistrationOptions({
        rpName: NAME,
        rpID,
        userName: NAME,
        userDisplayName: NAME,
        challenge: bytesOf(challenge),
        timeout: WAITS,
        attestationType: 'none',
        excludeCredentials: has.map(named),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
      });
    },

    /** The credential that was made; null when the answer is not to this challenge, from this site. */
    async made(answer: MadeAnswer, challenge: string): Promise<NewCredential | null> {
      const { verifyRegistrationResponse } = await webAuthn();
      const result = await orNull(
        verifyRegistrationResponse({ response: answer, expectedChallenge: challenge, ...expected }),
      );
      if (result?.verified !== true) return null;
      const { id, publicKey, counter } = result.registrationInfo.credential;
      return {
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: answer.response.transports,
      };
    },

    /** For signing with one of these. */
    async requestOptions(
      challenge: string,
      has: readonly Passkey[],
    ): Promise<PublicKeyCredentialRequestOptionsJSON> {
      const { generateAuthenticationOptions } = await webAuthn();
      return generateAuthenticationOptions({
        rpID,
        challenge: bytesOf(challenge),
        timeout: WAITS,
        allowCredentials: has.map(named),
        userVerification: 'preferred',
      });
    },

    /** The counter that was signed; null when the answer is not this passkey's to this challenge, from this site. */
    async signed(
      answer: SignedAnswer,
      challenge: string,
      passkey: Passkey,
    ): Promise<number | null> {
      const { verifyAuthenticationResponse } = await webAuthn();
      const publicKey = bytesOf(passkey.publicKey);
      // The counter is compared where it is stored, so that of two at a time one is first.
      const credential = { id: passkey.credentialId, publicKey, counter: 0 };
      const result = await orNull(
        verifyAuthenticationResponse({
          response: answer,
          expectedChallenge: challenge,
          credential,
          ...expected,
        }),
      );
      return result?.verified === true ? result.authenticationInfo.newCounter : null;
    },
  };
}
export type PasskeyCeremony = ReturnType<typeof passkeyCeremony>;
