import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import type { Language } from '../../src/lib/localized.ts';
import { Browser, type Page } from '../support/browser.ts';
import { crawl, shapeOf } from '../support/crawl.ts';
import { serve } from '../support/served.ts';
import type { Subject } from './subject.ts';

type Visitor = CastName | 'nobody';

export const VISITORS: readonly Visitor[] = ['nobody', ...(Object.keys(CAST) as CastName[])];

/** A name that a file can have, from the kind of a page. */
const fileName = (kind: string): string =>
  kind
    .replace(/^\/$/, 'portada')
    .replace(/^\//, '')
    .replace(/[:?&/]+/g, '-');

export interface Demo {
  /** Every kind of page that somebody reaches by following links, but for what somebody before her saw just so. */
  pagesOf(who: Visitor, language: Language): Promise<Subject[]>;
  close(): Promise<void>;
}

/** The demonstration, in a folder that goes away. With `byShape`, a page is new that is made of other parts, not only of other words. */
export async function openDemo(byShape: boolean): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-shots-'));
  const demo = await serve('demo', { DATA_DIR: dataDir });
  const { url } = demo;
  const seen = new Set<string>();
  /** Whether nobody before met this page with the same content. */
  const isNew = (language: Language, kind: string, page: Page): boolean => {
    const made = byShape ? shapeOf(page) : page.document.querySelector('main')?.innerHTML;
    const content = `${language} ${kind} ${made ?? ''}`;
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  };
  return {
    async pagesOf(who, language) {
      const visitor = new Browser(url);
      visitor.cookies.set('lang', language);
      if (who !== 'nobody')
        await visitor.post('/entrar', { username: who, password: CAST_PASSWORD });
      const reached = [...(await crawl(visitor))].filter(([kind, { page }]) =>
        isNew(language, kind, page),
      );
      return reached.map(([kind, { address, page }]) => ({
        ...{ who, what: fileName(kind), url, address },
        ...{ answer: page, cookies: visitor.cookies },
      }));
    },
    async close() {
      await demo.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
