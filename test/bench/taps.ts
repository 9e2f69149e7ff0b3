import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.ts';
import { publishCourse } from '../support/course.ts';
import { effortOfJoining, tapsToResult } from '../support/taps.ts';
import { row, type Row } from './rows.ts';

/** How often a thumb touches the glass, counted while it is done. */
export async function measureTaps(chromium: Browser): Promise<Row[]> {
  const app = await startApp({ before: (services) => publishCourse(services) });
  try {
    const { taps, bytes } = await effortOfJoining(app, chromium);
    return [
      row('phone.join.taps', taps, 'taps, typing apart', '<= 4'),
      row('phone.join.bytes', bytes, 'bytes', '<= 50000'),
      row('phone.learn.taps', await tapsToResult(app, chromium), 'taps to a result', '<= 15'),
    ];
  } finally {
    await app.stop();
  }
}
