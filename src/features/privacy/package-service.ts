import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { DAY, MINUTE, type Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { fileQueries } from '../assessment/file-repository.ts';
import type { Audit } from '../audit/audit.ts';
import { dataRequestRepository } from './data-request-repository.ts';
import { contentsOf } from './package-contents.ts';
import { packageRepository, type WaitingPackage } from './package-repository.ts';
import { packageZip, type PackedFile } from './package-zip.ts';

/** How long a package can be fetched. */
export const PACKAGE_DAYS = 7;
/** Who began one and did not end in this time has stopped. */
const LEASE = 10 * MINUTE;
const PIECE = 120_000;

const FileRow = z.object({
  id: z.string(),
  item_id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  seconds: z.number().nullable(),
});

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
}

/** Makes the packages that people asked for, beside the pages. A stopped process is followed by another. */
export function packageService({ db, reads, clock, audit, seal }: Needs) {
  const packages = packageRepository(db, seal);

  async function filesOf(personId: string): Promise<PackedFile[]> {
    const rows: unknown[] = await db('attempt_files as f')
      .join('attempts as a', 'a.id', 'f.attempt_id')
      .select('f.id', 'f.item_id', 'f.name', 'f.type', 'f.bytes', 'f.seconds')
      .where('a.person_id', personId)
      .orderBy('f.id');
    return rows
      .map((row) => FileRow.parse(row))
      .map(({ item_id: itemId, ...file }, at) => ({
        name: `archivos/${String(at + 1)}-${file.name.replace(/[^\p{L}\p{N}. _-]/gu, '-')}`,
        open: () => Readable.from(fileQueries(reads).bytes({ ...file, itemId }, 0, file.bytes - 1)),
      }));
  }

  async function make({ id, requestId, personId, forOther, language }: WaitingPackage) {
    const now = clock();
    const t = translator(language);
    await packages.dropParts(id);
    const zip = packageZip(
      {
        language,
        title: t('rights.packageTitle'),
        lead: t(forOther ? 'rights.packageLeadOther' : 'rights.packageLead', {
          when: formatFor(language).dateTime(now),
        }),
        madeAt: now,
        sections: await contentsOf(db, seal, { personId, forOther }),
        files: forOther ? [] : await filesOf(personId),
      },
      t,
    );
    let rest = Buffer.alloc(0);
    let number = 0;
    let bytes = 0;
    const write = async (piece: Buffer): Promise<void> => {
      await packages.addPart(id, number, piece);
      number += 1;
      bytes += piece.length;
    };
    for await (const chunk of zip as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= PIECE) {
        await write(rest.subarray(0, PIECE));
        rest = rest.subarray(PIECE);
      }
    }
    if (rest.length > 0) await write(rest);
    const expiresAt = new Date(now.getTime() + PACKAGE_DAYS * DAY);
    await db.transaction(async (trx) => {
      await packageRepository(trx, seal).finish(id, { now, expiresAt, bytes });
      if (!forOther)
        await dataRequestRepository(trx, seal).answer(requestId, {
          by: null,
          now,
          status: 'answered',
          answer: null,
        });
      await audit(trx, {
        actorId: null,
        action: 'rights.package-made',
        objectType: 'person',
        objectId: personId,
        details: { sealed: true },
      });
    });
  }

  return {
    /** Makes all that wait. Safe to ask for at any moment, in any number of processes. */
    async makeWaiting(): Promise<number> {
      let made = 0;
      for (;;) {
        const now = clock();
        const waiting = await packages.claim(now, new Date(now.getTime() - LEASE));
        if (waiting === null) return made;
        await make(waiting);
        made += 1;
      }
    },
  };
}
