import { expect } from 'chai';
import { textOf } from '../../../../src/features/studio/formats/conversion.ts';
import { readMarkdown } from '../../../../src/features/studio/formats/markdown-file.ts';
import { describe as describePictures } from '../../../../src/features/studio/formats/markdown-text.ts';

const read = (text: string | Buffer): { title: string | null; lessons: [string, string][] } => {
  const { title, lessons } = readMarkdown(Buffer.from(text), { untitled: 'Apuntes' });
  return {
    title,
    lessons: lessons.map((lesson) => [lesson.title, textOf(lesson, { notes: true })]),
  };
};

describe('Markdown that somebody brings', () => {
  it('is split at its first headings, and the ones below move up', () => {
    expect(read('# Uno\n\nA\n\n### Dentro\n\nB\n\n# Dos\nC')).to.deep.equal({
      title: null,
      lessons: [
        ['Uno', 'A\n\n### Dentro\n\nB'],
        ['Dos', 'C'],
      ],
    });
  });

  it('with one title above is named by it, also in the old way of headings', () => {
    expect(read('Curso\n=====\n\nUno\n---\n\nA\n\nDos\n---\n\nB')).to.deep.equal({
      title: 'Curso',
      lessons: [
        ['Uno', 'A'],
        ['Dos', 'B'],
      ],
    });
  });

  it('is not split inside a block or a fence', () => {
    const text = '# Uno\n\n```\n# no\n```\n\n::: nota\n\n# tampoco\n\n:::\n\n# Dos\n\nB';
    expect(read(text).lessons.map(([title]) => title)).to.deep.equal(['Uno', 'Dos']);
  });

  it('may come from an old Windows, with a mark at its beginning, and with fields between dashes', () => {
    expect(read(Buffer.from('Situaci\xf3n', 'latin1')).lessons[0]?.[1]).to.equal('Situación');
    expect(read('\ufeff---\ntitle: "Mi curso"\nx: 1\n---\nHola\r\n')).to.deep.equal({
      title: 'Mi curso',
      lessons: [['Mi curso', 'Hola']],
    });
  });

  it('gets other descriptions for its pictures, and only those that were asked for', () => {
    const text = 'A\n\n![](media/a.webp)\n\n![va \\[x\\]](media/b.webp "Pie")';
    const altOf = (name: string): string | null => (name === 'a.webp' ? 'Una [plaza]' : null);
    expect(describePictures(text, altOf)).to.equal(
      'A\n\n![Una \\[plaza\\]](media/a.webp)\n\n![va \\[x\\]](media/b.webp "Pie")',
    );
  });
});
