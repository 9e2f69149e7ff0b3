import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { mediaFolder } from '../../content/media-store.ts';
import { mediaName } from '../../content/repository.ts';

/** A file of a course as it goes into a package. */
export interface PackedFile {
  path: string;
  text: string | null;
  media: { sha256: string; type: string } | null;
}

/** The same files make the same package, whenever it is made: what stands here is the first day a zip can tell. */
const WHEN = new Date(1980, 0, 1);
const HOW = { mtime: WHEN, mode: 0o100_644, forceDosTimestamp: true };

/** A course folder as a zip, in a folder named like the course; media are read from the disk while it is sent. */
export function courseZip(dataDir: string, slug: string, files: Iterable<PackedFile>): Readable {
  const zip = new ZipFile();
  const packed = new PassThrough();
  zip.outputStream.pipe(packed);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text, media } of sorted) {
    const name = `${slug}/${path}`;
    if (text !== null) zip.addBuffer(Buffer.from(text), name, { ...HOW, compress: true });
    else if (media !== null) {
      const place = join(mediaFolder(dataDir), mediaName(media));
      // Opened when its turn comes, so that a course with many files does not hold them all open.
      zip.addReadStreamLazy(name, { ...HOW, compress: false }, (ready) => {
        const stream = createReadStream(place);
        stream.on('error', (error) => packed.destroy(error));
        ready(null, stream);
      });
    }
  }
  zip.end();
  return packed;
}
