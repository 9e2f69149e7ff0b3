import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCourse } from '../../src/features/content/course-folder.ts';
import { checkContent, courseFolders } from '../../src/features/content/sync.ts';
import { frameworkTags } from '../../src/features/frameworks/load.ts';
import { en } from '../../src/i18n/en.ts';
import { es } from '../../src/i18n/es.ts';
import { wrongYears } from '../../src/features/content/style-terms.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { optionsOf } from '../../src/features/courses/item-document.ts';

const content = join(projectRoot, 'content');

describe('the courses of this repository', () => {
  it('have no errors', async () => {
    const { courses, problems } = await checkContent(content, undefined, frameworkTags());
    expect(courses).to.be.at.least(1);
    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });

  it('are written as their rules of style ask', async () => {
    const { problems } = await checkContent(content);
    expect(
      problems
        .filter(({ key }) => key.startsWith('content.style.'))
        .map(({ file, line, key, params }) => [file, line, key, params]),
    ).to.deep.equal([]);
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
      // What a lesson quotes to mend it is told, and excused, by the rules of style.
      .filter(
        ({ name, parentPath }) =>
          name !== 'exceptions.yml' && !/courses\/[^/]+\/(?:lessons|questions)$/.test(parentPath),
      )
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(files.length).to.be.greaterThan(40);
    const texts = [...files, ...Object.values(es), ...Object.values(en)];
    expect(texts.flatMap(wrongYears)).to.deep.equal([]);
  });
});
