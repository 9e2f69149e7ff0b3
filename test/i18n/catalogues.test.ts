import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

describe('the catalogues of sentences', () => {
  for (const language of ['es', 'en']) {
    it(`say each sentence once (${language}): a key in two files would lose one of them`, async () => {
      const folder = join(projectRoot, 'src', 'i18n', language);
      const owners = new Map<string, string>();
      for (const file of readdirSync(folder)) {
        const module = (await import(join(folder, file))) as Record<string, Record<string, string>>;
        for (const catalogue of Object.values(module)) {
          for (const key of Object.keys(catalogue)) {
            expect(owners.get(key), `${key} is in ${file} and in`).to.equal(undefined);
            owners.set(key, file);
          }
        }
      }
      expect(owners.size).to.be.greaterThan(100);
    });
  }
});
