import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { LANGUAGES } from '../../lib/localized.ts';

const AccountRow = z
  .object({
    username: z.string(),
    display_name: z.string(),
    phone_sealed: z.string().nullable(),
    email_sealed: z.string().nullable(),
    email_recovery: Flag,
    email_confirmed_at: Instant.nullable(),
    pending_sealed: z.string().nullable(),
    pending_recovery: Flag.nullable(),
    language: z.enum(LANGUAGES),
    discreet: Flag,
    created_at: Instant,
    sessions: z.coerce.number(),
    answers: z.coerce.number(),
  })
  .transform((row) => ({
    username: row.username,
    displayName: row.display_name,
    phoneSealed: row.phone_sealed,
    emailSealed: row.email_sealed,
    isEmailConfirmed: row.email_confirmed_at !== null,
    pendingSealed: row.pending_sealed,
    /** What she chose last, in force or not. */
    emailRecovery: row.pending_recovery ?? row.email_recovery,
    language: row.language,
    discreet: row.discreet,
    createdAt: row.created_at,
    sessions: row.sessions,
    answers: row.answers,
  }));

export type AccountRow = z.output<typeof AccountRow>;

const ACCOUNT = `
  select p.username, p.display_name, p.phone_sealed, p.email_sealed, p.email_recovery, p.email_confirmed_at,
         c.email_sealed as pending_sealed, c.recovery as pending_recovery, p.language, p.discreet, p.created_at,
         (select count(*) from sessions s where s.person_id = p.id and s.expires_at > ?) as sessions,
         (select count(*) from optional_answers a where a.person_id = p.id and a.withdrawn_at is null) as answers
    from people p left join email_confirmations c on c.person_id = p.id where p.id = ?`;

/** What a person sees of her own account. */
export const accountQueries = (reads: Reads) => ({
  async account(personId: string, now: Date): Promise<AccountRow> {
    const [row] = await reads.all(ACCOUNT, [toColumn(now), personId]);
    return AccountRow.parse(row);
  },
});
