import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SnapshotBody, type Snapshot } from './snapshot.ts';

const Row = z
  .object({ id: z.string(), body: json(SnapshotBody), digest: z.string(), made_at: Instant })
  .transform(({ made_at: madeAt, ...row }): Snapshot => ({ ...row, madeAt }));

const SHOWN = 200;

/** Snapshots of frameworks, by what their readers may see. They are added and read, never changed. */
export const snapshotRepository = (db: Db) => ({
  /** The newest first. */
  async of(scopeDigest: string): Promise<Snapshot[]> {
    const rows: unknown[] = await db('framework_snapshots')
      .where('scope_digest', scopeDigest)
      .orderBy([{ column: 'made_at', order: 'desc' }, { column: 'id' }])
      .limit(SHOWN);
    return rows.map((row) => Row.parse(row));
  },

  async find(scopeDigest: string, id: string): Promise<Snapshot | null> {
    const row: unknown = await db('framework_snapshots')
      .where({ id, scope_digest: scopeDigest })
      .first();
    return row === undefined ? null : Row.parse(row);
  },

  /** Answers whether it was not there before. */
  async add(
    { id, body, digest, madeAt }: Snapshot,
    given: { versionId: string; scopeDigest: string; text: string },
  ): Promise<boolean> {
    const row = {
      id,
      version_id: given.versionId,
      state_code: body.state?.code ?? null,
      period: body.period,
      cut_off: body.cutOff,
      rule: body.rule,
      scope_digest: given.scopeDigest,
      body: given.text,
      digest,
      made_at: toColumn(madeAt),
    };
    const added: unknown[] = await db('framework_snapshots')
      .insert(row)
      .onConflict('id')
      .ignore()
      .returning('id');
    return added.length > 0;
  },
});
