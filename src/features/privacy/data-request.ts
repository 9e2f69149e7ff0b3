/** Access, rectification, cancellation and opposition: the four things that may be asked about one's own data. */
export const KINDS = ['access', 'rectification', 'cancellation', 'opposition'] as const;
export type RequestKind = (typeof KINDS)[number];
export const STATES = ['open', 'answered', 'refused'] as const;

/** What somebody asked about her own data, and how it stands. */
export interface DataRequest {
  id: string;
  person: { id: string; name: string; username: string; isClosed: boolean };
  kind: RequestKind;
  channel: 'account' | 'in-person';
  askedAt: Date;
  dueOn: string;
  wish: string | null;
  status: (typeof STATES)[number];
  answeredAt: Date | null;
  answer: string | null;
  package: { id: string; isReady: boolean; forOther: boolean; expiresAt: Date | null } | null;
}
