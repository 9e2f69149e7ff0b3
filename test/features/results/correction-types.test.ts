import { expect } from 'chai';
import { ItemDocument, type ItemType } from '../../../src/features/courses/item-document.ts';
import { changesOf } from '../../../src/features/assessment/correction.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { proofOf } from '../../support/proof.ts';
import { anItem, aQuiz, SLUG } from '../assessment/quiz-course.ts';
import { classroom } from './classroom.ts';
import { handIn, join } from './handed-in.ts';

const both = (text: string) => ({ es: text, en: `${text} (en)` });
const item = (id: ItemType, body: Record<string, unknown>): ItemDocument =>
  ItemDocument.parse({ id, type: id, form: 'B', stem: both(`Enunciado de ${id}`), ...body });

const ITEMS: ItemDocument[] = [
  item('matching', {
    pairs: [
      { id: 'luz', prompt: both('Lámpara'), answer: both('Municipio') },
      { id: 'agua', prompt: both('Fuga'), answer: both('Organismo') },
    ],
    distractors: [{ id: 'nadie', text: both('Nadie') }],
  }),
  item('ordering', {
    steps: ['a', 'b', 'c'].map((id) => ({ id, text: both(`Paso ${id}`) })),
  }),
  item('gaps', {
    text: both('Son {{cuantas}} y {{quien}}, en {{lugar}}.'),
    gaps: [
      { id: 'cuantas', kind: 'number', answers: [{ id: 'diez', from: 10, to: 10 }] },
      {
        id: 'quien',
        kind: 'chosen',
        answers: [
          { id: 'm', text: both('municipio') },
          { id: 'e', text: both('estado'), credit: 0 },
        ],
      },
      { id: 'lugar', kind: 'typed', answers: [{ id: 'plaza', text: both('plaza') }] },
    ],
  }),
  anItem({ id: 'multiple', type: 'multiple', right: ['a', 'b'] }),
  anItem({ id: 'truefalse', type: 'truefalse', right: ['verdadero'] }),
  item('scenario', {
    nodes: [
      {
        id: 'n1',
        text: both('¿Qué haces?'),
        choices: [
          { id: 'oir', text: both('Oír'), points: 2, to: 'fin' },
          { id: 'irme', text: both('Irme'), points: 0, to: 'fin' },
        ],
      },
      { id: 'fin', text: both('Fin'), ending: 'good' },
    ],
  }),
];

/** Of each item what its key does not take: three of six are right in part. */
const ANSWERS: Record<string, string[]> = {
  r_matching: ['luz=agua', 'agua=agua'],
  r_ordering: ['a=2', 'b=1', 'c=3'],
  r_gaps: ['cuantas=11', 'quien=e', 'lugar=kiosco'],
  r_multiple: ['a', 'c'],
  r_truefalse: ['falso'],
  r_scenario: ['01:n1=irme'],
};
const REASON = { motivo: 'La clave publicada estaba equivocada.' };

describe('an item of any type that is mended', () => {
  let app: TestApp;
  let ximena: Browser;
  beforeEach(async () => {
    const quiz = aQuiz({ id: 'final', draw: [{ form: 'B', count: 6 }] });
    app = await classroom({ items: ITEMS, quizzes: [quiz] });
    await join(app, { id: 'tania', name: 'Tania' });
    await handIn(app, { id: 'tania', answers: ANSWERS });
    ximena = await app.signedIn('ximena');
  });
  afterEach(() => app.stop());

  const path = (id: string): string => `/ensenar/cursos/${SLUG}/reactivos/${id}/correccion`;
  const score = async (): Promise<number> =>
    (await app.database.db('attempts').where('id', 'at-tania').first<{ score: number }>()).score;
  const proof = async (): Promise<string> => {
    const { holds, lines } = await proofOf(app);
    return holds ? '' : lines.join('\n');
  };

  /** Looks first, then applies what the page of the look carries along. */
  async function mend(id: string, change: Record<string, string | string[]>): Promise<string> {
    const query = new URLSearchParams(
      Object.entries(change).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      ),
    );
    const look = await ximena.get(`${path(id)}?${query.toString()}`);
    const sent: Record<string, string | string[]> = { ...REASON };
    for (const field of look.document.querySelectorAll(
      'form[method="post"] input[type="hidden"]',
    )) {
      const name = field.getAttribute('name') ?? '';
      sent[name] = [sent[name] ?? [], field.getAttribute('value') ?? ''].flat();
    }
    const applied = await ximena.post(path(id), sent);
    expect(applied.status, look.text).to.equal(303);
    expect(await proof()).to.equal('');
    return look.text;
  }

  it('takes the answer that belongs to each part', async () => {
    // 1/2 + 1/3 + 0 + 0 + 0 + 0 of six.
    expect(await score()).to.equal(1388);
    const look = await mend('matching', { que: 'pairs', pareja: ['luz=agua', 'agua=agua'] });
    expect(look).to.include('«Lámpara» → «Organismo»').and.include('sube: 1');
    expect(await score()).to.equal(2222);
    const review = await ximena.get('/ensenar/intentos/at-tania');
    expect(review.text).not.to.include('Municipio');
  });

  it('takes the order of its steps', async () => {
    const look = await mend('ordering', { que: 'order', lugar: ['b=1', 'a=2', 'c=3'] });
    expect(look).to.include('El orden correcto pasa a ser: «Paso b», «Paso a», «Paso c».');
    expect(await score()).to.equal(2500);
  });

  it('takes another answer in a gap, written, counted or chosen', async () => {
    await mend('gaps', { que: 'gap', hueco: 'cuantas', aceptada: '11' });
    expect(await score()).to.equal(1944);
    const look = await mend('gaps', { que: 'gap', hueco: 'quien=e' });
    expect(look).to.include('En el hueco 2 también se acepta: «estado».');
    expect(await score()).to.equal(2500);
    await mend('gaps', { que: 'gap', hueco: 'lugar', aceptada: 'Kiosco' });
    expect(await score()).to.equal(3055);
  });

  it('takes other right options, where wrong ones cost something too', async () => {
    await mend('multiple', { que: 'key', correcta: ['a', 'c'] });
    expect(await score()).to.equal(3055);
    await mend('truefalse', { que: 'key', correcta: 'falso' });
    expect(await score()).to.equal(4722);
  });

  it('may be dropped whatever its type, with full credit for everybody', async () => {
    for (const { id } of ITEMS) await mend(id, { que: 'all' });
    expect(await score()).to.equal(10_000);
  });

  it('refuses a change that leaves something out, and keeps what was chosen', async () => {
    const wrong: [string, Record<string, string | string[]>][] = [
      ['matching', { que: 'pairs', pareja: ['luz=agua'] }],
      ['matching', { que: 'pairs', pareja: ['luz=agua', 'agua=nada'] }],
      ['ordering', { que: 'order', lugar: ['a=1', 'b=1', 'c=3'] }],
      ['ordering', { que: 'order', lugar: ['a=1', 'b=2'] }],
      ['ordering', { que: 'pairs', pareja: ['luz=agua', 'agua=agua'] }],
      ['gaps', { que: 'gap', hueco: 'cuantas', aceptada: 'once' }],
      ['gaps', { que: 'gap', hueco: 'quien', aceptada: 'estado' }],
      ['gaps', { que: 'gap', hueco: 'otro', aceptada: '1' }],
      ['gaps', { que: 'gap' }],
      ['scenario', { que: 'key', correcta: 'irme' }],
      ['truefalse', { que: 'key' }],
    ];
    for (const [id, change] of wrong) {
      const page = await ximena.post(path(id), { ...change, ...REASON });
      expect(page.status, JSON.stringify(change)).to.equal(422);
    }
    const page = await ximena.get(
      `${path('ordering')}?que=order&lugar=a%3D1&lugar=b%3D1&lugar=c%3D3`,
    );
    const chosen = [...page.document.querySelectorAll('select[name="lugar"] option[selected]')];
    expect(chosen.map((option) => option.getAttribute('value'))).to.deep.equal([
      'a=1',
      'b=1',
      'c=3',
    ]);
    expect(await score()).to.equal(1388);
  });

  it('can be mended in some way whatever its type', () => {
    for (const { type } of ITEMS) expect(changesOf({ type })).to.include('all');
  });
});
