import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { transform } from 'esbuild';
import { assetsFolder } from '../../src/http/assets.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { NEWER_MARKUP, NEWER_SCRIPTS, NEWER_STYLES, used } from './old-engines.ts';

/** What a phone without it shows instead; nobody misses anything. */
const ENHANCEMENTS: Record<string, string> = {
  'accent-color': 'boxes and dots in the colour of the browser',
  'aspect-ratio': 'a certificate as tall as its text, its border around it',
  'text-decoration-thickness': 'lines under links as thick as the browser draws them',
  'text-wrap': 'headings that break where the line is full',
  'newer parts': 'on paper, what is folded stays folded; it is opened before printing',
  'forced-colors, prefers-contrast': 'the ordinary colours, which have 7:1 already',
};

const files = (folder: string, ending: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

describe('a phone last updated in 2020 (Chrome 87, the WebView of Android 8)', () => {
  const scripts = files(assetsFolder, '.js');
  const styles = files(assetsFolder, '.css');

  it('can read every script: the build leaves no newer syntax', async () => {
    expect(scripts).to.have.lengthOf.at.least(5);
    for (const [name, text] of scripts) {
      const [old, today] = await Promise.all(
        ['chrome87', 'esnext'].map((target) => transform(text, { target, format: 'esm' })),
      );
      expect(old?.code, name).to.equal(today?.code);
    }
  });

  it('has every function that the scripts call', () => {
    for (const [name, text] of scripts) expect(used(NEWER_SCRIPTS, text), name).to.deep.equal([]);
  });

  it('lacks nothing in the styles but what is told above, with what stands in for it', () => {
    const found = new Set(styles.flatMap(([, text]) => used(NEWER_STYLES, text)));
    expect([...found].sort()).to.deep.equal(Object.keys(ENHANCEMENTS).sort());
  });

  it('knows every element and attribute of the pages', () => {
    for (const [name, text] of files(join(projectRoot, 'views'), '.ejs'))
      expect(used(NEWER_MARKUP, text), name).to.deep.equal([]);
  });

  it('would be told of what is newer', () => {
    const style = `a:is(b,c){rotate:1turn}a:not(:-webkit-any(b,c)){height:100dvh;color:oklch(1 0 0)}`;
    expect(used(NEWER_STYLES, style)).to.deep.equal([
      'single transforms',
      'units of the visible window',
      'mixed and wide colours',
      ':is() and :where()',
      ':not() of several',
    ]);
    expect(used(NEWER_SCRIPTS, 'list.at(-1);structuredClone(list)')).to.have.length(2);
    expect(used(NEWER_MARKUP, '<div popover><details name="a">')).to.have.length(2);
  });
});
