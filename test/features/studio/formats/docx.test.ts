import { expect } from 'chai';
import { textOf, type Conversion } from '../../../../src/features/studio/formats/conversion.ts';
import { readDocx } from '../../../../src/features/studio/formats/docx.ts';
import { FileRefused } from '../../../../src/features/studio/formats/problem.ts';
import { lessonOf } from '../../../support/lesson-of.ts';
import {
  docxOf,
  listItem,
  paragraph,
  pngOf,
  run,
  wordPicture,
  wordTable,
  type WordParts,
} from '../../../support/office-files.ts';

const read = async (body: string, parts?: WordParts): Promise<Conversion> =>
  readDocx(await docxOf(body, parts), { prefix: 'taller', untitled: 'Taller' });

/** The text of all lessons; each of them has to pass the checks of content. */
function texts({ lessons, pictures }: Conversion): string[] {
  return lessons.map((lesson) => {
    const text = textOf(lesson, { notes: true });
    const { problems } = lessonOf(
      text,
      pictures.map(({ name }) => name),
    );
    const told = problems.map(({ key, line }) => `${key} ${text.split('\n')[line - 1] ?? ''}`);
    expect(told, text).to.deep.equal([]);
    return text;
  });
}

const refusal = async (body: string, parts?: WordParts): Promise<string[]> => {
  try {
    await read(body, parts);
    return [];
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.reasons.map(({ key }) => key);
  }
};

describe('documents of Word', () => {
  it('become a lesson for each heading of the first level, with the headings below it', async () => {
    const found = await read(
      paragraph('Paz en el barrio', 'Ttulo') +
        paragraph('Escuchar', 'Ttulo1') +
        paragraph('Primero se escucha.') +
        paragraph('Por qué', 'Ttulo2') +
        paragraph('Porque sí.') +
        paragraph('Hablar', 'Ttulo1') +
        paragraph('Después se habla.'),
    );
    expect(found.title).to.equal('Paz en el barrio');
    expect(found.lessons.map(({ title }) => title)).to.deep.equal(['Escuchar', 'Hablar']);
    expect(texts(found)).to.deep.equal([
      'Primero se escucha.\n\n## Por qué\n\nPorque sí.',
      'Después se habla.',
    ]);
  });

  it('with one heading above several are named by it and split below', async () => {
    const found = await read(
      paragraph('El curso', 'Ttulo1') +
        paragraph('Uno', 'Ttulo2') +
        paragraph('A') +
        paragraph('Dos', 'Ttulo2') +
        paragraph('Detalle', 'Ttulo3') +
        paragraph('B'),
    );
    expect(found.title).to.equal('El curso');
    expect(found.lessons.map(({ title }) => title)).to.deep.equal(['Uno', 'Dos']);
    expect(texts(found)[1]).to.equal('## Detalle\n\nB');
  });

  it('without headings are one lesson; lines all in bold are its headings', async () => {
    const plain = await read(paragraph('Solo texto.'));
    expect(plain.lessons.map(({ title }) => title)).to.deep.equal(['Taller']);
    const bold = await read(
      paragraph(run('Tema 1', '<w:b/>')) +
        paragraph('A') +
        paragraph(run('Tema 2', '<w:b/>')) +
        paragraph('B'),
    );
    expect(bold.lessons.map(({ title }) => title)).to.deep.equal(['Tema 1', 'Tema 2']);
    expect(texts(bold)).to.deep.equal(['A', 'B']);
  });

  it('keep emphasis, lists in lists, quotations, tables and links', async () => {
    const found = await read(
      paragraph(run('Muy ', '<w:b/>') + run('claro', '<w:i/>') + run(' y llano')) +
        listItem('Una') +
        listItem('Dentro', { level: 1 }) +
        listItem('Otra') +
        listItem('Primero', { list: 2 }) +
        paragraph('Lo dijo ella', 'Cita') +
        wordTable([
          ['Qué', 'Quién | cuándo'],
          ['Escuchar', 'Rosa'],
        ]) +
        paragraph('<w:hyperlink r:id="l1">' + run('ONU Mujeres') + '</w:hyperlink>') +
        paragraph('<w:hyperlink r:id="l2">' + run('un archivo') + '</w:hyperlink>'),
      {
        relations: [
          { id: 'l1', type: 'hyperlink', target: 'https://onu.org/a_(b)', external: true },
          { id: 'l2', type: 'hyperlink', target: 'file:///C:/x.docx', external: true },
        ],
      },
    );
    expect(texts(found)[0]).to.equal(
      [
        '**Muy** *claro* y llano',
        '- Una\n  - Dentro\n- Otra',
        '1. Primero',
        '> Lo dijo ella',
        '| Qué | Quién \\| cuándo |\n| --- | --- |\n| Escuchar | Rosa |',
        '[ONU Mujeres](https://onu.org/a_%28b%29)',
        'un archivo',
      ].join('\n\n'),
    );
    expect(found.lost).to.deep.equal([{ key: 'file.lost.link', params: { count: 1 } }]);
  });

  it('bring their pictures, each alone, with description and caption', async () => {
    const png = pngOf(4, 4);
    const found = await read(
      paragraph(
        run('Antes ') +
          wordPicture('i1', 'Una plaza. Descripción generada automáticamente') +
          run(' después'),
      ) +
        paragraph('Figura 1. «La "plaza"»', 'Descripcin') +
        paragraph(wordPicture('i2', '')),
      {
        relations: [
          { id: 'i1', type: 'image', target: 'media/image1.png' },
          { id: 'i2', type: 'image', target: 'media/image2.emf' },
        ],
        more: { 'word/media/image1.png': png, 'word/media/image2.emf': Buffer.from('emf') },
      },
    );
    expect(texts(found)[0]).to.equal(
      'Antes después\n\n![Una plaza.](media/taller-1.webp "Figura 1. «La \\"plaza\\"»")',
    );
    expect(found.pictures.map(({ bytes }) => bytes.equals(png))).to.deep.equal([true]);
    expect(found.lost).to.deep.equal([{ key: 'file.lost.picture', params: { count: 1 } }]);
  });

  it('keep their footnotes behind the text that they belong to', async () => {
    const note = (id: number): string => `<w:r><w:footnoteReference w:id="${String(id)}"/></w:r>`;
    const found = await read(
      paragraph('A', 'Ttulo1') +
        paragraph(run('Uno') + note(1)) +
        paragraph('B', 'Ttulo1') +
        paragraph(run('Dos') + note(2)),
      { footnotes: ['Galtung, 1969.', 'Lederach, 1997.'] },
    );
    expect(texts(found)).to.deep.equal([
      'Uno\\[1\\]\n\n\\[1\\] Galtung, 1969.',
      'Dos\\[2\\]\n\n\\[2\\] Lederach, 1997.',
    ]);
  });

  it('say nothing that they did not say: signs of Markdown and of HTML stay signs', async () => {
    const hostile = [
      '# no es título',
      '1. no es lista',
      '- tampoco',
      '::: nota',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '![x](https://malo.example/p.png)',
      '[pulsa](javascript:alert(1))',
      '*a* _b_ `c` ~~d~~ &amp;amp; \\',
    ];
    const found = await read(hostile.map((text) => paragraph(text)).join(''));
    const [text = ''] = texts(found);
    const { html } = lessonOf(text);
    const plain = html
      .replace(/<\/?p>/g, '')
      .split('\n')
      .filter(Boolean);
    expect(plain).to.deep.equal(
      hostile.map((one) =>
        one.replaceAll('&lt;', '‹').replaceAll('&gt;', '›').replace('&amp;amp;', '&amp;amp;'),
      ),
    );
    expect(html).not.to.match(/<(?!\/?p>)/);
  });

  it('a frame around a text is a box; merged cells are told', async () => {
    const found = await read(
      wordTable([['Recuerda']]) +
        wordTable([[`<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${paragraph('Junto')}`], ['a', 'b']]),
    );
    expect(texts(found)[0]).to.equal(
      '::: nota\nRecuerda\n:::\n\n| Junto |  |\n| --- | --- |\n| a | b |',
    );
    expect(found.lost).to.deep.equal([{ key: 'file.lost.merged', params: { count: 1 } }]);
  });

  it('tell what was not taken: comments, changes, headers, formulas, charts, what lies inside or elsewhere', async () => {
    const found = await read(
      paragraph(
        `<w:ins w:id="1" w:author="x">${run('nuevo')}</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>viejo</w:delText></w:r></w:del><m:oMath></m:oMath>`,
      ),
      {
        relations: [
          {
            id: 't',
            type: 'attachedTemplate',
            target: 'https://malo.example/x.dotm',
            external: true,
          },
        ],
        more: {
          'word/comments.xml': '<w:comments xmlns:w="w"><w:comment w:id="1"/></w:comments>',
          'word/header1.xml': '<w:hdr xmlns:w="w"><w:t>Confidencial</w:t></w:hdr>',
          'word/charts/chart1.xml': '<c/>',
          'word/diagrams/data1.xml': '<d/>',
          'word/embeddings/oleObject1.bin': 'x',
        },
      },
    );
    expect(texts(found)[0]).to.equal('nuevo');
    const told = Object.fromEntries(
      found.lost.map(({ key, params }) => [key.replace('file.lost.', ''), params['count']]),
    );
    expect(told).to.deep.equal({
      embedded: 1,
      chart: 1,
      diagram: 1,
      outside: 1,
      comment: 1,
      revision: 2,
      formula: 1,
      header: 1,
    });
  });

  it('with macros, a DOCTYPE, an endless depth or no text are refused in words', async () => {
    const body = paragraph('x');
    const doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
    const more = (parts: Record<string, string | Buffer>): WordParts => ({ more: parts });
    expect(await refusal(body, more({ 'word/vbaProject.bin': 'x' }))).to.deep.equal([
      'file.office.macros',
    ]);
    expect(await refusal(body, more({ 'word/numbering.xml': doctype }))).to.deep.equal([
      'file.office.doctype',
    ]);
    expect(
      await refusal(body, more({ 'word/styles.xml': Buffer.from(`\ufeff${doctype}`, 'utf16le') })),
    ).to.deep.equal(['file.office.doctype']);
    expect(
      await refusal(
        body,
        more({ 'word/styles.xml': '<?xml version="1.0" encoding="utf-7"?><a/>' }),
      ),
    ).to.deep.equal(['file.office.encoding']);
    expect(
      await refusal(body, more({ 'word/styles.xml': '<a>'.repeat(300) + '</a>'.repeat(300) })),
    ).to.deep.equal(['file.office.depth']);
    expect(await refusal('')).to.deep.equal(['file.noText']);
    expect(await refusal('<w:p><broken')).to.deep.equal(['file.office.damaged']);
  });
});
