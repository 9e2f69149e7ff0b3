declare module 'cookie-signature' {
  /** The value, when it carries the signature of this secret. */
  export function unsign(signed: string, secret: string): string | false;
}
