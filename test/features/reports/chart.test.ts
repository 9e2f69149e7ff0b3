import { expect } from 'chai';
import { completionChart } from '../../../src/features/reports/chart.ts';
import { keptCharts } from '../../../src/features/reports/draw-apart.ts';

describe('the completion chart', () => {
  const chart = (enrolled: number, width: number): Promise<string> =>
    completionChart([{ label: 'Curso', enrolled, completed: enrolled }], width, {
      id: 'grafica',
      title: 'Inscripciones',
      hidden: 'n. d.',
    });

  it('leaves room for the figures after the longest bar, however large they are', async () => {
    for (const [enrolled, width] of [
      [526, 320],
      [526, 1080],
      [120_000, 320],
      [1_000_000, 1080],
    ] as const) {
      const svg = await chart(enrolled, width);
      const label = `${String(enrolled)}/${String(enrolled)}`;
      expect(svg).to.include(`>${label}</text>`);
      const bars = [...svg.matchAll(/<rect [^>]*width="([\d.]+)" x="([\d.]+)"/g)];
      expect(bars).to.have.length(2);
      for (const [, wide, x] of bars)
        expect(Number(x) + Number(wide) + 6 + label.length * 11, label).to.be.at.most(width);
    }
  });

  describe('that is kept', () => {
    const text = { id: 'grafica', title: 'Inscripciones', hidden: 'n. d.' };
    const bar = { label: 'Curso', enrolled: 9, completed: 5 };
    type Given = Parameters<typeof completionChart>;
    let drawn: Given[] = [];
    const draw = (...given: Given): Promise<string> => {
      drawn.push(given);
      return completionChart(...given);
    };
    beforeEach(() => {
      drawn = [];
    });

    it('is the same to the letter, drawn once, also for two who ask at once', async () => {
      const chart = keptCharts(draw);
      const both = await Promise.all([chart([bar], 320, text), chart([bar], 320, text)]);
      const expected = await completionChart([bar], 320, text);
      expect([...both, await chart([{ ...bar }], 320, { ...text })]).to.deep.equal(
        Array(3).fill(expected),
      );
      expect(drawn).to.have.length(1);
    });

    it('is another one wherever anything of it differs: what is shown, what is hidden, its width, its words', async () => {
      const chart = keptCharts(draw);
      const others: Given[] = [
        [[bar], 320, text],
        [[{ ...bar, completed: 6 }], 320, text],
        [[{ ...bar, completed: null }], 320, text],
        [[{ ...bar, enrolled: null, completed: null }], 320, text],
        [[{ ...bar, label: 'Otro' }], 320, text],
        [[bar, bar], 320, text],
        [[bar], 290, text],
        [[bar], 320, { ...text, title: 'Enrolments' }],
        [[bar], 320, { ...text, hidden: 'n/a' }],
        [[bar], 320, { ...text, id: 'ancha' }],
      ];
      for (const given of [...others, ...others])
        expect(await chart(...given)).to.equal(await completionChart(...given));
      expect(drawn).to.deep.equal(others);
    });

    it('takes so much room at most, and is drawn again after it failed', async () => {
      const one = await completionChart([bar], 320, text);
      const narrow = keptCharts(draw, one.length);
      for (const width of [320, 321, 320]) await narrow([bar], width, text);
      expect(drawn).to.have.length(3);
      let fails = true;
      const chart = keptCharts((...given) =>
        fails ? Promise.reject(new Error('no ink')) : draw(...given),
      );
      const failed = await chart([bar], 320, text).catch((error: unknown) => String(error));
      expect(failed).to.equal('Error: no ink');
      fails = false;
      expect(await chart([bar], 320, text)).to.equal(one);
    });
  });
});
