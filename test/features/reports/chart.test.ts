import { expect } from 'chai';
import { completionChart } from '../../../src/features/reports/chart.ts';

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
});
