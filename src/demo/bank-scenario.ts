import { choice, es, type Written } from './bank-texts.ts';

/** What a network does when a promise of street lamps was not kept and a young woman was followed home. */
export const SCENARIO: Written = {
  type: 'scenario',
  stem: es('El alumbrado de la calle Jacarandas'),
  objective: 'lo5',
  bloom: 'evaluate',
  pillar: 'protection',
  topic: 'gestion',
  difficulty: 'hard',
  tags: ['alumbrado', 'caso'],
  nodes: [
    {
      id: 'n1',
      critical: true,
      text: es(
        'Hace seis meses les prometieron lámparas. Anoche siguieron a una joven hasta su casa. La red se reúne: ¿qué hacen primero?',
      ),
      choices: [
        choice(
          'c1',
          'Publicar el nombre del vecino de quien todas sospechan',
          'No hay pruebas y puede haber represalias. Nadie queda más segura. Vuelvan a decidir.',
          0,
          null,
        ),
        choice(
          'c2',
          'Llamar al 911 por lo de anoche',
          'El 911 es para lo que pasa ahora. Para denunciar están el 089 y la fiscalía; a ella le sirve que la acompañen. Vuelvan a decidir.',
          0,
          null,
        ),
        choice(
          'c3',
          'Escuchar qué quiere ella, ofrecerle el 079 o un Centro LIBRE, y a la vez reunir datos',
          'Ella decide y no está sola. La red empieza a juntar con qué pedir.',
          2,
          'n2',
        ),
      ],
    },
    {
      id: 'n2',
      text: es('¿Qué datos juntan?'),
      choices: [
        choice('c1', 'Lo que opina la red', 'La petición sale más débil, pero sale.', 1, 'n3'),
        choice(
          'c2',
          'Conteo nocturno de lámparas apagadas, 20 entrevistas breves y anónimas, y cifras municipales del SESNSP',
          'Ahora hay dos clases de fuente y ninguna persona señalada.',
          2,
          'n3',
        ),
      ],
    },
    {
      id: 'n3',
      text: es('¿A quién llevan la petición?'),
      choices: [
        choice(
          'c1',
          'A la oficina de la gubernatura',
          'Pasan 60 días y la devuelven. Vuelvan a decidir.',
          0,
          null,
        ),
        choice(
          'c2',
          'A servicios públicos del municipio, con copia a prevención y a la instancia de las mujeres, y con acuse',
          'La recibe quien puede resolver, y hay prueba.',
          2,
          'n4',
        ),
        choice(
          'c3',
          'Solo a la comandancia',
          'Es media respuesta: la policía no repara lámparas.',
          1,
          'n4',
        ),
      ],
    },
    {
      id: 'n4',
      text: es('La persona funcionaria responde: «No hay presupuesto». ¿Qué sigue?'),
      choices: [
        choice('c1', 'Dejarlo así', 'La calle sigue a oscuras.', 0, 'n7'),
        choice(
          'c2',
          'Acordar un calendario de 10 lámparas prioritarias según el mapa, firmar minuta y fijar fecha de revisión',
          'Hay un acuerdo que se puede comprobar.',
          2,
          'n5',
        ),
        choice(
          'c3',
          'Cerrar la calle hoy mismo',
          'Es una forma de protesta; antes conviene hablar de los riesgos y de quién los corre.',
          1,
          'n6',
        ),
      ],
    },
    {
      id: 'n5',
      ending: 'good',
      text: es('En dos meses hay diez lámparas encendidas y una fecha para las que faltan.'),
    },
    {
      id: 'n6',
      ending: 'partial',
      text: es('Les ponen atención por un día. Falta un acuerdo por escrito.'),
    },
    {
      id: 'n7',
      ending: 'poor',
      text: es('Nadie vuelve a preguntar, y la joven cambia de camino.'),
    },
  ],
};
