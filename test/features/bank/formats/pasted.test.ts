import { expect } from 'chai';
import { readPasted } from '../../../../src/features/bank/formats/pasted.ts';
import { optionsOf } from '../../../../src/features/courses/item-document.ts';

const told = async (text: string) => {
  const { items, problems } = await readPasted(text);
  return {
    items: items.map(({ item }) => [
      item.type,
      item.stem.es,
      optionsOf(item)
        .filter(({ correct }) => correct)
        .map(({ text: said }) => said.es),
    ]),
    problems: problems.map(({ place, reason }) => [place.number, reason.key]),
  };
};

describe('questions that somebody pastes', () => {
  it('have their right answer marked in whatever way', async () => {
    const { items, problems } = await told(`1. ¿Quién media?
a) La jueza
*b) La mediadora
c) Nadie

2) ¿Qué es la 1325?
A. Una ley
B. **Una resolución**
C. Un tratado

3.- ¿Qué va primero?
a. El castigo
b. El cuidado ✓

4. ¿Quién cuida?
a) Solo ellas
b) Todas las personas
Respuesta correcta: B
Retroalimentación: El cuidado se comparte.

**5. ¿Y aquí?**
**a) Esta**
b) Esa
`);
    expect(problems).to.deep.equal([]);
    expect(items).to.deep.equal([
      ['single', '¿Quién media?', ['La mediadora']],
      ['single', '¿Qué es la 1325?', ['Una resolución']],
      ['single', '¿Qué va primero?', ['El cuidado']],
      ['single', '¿Quién cuida?', ['Todas las personas']],
      ['single', '¿Y aquí?', ['Esta']],
    ]);
  });

  it('may be without numbers, ask for several, for true or false, a word or a text', async () => {
    const { items, problems } = await told(`¿Cuáles son señales?
a) Rumores
b) Desalojos
c) Una fiesta
Respuestas: a y b

Mediar es decidir. (F)

La paz es posible.
a) Verdadero
b) Falso
Respuesta: V

¿Qué paz pide justicia?
Respuesta: positiva

¿En qué año?
Respuesta: 2000

1. Cuenta qué harías.
2. ¿Sin clave?
a) Sí
b) Tal vez`);
    expect(items.map(([type, stem]) => [type, stem])).to.deep.equal([
      ['multiple', '¿Cuáles son señales?'],
      ['truefalse', 'Mediar es decidir.'],
      ['truefalse', 'La paz es posible.'],
      ['shorttext', '¿Qué paz pide justicia?'],
      ['number', '¿En qué año?'],
      ['essay', 'Cuenta qué harías.'],
    ]);
    expect(problems).to.deep.equal([[21, 'formats.problem.noAnswer']]);
  });

  it('are known as GIFT or Aiken by their signs', async () => {
    expect((await told('::uno::¿Quién media?{=Ella ~Él}')).items).to.deep.equal([
      ['single', '¿Quién media?', ['Ella']],
    ]);
    expect((await told('¿Quién media?\nA. Él\nB. Ella\nANSWER: B')).items).to.deep.equal([
      ['single', '¿Quién media?', ['Ella']],
    ]);
  });
});
