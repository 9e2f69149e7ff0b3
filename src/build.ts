/**
 * Builds what the server runs: TypeScript into `dist/`, styles and scripts into `dist/public/` under names with a digest.
 * `--if-stale` does nothing when no source is newer than the last build; `--assets` leaves TypeScript alone.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { brotliCompressSync } from 'node:zlib';
import { basename, extname, join } from 'node:path';
import { transform as lowerCss } from 'lightningcss';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist', 'public');
const stamp = join(root, 'dist', '.built');
const options = new Set(process.argv.slice(2));

/** Chrome 87: an Android phone whose browser was last updated at the end of 2020. */
const OLD_PHONES = { chrome: 87 << 16 };

const newest = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );

const isStale = (): boolean => {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return ['src', 'migrations', 'public'].some((folder) => newest(join(root, folder)) > built);
};

const withDigest = (name: string, bytes: Uint8Array): string => {
  const digest = createHash('sha256')
    .update(bytes)
    .digest('base64url')
    .slice(0, 10)
    .replace(/[-_]/g, '0');
  return `${basename(name, extname(name))}-${digest}${extname(name)}`;
};

const sourcesIn = (folder: string, ending: string): string[] => {
  const path = join(root, 'public', folder);
  return existsSync(path)
    ? readdirSync(path)
        .filter((file) => file.endsWith(ending))
        .map((file) => join(path, file))
    : [];
};

const lowered: Plugin = {
  name: 'lower-css',
  setup(builder) {
    builder.onEnd((result) => {
      for (const file of result.outputFiles ?? []) {
        if (!file.path.endsWith('.css')) continue;
        const { code } = lowerCss({
          filename: file.path,
          code: file.contents,
          minify: true,
          targets: OLD_PHONES,
        });
        file.contents = code;
      }
    });
  },
};

/** Under a name of its own first: whoever reads it meanwhile has the old bytes or the new ones. */
function put(file: string, bytes: string | Uint8Array): void {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, bytes);
  renameSync(mine, file);
}

/** Names carry a digest, so what is there already is right, and two builds at once write the same. */
async function buildAssets(): Promise<void> {
  mkdirSync(out, { recursive: true });
  const manifest: Record<string, string> = {};
  const keep = (name: string, bytes: Uint8Array): void => {
    manifest[name] = withDigest(name, bytes);
    put(join(out, manifest[name]), bytes);
    put(join(out, `${manifest[name]}.br`), brotliCompressSync(bytes));
  };
  const result = await build({
    entryPoints: [
      ...['app', 'certificate', 'studio'].map((name) => join(root, `public/css/${name}.css`)),
      ...sourcesIn('js', '.js'),
    ],
    outdir: out,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome87'],
    external: ['*.svg'],
    plugins: [lowered],
  });
  for (const file of result.outputFiles) keep(basename(file.path), file.contents);
  for (const file of sourcesIn('icons', '.svg')) keep(basename(file), readFileSync(file));
  put(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2));
  const needed = new Set([
    'manifest.json',
    ...Object.values(manifest).flatMap((name) => [name, `${name}.br`]),
  ]);
  for (const file of readdirSync(out)) {
    if (!needed.has(file) && !/\.\d+$/.test(file)) rmSync(join(out, file), { recursive: true });
  }
}

/** Beside what runs, and in its place when it is whole. */
function compile(): void {
  const fresh = join(root, 'dist', `.new-${process.pid}`);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [tsc, '-p', join(root, 'src/tsconfig.json'), '--outDir', fresh],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.exit(1);
  }
  for (const part of readdirSync(fresh)) {
    rmSync(join(root, 'dist', part), { recursive: true, force: true });
    renameSync(join(fresh, part), join(root, 'dist', part));
  }
  rmSync(fresh, { recursive: true, force: true });
}

if (!options.has('--if-stale') || isStale()) {
  if (!options.has('--assets')) compile();
  await buildAssets();
  if (!options.has('--assets')) writeFileSync(stamp, '');
}
