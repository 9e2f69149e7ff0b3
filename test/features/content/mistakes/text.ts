import { ESCUCHAR, PLAZA, intoPlaza, type Mistake } from './mistake.ts';

const link = (href: string): Mistake => ({
  what: `a link to ${href}`,
  make: intoPlaza(`[aquí](${href})`),
  key: 'unsafeLink',
  file: PLAZA,
  line: '[aquí]',
});
const html = (text: string): Mistake => ({
  what: `HTML in the text: ${text}`,
  make: intoPlaza(text),
  key: 'html',
  file: PLAZA,
  line: text,
});

/** The text of lessons. */
export const text: Mistake[] = [
  {
    what: 'a heading of the page',
    make: intoPlaza('# Título'),
    key: 'heading',
    file: PLAZA,
    line: '# Título',
  },
  {
    what: 'a heading too high inside a block',
    make: intoPlaza('::: nota\n## Título\n:::'),
    key: 'heading',
    file: PLAZA,
    line: '## Título',
  },
  html('<b>fuerte</b>'),
  html('<script>alert(1)</script>'),
  html('<img src=x onerror=alert(1)>'),
  html('<!-- nota -->'),
  html('a <br/> b'),
  {
    what: 'an unknown block',
    make: intoPlaza('::: ojo\nx\n:::'),
    key: 'unknownBlock',
    file: PLAZA,
    line: '::: ojo',
  },
  {
    what: 'a block that is not closed',
    make: intoPlaza('::: nota Sin cerrar\nx'),
    key: 'openBlock',
    file: PLAZA,
    line: 'Sin cerrar',
  },
  {
    what: 'a fence too many',
    make: intoPlaza('x\n\n:::\n'),
    key: 'strayFence',
    file: PLAZA,
    line: ':::\n\n$',
  },
  {
    what: 'a question inside a block',
    make: intoPlaza(':::: nota\n::: comprueba chk-x\n:::\n::::'),
    key: 'blockInside',
    file: PLAZA,
    line: 'chk-x',
  },
  {
    what: 'a block with too many words',
    make: intoPlaza('::: descarga hoja-de-acuerdos.pdf la hoja\nx\n:::'),
    key: 'blockWords',
    file: PLAZA,
    line: 'la hoja',
  },
  {
    what: 'a text inside a question',
    make: (d) => {
      d.replace(PLAZA, 'chk-plaza-1\n', 'chk-plaza-1\n¿Qué opinas?\n');
    },
    key: 'textInCheck',
    file: PLAZA,
    line: 'chk-plaza-1',
  },
  {
    what: 'an empty description',
    make: (d) => {
      d.replace(PLAZA, /Un rectángulo morado.*\n/, '');
    },
    key: 'emptyBlock',
    file: PLAZA,
    line: '::: descripcion',
  },
  {
    what: 'a description without its figure',
    make: (d) => {
      d.replace(PLAZA, /!\[.*\n/, '');
    },
    key: 'noFigure',
    file: PLAZA,
    line: '::: descripcion',
  },
  {
    what: 'audio without a transcript',
    make: (d) => {
      d.replace(
        ESCUCHAR,
        'Buenas tardes. Gracias por venir. Vamos a escucharnos por turnos.\n',
        '',
      );
    },
    key: 'noTranscript',
    file: ESCUCHAR,
    line: '::: audio',
  },
  {
    what: 'video without a transcript',
    make: (d) => {
      d.replace(ESCUCHAR, 'Un cuadro morado cruza la plaza de izquierda a derecha.\n', '');
    },
    key: 'noTranscript',
    file: ESCUCHAR,
    line: '::: video',
  },
  {
    what: 'video without captions',
    make: (d) => {
      d.replace(ESCUCHAR, ' recorrido.es.vtt', '');
    },
    key: 'noCaptions',
    file: ESCUCHAR,
    line: '::: video',
    also: ['unusedMedia'],
  },
  {
    what: 'video without captions and without a reason',
    make: (d) => {
      d.replace(ESCUCHAR, ' recorrido.es.vtt', ' sin-subtitulos no sé');
    },
    key: 'noCaptionsReason',
    file: ESCUCHAR,
    line: '::: video',
    also: ['unusedMedia'],
  },
  {
    what: 'video without captions, with the reason',
    make: (d) => {
      d.replace(
        ESCUCHAR,
        ' recorrido.es.vtt',
        ' sin-subtitulos Nadie habla, solo se oye la calle.',
      );
    },
    key: 'withoutCaptions',
    file: ESCUCHAR,
    line: '::: video',
    warning: true,
    also: ['unusedMedia'],
  },
  {
    what: 'a picture where sound goes',
    make: (d) => {
      d.replace(ESCUCHAR, 'audio saludo.mp3', 'audio plaza.svg');
    },
    key: 'wrongMedia',
    file: ESCUCHAR,
    line: 'audio plaza.svg',
  },
  {
    what: 'an image that says nothing',
    make: (d) => {
      d.replace(PLAZA, /!\[[^\]]*\]/, '![]');
    },
    key: 'noAlt',
    file: PLAZA,
    line: '![]',
  },
  {
    what: 'an image of another site',
    make: intoPlaza('![Algo](https://example.org/a.png)'),
    key: 'remoteImage',
    file: PLAZA,
    line: 'example.org',
  },
  {
    what: 'an image of another site without scheme',
    make: intoPlaza('![Algo](//example.org/a.png)'),
    key: 'remoteImage',
    file: PLAZA,
    line: 'example.org',
  },
  {
    what: 'an image inside a sentence',
    make: intoPlaza('Mira ![Algo](media/plaza.svg) aquí.'),
    key: 'imageInText',
    file: PLAZA,
    line: 'Mira',
  },
  link('javascript:alert(1)'),
  link('JaVaScRiPt:alert(1)'),
  link('data:text/html,x'),
  link('//example.org/x'),
  link('vbscript:x'),
  link('tel:911'),
];
