import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ENVIRONMENT_KEYS } from '../../src/config.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('the README', () => {
  it('explains every environment name', () => {
    expect(ENVIRONMENT_KEYS.filter((key) => !readme.includes(`\`${key}\``))).to.deep.equal([]);
  });

  it('explains every script', () => {
    const names = Object.keys(scripts).filter((name) => !name.startsWith('pre'));
    expect(
      names.filter((name) => !readme.includes(name.replace(/^(test|start)$/, 'npm $1'))),
    ).to.deep.equal([]);
  });

  it('names every feature', () => {
    const features = readdirSync(join(root, 'src/features'));
    expect(features.filter((feature) => !readme.includes(feature))).to.deep.equal([]);
  });
});
