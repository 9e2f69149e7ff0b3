import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../lib/project-root.ts';
import { repeated, type Piece } from './pieces.ts';

/** Where the build puts files with a digest in their name. */
export const assetsFolder = join(projectRoot, 'dist', 'public');

let manifest: Record<string, string> | undefined;

/** The address of a built file: `asset('app.css')` is `/assets/app-3f2a.css`. */
export const asset = (name: string): string => `/assets/${fileOf(name)}`;

function fileOf(name: string): string {
  manifest ??= readManifest();
  const file = manifest[name];
  if (file === undefined) throw new Error(`No asset is called ${name}`);
  return file;
}

/** A style sheet as it stands in a page, and what the content policy calls it (CSP level 2: `sha256-…`). */
export interface Sheet {
  piece: Piece;
  digest: string;
}

const sheets = new Map<string, Sheet>();

/** A built style sheet, read once. */
export function sheet(name: string): Sheet {
  const known = sheets.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(assetsFolder, fileOf(name)), 'utf8');
  if (text.includes('</')) throw new Error(`${name} would end its element`);
  const digest = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const read = { piece: repeated(text), digest };
  sheets.set(name, read);
  return read;
}

function readManifest(): Record<string, string> {
  const file = join(assetsFolder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The assets are not built: run `npm run build`');
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
}
