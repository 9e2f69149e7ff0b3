import { expect } from 'chai';
import fc from 'fast-check';
import { bareSound } from '../../../../src/features/studio/formats/sound.ts';
import { FileRefused } from '../../../../src/features/studio/formats/problem.ts';
import {
  aacSound,
  m4aSound,
  mp3Sound,
  oggSound,
  oggSum,
  PRIVATE,
  wavSound,
  webmSound,
} from '../../../support/sounds.ts';

const SOUNDS = {
  mp3: { sound: mp3Sound(), type: 'audio/mpeg', seconds: 2.612 },
  aac: { sound: aacSound(), type: 'audio/aac', seconds: 1.161 },
  m4a: { sound: m4aSound(), type: 'audio/mp4', seconds: 6 },
  ogg: { sound: oggSound(), type: 'audio/ogg', seconds: 4 },
  webm: { sound: webmSound(), type: 'audio/webm', seconds: 5 },
  wav: { sound: wavSound(), type: 'audio/wav', seconds: 2 },
};

const why = (bytes: Buffer): string => {
  try {
    bareSound(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof FileRefused) return error.message;
    throw error;
  }
};

describe('recordings that people bring', () => {
  for (const [extension, { sound, type, seconds }] of Object.entries(SOUNDS))
    it(`lose what was written beside them and tell how long they are: ${extension}`, () => {
      const bare = bareSound(sound);
      expect(bare).to.include({ extension, type });
      expect(bare.seconds).to.be.closeTo(seconds, 0.001);
      expect(bare.bytes.includes(PRIVATE), 'what was private').to.equal(false);
      const again = bareSound(bare.bytes);
      expect(again.bytes.equals(bare.bytes), 'nothing is left to take out').to.equal(true);
      expect(again.seconds).to.equal(bare.seconds);
    });

  it('keep the sound byte for byte, in a container that is still whole', () => {
    const ogg = bareSound(oggSound()).bytes;
    expect(ogg.length).to.equal(oggSound().length);
    const page = Buffer.from(ogg.subarray(47, ogg.lastIndexOf('OggS')));
    const sum = page.readUInt32LE(22);
    page.writeUInt32LE(0, 22);
    expect(oggSum(page)).to.equal(sum);
    expect(
      ogg.subarray(ogg.lastIndexOf('OggS')).equals(oggSound().subarray(ogg.lastIndexOf('OggS'))),
    ).to.equal(true);
    const webm = bareSound(webmSound()).bytes;
    expect(webm.length).to.equal(webmSound().length);
    expect(webm.subarray(-210).equals(webmSound().subarray(-210))).to.equal(true);
    const m4a = bareSound(m4aSound()).bytes;
    expect(m4a.subarray(-908).equals(m4aSound().subarray(-908))).to.equal(true);
    // 3,800,000,000 is a day of 2024: when it was recorded.
    expect(m4a.includes(Buffer.from('e27f6600', 'hex'))).to.equal(false);
    expect(m4aSound().includes(Buffer.from('e27f6600', 'hex'))).to.equal(true);
  });

  it('are refused when they show a picture, are coded as few browsers play, or are something else as well', () => {
    expect(why(m4aSound(6, 'vide', 'avc1'))).to.equal('file.kind.film');
    expect(why(webmSound(5, 'V_VP9'))).to.equal('file.kind.film');
    expect(why(m4aSound(6, 'soun', 'samr'))).to.equal('file.kind.sound');
    expect(why(webmSound(5, 'A_OPUS', 'matroska'))).to.equal('file.kind.sound');
    expect(why(Buffer.concat([oggSound(), Buffer.from('<script>')]))).to.equal(
      'file.sound.damaged',
    );
    expect(why(Buffer.concat([m4aSound(), Buffer.from('PK\x03\x04zip')]))).to.equal(
      'file.sound.damaged',
    );
    expect(why(Buffer.concat([aacSound(), Buffer.from('<html>not a sound</html>')]))).to.equal(
      'file.sound.damaged',
    );
    const wav = Buffer.concat([wavSound(), Buffer.from('<script>alert(1)</script>')]);
    expect(bareSound(wav).bytes.includes('script')).to.equal(false);
  });

  it('that were cut or changed anywhere are taken or refused, and never break anything else', () => {
    const all = Object.values(SOUNDS).map(({ sound }) => sound);
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 }),
        fc.nat(2000),
        (sound, changes, cut) => {
          const broken = Buffer.from(sound.subarray(0, Math.max(12, sound.length - cut)));
          for (const [place, byte] of changes) if (place < broken.length) broken[place] = byte;
          why(broken);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
