import type { Db } from '../../db/connection.ts';

/**
 * What somebody is told without anybody writing it: about which cohort says its subject, about which course its slug. Both are
 * empty where it is about neither.
 */
export const NOTICES = ['cohort-place', 'cohort-declined', 'due-extended', 'report-ready'] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** Port: a line in somebody's inbox that nobody wrote. What it says is kept by the name of its sentence. */
export type TellPerson = (
  trx: Db,
  notice: { personId: string; what: NoticeKind; subject: string; slug: string },
) => Promise<void>;
