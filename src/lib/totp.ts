import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Codes of six digits that change every 30 seconds, as every authenticator application makes them (RFC 6238, SHA-1). */
export const STEP_SECONDS = 30;
const DIGITS = 6;
/** A phone's clock may be one step before or behind ours. */
const DRIFT = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 random bits, as long as the digest that it keys. */
export const newSecret = (): Buffer => randomBytes(20);

/** How many steps have passed at an instant. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/** The code of a step: the low 31 bits of four bytes of its digest, at the place that the digest's last half byte names. */
export function codeAt(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const from = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(from) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, of the present one and its neighbours; null when it is none of theirs. */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  const present = stepAt(now);
  let found: number | null = null;
  for (let step = present - DRIFT; step <= present + DRIFT; step += 1) {
    const wanted = Buffer.from(codeAt(secret, step));
    const given = Buffer.from(code);
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) found = step;
  }
  return found;
}

/** A secret as people type it into their application. */
export function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(value >>> (bits - 5)) & 31] ?? '';
  }
  return bits === 0 ? text : text + (BASE32[(value << (5 - bits)) & 31] ?? '');
}

/** What an application reads from the QR code. The label is what it shows in its list. */
export function keyAddress(
  secret: Buffer,
  { issuer, account }: Record<'issuer' | 'account', string>,
): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
