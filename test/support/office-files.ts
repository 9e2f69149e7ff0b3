import { deflateSync, crc32 } from 'node:zlib';
import { ZipFile } from 'yazl';

/** Packs parts of a document as the programs do. */
export async function packed(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A plain picture of a size, without a program for pictures. */
export function pngOf(width: number, height: number, shade = 200): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, shade);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface Relation {
  id: string;
  type: string;
  target: string;
  external?: boolean;
}

export const relations = (all: readonly Relation[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(
      ({ id, type, target, external }) =>
        `<Relationship Id="${id}" Type="${type.includes(':') ? type : `${OFFICE}/${type}`}" Target="${target}"${external === true ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export const contentTypes = (main: string, type: string): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Override PartName="/${main}" ContentType="${type}"/></Types>`;

/** Text of a run in Word. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph in Word, of a style when one is named. */
export const paragraph = (inner: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inner.startsWith('<') ? inner : run(inner)}</w:p>`;

export const listItem = (text: string, { level = 0, list = 1 } = {}): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${String(level)}"/><w:numId w:val="${String(list)}"/></w:numPr></w:pPr>${run(text)}</w:p>`;

export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

export const wordPicture = (id: string, alt: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';

/** Names of styles as Word in Spanish writes them: the id is translated, the name is not. */
const STYLES = `${XML}<w:styles ${NAMES}>${[
  ['Ttulo', 'Title'],
  ['Ttulo1', 'heading 1'],
  ['Ttulo2', 'heading 2'],
  ['Ttulo3', 'heading 3'],
  ['Cita', 'Quote'],
  ['Descripcin', 'caption'],
]
  .map(
    ([id = '', name = '']) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  )
  .join('')}</w:styles>`;

const NUMBERING = `${XML}<w:numbering ${NAMES}>${['bullet', 'decimal']
  .map(
    (format, at) =>
      `<w:abstractNum w:abstractNumId="${String(at)}">${[0, 1].map((level) => `<w:lvl w:ilvl="${String(level)}"><w:numFmt w:val="${format}"/></w:lvl>`).join('')}</w:abstractNum><w:num w:numId="${String(at + 1)}"><w:abstractNumId w:val="${String(at)}"/></w:num>`,
  )
  .join('')}</w:numbering>`;

export interface WordParts {
  relations?: Relation[];
  footnotes?: string[];
  more?: Record<string, string | Buffer>;
}

/** A document of Word with this body. */
export function docxOf(body: string, parts: WordParts = {}): Promise<Buffer> {
  const { footnotes = [], more = {} } = parts;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return packed({
    '[Content_Types].xml': contentTypes('word/document.xml', type),
    '_rels/.rels': relations([{ id: 'r', type: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': `${XML}<w:document ${NAMES}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footnotes.xml': `${XML}<w:footnotes ${NAMES}>${footnotes.map((text, at) => `<w:footnote w:id="${String(at + 1)}">${paragraph(text)}</w:footnote>`).join('')}</w:footnotes>`,
    'word/_rels/document.xml.rels': relations([
      { id: 's', type: 'styles', target: 'styles.xml' },
      { id: 'n', type: 'numbering', target: 'numbering.xml' },
      { id: 'f', type: 'footnotes', target: 'footnotes.xml' },
      ...(parts.relations ?? []),
    ]),
    ...more,
  });
}

const SLIDE_NAMES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"';

/** A paragraph of a slide; a level above 0 stands deeper. */
export const slideLine = (text: string, { level = 0, look = '', run: how = '' } = {}): string =>
  `<a:p><a:pPr lvl="${String(level)}">${look}</a:pPr><a:r><a:rPr lang="es-MX" ${how}/><a:t>${text}</a:t></a:r></a:p>`;

/** A shape of a slide; without a kind it is a free text box. */
export const slideShape = (kind: string, lines: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr>${kind === '' ? '' : `<p:ph type="${kind}"/>`}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>${lines}</p:txBody></p:sp>`;

export const slidePicture = (id: string, alt: string): string =>
  `<p:pic><p:nvPicPr><p:cNvPr id="3" name="x" descr="${alt}"/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${id}"/></p:blipFill></p:pic>`;

export const slideGrid = (rows: readonly (readonly string[])[]): string =>
  `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${rows.map((row) => `<a:tr>${row.map((cell) => `<a:tc><a:txBody>${slideLine(cell)}</a:txBody></a:tc>`).join('')}</a:tr>`).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;

export interface SlideParts {
  title?: string;
  body?: string;
  layout?: 'title' | 'secHead' | 'obj';
  notes?: string;
  hidden?: boolean;
  relations?: Relation[];
  /** Behind the shapes: what plays when. */
  timing?: string;
}

export interface Presentation {
  /** Names of sections, and the numbers of their slides, which count from 1. */
  sections?: [name: string, slides: number[]][];
  more?: Record<string, string | Buffer>;
}

/** A presentation of these slides, whose files are numbered against their order. */
export function pptxOf(
  slides: readonly SlideParts[],
  { sections = [], more = {} }: Presentation = {},
): Promise<Buffer> {
  const parts: Record<string, string | Buffer> = {};
  const count = slides.length;
  slides.forEach((slide, at) => {
    const number = String(count - at);
    const { title = '', body = '', layout = 'obj', notes, hidden, timing = '' } = slide;
    parts[`ppt/slides/slide${number}.xml`] =
      `${XML}<p:sld ${SLIDE_NAMES}${hidden === true ? ' show="0"' : ''}><p:cSld><p:spTree>${title === '' ? '' : slideShape(layout === 'title' ? 'ctrTitle' : 'title', slideLine(title))}${body}</p:spTree></p:cSld>${timing}</p:sld>`;
    parts[`ppt/slides/_rels/slide${number}.xml.rels`] = relations([
      { id: 'l', type: 'slideLayout', target: `../slideLayouts/${layout}.xml` },
      ...(notes === undefined
        ? []
        : [{ id: 'n', type: 'notesSlide', target: `/ppt/notesSlides/notesSlide${number}.xml` }]),
      ...(slide.relations ?? []),
    ]);
    if (notes !== undefined)
      parts[`ppt/notesSlides/notesSlide${number}.xml`] =
        `${XML}<p:notes ${SLIDE_NAMES}><p:cSld><p:spTree>${slideShape('body', slideLine(notes))}${slideShape('sldNum', slideLine('9'))}</p:spTree></p:cSld></p:notes>`;
  });
  for (const layout of ['title', 'secHead', 'obj'])
    parts[`ppt/slideLayouts/${layout}.xml`] =
      `${XML}<p:sldLayout ${SLIDE_NAMES} type="${layout}"/>`;
  const list = slides.map((_, at) => `<p:sldId id="${String(256 + at)}" r:id="s${String(at)}"/>`);
  const named = sections.map(
    ([name, numbers]) =>
      `<p14:section name="${name}"><p14:sldIdLst>${numbers.map((one) => `<p14:sldId id="${String(255 + one)}"/>`).join('')}</p14:sldIdLst></p14:section>`,
  );
  const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
  return packed({
    '[Content_Types].xml': contentTypes('ppt/presentation.xml', type),
    'ppt/presentation.xml': `${XML}<p:presentation ${SLIDE_NAMES}><p:sldIdLst>${list.join('')}</p:sldIdLst><p:extLst><p:ext><p14:sectionLst>${named.join('')}</p14:sectionLst></p:ext></p:extLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      slides.map((_, at) => ({
        id: `s${String(at)}`,
        type: 'slide',
        target: `slides/slide${String(count - at)}.xml`,
      })),
    ),
    ...parts,
    ...more,
  });
}
