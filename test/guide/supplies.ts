import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';
import { newFolder } from '../operations/places.ts';

/**
 * What npm would fetch, as this machine has it: the packages of npm's own cache, and the compiled driver of SQLite where the
 * installation of a package looks for what it fetched before.
 */
export function fillNpmCache(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const known = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
  cpSync(join(known, '_cacache'), join(folder, '_cacache'), { recursive: true });
  const driver = join(projectRoot, 'node_modules/better-sqlite3');
  const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `better-sqlite3-v${version}-node-v${process.versions.modules}-linux-${process.arch}.tar.gz`;
  const url = `https://github.com/WiseLibs/better-sqlite3/releases/download/v${version}/${name}`;
  const mark = createHash('sha512').update(url).digest('hex').slice(0, 6);
  const fetched = join(folder, '_prebuilds', `${mark}-${name.replace(/[^a-zA-Z0-9.]+/g, '-')}`);
  mkdirSync(join(folder, '_prebuilds'));
  execFileSync('tar', ['-czf', fetched, '-C', driver, 'build/Release/better_sqlite3.node']);
}

/** In the place of npm for later versions: the packages are those of the first one, and what is compiled as well. */
export const NPM_OF_LATER_VERSIONS = `#!/bin/sh
set -eu
first=/opt/aula/releases/0.1.0
new=$2
case "$*" in
*' ci') cp -al "$first/node_modules" "$new" ;;
*' run build')
  cp -a "$first/dist" "$new"
  for added in "$new"/migrations/9*.ts; do
    test ! -e "$added" || cp "$added" "$new/dist/migrations/$(basename "$added" .ts).js"
  done
  ;;
esac
`;

/** The source as `git archive` gives it, with other files in the place of some, or none where null. */
export function archiveSource(file: string, changes: Record<string, string | null> = {}): void {
  const tree = newFolder();
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: projectRoot, encoding: 'utf8' });
  const options = ['--null', '--verbatim-files-from', '-T', '-', '-c'];
  const packed = execFileSync('tar', options, {
    cwd: projectRoot,
    input: names,
    maxBuffer: 2 ** 28,
  });
  spawnSync('tar', ['-x', '-C', tree], { input: packed });
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) rmSync(join(tree, name), { recursive: true });
    else writeFileSync(join(tree, name), text);
  }
  execFileSync('tar', ['-czf', file, '-C', tree, ...readdirSync(tree)]);
}
