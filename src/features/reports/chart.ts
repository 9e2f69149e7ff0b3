/** A bar of the chart: what may be shown of a row. */
export interface Bar {
  label: string;
  enrolled: number | null;
  completed: number | null;
}

interface ChartText {
  /** Id of the title, unique on the page. */
  id: string;
  title: string;
  hidden: string;
}

/** Height of a row beside the lines of its label, and of one such line. */
const ROW = 32;
const LINE = 20;
/** Width of a letter in the text of the chart, on the average. */
const LETTER = 9.5;
/** Width of a figure in the text of the chart, in its largest size. */
const DIGIT = 11;

/** The part of the DOM that a chart needs; the server has no browser's types. */
interface Node {
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
  prepend(child: Node): void;
  textContent: string | null;
  readonly outerHTML: string;
}
interface Page {
  createElementNS(namespace: string, name: string): Node;
}

/**
 * Completed within enrolled, a bar for each row, as inline SVG without styles of its own: the classes of the style sheet
 * colour it, so that it follows light and dark. The libraries are heavy and load with the first chart.
 */
export async function completionChart(
  bars: readonly Bar[],
  width: number,
  { id, title, hidden }: ChartText,
): Promise<string> {
  const [Plot, { parseHTML }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
  ]);
  const { document } = parseHTML('<html><body></body></html>') as unknown as { document: Page };
  const shown = bars.map((bar, place) => ({ ...bar, place }));
  const valueOf = ({ completed, enrolled }: Bar): string =>
    `${String(completed ?? hidden)}/${String(enrolled ?? hidden)}`;
  const longest = Math.max(0, ...bars.map((bar) => valueOf(bar).length));
  const letters = Math.floor(width / LETTER);
  const lines = Math.max(1, ...bars.map(({ label }) => inLines(label, letters).length));
  const insetTop = 4 + LINE * lines;
  const band = { fy: 'place', insetTop, insetBottom: 6 } as const;
  const svg: unknown = Plot.plot({
    document: document as never,
    width,
    height: bars.length * (ROW + LINE * lines),
    marginTop: 0,
    marginBottom: 0,
    marginLeft: 1,
    marginRight: 10 + longest * DIGIT,
    x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ enrolled }) => enrolled ?? 0))] },
    y: { axis: null },
    fy: { axis: null, padding: 0 },
    marks: [
      Plot.barX(shown, { x: 'enrolled', ...band, className: 'series-2' }),
      Plot.barX(shown, {
        x: 'completed',
        fy: 'place',
        insetTop: insetTop + 4,
        insetBottom: 10,
        className: 'series-1',
      }),
      Plot.text(shown, {
        fy: 'place',
        text: ({ label }: Bar) => inLines(label, letters).join('\n'),
        frameAnchor: 'top-left',
        lineHeight: LINE / 16,
        dy: 4,
      }),
      Plot.text(shown, {
        x: (bar: Bar) => bar.enrolled ?? 0,
        fy: 'place',
        text: valueOf,
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: 6,
        dy: (insetTop - 6) / 2,
      }),
    ],
  });
  return dress(svg as Node, { id, title }, document);
}

/** A label in lines of so many letters at most, cut between words. */
function inLines(label: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function dress(svg: Node, { id, title }: { id: string; title: string }, document: Page): string {
  svg.querySelector('style')?.remove();
  for (const name of ['class', 'fill', 'font-family', 'font-size', 'text-anchor']) {
    svg.removeAttribute(name);
  }
  for (const bar of svg.querySelectorAll('.series-1, .series-2')) bar.removeAttribute('fill');
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  const heading = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  heading.setAttribute('id', id);
  heading.textContent = title;
  svg.prepend(heading);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', id);
  return svg.outerHTML;
}
