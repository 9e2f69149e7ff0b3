import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts single fields at rest (AES-256-GCM, a random nonce each). `context` binds the text to its place. */
export interface Sealer {
  seal(plain: string, context: string): string;
  /** Throws when the text was altered or belongs to another place. */
  open(sealed: string, context: string): string;
  /** A key of 32 bytes for another purpose, derived from the same root. */
  derive(purpose: string): Buffer;
}

const VERSION = 'v1';

export const sealer = (rootKey: Buffer): Sealer => {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', rootKey, Buffer.alloc(0), purpose, 32));
  const key = derive('fields');
  return {
    derive,
    seal(plain, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const [version, text] = sealed.split('.');
      if (version !== VERSION || text === undefined) throw new Error('Unknown sealed text');
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
};
