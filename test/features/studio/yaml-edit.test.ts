import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addEntry,
  courseIn,
  edited,
  entryOf,
  moveEntry,
  moveLesson,
  placeLesson,
  removeEntry,
} from '../../../src/features/studio/course-file.ts';
import { lessonFrom, lessonValues } from '../../../src/features/studio/lesson-fields.ts';
import { LessonForm } from '../../../src/features/studio/forms.ts';
import { editedYaml } from '../../../src/features/studio/yaml-edit.ts';
import { courseFolder } from '../../support/course.ts';
import { lineDiff } from '../../../src/lib/line-diff.ts';

const RES_CON = readFileSync(join(courseFolder('res-con'), 'course.yml'), 'utf8');

const changesOf = (before: string, after: string): string[] =>
  lineDiff(before, after)
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, text }) => `${kind}: ${text.trim()}`);

describe('changing the files of a course', () => {
  it('touches the lines that change and no others', () => {
    const moved = edited(RES_CON, (course) => {
      moveLesson(course, 'posiciones-intereses-necesidades', -1);
    });
    const [first, second] = courseIn(moved)?.modules[0]?.lessons ?? [];
    expect([first, second]).to.deep.equal([
      'posiciones-intereses-necesidades',
      'triangulo-de-la-violencia',
    ]);
    expect(changesOf(RES_CON, moved)).to.have.length.within(1, 4);
  });

  it('moves a lesson over the edge of its module, and back to where it was', () => {
    const lessonsIn = (text: string): string[][] =>
      courseIn(text)?.modules.map(({ lessons }) => lessons) ?? [];
    const before = lessonsIn(RES_CON);
    const last = before[0]?.at(-1) ?? '';
    const down = edited(RES_CON, (course) => {
      moveLesson(course, last, 1);
    });
    expect(lessonsIn(down)[1]?.[0]).to.equal(last);
    const back = edited(down, (course) => {
      moveLesson(course, last, -1);
    });
    expect(lessonsIn(back)).to.deep.equal(before);
    const placed = edited(RES_CON, (course) => {
      placeLesson(course, last, 'm1', 0);
      addEntry(course, 'modules', { id: 'm9', title: { es: 'Otro' }, lessons: [] });
    });
    expect(lessonsIn(placed)[0]?.[0]).to.equal(last);
    expect(lessonsIn(placed).at(-1)).to.deep.equal([]);
  });

  it('rewrites of a list only the entry that changed, and keeps remarks where they stood', () => {
    const text = [
      'code: X # la clave',
      'objectives:',
      '    # el primero',
      "    -   { id: lo1,  bloom: apply, text: {es: 'Uno',en: One} }",
      '    # el segundo, a mano',
      '    - id:   lo2',
      '      bloom: create',
      '      text:',
      '        es: >-',
      '          Dos',
      '          renglones',
      '',
      '# los módulos',
      'modules: []',
      '',
    ].join('\n');
    const after = edited(text, (file) => {
      entryOf(file, 'objectives', 'lo1')?.set('bloom', 'create');
      addEntry(file, 'objectives', { id: 'lo3', bloom: 'apply', text: { es: 'Tres' } });
    });
    expect(changesOf(text, after)).to.deep.equal([
      "gone: -   { id: lo1,  bloom: apply, text: {es: 'Uno',en: One} }",
      "new: - { id: lo1, bloom: create, text: { es: 'Uno', en: One } }",
      'new: - id: lo3',
      'new: bloom: apply',
      'new: text:',
      'new: es: Tres',
    ]);
    const moved = edited(after, (file) => {
      moveEntry(file, 'objectives', 'lo2', -1);
    });
    expect(courseIn(moved)?.objectives.map(({ id }) => id)).to.deep.equal(['lo2', 'lo1', 'lo3']);
    expect(moved).to.include('    # el segundo, a mano\n    - id:   lo2\n');
    const gone = edited(moved, (file) => {
      removeEntry(file, 'objectives', 'lo3');
    });
    expect(gone)
      .to.include('          renglones\n')
      .and.include('\n\n# los módulos\nmodules: []\n');
  });

  it('rewrites of a glossary only the word that changed', () => {
    const text = readFileSync(join(courseFolder('res-con'), 'glossary.yml'), 'utf8');
    const after = editedYaml(text, (document) => {
      document.setIn([1, 'term'], document.createNode({ es: 'otra palabra' }));
    });
    const changes = changesOf(text, after);
    expect(changes).to.include('new: es: otra palabra');
    expect(changes.filter((change) => !/term|otra palabra/.test(change)).length).to.be.lessThan(10);
    expect(editedYaml(text, () => undefined)).to.equal(text);
  });

  it('leaves a lesson as it was when its form says the same', () => {
    for (const name of ['triangulo-de-la-violencia', 'posiciones-intereses-necesidades']) {
      const text = readFileSync(join(courseFolder('res-con'), `lessons/${name}.md`), 'utf8');
      const values = lessonValues(text);
      const form = LessonForm.parse({
        ...values?.text,
        sensible: values?.text['sensible'] === '1' ? '1' : undefined,
        objetivos: values?.objectives,
        revision: 1,
      });
      expect(changesOf(text, lessonFrom(text, form)), name).to.deep.equal([]);
    }
  });

  it('makes a lesson’s sources and legal points of what is written in lines', () => {
    const form = LessonForm.parse({
      revision: '0',
      titulo: 'Una lección',
      minutos: '9',
      objetivos: 'lo1',
      aviso: '',
      resumen: 'Uno\nDos\nTres',
      fuentes: 'Ley A | 2024-01-26\nLibro B, | Editorial | pendiente',
      legal:
        'Ley A, artículo 8 | 2024-01-26 | firmado por Ana Ruiz, 2026-01-10\nVieja | 2020-01-02 | firmado\nOtra | consultado 2026-01-10',
      texto: 'Texto.',
    });
    const values = lessonValues(lessonFrom(null, form));
    expect(values?.text).to.include({
      fuentes: 'Ley A | 2024-01-26\nLibro B, | Editorial | pendiente',
      legal:
        'Ley A, artículo 8 | 2024-01-26 | firmado por Ana Ruiz, 2026-01-10\nVieja | 2020-01-02 | firmado\nOtra | consultado 2026-01-10',
      texto: 'Texto.',
    });
  });
});
