import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';

const Row = z
  .object({
    secret_sealed: z.string().nullable(),
    made_at: Instant.nullable(),
    confirmed_at: Instant.nullable(),
    asked_at: Instant.nullable(),
  })
  .transform((row) => ({
    secretSealed: row.secret_sealed,
    madeAt: row.made_at,
    confirmedAt: row.confirmed_at,
    askedAt: row.asked_at,
  }));
export type SecondFactorRow = z.output<typeof Row>;

/** A secret that one code confirmed. One whose key was lost is none. */
export const isOn = (row: SecondFactorRow | null): row is SecondFactorRow =>
  typeof row?.secretSealed === 'string' && row.confirmedAt !== null;

const NONE = { secret_sealed: null, made_at: null, confirmed_at: null, last_step: null };

/** The rows of second factors and of the codes on paper that stand in for them. */
export const secondFactorRepository = (db: Db) => {
  const put = (personId: string, row: Record<string, unknown>): Promise<unknown> =>
    db('second_factors')
      .insert({ person_id: personId, ...row })
      .onConflict('person_id')
      .merge(row);

  return {
    async find(personId: string): Promise<SecondFactorRow | null> {
      const row: unknown = await db('second_factors').where('person_id', personId).first();
      return row === undefined ? null : Row.parse(row);
    },

    async isOn(personId: string): Promise<boolean> {
      return isOn(await this.find(personId));
    },

    async begin(personId: string, secretSealed: string, now: Date): Promise<void> {
      await put(personId, { ...NONE, secret_sealed: secretSealed, made_at: toColumn(now) });
    },

    /** False when it was on already. */
    async confirm(personId: string, step: number, now: Date): Promise<boolean> {
      const confirmed = await db('second_factors')
        .where('person_id', personId)
        .whereNull('confirmed_at')
        .update({ confirmed_at: toColumn(now), last_step: step });
      return confirmed === 1;
    },

    /** Accepts a step once, and none before it: false when it was accepted already. Of two at a time one is first. */
    async useStep(personId: string, step: number): Promise<boolean> {
      const used = await db('second_factors')
        .where('person_id', personId)
        .where((newer) => newer.whereNull('last_step').orWhere('last_step', '<', step))
        .update({ last_step: step });
      return used === 1;
    },

    /** Forgets the secret, every code on paper and every passkey. */
    async drop(personId: string): Promise<void> {
      await db('second_factors').where('person_id', personId).update(NONE);
      await db('second_factor_codes').where('person_id', personId).delete();
      await db('passkeys').where('person_id', personId).delete();
    },

    async noteAsked(personId: string, now: Date): Promise<void> {
      await put(personId, { asked_at: toColumn(now) });
    },

    async noteReset(personId: string, by: string | null, now: Date): Promise<void> {
      await put(personId, { reset_at: toColumn(now), reset_by: by, reset_announced_at: null });
    },

    /** New codes on paper; those from before are worth nothing. */
    async replaceCodes(personId: string, digests: readonly string[], now: Date): Promise<void> {
      await db('second_factor_codes').where('person_id', personId).delete();
      await db('second_factor_codes').insert(
        digests.map((digest) => ({ digest, person_id: personId, made_at: toColumn(now) })),
      );
    },

    /** Uses a code on paper up; false when there is none or it was used. */
    async useCode(personId: string, digest: string, now: Date): Promise<boolean> {
      const used = await db('second_factor_codes')
        .where({ person_id: personId, digest })
        .whereNull('used_at')
        .update({ used_at: toColumn(now) });
      return used === 1;
    },

    async codesLeft(personId: string): Promise<number> {
      const rows: unknown[] = await db('second_factor_codes')
        .select('digest')
        .where('person_id', personId)
        .whereNull('used_at');
      return rows.length;
    },
  };
};
