import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.ts';
import { publishCourse } from '../support/course.ts';
import { clicksToPublished, clicksToSixty } from '../support/studio-clicks.ts';
import { ximenaTeaches } from '../support/studio.ts';
import { effortOfJoining, tapsToResult } from '../support/taps.ts';
import { row, type Row } from './rows.ts';

/** How often a thumb touches the glass, and how often somebody who teaches clicks, counted while it is done. */
export async function measureTaps(chromium: Browser): Promise<Row[]> {
  const app = await startApp({ before: (services) => publishCourse(services) });
  try {
    const { taps, bytes } = await effortOfJoining(app, chromium);
    await ximenaTeaches(app);
    const { clicks: published } = await clicksToPublished(app, chromium);
    const { clicks: sixty } = await clicksToSixty(app, chromium);
    return [
      row('phone.join.taps', taps, 'taps, typing apart', '<= 4'),
      row('phone.join.bytes', bytes, 'bytes', '<= 50000'),
      row('phone.learn.taps', await tapsToResult(app, chromium), 'taps to a result', '<= 15'),
      row('studio.publish.clicks', published, 'clicks, sign-in to published', '<= 12'),
      row('studio.import-60.clicks', sixty, 'clicks, file to bank', '<= 3'),
    ];
  } finally {
    await app.stop();
  }
}
