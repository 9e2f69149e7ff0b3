import { parentPort } from 'node:worker_threads';
import { certificatePdf } from './document.ts';

/** What the main thread asks, and what it is told. */
export interface Wish {
  id: number;
  given: Parameters<typeof certificatePdf>;
}
export type Drawn = { id: number; pdf: Uint8Array } | { id: number; error: string };

parentPort?.on('message', ({ id, given }: Wish) => {
  certificatePdf(...given).then(
    (pdf) => {
      parentPort?.postMessage({ id, pdf } satisfies Drawn);
    },
    (error: unknown) => {
      parentPort?.postMessage({ id, error: String(error) } satisfies Drawn);
    },
  );
});
