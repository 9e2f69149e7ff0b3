import { readAgeeml, type ReadAgeeml } from './ageeml.ts';

/** `readAgeeml` as another process is asked for it, to which bytes come without their class. */
export const readList = (bytes: Uint8Array): Promise<ReadAgeeml> =>
  Promise.resolve(readAgeeml(Buffer.from(bytes)));
