import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  changedEntry,
  entryFor,
  listIn,
  writtenList,
  type YamlList,
} from '../../../src/features/studio/yaml-list.ts';
import { courseFolder } from '../../support/course.ts';

const WRITTEN = `# Lo que sabe la red
# (se revisa en marzo)
- id: uno   # la primera
  stem: { es: 'Hola',   en: "Hello" }
  options:
    - id: a
      text: |
        - esto no es otra

        sigue

# Sobre la segunda
-   id: dos
    stem:
      es: >-
        Larga
        y doblada
- { id: tres, stem: { es: tres } }
-
  id: cuatro
`;

const list = (text: string): YamlList => {
  const found = listIn(text);
  if (found === null) throw new Error('no list');
  return found;
};

describe('a list in a file of a course', () => {
  it('is the same when nothing changes', () => {
    const real = ['forma-a', 'forma-b'].map((name) =>
      readFileSync(join(courseFolder('curso-breve'), `questions/${name}.yml`), 'utf8'),
    );
    for (const text of [WRITTEN, ...real]) expect(writtenList(list(text))).to.equal(text);
  });

  it('is cut at its dashes, and each comment stays with what it is about', () => {
    const { head, entries } = list(WRITTEN);
    expect(head).to.equal('# Lo que sabe la red\n# (se revisa en marzo)\n');
    expect(entries.map(({ value }) => (value as { id: string }).id)).to.deep.equal([
      'uno',
      'dos',
      'tres',
      'cuatro',
    ]);
    expect(entries[1]?.text).to.match(/^# Sobre la segunda\n- {3}id: dos/);
  });

  it('changes one field of one entry and leaves every other line', () => {
    const found = list(WRITTEN);
    found.entries = found.entries.map((entry) =>
      changedEntry(entry, found.indent, new Map<string, unknown>([['weight', 2]])),
    );
    const text = writtenList(found);
    expect(text).to.include('- id: uno   # la primera\n  stem: { es: \'Hola\',   en: "Hello" }');
    expect(text).to.include('        sigue\n  weight: 2\n\n# Sobre la segunda');
    expect(text).to.include('        y doblada\n    weight: 2\n');
    const values = parse(text) as { id: string; weight: number }[];
    expect(values.map(({ weight }) => weight)).to.deep.equal([2, 2, 2, 2]);
    const without = list(text);
    without.entries = without.entries.map((entry) =>
      changedEntry(entry, without.indent, new Map<string, unknown>([['weight', undefined]])),
    );
    expect(parse(writtenList(without))).to.deep.equal(parse(WRITTEN));
  });

  it('takes new entries, also where it is empty, indented or written in a row', () => {
    for (const text of ['', '# nada\n', '[]\n', '  - id: a\n', '[{ id: a }]\n', '- id: a']) {
      const found = list(text);
      found.entries.push(entryFor({ id: 'z', stem: { es: 'a\nb' } }, found.indent));
      const values = parse(writtenList(found)) as { id: string }[];
      expect(values.at(-1), text).to.deep.equal({ id: 'z', stem: { es: 'a\nb' } });
      expect(values.length).to.equal(text.includes('id') ? 2 : 1);
      found.entries = [];
      expect(listIn(writtenList(found))?.entries, text).to.deep.equal([]);
    }
    for (const text of ['a: 1\n', '- [', 'x']) expect(listIn(text), text).to.equal(null);
  });
});
