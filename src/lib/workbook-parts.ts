import { ZipFile as Packer } from 'yazl';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/** Why a workbook is not opened: it is none, it is far larger than it seems, or it declares types or entities. */
export type WorkbookFault = 'unreadable' | 'swollen' | 'doctype';

/** Unpacked, a workbook of twenty thousand rows has some fifty megabytes. */
const UNPACKED = 150_000_000;
const PART = 100_000_000;
const PARTS = 500;
/** How many times smaller the packed bytes may be; those of rosters are ten to thirteen times smaller. */
const RATIO = 100;
/** Smaller than this, a part may be packed as tightly as it will. */
const TOO_SMALL_TO_MATTER = 1_000_000;
/** One tag, or the text up to the next one; a cell of Excel holds 32,767 characters. The library takes very long for endless ones. */
const STRETCH = 1_000_000;

const code = (sign: string): number => sign.charCodeAt(0);
const [OPEN, CLOSE, DECLARES, ASKS] = [code('<'), code('>'), code('!'), code('?')];
const QUOTES = [code('"'), code("'")];

/** Where a tag that begins at `from` is over; -1 where it never is, null for a declaration. */
function endOfTag(xml: Buffer, from: number): number | null {
  const after = (mark: string): number => {
    const at = xml.indexOf(mark, from + 2, 'latin1');
    return at === -1 ? -1 : at + mark.length;
  };
  if (xml[from + 1] === ASKS) return after('?>');
  if (xml[from + 1] === DECLARES) {
    const begins = xml.toString('latin1', from + 2, from + 9);
    if (begins.startsWith('--')) return after('-->');
    return begins === '[CDATA[' ? after(']]>') : null;
  }
  for (let at = from + 1; at < xml.length; at += 1) {
    const sign = xml[at];
    if (sign === CLOSE) return at + 1;
    if (sign !== undefined && QUOTES.includes(sign)) {
      at = xml.indexOf(sign, at + 1);
      if (at === -1) return -1;
    }
    if (at - from > STRETCH) return at;
  }
  return -1;
}

/** What is wrong with a part, looked at once from its beginning to its end. */
function faultIn(xml: Buffer): WorkbookFault | null {
  for (let at = 0; at < xml.length;) {
    const next = xml.indexOf(OPEN, at);
    const open = next === -1 ? xml.length : next;
    if (open - at > STRETCH) return 'swollen';
    if (next === -1) return null;
    const end = endOfTag(xml, open);
    if (end === null) return 'doctype';
    if ((end === -1 ? xml.length : end) - open > STRETCH) return 'swollen';
    if (end === -1) return 'unreadable';
    at = end;
  }
  return null;
}

async function bytesOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The parts that are read, looked for in the list of contents alone: nothing is unpacked before all of it was looked through. */
async function listed(zip: ZipFile): Promise<Map<string, Entry> | WorkbookFault> {
  const found = new Map<string, Entry>();
  let parts = 0;
  let size = 0;
  for await (const entry of zip.eachEntry()) {
    const { uncompressedSize: own, compressedSize: packed, fileName } = entry;
    parts += 1;
    if (parts > PARTS) return 'swollen';
    // Pictures and what else stands in a workbook are not unpacked.
    if (!/\.xml(?:\.rels)?$/.test(fileName)) continue;
    size += own;
    if (entry.isEncrypted() || found.has(fileName)) return 'unreadable';
    if (own > PART || size > UNPACKED) return 'swollen';
    if (own > TOO_SMALL_TO_MATTER && own > packed * RATIO) return 'swollen';
    found.set(fileName, entry);
  }
  return size > TOO_SMALL_TO_MATTER && size > zip.fileSize * RATIO ? 'swollen' : found;
}

/**
 * A workbook with the parts that are read, as they were looked through, and nothing else: the library believes what stands before
 * each part, where a forged zip says other things than its list of contents does.
 */
export async function soundWorkbook(bytes: Buffer): Promise<Buffer | WorkbookFault> {
  try {
    const options = { autoClose: false, lazyEntries: true, strictFileNames: true };
    const zip = await fromBufferPromise(bytes, options);
    const parts = await listed(zip);
    if (!(parts instanceof Map)) return parts;
    const packer = new Packer();
    for (const [name, entry] of parts) {
      const xml = await bytesOf(zip, entry);
      const fault = faultIn(xml);
      if (fault !== null) return fault;
      packer.addBuffer(xml, name, { compress: false });
    }
    packer.end();
    const chunks: Buffer[] = [];
    for await (const chunk of packer.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch {
    return 'unreadable';
  }
}
