import { expect } from 'chai';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readCourse } from '../../../src/features/content/course-folder.ts';
import { frameworkTags } from '../../../src/features/frameworks/load.ts';
import { es } from '../../../src/i18n/es.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { courseFolder } from '../../support/course.ts';
import { files } from './mistakes/files.ts';
import { guides } from './mistakes/guides.ts';
import { items } from './mistakes/items.ts';
import { lessons } from './mistakes/lessons.ts';
import { media } from './mistakes/media.ts';
import { PLAZA, AYUDA, FORMA_B, type Desk } from './mistakes/mistake.ts';
import { questions } from './mistakes/questions.ts';
import { references } from './mistakes/references.ts';
import { text } from './mistakes/text.ts';

const TAGS = frameworkTags();
const MISTAKES = [
  ...files,
  ...guides,
  ...references,
  ...questions,
  ...items,
  ...lessons,
  ...text,
  ...media,
];

describe('the checks of course files', () => {
  const t = translator('es-MX');
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'aula-check-'));
    folder = join(root, 'curso-breve');
    cpSync(courseFolder('curso-breve'), folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const desk: Desk = {
    replace(file, from, to) {
      const before = read(file);
      const after = before.replace(from, to);
      expect(after, `${file} has nothing like ${String(from)}`).not.to.equal(before);
      writeFileSync(join(folder, file), after);
    },
    write(file, content) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    },
    append(file, text) {
      writeFileSync(join(folder, file), read(file) + text);
    },
    remove(file) {
      rmSync(join(folder, file));
    },
  };

  it('find nothing in a course without mistakes', () => {
    expect(readCourse(folder, TAGS).problems).to.deep.equal([]);
  });

  for (const { what, make, key, file, line, warning, also = [] } of MISTAKES) {
    it(`${warning ? 'warn about' : 'refuse'} ${what}`, () => {
      make(desk);
      const { document, problems } = readCourse(folder, TAGS);
      const told = problems.find(
        (one) => one.key === `content.problem.${key}` && one.file === file,
      );
      expect(told, JSON.stringify(problems)).not.to.equal(undefined);
      expect(told?.severity).to.equal(warning ? 'warning' : 'error');
      if (line !== undefined) expect(told?.line).to.equal(lineOf(read(file), line));
      for (const one of problems) expect(t(one.key, one.params)).not.to.include('{{');
      expect(document === null).to.equal(warning !== true);
      const others = problems
        .map((one) => one.key.replace('content.problem.', ''))
        .filter((one) => one !== key);
      expect([...new Set(others)].sort()).to.deep.equal([...also].sort());
    });
  }

  it('tell every mistake at once', () => {
    desk.replace(PLAZA, 'glosario:acuerdo', 'glosario:nada');
    desk.replace(AYUDA, /warning: .*\n/, '');
    desk.replace(FORMA_B, 'objective: lo1', 'objective: lo9');
    desk.replace('course.yml', 'passMark: 70', 'passMark: 700');
    desk.remove('lessons/escuchar-bien.en.md');
    const keys = readCourse(folder, TAGS).problems.map(({ key }) =>
      key.replace('content.problem.', ''),
    );
    expect(keys).to.include.members(['unknownTerm', 'noWarning', 'tooBig', 'noEnglishLesson']);
  });

  it('have a test for every sentence', () => {
    const told = new Set(MISTAKES.map(({ key }) => `content.problem.${key}`));
    const sentences = Object.keys(es).filter((key) => key.startsWith('content.problem.'));
    // What compares with what is published is told when a course is published (sync.test.ts, studio).
    const elsewhere =
      /\.(?:(?:lesson|item)(?:Gone|Reused)|codeTaken|slugTaken|slugOf(?:Files|Studio)|noLessons|notYourSignature|legalNotYourSignature)$/;
    expect(sentences.filter((key) => !told.has(key) && !elsewhere.test(key))).to.deep.equal([]);
  });
});

/** The line on which a text begins; `$` at its end stands for the end of the file. */
function lineOf(text: string, needle: string): number {
  const at = needle.endsWith('$') ? text.lastIndexOf(needle.slice(0, -1)) : text.indexOf(needle);
  return text.slice(0, at).split('\n').length;
}
