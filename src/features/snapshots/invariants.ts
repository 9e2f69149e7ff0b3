import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { Invariant } from '../../db/invariant.ts';
import { canonicalJson, sha256Of, type Json } from '../../lib/canonical-json.ts';

const Row = z.object({ id: z.string(), body: z.string(), digest: z.string() });

const isCanonical = (text: string): boolean => {
  try {
    return canonicalJson(JSON.parse(text) as Json) === text;
  } catch {
    return false;
  }
};

/** What is frozen is what was frozen: its digest is that of its canonical text. */
export const snapshotInvariants: Invariant[] = [
  {
    key: 'verify.snapshots',
    async *broken({ db }) {
      for await (const rows of batches(db('framework_snapshots'), ['id'])) {
        for (const row of rows) {
          const { id, body, digest } = Row.parse(row);
          if (!isCanonical(body) || sha256Of(body) !== digest) yield id;
        }
      }
    },
  },
];
