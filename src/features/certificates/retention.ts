import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Retention } from '../../db/retention.ts';
import { monthsBefore } from '../../lib/clock.ts';

const EVIDENCE_KEPT_MONTHS = 12;

const evidenceOf = (trx: Db, ids: readonly string[]) =>
  trx('external_certificate_parts')
    .whereIn('certificate_id', [...ids])
    .delete();

/** Certificates of elsewhere: the evidence for a year after it was decided, and nothing of a closed account. */
export const certificateRetention: Retention[] = [
  {
    name: 'externalEvidence',
    what: 'retention.externalEvidence.what',
    until: 'retention.externalEvidence.until',
    times: { months: EVIDENCE_KEPT_MONTHS },
    due: (now) => ({
      sql: `select id from external_certificates where decided_at <= ? and type is not null`,
      bindings: [toColumn(monthsBefore(now, EVIDENCE_KEPT_MONTHS))],
    }),
    async erase(trx, ids) {
      await evidenceOf(trx, ids);
      await trx('external_certificates')
        .whereIn('id', [...ids])
        .update({ type: null, bytes: null, reason_sealed: null });
    },
  },
  {
    name: 'externalOfClosedAccounts',
    what: 'retention.externalOfClosed.what',
    until: 'retention.externalOfClosed.until',
    times: {},
    due: () => ({
      sql: `select x.id from external_certificates x join people p on p.id = x.person_id where p.status = 'closed'`,
      bindings: [],
    }),
    async erase(trx, ids) {
      await evidenceOf(trx, ids);
      await trx('external_certificates')
        .whereIn('id', [...ids])
        .delete();
    },
  },
];
