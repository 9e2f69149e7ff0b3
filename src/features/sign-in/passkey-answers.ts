import { z } from 'zod';
import { TRANSPORTS } from './passkey-repository.ts';

const Base64url = z.string().regex(/^[\w-]+$/);

const fromText = z
  .string()
  .max(50_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  });

const credential = {
  id: Base64url,
  rawId: Base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};

const Made = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Base64url,
    attestationObject: Base64url,
    transports: z.array(z.enum(TRANSPORTS)).catch([]),
  }),
});
const Signed = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Base64url,
    authenticatorData: Base64url,
    signature: Base64url,
  }),
});
/** A browser's answer to making a passkey. */
export type MadeAnswer = z.output<typeof Made>;
/** A browser's answer to signing with one. */
export type SignedAnswer = z.output<typeof Signed>;

export const MadeForm = z.object({ respuesta: fromText.pipe(Made) });
export const SignedForm = z.object({ respuesta: fromText.pipe(Signed) });
