import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/lib/project-root.ts';

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
interface Lock {
  packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
}

const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));
const { dependencies, devDependencies } = readJson('package.json') as Package;

/** What a source imports; only at its start, or also what it may load later. */
const importsOf = (file: string, later: boolean): string[] => {
  const pattern = later
    ? /^(?:import|export)(?! type)[^;]*?from '([^']+)'|import\('([^']+)'\)/gm
    : /^(?:import|export)(?! type)[^;]*?from '([^']+)'/gm;
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(
    ([, first, second]) => first ?? second ?? '',
  );
};

/** The sources that these lead to, and the packages that they name. */
function reachedFrom(
  entries: readonly string[],
  { later }: { later: boolean },
): { sources: string[]; packages: Set<string> } {
  const packages = new Set<string>();
  const waiting = entries.map((entry) => join(projectRoot, entry));
  const sources = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const name of importsOf(file, later)) {
      if (name.startsWith('.')) {
        const next = join(dirname(file), name);
        if (!sources.has(next)) waiting.push(next);
        sources.add(next);
      } else if (!name.startsWith('node:')) {
        packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
      }
    }
  }
  return { sources: [...sources].map((file) => relative(projectRoot, file)), packages };
}

const ENTRIES = ['src/server.ts', 'src/cli.ts', 'src/db/dialect/sqlite-reader.ts'];

describe('what runs in production', () => {
  it('is built from the server and its migrations: no test, and not the build itself', () => {
    const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const built = execFileSync(
      process.execPath,
      [tsc, '-p', join(projectRoot, 'src/tsconfig.json'), '--listFilesOnly'],
      { encoding: 'utf8' },
    )
      .split('\n')
      .map((file) => relative(projectRoot, file))
      .filter((file) => file !== '' && !file.startsWith('node_modules/'));
    expect(built).to.include.members(ENTRIES);
    expect(built.filter((file) => !/^(?:src|migrations)\//.test(file))).to.deep.equal([]);
    expect(built).not.to.include('src/build.ts');
  });

  it('names only packages that are installed there', () => {
    const { packages } = reachedFrom(ENTRIES, { later: true });
    expect(packages.size).to.be.greaterThan(15);
    // Teaches TypeScript to the reading thread, when the server runs from its sources.
    packages.delete('tsx');
    expect([...packages].filter((name) => dependencies[name] === undefined)).to.deep.equal([]);
  });

  it('brings no tool of development along', () => {
    const { packages } = readJson('package-lock.json') as Lock;
    const brought = Object.keys(devDependencies).filter((name) => {
      const { dev, devOptional } = packages[`node_modules/${name}`] ?? {};
      return dev !== true && devOptional !== true;
    });
    expect(brought).to.deep.equal([]);
  });

  it('loads nothing of the demonstration, unless it is one', () => {
    const demonstration = (later: boolean): string[] =>
      reachedFrom(ENTRIES, { later }).sources.filter((file) => file.startsWith('src/demo/'));
    expect(demonstration(false)).to.deep.equal([]);
    expect(demonstration(true)).to.include('src/demo/fill.ts');
  });
});
