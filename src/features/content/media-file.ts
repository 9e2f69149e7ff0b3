import { createHash } from 'node:crypto';
import type { SourceFile } from './course-source.ts';

export type MediaKind = 'image' | 'audio' | 'video' | 'captions' | 'download';

interface MediaType {
  type: string;
  kind: MediaKind;
  limit: number;
  /** From how many bytes on its author is told what it costs whoever opens it. */
  heavy?: number;
  begins: RegExp;
}

/** What is heard or watched may last: a talk of an hour fits, and its author reads what it costs. */
const SOUND = { kind: 'audio', limit: 25_000_000, heavy: 5_000_000 } as const;

/**
 * What a course may carry. What everybody sees weighs what a prepaid phone can bear; what is opened by a choice may weigh more,
 * since its weight stands beside it.
 */
export const MEDIA_TYPES: Record<string, MediaType> = {
  svg: {
    type: 'image/svg+xml',
    kind: 'image',
    limit: 12_000,
    begins: /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/,
  },
  png: { type: 'image/png', kind: 'image', limit: 60_000, begins: /^\x89PNG\r\n/ },
  jpg: { type: 'image/jpeg', kind: 'image', limit: 60_000, begins: /^\xff\xd8\xff/ },
  webp: { type: 'image/webp', kind: 'image', limit: 60_000, begins: /^RIFF[\s\S]{4}WEBP/ },
  mp3: { ...SOUND, type: 'audio/mpeg', begins: /^(?:ID3|\xff[\xe0-\xff])/ },
  m4a: { ...SOUND, type: 'audio/mp4', begins: /^[\s\S]{4}ftyp/ },
  ogg: { ...SOUND, type: 'audio/ogg', begins: /^OggS[\s\S]{24,}OpusHead/ },
  mp4: {
    type: 'video/mp4',
    kind: 'video',
    limit: 100_000_000,
    heavy: 25_000_000,
    begins: /^[\s\S]{4}ftyp/,
  },
  vtt: {
    type: 'text/vtt; charset=utf-8',
    kind: 'captions',
    limit: 100_000,
    begins: /^(?:\xef\xbb\xbf)?WEBVTT/,
  },
  pdf: {
    type: 'application/pdf',
    kind: 'download',
    limit: 10_000_000,
    heavy: 1_000_000,
    begins: /^%PDF-/,
  },
};

export interface MediaFile {
  name: string;
  /** Path inside the course folder. */
  file: string;
  extension: string;
  type: string;
  kind: MediaKind;
  /** The whole file, or its beginning when it is kept already or lies on the disk. */
  bytes: Buffer;
  /** Where it lies, when only its beginning is here. */
  path?: string;
  length: number;
  sha256: string;
  size: { width: number; height: number } | null;
}

/** Lower case, and the one spelling of JPEG that addresses use; '' without an ending. */
export function extensionOf(name: string): string {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return ending === 'jpeg' ? 'jpg' : ending;
}

/** The file with what its bytes say; null when courses do not carry files of this kind. */
export function mediaFile(
  name: string,
  file: string,
  { bytes, kept, path }: SourceFile,
): MediaFile | null {
  const extension = extensionOf(name);
  const known = Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension] : undefined;
  if (known === undefined) return null;
  const sha256 = kept?.sha256 ?? createHash('sha256').update(bytes).digest('hex');
  const { type, kind } = known;
  return {
    name,
    file,
    extension,
    type,
    kind,
    bytes,
    ...(path === undefined ? {} : { path }),
    length: kept?.length ?? bytes.length,
    sha256,
    size: kind === 'image' ? sizeOf(extension, bytes) : null,
  };
}

/** The address of a file: its bytes decide it, so it never changes what it answers. */
export const mediaAddress = ({
  sha256,
  extension,
}: Pick<MediaFile, 'sha256' | 'extension'>): string =>
  `/medios/${sha256.slice(0, 32)}.${extension}`;

/** Pixels of an image, from its header. */
function sizeOf(extension: string, bytes: Buffer): MediaFile['size'] {
  try {
    if (extension === 'svg') return svgSize(bytes.toString('utf8'));
    if (extension === 'png')
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    return extension === 'webp' ? webpSize(bytes) : jpegSize(bytes);
  } catch {
    return null;
  }
}

function svgSize(text: string): MediaFile['size'] {
  const root = /<svg\b[^>]*>/.exec(text)?.[0] ?? '';
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(
    root,
  );
  const [width, height] = [Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))];
  return width > 0 && height > 0 ? { width, height } : null;
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Buffer): MediaFile['size'] {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at] !== 0xff) return null;
    if (isFrame(bytes.readUInt8(at + 1))) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
  }
  return null;
}

function webpSize(bytes: Buffer): MediaFile['size'] {
  const format = bytes.toString('latin1', 12, 16);
  if (format === 'VP8X') {
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  }
  if (format === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}
