import type { Localized } from '../../lib/localized.ts';
import type { LegalPoint } from './document.ts';

/** A change of a law that somebody knows of. */
export interface LegalReform {
  /** A day, a month (2026-03) or only a year: as much as its source says. */
  date: string;
  what: Localized;
  source: string;
}

/** A law under the names by which points cite it, with its known changes. */
export interface ReformedLaw {
  id: string;
  name: Localized;
  cited: readonly string[];
  reforms: readonly LegalReform[];
}

/** Where a legal point stands; what outran it is told with it. */
export interface LegalStanding {
  due: boolean;
  outrun: { law: ReformedLaw; reform: LegalReform } | null;
}

/** The last day on which a reform can have come: of a year that is known alone, its end, so that nothing is taken for newer. */
const lastDayOf = (date: string): string => {
  const [year = '', month = '12', day = '31'] = date.split('-');
  return `${year}-${month}-${day}`;
};

const newest = ({ reforms }: ReformedLaw): LegalReform | undefined =>
  [...reforms].sort((one, other) => lastDayOf(other.date).localeCompare(lastDayOf(one.date)))[0];

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const isCited = (name: string, point: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu').test(point);

/** The day of the text that a point rests on: that of its publication, or a later one on which it was read as in force. */
const restsOn = ({ textDate, consultedOn }: LegalPoint): string =>
  [textDate ?? '', consultedOn ?? ''].sort().at(-1) ?? '';

/** Whether a named person signed it. */
const signatureOf = ({ signed, signedBy, signedOn }: LegalPoint) =>
  signed && signedBy != null && signedOn != null ? { by: signedBy, on: signedOn } : null;

/**
 * A point waits for review until a named person has signed it, and again once its law was reformed after the text that it rests
 * on or after the signature. The register decides it anew for every version, also for one that was published long before.
 */
export function standingOf(point: LegalPoint, laws: readonly ReformedLaw[]): LegalStanding {
  const signature = signatureOf(point);
  for (const law of laws) {
    const reform = newest(law);
    if (reform === undefined || !law.cited.some((name) => isCited(name, point.point))) continue;
    const day = lastDayOf(reform.date);
    if (restsOn(point) < day || (signature !== null && signature.on < day))
      return { due: true, outrun: { law, reform } };
  }
  return { due: signature === null, outrun: null };
}
