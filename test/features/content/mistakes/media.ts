import { PLAZA, PLAZA_SVG, type Desk, type Mistake } from './mistake.ts';

const intoSvg =
  (text: string) =>
  ({ replace }: Desk): void => {
    replace(PLAZA_SVG, '</svg>', `${text}</svg>`);
  };
const svg = (text: string): Mistake => ({
  what: `an SVG with ${text}`,
  make: intoSvg(text),
  key: 'svg',
  file: PLAZA_SVG,
  line: text,
});
function png(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').copy(file);
  file.writeUInt32BE(40, 16);
  file.writeUInt32BE(30, 20);
  return file;
}

/** Figures, sound and what comes with them. */
export const media: Mistake[] = [
  {
    what: 'a file of another kind',
    make: (d) => {
      d.write('media/pagina.html', '<p>');
    },
    key: 'mediaName',
    file: 'media/pagina.html',
  },
  {
    what: 'a name with spaces',
    make: (d) => {
      d.write('media/mi foto.png', '<p>');
    },
    key: 'mediaName',
    file: 'media/mi foto.png',
  },
  {
    what: 'a page that says it is a PDF',
    make: (d) => {
      d.write('media/hoja-de-acuerdos.pdf', '<html><script>');
    },
    key: 'mediaBytes',
    file: 'media/hoja-de-acuerdos.pdf',
  },
  {
    what: 'a PDF over 1 MB',
    make: (d) => {
      const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_100_000)]);
      d.write('media/hoja-de-acuerdos.pdf', bytes);
    },
    key: 'mediaHeavy',
    file: 'media/hoja-de-acuerdos.pdf',
    warning: true,
  },
  {
    what: 'a figure over 12 kB',
    make: intoSvg('<path d="M0 0"/>'.repeat(800)),
    key: 'mediaTooLarge',
    file: PLAZA_SVG,
  },
  {
    what: 'an image over 60 kB',
    make: (d) => {
      d.write('media/foto.png', png(70_000));
      d.append(PLAZA, '\n![Algo](media/foto.png)\n');
    },
    key: 'mediaTooLarge',
    file: 'media/foto.png',
  },
  {
    what: 'an SVG without a size',
    make: (d) => {
      d.replace(PLAZA_SVG, ' viewBox="0 0 320 160"', '');
    },
    key: 'noSize',
    file: PLAZA_SVG,
  },
  {
    what: 'a file that nobody uses',
    make: (d) => {
      d.write('media/foto.png', png(500));
    },
    key: 'unusedMedia',
    file: 'media/foto.png',
    warning: true,
  },
  svg('<script>alert(1)</script>'),
  svg('<foreignObject><p>x</p></foreignObject>'),
  svg('<image href="#a"/>'),
  svg('<use href="https://example.org/a.svg#a"/>'),
  svg('<a href="javascript:alert(1)"><rect/></a>'),
  svg('<rect onload="alert(1)"/>'),
  svg('<style>@import "x.css";</style>'),
  svg('<rect fill="url(https://example.org/a)"/>'),
];
