import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Page } from './browser.ts';

/** What a page tells a browser to do with a passkey. */
interface Options {
  challenge: string;
  rp?: { id: string; name: string };
  rpId?: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string }[];
  allowCredentials?: { id: string }[];
  attestation?: string;
}

/** What a page tells the browser to do with a passkey; a page that tells nothing is a fault. */
export function asked(page: Page): Options {
  const options = passkeyOptions(page);
  if (options === null) throw new Error(`No passkey is asked for on ${page.text}`);
  return options;
}

/** The same; null when the page asks for none. */
export function passkeyOptions(page: Page): Options | null {
  const text = page.document.querySelector('form[data-passkey]')?.getAttribute('data-options');
  return text === null || text === undefined ? null : (JSON.parse(text) as Options);
}

const USER_PRESENT = 0x01;
const ATTESTED = 0x40;
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const text64 = (bytes: Buffer): string => bytes.toString('base64url');

/** A passkey in software: it signs whatever it is asked to, from whichever site. */
export class SoftwareKey {
  readonly id = text64(randomBytes(16));
  counter = 0;
  private readonly privateKey: KeyObject;
  private readonly x: Buffer;
  private readonly y: Buffer;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.privateKey = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.x = Buffer.from(x, 'base64url');
    this.y = Buffer.from(y, 'base64url');
  }

  /** The answer that a browser on `origin` sends after making this passkey. */
  made({ challenge, rp }: Options, origin: string): string {
    const id = Buffer.from(this.id, 'base64url');
    const cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      this.x,
      Buffer.from('225820', 'hex'),
      this.y,
    ]);
    const credential = [Buffer.alloc(16), Buffer.from([0, id.length]), id, cose];
    const data = Buffer.concat([this.head(rp?.id ?? '', USER_PRESENT | ATTESTED), ...credential]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x58, data.length]),
      data,
    ]);
    return this.answer({
      clientDataJSON: text64(this.clientData('webauthn.create', challenge, origin)),
      attestationObject: text64(attestation),
      transports: ['internal'],
    });
  }

  /** The answer that a browser on `origin` sends after signing with it. */
  signed({ challenge, rpId }: Options, origin: string): string {
    const client = this.clientData('webauthn.get', challenge, origin);
    const data = this.head(rpId ?? '', USER_PRESENT);
    return this.answer({
      clientDataJSON: text64(client),
      authenticatorData: text64(data),
      signature: text64(sign('sha256', Buffer.concat([data, sha256(client)]), this.privateKey)),
    });
  }

  private head(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }

  private clientData(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private answer(response: Record<string, unknown>): string {
    return JSON.stringify({ id: this.id, rawId: this.id, type: 'public-key', response });
  }
}
