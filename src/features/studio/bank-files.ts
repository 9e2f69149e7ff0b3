import { bounded, Exceeded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Remark } from '../bank/formats/format.ts';
import type { Outside } from '../bank/ports.ts';
import { isSound } from '../content/item-audio.ts';
import type { documentHtml } from './formats/document-html.ts';
import { redrawn } from './formats/picture.ts';
import { FileRefused, problem } from './formats/problem.ts';
import { understandingApart } from './formats/understand-apart.ts';

/** Documents are read in a process of their own: what is forged in one takes time and memory. */
const readApart = bounded<typeof documentHtml>(
  [`${import.meta.dirname}/formats`, 'document-html', 'documentHtml'],
  {
    patience: 45_000,
    memory: 900_000_000,
    waiting: 6,
    busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
  },
);

const understand = understandingApart();

/** Images that are bytes of points; a drawing is a program in other words. */
const POINTS = /^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF[\s\S]{4}WEBP|II\*\0|MM\0\*)/;

const first = (reasons: readonly Remark[]): Remark => reasons[0] ?? problem('file.office.damaged');

/** What banks ask of the studio's readers of files. */
export const bankFiles: Outside = {
  async takeSound({ path, name, folder }) {
    const read = await understand({ path, name, prefix: 'audio', folder });
    if (!read.ok) return { ok: false, reason: first(read.reasons) };
    const [medium, ...others] = read.media;
    return medium !== undefined && others.length === 0 && isSound(medium.name)
      ? { ok: true, name: medium.name }
      : { ok: false, reason: problem('file.kind.sound') };
  },

  async draw(bytes) {
    if (!POINTS.test(bytes.toString('latin1', 0, 16)))
      return { ok: false, reason: problem('file.picture.kind') };
    try {
      return { ok: true, bytes: (await redrawn(bytes)).bytes };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return { ok: false, reason: first(error.reasons) };
    }
  },

  async readDocument(bytes) {
    try {
      const read = await readApart(bytes);
      if (!read.ok) return { ok: false, reason: first(read.reasons) };
      const pictures = read.pictures.map(({ name, bytes: of }) => ({
        name,
        bytes: Buffer.from(of),
      }));
      return { ok: true, html: read.html, pictures, lost: read.lost };
    } catch (error) {
      if (!(error instanceof Exceeded)) throw error;
      return { ok: false, reason: problem(error.isHeavy ? 'file.tooHeavy' : 'file.tooSlow') };
    }
  },
};
