import { expect } from 'chai';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { readCourse } from '../../../src/features/content/course-folder.ts';
import { renderLesson } from '../../../src/features/content/lesson-text.ts';
import { mediaFile, type MediaFile } from '../../../src/features/content/media-file.ts';
import { problemList } from '../../../src/features/content/problem.ts';
import { sanitise } from '../../../src/features/content/sanitise.ts';
import type { LessonDocument } from '../../../src/features/courses/document.ts';
import { courseFolder } from '../../support/course.ts';

/** The part of the DOM that these tests read. */
interface Element {
  readonly textContent: string | null;
  readonly attributes: Iterable<{ name: string; value: string }>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

describe('the text of a lesson', () => {
  const { document } = readCourse(courseFolder('curso-breve'));
  const lesson = (id: string): LessonDocument => {
    const found = document?.lessons.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no lesson ${id}`);
    return found;
  };
  const htmlOf = (id: string, language: 'es' | 'en' = 'es'): string =>
    lesson(id)
      .body[language].map((part) => (part.kind === 'html' ? part.html : ''))
      .join('\n');
  const page = (html: string) =>
    (parseHTML(`<html><body>${html}</body></html>`) as unknown as { document: Element }).document;
  const render = (body: string, media = new Map<string, MediaFile>()) => {
    const problems = problemList();
    const text = renderLesson(
      { file: 'x.md', body, linesBefore: 0 },
      { language: 'es-MX', media, termIds: new Set(), problems },
    );
    return { ...text, problems: problems.sorted() };
  };

  it('is cut where a question stands', () => {
    expect(lesson('la-plaza').body.es.map(({ kind }) => kind)).to.deep.equal([
      'html',
      'check',
      'html',
    ]);
    expect(lesson('la-plaza').body.es[1]).to.deep.equal({ kind: 'check', itemId: 'chk-plaza-1' });
  });

  it('carries a figure with its size, what is seen in it, and its long description', () => {
    const figure = page(htmlOf('la-plaza')).querySelector('figure.picture');
    const img = figure?.querySelector('img');
    expect(img?.getAttribute('src')).to.match(/^\/medios\/[0-9a-f]{32}\.svg$/);
    expect(img?.getAttribute('alt')).to.include('Dos círculos');
    expect([img?.getAttribute('width'), img?.getAttribute('height')]).to.deep.equal(['320', '160']);
    expect(img?.getAttribute('loading')).to.equal('lazy');
    expect(figure?.querySelector('figcaption')?.textContent).to.include('Dos grupos, una plaza.');
    expect(figure?.querySelector('details.disclosure')?.textContent).to.include(
      'Un rectángulo morado es la plaza',
    );
    expect(htmlOf('la-plaza').split('Un rectángulo morado')).to.have.length(2);
  });

  it('links terms to the glossary and lists them', () => {
    const link = page(htmlOf('la-plaza')).querySelector('a.term');
    expect(link?.getAttribute('href')).to.equal('#glosario-acuerdo');
    expect(lesson('la-plaza').terms).to.deep.equal(['acuerdo']);
  });

  it('lets a wide table scroll, with a name and the keyboard', () => {
    const scroller = page(htmlOf('la-plaza')).querySelector('section.table-scroll');
    expect(scroller?.getAttribute('tabindex')).to.equal('0');
    expect(scroller?.getAttribute('aria-label')).to.equal('Tabla 1: Quién necesita qué');
    expect(scroller?.querySelector('th')?.getAttribute('scope')).to.equal('col');
  });

  it('aligns figures in tables without a style attribute', () => {
    const [part] = render('| a | n |\n|---|--:|\n| x | 1 |\n').parts;
    expect(JSON.stringify(part)).to.include('class=\\"num\\"').and.not.to.include('style');
  });

  it('names the column in each cell of a table that is too wide for a phone, and in no other', () => {
    const cells = (body: string): string[] => {
      const html = render(body).parts.map((part) => (part.kind === 'html' ? part.html : ''));
      return [...page(html.join('')).querySelectorAll('td')].map(
        (cell) => `${cell.getAttribute('class') ?? ''}:${cell.getAttribute('data-label') ?? ''}`,
      );
    };
    const wide = '| Rasgo | **Bajo** | Medio | 3 |\n|---|---|---|--:|\n| voz | a | b | 1 |\n';
    expect(cells(wide)).to.deep.equal(['table__main:', ':Bajo', ':Medio', 'num:3']);
    const none = '| a |  | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n';
    expect(cells(none)).to.deep.equal([':', ':', ':', ':']);
    expect(cells('| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n')).to.deep.equal([':', ':', ':']);
  });

  it('leads outside without telling where from', () => {
    const link = page(htmlOf('la-plaza')).querySelector('a[href^="https:"]');
    expect(link?.getAttribute('rel')).to.equal('noopener noreferrer');
  });

  it('names each block in the language of the lesson', () => {
    const kinds = (html: string) =>
      [...page(html).querySelectorAll('.block__kind')].map((node) => node.textContent);
    expect(kinds(htmlOf('la-plaza'))).to.deep.equal(['Nota', 'Ejemplo']);
    expect(kinds(htmlOf('la-plaza', 'en'))).to.deep.equal(['Note', 'Example']);
  });

  it('opens an answer without JavaScript', () => {
    const answer = page(htmlOf('escuchar-bien')).querySelector('details.block--revela');
    expect(answer?.querySelector('summary')?.textContent).to.equal('Ver una respuesta posible');
  });

  it('plays sound and video on request, with captions and transcript, and says how much they weigh', () => {
    const text = page(htmlOf('escuchar-bien'));
    expect(text.querySelector('audio')?.getAttribute('preload')).to.equal('none');
    expect(text.querySelector('video')?.getAttribute('preload')).to.equal('none');
    expect(text.querySelector('track')?.getAttribute('srclang')).to.equal('es');
    expect(
      page(htmlOf('escuchar-bien', 'en')).querySelector('track')?.getAttribute('srclang'),
    ).to.equal('en');
    const [sound, video] = [...text.querySelectorAll('figure.media')].map(
      (node) => node.textContent,
    );
    expect(sound).to.match(/^Audio, 2 kB\. Transcripción/);
    expect(video).to.include('Un cuadro morado cruza la plaza');
    expect(lesson('escuchar-bien').mediaBytes).to.be.greaterThan(3000);
  });

  it('offers a sheet with its type and weight', () => {
    const link = page(htmlOf('la-plaza')).querySelector('.block--descarga a.button');
    expect(link?.textContent).to.equal('Descargar (PDF, 1 kB)');
    expect(link?.getAttribute('href')).to.match(/^\/medios\/[0-9a-f]{32}\.pdf$/);
  });

  it('keeps the other route apart, with its title', () => {
    expect(lesson('pedir-ayuda').alternative?.es).to.match(
      /^<h2>La misma idea por otro camino<\/h2>/,
    );
    expect(htmlOf('pedir-ayuda')).not.to.include('báscula');
    expect(lesson('la-plaza').alternative).to.equal(null);
  });

  it('never throws, and never lets anything run, whatever somebody writes', () => {
    const svg = mediaFile('a.svg', 'media/a.svg', {
      bytes: Buffer.from('<svg viewBox="0 0 1 1"/>'),
    });
    const media = new Map(svg === null ? [] : [['a.svg', svg]]);
    const piece = fc.constantFrom(
      '::: nota ',
      '::: audio a.svg\n',
      '::: descripcion a.svg\n',
      '::: alternativa\n',
      '::: comprueba x\n',
      ':::\n',
      '\n\n',
      '# ',
      '| a | b |\n|---|---|\n',
      '![x](media/a.svg "',
      '![x](',
      '[y](javascript:alert(1))',
      '<script>',
      '<img src=x onerror=alert(1)>',
      '" onload="x',
      '")',
      '`',
      '- ',
      '> ',
      '\0',
      '\ud800',
      'ñ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const { parts, alternative } = render(pieces.join(''), media);
        const html = [
          ...parts.map((part) => (part.kind === 'html' ? part.html : '')),
          alternative ?? '',
        ].join('');
        const text = page(html);
        expect([...text.querySelectorAll('script, style, iframe, object, svg')]).to.deep.equal([]);
        for (const node of text.querySelectorAll('*')) {
          for (const { name, value } of node.attributes) {
            expect(name).not.to.match(/^on|^style$/);
            if (name === 'href' || name === 'src')
              expect(value).not.to.match(/^\s*(?:javascript|data|vbscript):/i);
            if (name === 'src') expect(value).to.match(/^\/medios\//);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the second wall behind the renderer', () => {
  it('lets only our own media and safe addresses through', () => {
    expect(sanitise('<img src="https://example.org/a.png" alt="x">')).to.equal('');
    expect(sanitise('<img src="/medios/../salir" alt="x" onerror="x">')).not.to.include('onerror');
    expect(sanitise('<a href="javascript:alert(1)">x</a>')).to.equal('<a>x</a>');
    expect(sanitise('<a href="//example.org">x</a>')).to.equal('<a>x</a>');
    expect(sanitise('<p style="color:red" onclick="x">a<script>b</script></p>')).to.equal(
      '<p>a</p>',
    );
  });
});
