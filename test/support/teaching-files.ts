import type { FilePayload } from './chromium.ts';
import {
  docxOf,
  listItem,
  paragraph,
  pngOf,
  pptxOf,
  run,
  slideGrid,
  slideLine,
  slidePicture,
  slideShape,
  wordPicture,
  wordTable,
} from './office-files.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SLIDES = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

const footnote = (id: number): string => `<w:r><w:footnoteReference w:id="${String(id)}"/></w:r>`;

/** A workshop as somebody wrote it in Word: two lessons with all that such a document has, and a picture that nobody described. */
export const workshopDocument = async (): Promise<FilePayload> => ({
  name: 'Taller de escucha (final).docx',
  mimeType: WORD,
  buffer: await docxOf(
    [
      paragraph('Taller de escucha', 'Ttulo'),
      paragraph('Escuchar antes de hablar', 'Ttulo1'),
      paragraph('La situación', 'Ttulo2'),
      paragraph(run('Doña Carmen llega con prisa.') + footnote(1)),
      paragraph('Qué se hace', 'Ttulo2'),
      listItem('Ofrecer un asiento'),
      listItem('Preguntar qué necesita'),
      paragraph('Quién ayuda', 'Ttulo2'),
      wordTable([
        ['Quién', 'Para qué'],
        ['La red', 'Acompañar'],
        ['El municipio', 'El alumbrado'],
      ]),
      paragraph(wordPicture('i1', '')),
      paragraph('Figura 1. La reunión del jueves', 'Descripcin'),
      paragraph('Acordar algo', 'Ttulo1'),
      paragraph('Un acuerdo se dice en voz alta y se anota.'),
    ].join(''),
    {
      footnotes: ['Galtung, 1969.'],
      relations: [{ id: 'i1', type: 'image', target: 'media/image1.png' }],
      more: {
        'word/media/image1.png': pngOf(640, 420),
        'word/comments.xml': '<w:comments xmlns:w="w"><w:comment w:id="1"/></w:comments>',
      },
    },
  ),
});

/** The slides of a talk, with what its speaker says, a table, a picture and an animation. */
export const talkSlides = async (): Promise<FilePayload> => ({
  name: 'Plática Mucpaz.pptx',
  mimeType: SLIDES,
  buffer: await pptxOf(
    [
      {
        title: 'Caminar de noche',
        layout: 'title',
        body: slideShape('subTitle', slideLine('Plática para la colonia')),
      },
      {
        title: 'Lo que vimos',
        body: slideShape(
          'body',
          slideLine('Tres lámparas fundidas') + slideLine('En la esquina', { level: 1 }),
        ),
        notes: 'Contar la caminata del martes.',
      },
      {
        title: 'Quién responde',
        body:
          slideGrid([
            ['Qué', 'Quién'],
            ['Lámparas', 'El municipio'],
          ]) + slidePicture('p1', 'Una calle con una lámpara apagada'),
        relations: [{ id: 'p1', type: 'image', target: '../media/image1.png' }],
        timing: '<p:timing><p:animEffect/></p:timing>',
      },
    ],
    { more: { 'ppt/media/image1.png': pngOf(600, 400, 90) } },
  ),
});
