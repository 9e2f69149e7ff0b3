import { expect } from 'chai';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCourse } from '../../../src/features/content/course-folder.ts';
import { readability, syllablesOf, wordsOf } from '../../../src/features/content/readability.ts';
import { checkStyle, type Platform } from '../../../src/features/content/style-checks.ts';
import { es } from '../../../src/i18n/es.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { courseFolder } from '../../support/course.ts';

const LESSON = 'lessons/escucha-activa.md';
const ENGLISH = 'lessons/escucha-activa.en.md';
const BANK = 'questions/forma-a.yml';
const PLATFORM: Platform = {
  telephones: new Set(['8009112000']),
  slugs: new Set(['res-con']),
  laws: [
    {
      id: 'ley-a',
      name: { es: 'Ley A', en: 'Law A' },
      cited: ['Ley A'],
      reforms: [{ date: '2026', what: { es: 'un cambio', en: 'a change' }, source: 'DOF' }],
    },
  ],
};

/** A point that somebody signed after she read the text of this day. */
const legal = (day: string): string =>
  `legal:\n  - { point: 'Ley A, artículo 1', textDate: ${day}, status: signed, signedBy: Ana Ruiz, signedOn: ${day} }`;

/** What an author might do to a course, and the rule that tells her. */
interface Slip {
  rule: string;
  file: string;
  change: (text: string) => string;
}

const END = /\n::: actividad/;
const before =
  (added: string) =>
  (text: string): string =>
    text.replace(END, `\n${added}\n$&`);
/** Adds it to the first reason of the first question. */
const long =
  'que se extiende con todas las precisiones posibles para que nadie pueda decir después que no se dijo, una por una, cada condición';

const SLIPS: readonly Slip[] = [
  {
    rule: 'readability',
    file: LESSON,
    change: before(
      Array.from(
        { length: 40 },
        () => 'Institucionalizadamente, interdisciplinariedad y transversalización perspectivista.',
      ).join(' '),
    ),
  },
  {
    rule: 'sentences',
    file: LESSON,
    change: before(`${Array.from({ length: 900 }, () => 'y otra vez').join(' ')}.`),
  },
  { rule: 'words', file: LESSON, change: before('Una frase más. '.repeat(200)) },
  { rule: 'year', file: LESSON, change: before('La resolución 1820 (2009) lo dice.') },
  { rule: 'telephone', file: LESSON, change: before('Llama al 800 123 45 67.') },
  { rule: 'link', file: LESSON, change: before('[Otro curso](/cursos/no-existe)') },
  { rule: 'term', file: LESSON, change: before('Fue un crimen pasional.') },
  { rule: 'ending', file: LESSON, change: before('Vinieron todes.') },
  {
    rule: 'figure',
    file: 'lessons/reencuadre-y-preguntas.md',
    change: (text) =>
      text.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\n::: descripcion[\s\S]*?\n:::\n/g, '\n'),
  },
  { rule: 'tags', file: BANK, change: (text) => text.replace(/\n {2}topic: .*/, '') },
  {
    rule: 'reason',
    file: BANK,
    change: (text) => text.replace(/\n {6}feedback:\n(?: {8}.*\n)+/, '\n'),
  },
  {
    rule: 'longRight',
    file: BANK,
    change: (text) => text.replace(/(correct: true\n {6}text:\n {8}es: )(.*)/, `$1$2 ${long}`),
  },
  {
    rule: 'longest',
    file: BANK,
    change: (text) => text.replace(/(correct: true\n {6}text:\n {8}es: )(.*)/g, `$1$2 ${long}`),
  },
  {
    rule: 'reform',
    file: LESSON,
    change: (text) => text.replace('legal: []', legal('2025-12-31')),
  },
  { rule: 'stale', file: ENGLISH, change: before('- One more\n- And another one') },
  { rule: 'figures', file: ENGLISH, change: before('It was 1,234 people.') },
];

describe('how a course is written', () => {
  const t = translator('es-MX');
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'aula-style-'));
    folder = join(root, 'res-con');
    cpSync(courseFolder('res-con'), folder, { recursive: true });
    rmSync(join(folder, 'exceptions.yml'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const edit = (file: string, change: (text: string) => string): void => {
    const text = readFileSync(join(folder, file), 'utf8');
    const changed = change(text);
    expect(changed, file).not.to.equal(text);
    writeFileSync(join(folder, file), changed);
  };
  const found = () => {
    const reading = readCourse(folder);
    expect(reading.document, JSON.stringify(reading.problems)).not.to.equal(null);
    return checkStyle(reading, PLATFORM);
  };
  const rules = (): string[] => found().map(({ key }) => key.replace('content.style.', ''));

  it('has nothing to be told in the course that was written for it', () => {
    expect(
      found().map((one) => `${one.file}:${String(one.line)} ${t(one.key, one.params)}`),
    ).to.deep.equal([]);
  });

  for (const { rule, file, change } of SLIPS)
    it(`is told by the rule of ${rule}`, () => {
      edit(file, change);
      const told = found().filter(({ key }) => key === `content.style.${rule}`);
      expect(told.length, JSON.stringify(found())).to.be.greaterThan(0);
      for (const one of told) {
        expect(one.severity).to.equal('warning');
        expect(t(one.key, one.params)).not.to.include('{{');
      }
    });

  it('is told where a right answer stands too often in one place, where stems begin alike and where a bank is small', () => {
    for (const name of readdirSync(join(folder, 'questions')))
      if (name.startsWith('forma-'))
        edit(`questions/${name}`, (text) =>
          text
            .split(/^(?=- id:)/m)
            .map((item) =>
              item.includes('type: single')
                ? item
                    .replace(/\n {6}correct: true/g, '')
                    .replace(/\n {4}- id: a\n/g, '\n    - id: a\n      correct: true\n')
                : item,
            )
            .join(''),
        );
    expect(rules()).to.include('places');
    edit(BANK, (text) => {
      const stem = /stem:\n {4}es: >-\n(?: {6}.*\n)+/.exec(text)?.[0] ?? '';
      return text.replace(/stem:\n {4}es: >-\n(?: {6}.*\n)+/g, stem);
    });
    expect(rules()).to.include('stem');
  });

  it('may set a rule aside in one file with a reason, and is told when that is idle or says none', () => {
    edit(LESSON, before('Fue un crimen pasional, dijo el periódico.'));
    const exception = (reason: string): string =>
      `- rule: term\n  file: ${LESSON}\n  what: crimen pasional\n  reason: ${reason}\n`;
    writeFileSync(join(folder, 'exceptions.yml'), exception('se cita un titular para criticarlo'));
    expect(rules()).to.deep.equal([]);
    writeFileSync(join(folder, 'exceptions.yml'), exception('porque sí'));
    expect(found().map(({ key }) => key)).to.include('content.style.term');
    writeFileSync(
      join(folder, 'exceptions.yml'),
      exception('se cita un titular para criticarlo').replace('term', 'ending'),
    );
    expect(rules()).to.include.members(['term', 'idleException']);
  });

  it('is told nothing of a point whose text and signature came after the reform, and again of every later reform', () => {
    edit(LESSON, (text) => text.replace('legal: []', legal('2027-01-04')));
    expect(rules()).to.deep.equal([]);
    edit(LESSON, (text) => text.replaceAll('2027-01-04', '2025-12-31'));
    writeFileSync(
      join(folder, 'exceptions.yml'),
      `- { rule: reform, file: ${LESSON}, what: '2026', reason: nadie ha leído la reforma todavía }\n`,
    );
    expect(rules()).to.deep.equal([]);
    const [law] = PLATFORM.laws;
    const reforms = [
      ...(law?.reforms ?? []),
      { date: '2027-03-01', what: { es: '', en: '' }, source: 'DOF' },
    ];
    const laws = law === undefined ? [] : [{ ...law, reforms }];
    expect(checkStyle(readCourse(folder), { ...PLATFORM, laws: [] })).to.deep.equal([]);
    expect(checkStyle(readCourse(folder), { ...PLATFORM, laws }).map(({ key }) => key)).to.include(
      'content.style.reform',
    );
  });

  it('has a sentence for every rule, and a slip that each of them finds', () => {
    const said = Object.keys(es)
      .filter((key) => key.startsWith('content.style.'))
      .map((key) => key.replace('content.style.', ''));
    const tried = [...SLIPS.map(({ rule }) => rule), 'places', 'stem', 'bank', 'idleException'];
    expect(said.sort()).to.deep.equal([...new Set(tried)].sort());
  });

  it('asks for a bank that is three times the longest test', () => {
    edit('course.yml', (text) => text.replaceAll(/count: \d+/g, 'count: 5'));
    const { problems } = readCourse(folder);
    const reading = readCourse(folder);
    if (reading.document !== null) expect(rules()).to.include('bank');
    else expect(problems.map(({ key }) => key)).to.include('content.problem.smallBank');
  });
});

describe('the ease of reading', () => {
  it('counts syllables as Spanish speaks them', () => {
    const syllables: Record<string, number> = {
      paz: 1,
      barrio: 2,
      poesía: 4,
      aéreo: 4,
      guerra: 2,
      güero: 2,
      agua: 2,
      queso: 2,
      país: 2,
      caer: 2,
      buey: 1,
      ahijado: 3,
      construí: 3,
      violencia: 3,
      constancias: 3,
      y: 1,
    };
    for (const [word, count] of Object.entries(syllables))
      expect(syllablesOf(word), word).to.equal(count);
  });

  it('follows the formula of Szigriszt-Pazos', () => {
    const { words, sentences, inflesz } = readability('La paz es de hoy. El sol ya se va.');
    expect([words, sentences]).to.deep.equal([10, 2]);
    expect(inflesz).to.be.closeTo(206.835 - 62.3 - 5, 0.001);
    expect(readability('').inflesz).to.equal(100);
  });

  it('ends a sentence where a paragraph, a line of a list or a heading ends', () => {
    const text = wordsOf(
      '<h2>La situación</h2><p>Son las ocho.</p><ul><li>Una cosa</li><li>Otra &amp; más</li></ul>',
    );
    expect(readability(text).sentences).to.equal(4);
    expect(text).to.include('Otra & más');
  });
});
