import { partOf } from '../features/assessment/answer-parts.ts';
import type { SnapshotItem } from '../features/assessment/snapshot.ts';
import type { Chance } from './random.ts';

const LETTERS = [
  'A Servicios Públicos de Ecatepec:\n\nEn la calle Jacarandas, entre Pino y Cedro, hay diez lámparas apagadas desde el 3 de marzo. Pedimos que se reparen antes del 30 de abril y que nos digan quién da seguimiento. Anexamos el conteo por poste.',
  'Somos la red de la colonia. Contamos doce postes, diez no prenden. Ya reportamos en la aplicación y nos dieron folio. Pedimos fecha de reparación por escrito y una persona responsable.',
  'Solicitamos luz para la calle, porque de noche no se ve nada y da miedo pasar. Gracias.',
  'Al Ayuntamiento: pedimos con respeto la reparación de las lámparas 4 a 13. Entregamos copia a la comisaría de proximidad. Esperamos respuesta en diez días hábiles, como dice el acuse.',
];
const SPOKEN = [
  'Ser multiplicadora es juntar a las vecinas y que cada una haga el conteo de su propia cuadra, no repetir lo que yo digo.',
  'Yo explico cómo lo hicimos y ellas lo cambian según su calle.',
  'Pasar la información de la red a las demás.',
];
const HELPERS = ['Guadalupe Ríos', 'Mtra. Estela Paz', 'Irma Juárez'];

interface Given {
  luck: Chance;
  /** How probable it is that she knows an answer. */
  knows: number;
  /** The id of the picture that she handed in. */
  picture: string;
}

/** What somebody answers to a question of this course: right as often as she knows it. */
export function streetAnswer(item: SnapshotItem, { luck, knows, picture }: Given): string[] {
  const isRight = luck.happens(knows);
  switch (item.type) {
    case 'single':
    case 'multiple':
    case 'truefalse': {
      const options = item.options.filter(({ correct }) => correct === isRight);
      return isRight ? options.map(({ id }) => id) : [luck.pick(options).id];
    }
    case 'matching': {
      const [first, ...others] = item.prompts.map(({ id, right }) => ({
        id,
        right: right[0] ?? '',
      }));
      const other = others[0]?.right ?? '';
      return [
        ...(first === undefined ? [] : [partOf(first.id, isRight ? first.right : other)]),
        ...others.map(({ id, right }) => partOf(id, right)),
      ];
    }
    case 'ordering': {
      const order = isRight ? item.right : item.shown;
      return order.map((id, at) => partOf(id, String(at + 1)));
    }
    case 'shorttext':
      return [isRight ? 'acuse' : luck.pick(['sello de recibido', 'sello de recibido', 'oficio'])];
    case 'number':
      return [isRight ? '16' : luck.pick(['15', '61', '217'])];
    case 'gaps':
      return item.gaps.map((gap) => {
        if (gap.kind !== 'chosen') return partOf(gap.id, isRight ? '911' : '060');
        const best = gap.options.reduce((one, next) => (next.credit > one.credit ? next : one));
        return partOf(gap.id, best.id);
      });
    case 'essay':
      return [luck.pick(LETTERS)];
    case 'oral':
      return [partOf('helper', luck.pick(HELPERS)), partOf('said', luck.pick(SPOKEN))];
    case 'file':
      return [picture];
    case 'scenario':
      return [];
  }
}
