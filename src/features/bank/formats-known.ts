import { aiken } from './formats/aiken.ts';
import { csv } from './formats/csv.ts';
import type { Format, FormatName } from './formats/format.ts';
import { gift } from './formats/gift.ts';
import { moodleXml } from './formats/moodle-xml.ts';
import { xlsx } from './formats/xlsx.ts';

/** The formats by their names. */
export const FORMATS: Record<FormatName, Format> = {
  gift,
  'moodle-xml': moodleXml,
  aiken,
  csv,
  xlsx,
};
