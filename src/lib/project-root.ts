import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const find = (from: string): string =>
  existsSync(join(from, 'package.json')) && existsSync(join(from, 'views'))
    ? from
    : find(dirname(from));

/** The folder that holds `views/`, `content/` and `public/`, from the sources and from `dist/` alike. */
export const projectRoot = find(import.meta.dirname);
