/** One line: labels, a value, and for the parts of a histogram the end of its name. */
export interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
  ending?: '_bucket' | '_sum' | '_count';
}

export interface Family {
  name: string;
  help: string;
  type: 'counter' | 'gauge' | 'histogram';
  samples: readonly Sample[];
}

/** A family of one value. */
export const single = (
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  value: number,
): Family => ({ name, type, help, samples: [{ value }] });

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function lineOf(name: string, { labels = {}, value, ending }: Sample): string {
  const told = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${ending ?? ''}${told.length === 0 ? '' : `{${told.join(',')}}`} ${String(value)}\n`;
}

/** The text format of Prometheus, version 0.0.4. Families without a sample are left out. */
export const exposition = (families: readonly Family[]): string =>
  families
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ name, help, type, samples }) =>
        `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples
          .map((sample) => lineOf(name, sample))
          .join('')}`,
    )
    .join('');
