import { aiken } from './formats/aiken.ts';
import { csv } from './formats/csv.ts';
import { FORMAT_NAMES, type Format, type FormatName } from './formats/format.ts';
import { gift } from './formats/gift.ts';
import { moodleXml } from './formats/moodle-xml.ts';
import { xlsx } from './formats/xlsx.ts';

/** The formats by their names. */
export const FORMATS: Partial<Record<FormatName, Format>> = {
  gift,
  'moodle-xml': moodleXml,
  aiken,
  csv,
  xlsx,
};

export const KNOWN_FORMATS: readonly FormatName[] = FORMAT_NAMES.filter(
  (name) => FORMATS[name] !== undefined,
);
