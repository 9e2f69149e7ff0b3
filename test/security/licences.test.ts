import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/lib/project-root.ts';

interface Package {
  version?: string;
  license?: string;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
}
interface Bom {
  bomFormat: string;
  components: { name: string; version: string; purl: string }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Package> };
const parts = Object.entries(packages).filter(([path]) => path !== '');

/** What may be joined with AGPL-3.0-or-later and handed on. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  // libvips, loaded beside sharp as a library of its own.
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages that say their licence in a file, or in an older form, and not where npm reads it. */
const SAID_ELSEWHERE: Record<string, string> = {
  'node_modules/busboy': 'MIT',
  'node_modules/duck': 'BSD-2-Clause',
  'node_modules/passport-local': 'MIT',
  'node_modules/passport-strategy': 'MIT',
  'node_modules/pause': 'MIT',
  'node_modules/png-js': 'MIT',
  'node_modules/streamsearch': 'MIT',
};

/** One of these with OR, all of them with AND. */
const isAllowed = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one)));

describe('the parts of other makers', () => {
  it('have licences that go together with ours', () => {
    const refused = parts
      .map(([path, { license }]) => ({ path, licence: SAID_ELSEWHERE[path] ?? license ?? 'none' }))
      .filter(({ licence }) => !isAllowed(licence))
      .map(({ path, licence }) => `${path}: ${licence}`);
    expect(refused).to.deep.equal([]);
  });

  it('are a few, chosen one by one, each at one version', () => {
    const { dependencies, devDependencies } = read('package.json') as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    expect(Object.keys(dependencies).length).to.be.below(50);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).to.match(/^\d+\.\d+\.\d+$/);
  });

  it('come with the digest of what was locked, and run nothing when installed but what is named', () => {
    const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
    const loose = parts.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
    expect(loose.map(([path]) => path)).to.deep.equal([]);
    const scripts = parts
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .filter((name) => name !== 'fsevents');
    expect([...new Set(scripts)].sort()).to.deep.equal(Object.keys(allowScripts).sort());
  });

  it('are all in the list that npm run sbom writes', () => {
    const text = execFileSync('npm', ['run', '-s', 'sbom'], {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    });
    const bom = JSON.parse(text) as Bom;
    expect(bom.bomFormat).to.equal('CycloneDX');
    const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
    const locked = parts.map(
      ([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version ?? ''}`,
    );
    expect(locked.filter((one) => !listed.has(one))).to.deep.equal([]);
  });
});
