import { expect } from 'chai';
import { textOf, type Conversion } from '../../../../src/features/studio/formats/conversion.ts';
import { readPptx } from '../../../../src/features/studio/formats/pptx.ts';
import { lessonOf } from '../../../support/lesson-of.ts';
import {
  pngOf,
  pptxOf,
  slideGrid,
  slideLine,
  slidePicture,
  slideShape,
  type Presentation,
  type SlideParts,
} from '../../../support/office-files.ts';

const read = async (slides: SlideParts[], more?: Presentation): Promise<Conversion> =>
  readPptx(await pptxOf(slides, more), { prefix: 'platica', untitled: 'Plática' });

/** The text of all lessons; each of them has to pass the checks of content. */
function texts({ lessons, pictures }: Conversion, notes = true): string[] {
  return lessons.map((lesson) => {
    const text = textOf(lesson, { notes });
    const { problems } = lessonOf(
      text,
      pictures.map(({ name }) => name),
    );
    const told = problems.map(({ key }) => key).filter((key) => key !== 'content.problem.noAlt');
    expect(told, text).to.deep.equal([]);
    return text;
  });
}

const points = (...lines: string[]): string => slideShape('body', lines.join(''));
const titles = ({ lessons }: Conversion): string[] => lessons.map(({ title }) => title);

describe('presentations', () => {
  it('become sections in the order in which they are shown, with points, levels and notes', async () => {
    const found = await read([
      { title: 'Uno', body: points(slideLine('A'), slideLine('A1', { level: 1 }), slideLine('B')) },
      { title: 'Dos', body: points(slideLine('Solo una frase.')), notes: 'Contar el ejemplo.' },
    ]);
    expect(titles(found)).to.deep.equal(['Plática']);
    expect(texts(found)).to.deep.equal([
      '## Uno\n\n- A\n  - A1\n- B\n\n## Dos\n\nSolo una frase.\n\n::: nota De quien presenta\nContar el ejemplo.\n:::',
    ]);
    expect(texts(found, false)[0]).not.to.include('Contar');
  });

  it('are split at the slides that announce a section, and named by the first', async () => {
    const found = await read([
      {
        title: 'Paz en el barrio',
        layout: 'title',
        body: slideShape('subTitle', slideLine('Ecatepec')),
      },
      { title: 'Escuchar', layout: 'secHead' },
      { title: 'Cómo', body: points(slideLine('Con calma'), slideLine('Sin prisa')) },
      { title: 'Hablar', layout: 'secHead', body: slideShape('body', slideLine('Al final.')) },
    ]);
    expect(found.title).to.equal('Paz en el barrio');
    expect(titles(found)).to.deep.equal(['Paz en el barrio', 'Escuchar', 'Hablar']);
    expect(texts(found)).to.deep.equal([
      'Ecatepec',
      '## Cómo\n\n- Con calma\n- Sin prisa',
      'Al final.',
    ]);
  });

  it('take a line that stands first for the title, where nothing is marked as one', async () => {
    const found = await read([
      { body: slideShape('', slideLine('Uno')) + slideShape('', slideLine('Texto de uno.')) },
      { body: slideShape('', slideLine('Una sola frase.')) },
    ]);
    expect(texts(found)).to.deep.equal(['## Uno\n\nTexto de uno.\n\nUna sola frase.']);
  });

  it('are split by their sections where they have them', async () => {
    const found = await read(
      [
        { title: 'A', body: points(slideLine('a')) },
        { title: 'B', body: points(slideLine('b')) },
        { title: 'C', body: points(slideLine('c')) },
      ],
      {
        sections: [
          ['Inicio', [1]],
          ['Taller', [2, 3]],
        ],
      },
    );
    expect(titles(found)).to.deep.equal(['Inicio', 'Taller']);
    expect(texts(found)[1]).to.equal('## B\n\nb\n\n## C\n\nc');
  });

  it('without any division are cut into pieces of like size', async () => {
    const found = await read(
      Array.from({ length: 18 }, (_, at) => ({
        title: `T${String(at)}`,
        body: points(slideLine(`Texto ${String(at)}.`)),
      })),
    );
    expect(titles(found)).to.deep.equal([
      'Plática (1 de 3)',
      'Plática (2 de 3)',
      'Plática (3 de 3)',
    ]);
    expect(found.lessons.map(({ sections }) => sections.length)).to.deep.equal([6, 6, 6]);
  });

  it('keep tables, numbers, emphasis, links and groups', async () => {
    const found = await read([
      {
        title: 'Uno',
        body:
          slideGrid([
            ['Qué', 'Quién'],
            ['Escuchar', 'Rosa'],
          ]) +
          points(
            slideLine('Primero', { look: '<a:buAutoNum type="arabicPeriod"/>' }),
            slideLine('Segundo', { look: '<a:buAutoNum type="arabicPeriod"/>' }),
          ) +
          `<p:grpSp>${slideShape(
            '',
            '<a:p><a:r><a:rPr b="1"/><a:t>Muy </a:t></a:r><a:r><a:rPr b="1"/><a:t>claro</a:t></a:r><a:r><a:rPr><a:hlinkClick r:id="h"/></a:rPr><a:t> aquí</a:t></a:r></a:p>',
          )}</p:grpSp>`,
        relations: [{ id: 'h', type: 'hyperlink', target: 'https://onu.org/', external: true }],
      },
    ]);
    expect(texts(found)[0]).to.equal(
      '## Uno\n\n| Qué | Quién |\n| --- | --- |\n| Escuchar | Rosa |\n\n1. Primero\n2. Segundo\n\n**Muy claro**[aquí](https://onu.org/)',
    );
  });

  it('bring each picture once, and leave out the logo of every slide', async () => {
    const logo: SlideParts['relations'] = [
      { id: 'logo', type: 'image', target: '../media/logo.png' },
      { id: 'foto', type: 'image', target: '../media/foto.png' },
    ];
    const found = await read(
      [1, 2, 3, 4].map((at) => ({
        title: `T${String(at)}`,
        body: slidePicture('logo', 'Logotipo') + (at < 3 ? slidePicture('foto', 'Una plaza') : ''),
        relations: logo,
      })),
      { more: { 'ppt/media/logo.png': pngOf(2, 2), 'ppt/media/foto.png': pngOf(3, 3) } },
    );
    expect(found.pictures.map(({ name }) => name)).to.deep.equal(['platica-1.webp']);
    expect(texts(found)[0]).to.equal(
      '## T1\n\n![Una plaza](media/platica-1.webp)\n\n## T2\n\n![Una plaza](media/platica-1.webp)',
    );
  });

  it('tell what was not taken: hidden slides, animations, charts, diagrams, films, comments', async () => {
    const found = await read(
      [
        {
          title: 'A',
          body: points(slideLine('a')),
          timing: '<p:timing><p:animEffect/></p:timing>',
        },
        { title: 'B', hidden: true },
      ],
      {
        more: {
          'ppt/charts/chart1.xml': '<c/>',
          'ppt/diagrams/data1.xml': '<d/>',
          'ppt/media/media1.mp4': 'x',
          'ppt/comments/comment1.xml': '<c/>',
        },
      },
    );
    expect(
      Object.fromEntries(found.lost.map(({ key, params }) => [key.slice(10), params['count']])),
    ).to.deep.equal({ chart: 1, diagram: 1, film: 1, comment: 1, hidden: 1, animation: 1 });
  });
});
