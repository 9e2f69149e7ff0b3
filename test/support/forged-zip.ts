import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a forged zip, and what its headers say in the place of the truth. */
export interface Forged {
  name: string | Buffer;
  bytes?: Buffer | string;
  stored?: boolean;
  /** Mode of a Unix file system, such as 0o120777 for a link. */
  mode?: number;
  /** What the list of contents claims. */
  claims?: { bytes?: number; packed?: number; crc?: number; offset?: number; method?: number };
  encrypted?: boolean;
  /** No mark that the name is UTF-8. */
  old?: boolean;
}

interface Ending {
  /** Number of files that the end claims. */
  count?: number;
  offset?: number;
  comment?: string;
  /** Bytes before the first file. */
  before?: Buffer;
}

/** Writes a zip byte by byte, also one that no program would write. */
export function forgedZip(files: readonly Forged[], ending: Ending = {}): Buffer {
  const parts: Buffer[] = [ending.before ?? Buffer.alloc(0)];
  const list: Buffer[] = [];
  let at = parts[0]?.length ?? 0;
  for (const { name, bytes = 'hola', stored = false, mode, claims = {}, encrypted, old } of files) {
    const raw = Buffer.from(bytes);
    const packed = stored ? raw : deflateRawSync(raw, { level: 9 });
    const title = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE((encrypted === true ? 1 : 0) | (old === true ? 0 : 0x800), 2);
    header.writeUInt16LE(claims.method ?? (stored ? 0 : 8), 4);
    header.writeUInt32LE(claims.crc ?? crc32(raw), 10);
    header.writeUInt32LE(claims.packed ?? packed.length, 14);
    header.writeUInt32LE(claims.bytes ?? raw.length, 18);
    header.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(claims.offset ?? at, 10);
    list.push(
      Buffer.from('PK\x01\x02', 'latin1'),
      Buffer.from([20, mode === undefined ? 0 : 3]),
      header,
      tail,
      title,
    );
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(list);
  const comment = Buffer.from(ending.comment ?? '');
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(ending.count ?? files.length, 8);
  end.writeUInt16LE(ending.count ?? files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(ending.offset ?? at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, central, end, comment]);
}
