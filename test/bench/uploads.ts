import { request } from 'node:http';
import type { Visitor } from './people.ts';
import { row, type Row } from './rows.ts';
import type { World } from './world.ts';

const MB = 1_000_000;
const BLOCK = Buffer.alloc(MB);
const EDGE = 'x-x';
const HEAD = `--${EDGE}\r\nContent-Disposition: form-data; name="archivos"; filename="a.bin"\r\n\r\n`;
const TAIL = `\r\n--${EDGE}--\r\n`;
const LOOK = 20;

/** Sends a file of zeros, which is received whole and then refused. Answers the most memory meanwhile, and the seconds it took. */
async function send(
  { product }: World,
  { headers }: Visitor,
  megabytes: number,
): Promise<{ most: number; seconds: number }> {
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, product.memory().now);
  }, LOOK);
  const begun = performance.now();
  const sent = request(`${product.url}/ensenar/subir`, {
    method: 'POST',
    headers: {
      ...headers,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${EDGE}`,
      'content-length': HEAD.length + megabytes * MB + TAIL.length,
    },
  });
  const answered = new Promise<number>((done, failed) => {
    sent.once('error', failed).once('response', (answer) => {
      answer.resume().once('end', () => {
        done(answer.statusCode ?? 0);
      });
    });
  });
  sent.write(HEAD);
  for (let count = 0; count < megabytes; count += 1)
    if (!sent.write(BLOCK)) await new Promise((ready) => sent.once('drain', ready));
  sent.end(TAIL);
  const status = await answered;
  clearInterval(watching);
  if (status !== 422) throw new Error(`The upload answered ${String(status)}`);
  return { most, seconds: (performance.now() - begun) / 1000 };
}

/** What a large upload takes beside a small one. */
export async function measureUploads(world: World, author: Visitor): Promise<Row[]> {
  await send(world, author, 10);
  const small = await send(world, author, 10);
  const large = await send(world, author, 200);
  return [
    row('upload.growth', (large.most - small.most) / MB, 'MB more for 200 MB than for 10', '< 40'),
    row('upload.rate', 200 / large.seconds, 'MB/s, received and looked at'),
  ];
}
