/** What never leaves this machine: its own names, its own addresses, or a socket of its file system. */
const OWN = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\/.*)$/i;

/** Whether a host, as addresses write it, is this machine, so that nobody can listen in between. */
export const isThisMachine = (host: string): boolean => OWN.test(decodeURIComponent(host));

const databaseHost = ({ hostname, searchParams }: URL): string =>
  searchParams.get('host') ?? hostname;

/**
 * Whether a PostgreSQL address says how the server is known: on another machine by its certificate and its name, or that
 * nothing is sealed, in so many words. The other modes of the driver promise less than they sound like.
 */
export function saysHowDatabaseIsKnown(address: string): boolean {
  const url = new URL(address);
  if (url.searchParams.has('ssl') || url.searchParams.has('uselibpqcompat')) return false;
  const modes = url.searchParams.getAll('sslmode');
  if (modes.length > 1) return false;
  const [mode = isThisMachine(databaseHost(url)) ? 'disable' : ''] = modes;
  return mode === 'verify-full' || mode === 'disable';
}
