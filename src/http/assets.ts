import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../lib/project-root.ts';

/** Where the build puts files with a digest in their name. */
export const assetsFolder = join(projectRoot, 'dist', 'public');

let manifest: Record<string, string> | undefined;

/** The address of a built file: `asset('app.css')` is `/assets/app-3f2a.css`. */
export function asset(name: string): string {
  manifest ??= readManifest();
  const file = manifest[name];
  if (file === undefined) throw new Error(`No asset is called ${name}`);
  return `/assets/${file}`;
}

function readManifest(): Record<string, string> {
  const file = join(assetsFolder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The assets are not built: run `npm run build`');
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
}
