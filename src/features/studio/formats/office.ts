import { FileRefused, problem, type LostList } from './problem.ts';
import { openZip, type ZipFiles, type ZipLimits } from './zip.ts';

/** Documents are text: they pack well, and are never as large as a film. */
const OFFICE_ZIP: ZipLimits = {
  files: 5000,
  fileBytes: 60_000_000,
  bytes: 200_000_000,
  ratio: 200,
  depth: 12,
};
const XML_BYTES = 20_000_000;
const XML_DEPTH = 200;

/** A document of Word or PowerPoint that was looked through. */
export interface OfficeFile {
  zip: ZipFiles;
  /** The text of a part; null when it is not there. */
  xml(path: string): Promise<string | null>;
  /** How many parts have such a name. */
  count(pattern: RegExp): number;
}

/** How deep the elements of an XML text stand in each other. */
function depthOf(xml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of xml.matchAll(/<\/?[A-Za-z_][^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) deepest = Math.max(deepest, (depth += 1));
  }
  return deepest;
}

function decoded(bytes: Buffer): string {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

const isXml = (path: string): boolean => /\.(?:xml|rels|vml)$/i.test(path);

async function checkXml(zip: ZipFiles): Promise<void> {
  for (const [path, entry] of zip.entries) {
    if (!isXml(path)) continue;
    if (entry.bytes > XML_BYTES)
      throw new FileRefused(problem('file.office.xmlTooLarge', { name: path }));
    const bytes = await entry.read();
    // In any encoding: what is declared in another one is not read at all.
    const text = decoded(bytes);
    if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text) || /<!DOCTYPE/i.test(bytes.toString('utf16le')))
      throw new FileRefused(problem('file.office.doctype', { name: path }));
    if (/^<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|utf-16["'])/i.test(text.trimStart()))
      throw new FileRefused(problem('file.office.encoding', { name: path }));
    if (depthOf(text) > XML_DEPTH)
      throw new FileRefused(problem('file.office.depth', { name: path }));
  }
}

/** Opens a document and refuses what may do harm: programs in it, XML that declares things, bombs. */
export async function openOffice(source: string | Buffer, main: string): Promise<OfficeFile> {
  const zip = await openZip(source, OFFICE_ZIP);
  try {
    const count = (pattern: RegExp): number =>
      [...zip.entries.keys()].filter((path) => pattern.test(path)).length;
    const types = await zip.entries.get('[Content_Types].xml')?.read();
    if (types === undefined || !zip.entries.has(main))
      throw new FileRefused(problem('file.office.notThis'));
    if (
      /macroEnabled|vbaProject/i.test(types.toString('utf8')) ||
      count(/vbaProject\.bin$|macrosheet/i) > 0
    )
      throw new FileRefused(problem('file.office.macros'));
    await checkXml(zip);
    return {
      zip,
      count,
      async xml(path) {
        const bytes = await zip.entries.get(path)?.read();
        return bytes === undefined ? null : decoded(bytes);
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** What both programs put into their documents and a lesson has no place for. */
export async function tellLost(
  office: OfficeFile,
  folder: 'word' | 'ppt',
  lost: LostList,
): Promise<void> {
  const inside = (rest: string): RegExp => new RegExp(`^${folder}/${rest}`, 'i');
  lost.count('file.lost.embedded', office.count(inside('(?:embeddings|activeX)/[^/]+$')));
  lost.count('file.lost.chart', office.count(inside('charts/chart[^/]*\\.xml$')));
  lost.count('file.lost.diagram', office.count(inside('diagrams/data[^/]*\\.xml$')));
  lost.count(
    'file.lost.film',
    office.count(inside('media/[^/]+\\.(?:mp4|m4v|mov|wmv|avi|mp3|m4a|wav|wma)$')),
  );
  let outside = 0;
  for (const path of office.zip.entries.keys()) {
    if (!path.endsWith('.rels')) continue;
    const relations = ((await office.xml(path)) ?? '').match(/<Relationship\b[^>]*>/g) ?? [];
    outside += relations.filter(
      (one) =>
        /TargetMode\s*=\s*["']External/i.test(one) && !/relationships\/hyperlink["']/i.test(one),
    ).length;
  }
  lost.count('file.lost.outside', outside);
}
