import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a module of a folder in a thread of its own. Run from its sources, the thread has to be taught TypeScript first: it
 * does not inherit that.
 */
export function startThread(folder: string, name: string, workerData: unknown = null): Worker {
  const extension = extname(import.meta.filename);
  const file = join(folder, `${name}${extension}`);
  if (extension === '.js') return new Worker(file, { workerData });
  const teach = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file)})))`;
  return new Worker(teach, { eval: true, workerData });
}
