import { isThisMachine } from '../../lib/peers.ts';
import type { Transport } from './mail.ts';

/** A server that says nothing must not keep the letters behind it. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * How the mail server of an address is spoken to: sealed, and known by its certificate and name. Only a server on this machine
 * is spoken to in the open, since nobody stands between.
 */
function connectionTo(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address);
  const isSealed = protocol === 'smtps:';
  const isOpen = !isSealed && isThisMachine(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSealed ? 465 : isOpen ? 25 : 587) : Number(port),
    secure: isSealed,
    requireTLS: !isSealed && !isOpen,
    ignoreTLS: isOpen,
    ...PATIENCE,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const },
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

/** The transport of `SMTP_URL`. The library is loaded with the first letter. */
export function smtpTransport(address: string, baseUrl: string): Transport {
  const from = { name: 'Avisos', address: `no-reply@${new URL(baseUrl).hostname}` };
  return async (letter) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(connectionTo(address));
    try {
      await transport.sendMail({ from, ...letter });
    } finally {
      transport.close();
    }
  };
}
