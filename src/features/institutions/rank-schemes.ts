import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Localized } from '../../lib/localized.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { bandsOf, RANK_BANDS, type RankBand } from './rank-bands.ts';
import type { NewRank } from './rank-repository.ts';

const Scheme = z
  .strictObject({
    id: z.string(),
    side: z.enum(['police', 'military']),
    title: Localized,
    source: z.string().max(200),
    unverified: z.boolean(),
    note: Localized,
    ranks: z.partialRecord(z.enum(RANK_BANDS), z.array(z.string().min(2).max(80))),
  })
  .refine(({ side, ranks }) =>
    Object.keys(ranks).every((band) => (bandsOf(side) as readonly string[]).includes(band)),
  );

/** Ranks that an institution may take into its catalogue, with who says so. None counts while nobody takes it. */
export type RankScheme = z.output<typeof Scheme>;

/** The schemes of `content/ranks.yml`. */
export const readRankSchemes = (): RankScheme[] =>
  z.array(Scheme).parse(parse(readFileSync(join(projectRoot, 'content', 'ranks.yml'), 'utf8')));

/** The ranks of a scheme, the highest first, each with its source and whether it is still to be compared with it. */
export const ranksOfScheme = ({ ranks, source, unverified }: RankScheme): NewRank[] =>
  (Object.entries(ranks) as [RankBand, string[]][]).flatMap(([band, names]) =>
    names.map((name) => ({
      name,
      band,
      validFrom: null,
      validTo: null,
      source,
      isUnverified: unverified,
    })),
  );
