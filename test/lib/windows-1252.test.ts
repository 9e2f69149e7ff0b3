import { expect } from 'chai';
import { fromWindows1252 } from '../../src/lib/windows-1252.ts';

describe('text of old programs of Windows', () => {
  it('keeps what Word sets: quotation marks, dashes, €, and letters with accents', () => {
    const bytes = Buffer.from([0x93, 0xf1, 0x94, 0x20, 0x96, 0x85, 0x80, 0x92, 0xe9, 0x9f, 0x81]);
    expect(fromWindows1252(bytes)).to.equal('“ñ” –…€’éŸ\x81');
    const every = Buffer.from(Array.from({ length: 256 }, (_none, at) => at));
    expect(new Set(fromWindows1252(every))).to.have.property('size', 256);
  });
});
