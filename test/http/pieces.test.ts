import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { gzipped, passing, repeated } from '../../src/http/pieces.ts';

describe('pieces of a page', () => {
  it('are one gzip stream that gives back exactly what was written', () => {
    const texts = fc.array(
      fc.record({ text: fc.string({ unit: 'binary', maxLength: 4_000 }), again: fc.boolean() }),
    );
    fc.assert(
      fc.property(texts, (given) => {
        const pieces = given.map(({ text, again }) => (again ? repeated(text) : passing(text)));
        const plain = Buffer.concat(pieces.map((piece) => piece.plain));
        expect(gunzipSync(Buffer.concat(gzipped(pieces))).equals(plain)).to.equal(true);
        expect(plain.toString()).to.equal(
          Buffer.from(given.map(({ text }) => text).join('')).toString(),
        );
      }),
    );
  });

  it('that are sent again are compressed once', () => {
    const piece = repeated('Escuchar es entender. '.repeat(100));
    expect(piece.deflated()).to.equal(piece.deflated());
    expect(piece.deflated().length).to.be.below(piece.plain.length / 10);
  });
});
