import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Files as they are made, one after the other, in one zip. */
export async function briefsZip(
  files: AsyncIterable<{ name: string; bytes: Uint8Array }>,
  madeAt: Date,
): Promise<Buffer> {
  const zip = new ZipFile();
  const whole = buffer(zip.outputStream);
  // A PDF is compressed already.
  const how = { mtime: madeAt, mode: 0o100_600, compress: false };
  for await (const { name, bytes } of files) zip.addBuffer(Buffer.from(bytes), name, how);
  zip.end();
  return whole;
}
