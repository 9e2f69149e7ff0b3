import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/lib/project-root.ts';

describe('drawings in pages', () => {
  it('say how wide they are: where the styles do not arrive, one without fills the screen', () => {
    const views = join(projectRoot, 'views');
    const without = readdirSync(views, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ejs'))
      .filter((name) => {
        const text = readFileSync(join(views, name), 'utf8');
        const tags = text.match(/<svg\b(?:<%[\s\S]*?%>|[^>])*>|<\/svg>/g) ?? [];
        let depth = 0;
        return tags.some((tag) => {
          if (tag === '</svg>') depth -= 1;
          else depth += 1;
          return tag !== '</svg>' && depth === 1 && !/\swidth="/.test(tag);
        });
      });
    expect(without).to.deep.equal([]);
  });
});
