import { z } from 'zod';
import { Flag, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { LANGUAGES, type Language } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { partOf } from './data-request-seals.ts';

const Waiting = z
  .object({
    id: z.string(),
    request_id: z.string(),
    person_id: z.string(),
    for_other: Flag,
    language: z.enum(LANGUAGES),
  })
  .transform((row) => ({
    id: row.id,
    requestId: row.request_id,
    personId: row.person_id,
    forOther: row.for_other,
    language: row.language,
  }));
export type WaitingPackage = z.output<typeof Waiting>;

const Part = z.object({ content_sealed: z.string() }).optional();

/** Packages and their sealed pieces. */
export const packageRepository = (db: Db, seal: Sealer) => ({
  async queue(given: {
    requestId: string;
    personId: string;
    forOther: boolean;
    language: Language;
  }): Promise<void> {
    await db('data_packages').insert({
      id: newId(),
      request_id: given.requestId,
      person_id: given.personId,
      for_other: given.forOther,
      language: given.language,
      state: 'waiting',
    });
  },

  /** The next one that waits and that nobody has been making since `before`; it is the caller's from now on. */
  async claim(now: Date, before: Date): Promise<WaitingPackage | null> {
    const free = (query: ReturnType<typeof db>) =>
      query.where('state', 'waiting').where((any) => {
        void any.whereNull('claimed_at').orWhere('claimed_at', '<=', toColumn(before));
      });
    const row: unknown = await free(db('data_packages'))
      .select('id', 'request_id', 'person_id', 'for_other', 'language')
      .orderBy('id')
      .first();
    if (row === undefined) return null;
    const waiting = Waiting.parse(row);
    const claimed = await free(db('data_packages'))
      .where('id', waiting.id)
      .update({
        claimed_at: toColumn(now),
      });
    return claimed > 0 ? waiting : null;
  },

  /** Takes away what somebody wrote who did not come to the end. */
  async dropParts(id: string): Promise<void> {
    await db('data_package_parts').where('package_id', id).delete();
  },

  async addPart(id: string, number: number, bytes: Buffer): Promise<void> {
    await db('data_package_parts').insert({
      package_id: id,
      number,
      content_sealed: seal.seal(bytes.toString('base64'), partOf(id, number)),
    });
  },

  async finish(id: string, made: { now: Date; expiresAt: Date; bytes: number }): Promise<void> {
    await db('data_packages')
      .where('id', id)
      .update({
        state: 'ready',
        made_at: toColumn(made.now),
        expires_at: toColumn(made.expiresAt),
        bytes: made.bytes,
      });
  },

  async noteDownload(id: string, now: Date): Promise<void> {
    await db('data_packages')
      .where('id', id)
      .update({ downloaded_at: toColumn(now) });
  },

  /** The bytes of a package, piece by piece. */
  async *bytes(id: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number += 1) {
      const row = Part.parse(
        await db('data_package_parts')
          .select('content_sealed')
          .where({ package_id: id, number })
          .first(),
      );
      if (row === undefined) return;
      yield Buffer.from(seal.open(row.content_sealed, partOf(id, number)), 'base64');
    }
  },
});
