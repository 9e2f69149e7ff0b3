import { codeAt, STEP_SECONDS, stepAt } from '../../src/lib/totp.ts';
import type { TestApp } from './app.ts';
import type { Browser, Page } from './browser.ts';
import { qrInRectangles } from './read-qr.ts';

export const SECOND_FACTOR = '/cuenta/segundo-paso';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An application on somebody's phone: it knows the secret and the time. */
export interface Authenticator {
  /** What it read from the QR code. */
  address: string;
  /** The code that it shows so many steps from now. */
  code(steps?: number): string;
  /** The code of the next step, the clock having moved there. */
  nextCode(): string;
}

function bytesOf(text: string): Buffer {
  const bits = Array.from(text, (one) => BASE32.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Scans the QR code of a page with the camera. */
export function scan(app: TestApp, page: Page): Authenticator {
  const svg = page.document.querySelector('.invitation-qr svg');
  const size = Number(svg?.getAttribute('viewBox')?.split(' ')[2]);
  const drawn = [...(svg?.querySelectorAll('path') ?? [])].at(-1)?.getAttribute('d') ?? '';
  const runs = [...drawn.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map(([, x, y, width]) => ({
    ...{ x: Number(x), y: Number(y), width: Number(width) },
    height: 1,
  }));
  const address = qrInRectangles(runs, size);
  if (address === null) throw new Error(`No QR code on ${page.text}`);
  const secret = bytesOf(new URL(address).searchParams.get('secret') ?? '');
  const code = (steps = 0): string => codeAt(secret, stepAt(app.clock()) + steps);
  return {
    address,
    code,
    nextCode() {
      app.clock.advance(STEP_SECONDS * 1000);
      return code();
    },
  };
}

/** Turns on the second factor of whoever just signed in with this browser: her application, and her codes on paper. */
export async function turnOn(
  app: TestApp,
  browser: Browser,
): Promise<{ phone: Authenticator; paper: string[] }> {
  const phone = scan(app, await browser.postAndFollow(SECOND_FACTOR));
  const page = await browser.postAndFollow(`${SECOND_FACTOR}/alta`, { codigo: phone.code() });
  return { phone, paper: codesOn(page) };
}

/** The codes that a page shows. */
export const codesOn = (page: Page): string[] =>
  [...page.document.querySelectorAll('.code-list code')].map((code) => code.textContent ?? '');
