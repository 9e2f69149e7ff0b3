import { expect } from 'chai';
import fc from 'fast-check';
import {
  discrimination,
  facility,
  figuresOf,
  upperAndLower,
  type ItemAnswer,
} from '../../../src/features/results/item-analysis.ts';
import { DAY } from '../../../src/lib/clock.ts';
import type { TestApp } from '../../support/app.ts';
import { addPeople } from '../../support/people.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';

const given = (share: number, rest: number | null, chosen: string[] = ['a']): ItemAnswer => ({
  share,
  rest,
  isAnswered: chosen.length > 0,
  chosen,
});
const PAGE = `/ensenar/cursos/${SLUG}/evaluaciones/final/analisis`;

describe('the figures of an item', () => {
  it('are those that a hand works out', () => {
    const four = [given(1, 0.9), given(1, 0.7), given(0, 0.5), given(0, 0.3)];
    expect(facility(four)).to.equal(0.5);
    // Deviations ±0.5 and ±0.3, ±0.1: 0.4 / sqrt(1 × 0.2).
    expect(discrimination(four)).to.be.closeTo(0.894427, 1e-6);
    expect(discrimination([given(1, 0.5), given(0, 0.5)]), 'nothing to compare').to.equal(null);
    const hundred = Array.from({ length: 100 }, (_, at) => given(at < 40 ? 1 : 0, 1 - at / 100));
    const { upper, lower } = upperAndLower(hundred);
    expect([upper.length, lower.length]).to.deep.equal([27, 27]);
    expect(facility(upper) - facility(lower)).to.equal(1);
  });

  it('appear from thirty answers on, with the options that nobody chose', () => {
    const key = { options: ['a', 'b', 'c'], right: ['a'] };
    const answers = Array.from({ length: 30 }, (_, at) =>
      at < 20 ? given(1, 0.2 + at / 100, ['a']) : given(0, 0.8 + at / 1000, at < 27 ? ['b'] : []),
    );
    expect(figuresOf(answers.slice(1), key)).to.equal(null);
    const figures = figuresOf(answers, key);
    expect(figures?.facility).to.be.closeTo(20 / 30, 1e-9);
    expect(figures?.omission).to.be.closeTo(3 / 30, 1e-9);
    expect(figures?.upperLower).to.equal(-1);
    expect(figures?.flags).to.deep.equal(['negative', 'unused']);
    expect(figures?.options.map(({ all }) => Math.round(all * 30))).to.deep.equal([20, 7, 0]);
  });

  it('stay within their bounds, whatever is answered, and do not care for the order', () => {
    const anAnswer = fc
      .record({
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        rest: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ share, rest }) => given(share, rest));
    fc.assert(
      fc.property(fc.array(anAnswer, { minLength: 30, maxLength: 80 }), (answers) => {
        const figures = figuresOf(answers, { options: ['a'], right: ['a'] });
        const back = figuresOf([...answers].reverse(), { options: ['a'], right: ['a'] });
        expect(figures?.facility).to.be.within(0, 1);
        expect(figures?.upperLower).to.be.within(-1, 1);
        if (figures?.discrimination != null) {
          expect(figures.discrimination).to.be.within(-1 - 1e-9, 1 + 1e-9);
          expect(back?.discrimination).to.be.closeTo(figures.discrimination, 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the analysis of a quiz', () => {
  let app: TestApp;
  before(async () => {
    app = await classroom();
    await take(await app.signedIn('rosa'), 'final', { ...ALL_RIGHT, r_uno: 'b' });
    await take(await app.signedIn('elena'), 'final', ALL_RIGHT);
  });
  after(() => app.stop());

  it('waits for thirty answers of people within reach, and leads to mending each item', async () => {
    const ximena = await app.signedIn('ximena');
    const page = await ximena.get(PAGE);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Faltan 29 respuestas.').and.include('Discriminación');
    const fix = page.document.querySelector('a[href*="/correccion"]')?.getAttribute('href') ?? '';
    expect((await ximena.get(fix)).status).to.equal(200);
    const book = await ximena.get(`/ensenar/cursos/${SLUG}/calificaciones`);
    expect(book.document.querySelector(`a[href="${PAGE}"]`)).not.to.equal(null);
  });

  it('is for those who read these answers or publish the course', async () => {
    for (const [name, status] of [
      ['bruno', 200],
      ['ada', 200],
      ['marco', 404],
      ['lucia', 404],
      ['irene', 404],
      ['rosa', 404],
    ] as const)
      expect((await (await app.signedIn(name)).get(PAGE)).status, name).to.equal(status);
  });

  it('counts first attempts alone', async () => {
    const { db } = app.database;
    const people = Array.from({ length: 29 }, (_, at) => ({
      id: `u${String(at).padStart(2, '0')}`,
      displayName: `Úrsula ${String(at).padStart(2, '0')}`,
    }));
    await addPeople(app, ...people);
    const known = await db('enrolments')
      .where('person_id', 'rosa')
      .first<Record<string, unknown>>();
    const attempt = await db('attempts')
      .where('person_id', 'rosa')
      .first<Record<string, unknown>>();
    const answers = await db('attempt_answers')
      .where('attempt_id', attempt['id'] as string)
      .select<Record<string, unknown>[]>('*');
    for (const { id } of people) {
      await db('enrolments').insert({ ...known, id: `e-${id}`, person_id: id });
      for (const number of [1, 2]) {
        const at = {
          id: `at-${id}-${String(number)}`,
          enrolment_id: `e-${id}`,
          person_id: id,
          number,
        };
        await db('attempts').insert({ ...attempt, ...at });
        await db('attempt_answers').insert(answers.map((row) => ({ ...row, attempt_id: at.id })));
      }
    }
    const page = await (await app.signedIn('ximena')).get(PAGE);
    expect(page.text).to.include('30 respuestas').and.not.include('59 respuestas');
    const uno = [...page.document.querySelectorAll('section.stack')].find((one) =>
      one.querySelector('h2')?.textContent?.includes('Enunciado de uno'),
    );
    expect(uno?.textContent)
      .to.include('Muy difícil')
      .and.include('Hay una opción que nadie elige');
    const cells = [...(uno?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) =>
        (textContent ?? '').replace(/\s/g, ''),
      ),
    );
    expect(cells[1], 'all of them chose b').to.deep.equal(['100%', '100%', '100%']);
  });

  it('tells whoever reads nobody by name nothing of few, and of closed months alone', async () => {
    const { db } = app.database;
    const ada = await app.signedIn('ada');
    expect((await ada.get(PAGE)).text).to.include('Todavía no hay primeros intentos calificados');
    app.clock.advance(10 * DAY);
    const some = await db('attempts').where({ quiz_id: 'final', number: 1 }).orderBy('id').limit(3);
    await db('attempt_answers')
      .whereIn(
        'attempt_id',
        some.map(({ id }: { id: string }) => id),
      )
      .where('item_id', 'uno')
      .update({ response: JSON.stringify(['c']) });
    const page = await (await app.signedIn('ada')).get(PAGE);
    expect(page.text)
      .to.include('los porcentajes van redondeados')
      .and.not.include('Diferencia entre grupos');
    const uno = [...page.document.querySelectorAll('section.stack')].find((one) =>
      one.querySelector('h2')?.textContent?.includes('Enunciado de uno'),
    );
    const told = [...(uno?.querySelectorAll('tbody td') ?? [])].map(
      ({ textContent }) => textContent,
    );
    // Three chose c, which is few; with it goes what would give it back.
    expect(told[2]).to.equal('n. d.');
    expect(told.filter((cell) => cell === 'n. d.').length).to.be.greaterThan(1);
    const mine = await (await app.signedIn('ximena')).get(PAGE);
    expect(mine.text).not.to.include('n. d.');
  });

  it('does not say how few the answers are to whoever reads nobody by name', async () => {
    const { db } = app.database;
    await db('attempts').where('number', 1).whereLike('id', 'at-u0%').update({ number: 9 });
    const page = await (await app.signedIn('ada')).get(PAGE);
    expect(page.text)
      .to.include('Hay menos de 30 respuestas.')
      .and.not.match(/Faltan? \d/);
  });
});
