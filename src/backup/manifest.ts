import { z } from 'zod';

/** The last entry of a backup: what should be in it. A backup without it was cut short. */
export const MANIFEST = 'manifest.json';

export const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations that its database had seen. */
  migrations: z.array(z.string()),
  /** Names the key of the sealed fields without giving it away; null when there was none. */
  dataKey: z.string().nullable(),
  tables: z.array(z.strictObject({ name: z.string(), rows: z.number(), sha256: z.string() })),
  media: z.array(z.strictObject({ name: z.string(), bytes: z.number() })),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * Not carried over: sessions end with the server, tries are counted anew, no letter is sent a second time, and a copy of
 * somebody's data is made again for whoever asks. Enrolments are counted again, and looked at again, as they come in.
 */
export const MOMENTARY = [
  ...['sessions', 'mail_outbox', 'data_packages', 'data_package_parts'],
  ...['enrolment_counts', 'enrolment_band_counts', 'enrolment_count_changes', 'learning_changes'],
];

const TABLE_PART = /^tables\/([a-z_]+)\/\d+\.jsonl$/;
const MEDIA_FILE = /^media\/(([0-9a-f]{64})\.[a-z0-9]+)$/;

export const partName = (table: string, number: number): string =>
  `tables/${table}/${String(number).padStart(6, '0')}.jsonl`;

/** What an entry of a backup is, by its name; null for anything else. */
export function entryOf(
  name: string,
): { table: string } | { media: string; sha256: string } | { manifest: true } | null {
  if (name === MANIFEST) return { manifest: true };
  const table = TABLE_PART.exec(name)?.[1];
  if (table !== undefined) return { table };
  const [, media, sha256] = MEDIA_FILE.exec(name) ?? [];
  return media === undefined || sha256 === undefined ? null : { media, sha256 };
}
