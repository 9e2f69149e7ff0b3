import { expect } from 'chai';
import { lessonOf } from '../../support/lesson-of.ts';

const film = (after: string, inside = ''): ReturnType<typeof lessonOf> =>
  lessonOf(`::: video patio.mp4${after}\n${inside}\n:::`, ['patio.mp4', 'patio.vtt']);
const told = ({ problems }: ReturnType<typeof lessonOf>): string[] =>
  problems.map(({ severity, key }) => `${severity} ${key.replace('content.problem.', '')}`);

describe('a film without captions', () => {
  it('is refused, with and without a transcript, until its author says why', () => {
    expect(told(film('', 'Texto.'))).to.deep.equal(['error noCaptions']);
    expect(told(film(' sin-subtitulos'))).to.deep.equal(['error noCaptionsReason']);
    expect(told(film(' sin-subtitulos no sé'))).to.deep.equal(['error noCaptionsReason']);
    expect(told(film(' sin-subtitulos Nadie habla, solo llueve.'))).to.deep.equal([
      'warning withoutCaptions',
    ]);
  });

  it('tells the reason to whoever watches, and offers no empty transcript', () => {
    const { html } = film(' sin-subtitulos Nadie habla, solo llueve.');
    expect(html).to.include('Sin subtítulos: Nadie habla, solo llueve.');
    expect(html).not.to.match(/<track|<details|Transcripción/);
    const described = film(' sin-subtitulos Nadie habla, solo llueve.', 'Se ve un patio.');
    expect(described.html).to.match(/Transcripción<\/summary>\s*<p>Se ve un patio/);
  });

  it('with captions is as before', () => {
    const { html } = film(' patio.vtt', 'Texto.');
    expect(told(film(' patio.vtt', 'Texto.'))).to.deep.equal([]);
    expect(html).to.match(/<track/);
    expect(html).not.to.include('Sin subtítulos');
  });
});

describe('a picture that only decorates', () => {
  it('says so in the place of its description, and is passed over by whoever listens', () => {
    const { html, problems } = lessonOf('![Decorativa](media/a.webp)', ['a.webp']);
    expect(problems).to.deep.equal([]);
    expect(html).to.include('alt=""');
    expect(lessonOf('![](media/a.webp)', ['a.webp']).problems.map(({ key }) => key)).to.deep.equal([
      'content.problem.noAlt',
    ]);
  });
});
