/** What a certificate is worth today. */
export const STATES = ['valid', 'expired', 'replaced', 'revoked'] as const;
export type State = (typeof STATES)[number];

/** The class that gives a state its colour and shape. */
export const KIND = { valid: 'ok', expired: 'care', replaced: 'info', revoked: 'bad' } as const;
export type Kind = (typeof KIND)[State];

export const STATUSES = ['current', 'replaced', 'revoked'] as const;
export type Status = (typeof STATUSES)[number];

/** A certificate is valid through its last day. Both days are calendar days (YYYY-MM-DD) of central Mexico. */
export function stateOf(
  { status, expiresOn }: { status: Status; expiresOn: string | null },
  today: string,
): State {
  if (status !== 'current') return status;
  return expiresOn !== null && today > expiresOn ? 'expired' : 'valid';
}

/** The same day so many months later; the last of the month when that day does not exist. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
