import { choice, es, type Written } from './bank-texts.ts';

/** Three signals in two weeks, and what a coordinator does with them. */
export const ALERT: Written = {
  type: 'scenario',
  stem: es('Tres señales en dos semanas'),
  objective: 'lo3',
  bloom: 'evaluate',
  pillar: 'prevention',
  topic: 'alerta-temprana',
  difficulty: 'hard',
  tags: ['alerta temprana', 'caso'],
  nodes: [
    {
      id: 'n1',
      critical: true,
      text: es(
        'Una madre dice que siguen a las niñas en la parada. Apedrearon las lámparas. Te llega un audio de alarma por WhatsApp. ¿Qué haces?',
      ),
      choices: [
        choice(
          'c1',
          'Reenviar el audio a las 200 personas del grupo',
          'Crece el miedo y nadie sabe si es cierto. Vuelve a decidir.',
          0,
          null,
        ),
        choice(
          'c2',
          'Anotar las señales y verificarlas con dos fuentes independientes en 48 horas',
          'Tienes algo firme con qué decidir.',
          2,
          'n2',
        ),
      ],
    },
    {
      id: 'n2',
      text: es('Se confirma una parte. ¿De qué color queda el semáforo y qué sigue?'),
      choices: [
        choice('c1', 'Verde: no es para tanto', 'Las niñas siguen yendo solas.', 0, 'n3'),
        choice(
          'c2',
          'Ámbar: plan para caminar en compañía, y aviso con fechas y sin nombres a la policía de proximidad y a la instancia de las mujeres',
          'Hay una respuesta con responsable y con tiempo.',
          2,
          'n3',
        ),
        choice(
          'c3',
          'Convocar a una marcha de noche',
          'De noche y sin plan, expone a quien va.',
          0,
          'n3',
        ),
      ],
    },
    {
      id: 'n3',
      text: es('La policía ofrece acompañar la próxima marcha, con uniforme y armas largas.'),
      choices: [
        choice('c1', 'Aceptar tal cual', 'Algunas mujeres dejan de ir.', 1, 'n5'),
        choice(
          'c2',
          'Acordar con las mujeres la distancia, que vayan mujeres policías y que no haya fotos de vecinas',
          'Va quien quiere, y con cuidado.',
          2,
          'n4',
        ),
        choice('c3', 'Cancelar todo', 'Se pierde la oportunidad de mirar el lugar.', 0, 'n5'),
      ],
    },
    {
      id: 'n4',
      ending: 'good',
      text: es('La marcha se hace, las señales quedan escritas y hay a quién pedir lo que falta.'),
    },
    {
      id: 'n5',
      ending: 'partial',
      text: es('Algo se hizo. Falta que la respuesta la decidan quienes caminan por ahí.'),
    },
  ],
};
