import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCourse } from '../../src/features/content/course-folder.ts';
import { checkContent, courseFolders } from '../../src/features/content/sync.ts';
import { en } from '../../src/i18n/en.ts';
import { es } from '../../src/i18n/es.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { optionsOf } from '../../src/features/courses/item-document.ts';

const content = join(projectRoot, 'content');

describe('the courses of this repository', () => {
  it('have no errors', async () => {
    const { courses, problems } = await checkContent(content);
    expect(courses).to.be.at.least(1);
    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });

  it('say everything in English as well', async () => {
    const { problems } = await checkContent(content);
    expect(problems.filter(({ key }) => key.startsWith('content.problem.noEnglish'))).to.deep.equal(
      [],
    );
  });

  for (const folder of courseFolders(content)) {
    it(`are read in less than two seconds: ${folder.slice(content.length)}`, () => {
      const times = [1, 2, 3].map(() => {
        const begun = performance.now();
        readCourse(folder);
        return performance.now() - begun;
      });
      expect(Math.min(...times)).to.be.below(2000);
    });
  }

  it('include RES-CON whole, with a bank of 36 questions or more', () => {
    const { document } = readCourse(join(content, 'courses', 'res-con'));
    expect(document?.lessons).to.have.length(15);
    expect(document?.items.filter(({ use }) => use === 'quiz').length).to.be.at.least(36);
    expect(
      document?.items.every((item) =>
        optionsOf(item).every(({ feedback }) => (feedback?.es.length ?? 0) > 10),
      ),
    ).to.equal(true);
    expect(document?.lessons.flatMap(({ legal }) => legal).length).to.be.greaterThan(0);
  });
});

/** Security Council resolutions on women, peace and security, and 2272: pages on the web print several years wrong. */
const YEARS: Record<string, string> = {
  1325: '2000',
  1820: '2008',
  1888: '2009',
  1889: '2009',
  1960: '2010',
  2106: '2013',
  2122: '2013',
  2242: '2015',
  2272: '2016',
  2467: '2019',
  2493: '2019',
  2538: '2020',
};

/** Resolutions that a text gives another year: `1820 (2009)`, `1820 de 2009`, `1820/2009`. */
const wrongYears = (text: string): string[] =>
  [...text.matchAll(/\b(\d{4})(?:\s*\(|\s+de\s+|\s+of\s+|,\s*|\/)((?:19|20|21)\d{2})\b/g)]
    .filter(([, symbol = '', year]) => Object.hasOwn(YEARS, symbol) && YEARS[symbol] !== year)
    .map(([match]) => match);

describe('the years of Security Council resolutions', () => {
  it('are recognised when they are wrong, and only then', () => {
    expect(wrongYears('las resoluciones 1820 (2009) y 2122 (2122)')).to.deep.equal([
      '1820 (2009',
      '2122 (2122',
    ]);
    expect(
      wrongYears('resolución 1889 de 2010; 1960/2011; resolution 1888 of 2008'),
    ).to.have.length(3);
    expect(wrongYears('la resolución 1325 (2000), la 2467 de 2019 y el año 1994')).to.deep.equal(
      [],
    );
  });

  it('are right in every text of the platform', () => {
    const files = readdirSync(content, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:md|yml|svg|vtt)$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(files.length).to.be.greaterThan(40);
    const texts = [...files, ...Object.values(es), ...Object.values(en)];
    expect(texts.flatMap(wrongYears)).to.deep.equal([]);
  });
});
