import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { Refusal } from '../lib/errors.ts';

/** What seals a backup: a phrase, or a key of age. A public key seals and cannot open. */
export type BackupKey =
  | { kind: 'phrase'; phrase: string }
  | { kind: 'identity'; identity: string }
  | { kind: 'recipient'; recipient: string };

const SHORTEST_PHRASE = 16;
/** Work of scrypt for a phrase, as a power of two: 64 MB for a moment, which a small server has. */
const WORK = 16;

/** Reads a key file: its first line that is not a comment. */
export async function readKey(file: string): Promise<BackupKey> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal('not-found', 'backup.noKeyFile', { file });
  });
  const line =
    text
      .split('\n')
      .map((one) => one.trim())
      .find((one) => one !== '' && !one.startsWith('#')) ?? '';
  if (line.startsWith('AGE-SECRET-KEY-')) return { kind: 'identity', identity: line };
  if (line.startsWith('age1')) return { kind: 'recipient', recipient: line };
  if (line.length < SHORTEST_PHRASE)
    throw new Refusal('invalid', 'backup.shortPhrase', { file, least: SHORTEST_PHRASE });
  return { kind: 'phrase', phrase: line };
}

export const canOpen = (key: BackupKey | null): boolean => key?.kind !== 'recipient';

/** Seals a stream in the format of age: authenticated in chunks, the last one marked, so that a cut is noticed. */
export async function sealed(plain: Readable, key: BackupKey): Promise<Readable> {
  const encrypter = new Encrypter();
  if (key.kind === 'phrase') {
    encrypter.setPassphrase(key.phrase);
    encrypter.setScryptWorkFactor(WORK);
  } else if (key.kind === 'recipient') encrypter.addRecipient(key.recipient);
  else encrypter.addRecipient(await identityToRecipient(key.identity));
  return fromWeb(await encrypter.encrypt(toWeb(plain)));
}

/** Opens what was sealed; refuses when the key is another. */
export async function opened(bytes: Readable, key: BackupKey): Promise<Readable> {
  const decrypter = new Decrypter();
  if (key.kind === 'phrase') decrypter.addPassphrase(key.phrase);
  else if (key.kind === 'identity') decrypter.addIdentity(key.identity);
  else throw new Refusal('invalid', 'backup.publicKey');
  try {
    return fromWeb(await decrypter.decrypt(toWeb(bytes)));
  } catch (error) {
    bytes.destroy();
    if (String(error).includes('no identity matched'))
      throw new Refusal('invalid', 'backup.wrongKey');
    throw error;
  }
}

// The same streams, typed once by Node and once by the DOM.
const toWeb = (stream: Readable) =>
  Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>;
const fromWeb = (stream: unknown) => Readable.fromWeb(stream as ReadableStream);
