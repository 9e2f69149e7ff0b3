import { inflateSync } from 'node:zlib';

type Glyphs = Map<string, string>;

const hex = (text: string): string =>
  String.fromCharCode(...(text.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

/** What each glyph of a font stands for, from the map that the font carries for readers. */
function glyphsOf(map: string): Glyphs {
  const glyphs: Glyphs = new Map();
  for (const [, first = '', list = ''] of map.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g,
  )) {
    list
      .trim()
      .split(/>\s*</)
      .forEach((entry, i) => {
        const glyph = (parseInt(first, 16) + i).toString(16).padStart(4, '0');
        glyphs.set(glyph, hex(entry.replace(/[<>\s]/g, '')));
      });
  }
  return glyphs;
}

/** The compressed streams of a PDF written by pdfkit, by the number of their object. */
function streamsOf(bytes: Buffer): Map<string, string> {
  const file = bytes.toString('latin1');
  const streams = new Map<string, string>();
  for (const match of file.matchAll(
    /\n(\d+) 0 obj\n<<\n\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g,
  )) {
    const from = match.index + match[0].length;
    const body = inflateSync(bytes.subarray(from, from + Number(match[2])));
    streams.set(match[1] ?? '', body.toString('latin1'));
  }
  return streams;
}

/** The rectangles of the figure that a PDF draws, in the units of the figure. */
export function figureRectangles(
  bytes: Buffer,
): { x: number; y: number; width: number; height: number }[] {
  const drawn = [...streamsOf(bytes).values()].find((content) => content.includes('/Figure')) ?? '';
  const figure = drawn.slice(drawn.indexOf('/Figure'));
  return [...figure.matchAll(/(\d+) (\d+) m\n(\d+) \2 l\n\3 (\d+) l\n/g)].map((corners) => {
    const [x = 0, y = 0, right = 0, bottom = 0] = corners.slice(1).map(Number);
    return { x, y, width: right - x, height: bottom - y };
  });
}

/** A piece of text that is drawn: in which stream, and which piece of the tagged content it is (null for none). */
interface Piece {
  stream: string;
  mark: string | null;
  text: string;
}

/** The text that a PDF written by pdfkit draws, in the order of drawing. */
function piecesOf(bytes: Buffer): Piece[] {
  const file = bytes.toString('latin1');
  const streams = streamsOf(bytes);
  const fonts = new Map<string, Glyphs>();
  for (const [, id = '', body = ''] of file.matchAll(
    /\n(\d+) 0 obj\n<<\n\/Type \/Font\n([^>]*)>>/g,
  )) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (map !== undefined) fonts.set(id, glyphsOf(streams.get(map) ?? ''));
  }
  const named = new Map<string, Glyphs>();
  for (const [, name = '', id = ''] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const glyphs = fonts.get(id);
    if (glyphs !== undefined) named.set(name, glyphs);
  }
  const pieces: Piece[] = [];
  for (const [stream, content] of streams) {
    let glyphs: Glyphs = new Map();
    let mark: string | null = null;
    for (const [found, begun, font, shown = ''] of content.matchAll(
      /\/MCID (\d+)\s*>> BDC|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|EMC/g,
    )) {
      if (begun !== undefined) mark = begun;
      else if (found === 'EMC') mark = null;
      else if (font !== undefined) glyphs = named.get(font) ?? new Map<string, string>();
      else {
        const codes = (shown.match(/<[0-9a-f]*>/g) ?? []).flatMap(
          (part) => part.match(/[0-9a-f]{4}/g) ?? [],
        );
        const text = codes.map((code) => glyphs.get(code) ?? '\uFFFD').join('');
        pieces.push({ stream, mark, text });
      }
    }
  }
  return pieces;
}

/** The text that a PDF written by pdfkit draws, in the order of drawing, a line for each piece. */
export const drawnText = (bytes: Buffer): string =>
  piecesOf(bytes)
    .map(({ text }) => text)
    .join('\n');

/** The tables of a tagged PDF as its structure tells them to whoever listens: their rows, each with the text of its cells. */
export function tablesOf(bytes: Buffer): string[][][] {
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of bytes
    .toString('latin1')
    .matchAll(/\n(\d+) 0 obj\n<<\n([^]*?)\n>>\nendobj/g))
    objects.set(id, body);
  const pieces = piecesOf(bytes);
  const contentOf = (page: string): string =>
    /\/Contents (\d+) 0 R/.exec(objects.get(page) ?? '')?.[1] ?? '';
  const partsOf = (id: string): string[] =>
    (/\/K \[([^\]]*)\]/.exec(objects.get(id) ?? '')?.[1] ?? '').match(/<<[^>]*>>|\d+ 0 R|\d+/g) ??
    [];
  const childrenOf = (id: string): string[] =>
    partsOf(id).flatMap((part) => /^(\d+) 0 R$/.exec(part)?.[1] ?? []);
  const textOf = (id: string): string =>
    partsOf(id)
      .map((part) => {
        const child = /^(\d+) 0 R$/.exec(part)?.[1];
        if (child !== undefined) return textOf(child);
        const mark = /(?:MCID )?(\d+)\s*(?:>>)?$/.exec(part)?.[1];
        const page = /\/Pg (\d+) 0 R/.exec(part) ?? /\/Pg (\d+) 0 R/.exec(objects.get(id) ?? '');
        const stream = contentOf(page?.[1] ?? '');
        return pieces
          .filter((piece) => piece.stream === stream && piece.mark === mark)
          .map(({ text }) => text)
          .join('');
      })
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
  return [...objects]
    .filter(([, body]) => body.startsWith('/S /Table\n'))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([table]) => childrenOf(table).map((row) => childrenOf(row).map(textOf)));
}
