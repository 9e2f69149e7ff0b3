/** A course that Ximena is writing: two lessons, a glossary, checks and a quiz, of which English is still missing in part. */

const COURSE = `code: CAM-SEG
title: { es: Caminar seguras, en: Walking safely }
summary:
  es: Recorrer la colonia con otras mujeres para ver qué la hace insegura, anotarlo sin señalar a nadie y pedir lo que falta.
audiences: [community]
topics: [public-space, community-security]
pillars: [participation, prevention]
frameworks: [PROIGUALDAD-6.2]
hours: { online: 2, field: 3 }
careNote:
  es: Ve a tu ritmo. Este curso no pide tu historia ni el nombre de nadie. En cada página hay líneas de apoyo.
  en: Go at your own pace. This course asks neither for your story nor for anyone's name. Every page has help lines.
passMark: 70
objectives:
  - id: lo1
    bloom: apply
    text:
      es: Preparar una marcha exploratoria con las mujeres de tu colonia.
      en: Prepare a safety walk with the women of your neighbourhood.
  - id: lo2
    bloom: create
    text: { es: Convertir lo que vieron en una petición que se pueda seguir. }
modules:
  - id: m1
    title: { es: Antes y después de caminar, en: Before and after the walk }
    lessons: [antes-de-caminar, de-la-nota-a-la-peticion]
quizzes:
  - id: repaso
    kind: posttest
    title: { es: Repaso }
    intro: { es: Tres preguntas sobre lo que leíste. }
    draw:
      - { tag: repaso, count: 3 }
    attempts: 3
    passMark: 70
    timeLimitMinutes: null
    after: lessons
certificate: { quizzes: [repaso], validMonths: null }
review: { signedBy: null, signedOn: null }
sources:
  - { text: 'Guía para marchas exploratorias de mujeres', status: pending }
`;

const FIRST = `---
title: Antes de caminar
minutes: 9
objectives: [lo1]
sensitive: false
summary:
  - Caminan juntas, de día y de noche, por donde de verdad pasan.
  - Cada quien anota; nadie señala a personas.
  - Antes de salir acuerdan qué hacer si algo incomoda.
sources: []
legal: []
---

## La situación

En la colonia San Agustín tres vecinas dejaron de ir al tianguis por la tarde. Ninguna puede decir qué cambió. Una dice
que «se siente feo». Otra, que la esquina de la ferretería se quedó sin luz.

## Una marcha exploratoria

Una [marcha exploratoria](glosario:marcha-exploratoria) es caminar juntas un tramo corto y decir en voz alta qué ayuda y
qué estorba: la luz, las bardas, quién está, por dónde se sale.

::: ejemplo En Ecatepec
Doce mujeres caminaron cuatro cuadras. Anotaron nueve lámparas apagadas, dos bardas altas y una parada sin techo.
:::

::: cuidado Nadie se queda atrás
Si alguien quiere parar, todas paran. Lo que una cuenta en el camino se queda en el camino.
:::

::: comprueba chk-caminar-1
:::

::: actividad Tu turno
Dibuja el tramo que más usas y marca tres puntos: uno que te gusta, uno que evitas y uno que no sabes por qué evitas.
:::
`;

const FIRST_ENGLISH = `---
title: Before the walk
summary:
  - You walk together, by day and by night, where you really pass.
  - Everybody takes notes; nobody points at people.
  - Before you leave you agree on what to do if something feels wrong.
---

## The situation

In the San Agustín neighbourhood three women stopped going to the market in the afternoon. None of them can say what
changed. One says that "it feels bad". Another, that the corner by the hardware store lost its light.

## A safety walk

A [safety walk](glosario:marcha-exploratoria) means walking a short stretch together and saying aloud what helps and what
gets in the way: the light, the walls, who is there, where one gets out.

::: ejemplo In Ecatepec
Twelve women walked four blocks. They noted nine lamps that were out, two high walls and a bus stop without a roof.
:::

::: cuidado Nobody is left behind
If someone wants to stop, all of you stop. What one tells on the way stays on the way.
:::

::: comprueba chk-caminar-1
:::

::: actividad Your turn
Draw the stretch that you use most and mark three points: one that you like, one that you avoid, and one that you do not
know why you avoid.
:::
`;

const SECOND = `---
title: De la nota a la petición
minutes: 10
objectives: [lo2]
sensitive: false
summary:
  - Una petición dice qué, dónde y para cuándo.
  - Se entrega por escrito y se pide acuse.
  - Se vuelve a preguntar en la fecha acordada.
sources: []
legal: []
---

## La situación

Terminó la caminata y hay cuatro hojas llenas. Si se quedan en una bolsa, nadie arregla nada.

## De la nota a lo que se pide

Cada nota se vuelve una frase que otra persona puede cumplir. «Está oscuro» se vuelve «reponer la lámpara del poste 14, en
la esquina de la ferretería».

::: nota Para recordar
Pide el [acuse](glosario:acuse): la copia con sello y fecha. Sin él no hay cómo volver a preguntar.
:::

::: revela Ver un ejemplo completo
Solicitamos reponer la lámpara del poste 14. Está en la esquina de la ferretería. Pedimos respuesta antes del 15.
:::
`;

const GLOSSARY = `- id: marcha-exploratoria
  term: { es: marcha exploratoria, en: safety walk }
  text:
    es: Recorrido que un grupo de mujeres hace por su colonia para decir qué la hace segura o insegura.
    en: A walk that a group of women takes through their neighbourhood to say what makes it safe or unsafe.
- id: acuse
  term: { es: acuse de recibo }
  text: { es: 'Copia de un escrito con sello, fecha y nombre de quien lo recibió.' }
`;

const QUESTIONS = `- id: chk-caminar-1
  type: single
  use: check
  objective: lo1
  bloom: understand
  pillar: participation
  topic: marcha
  difficulty: easy
  stem: { es: ¿Qué se anota en la caminata?, en: What is noted on the walk? }
  options:
    - id: a
      correct: true
      text: { es: 'Lámparas, bardas, paradas y salidas', en: 'Lamps, walls, stops and ways out' }
      feedback: { es: Son cosas que alguien puede arreglar., en: These are things that somebody can fix. }
    - id: b
      text: { es: Nombres de quienes parecen sospechosos, en: Names of those who look suspicious }
      feedback: { es: Señalar personas las pone en riesgo y no arregla la calle., en: Pointing at people puts them at risk and does not fix the street. }
- id: rep-peticion
  type: multiple
  form: B
  objective: lo2
  bloom: apply
  pillar: participation
  topic: peticion
  difficulty: medium
  tags: [repaso]
  stem: { es: ¿Qué lleva una petición que se puede seguir? Elige todo lo que corresponda. }
  options:
    - { id: a, correct: true, text: { es: Qué se pide y en qué lugar }, feedback: { es: Así quien la recibe sabe qué hacer. } }
    - { id: b, correct: true, text: { es: Una fecha para responder }, feedback: { es: Permite volver a preguntar a tiempo. } }
    - { id: c, text: { es: La historia de quien lo vivió }, feedback: { es: No hace falta contarla para pedir una lámpara. } }
- id: rep-acuse
  type: truefalse
  form: B
  objective: lo2
  bloom: remember
  pillar: participation
  topic: peticion
  difficulty: easy
  tags: [repaso]
  stem: { es: El acuse se pide el mismo día en que se entrega el escrito. }
  options:
    - { id: verdadero, correct: true, text: { es: Verdadero, en: 'True' }, feedback: { es: Después ya nadie sabe quién lo recibió. } }
    - { id: falso, text: { es: Falso, en: 'False' }, feedback: { es: Sin la fecha no hay cómo volver a preguntar. } }
`;

export const DRAFT_TITLE = 'Caminar seguras';
export const DRAFT_SLUG = 'caminar-seguras';

/** The files of the course by their path. */
export const DRAFT_FILES: Readonly<Record<string, string>> = {
  'course.yml': COURSE,
  'glossary.yml': GLOSSARY,
  'lessons/antes-de-caminar.md': FIRST,
  'lessons/antes-de-caminar.en.md': FIRST_ENGLISH,
  'lessons/de-la-nota-a-la-peticion.md': SECOND,
  'questions/caminar.yml': QUESTIONS,
};
