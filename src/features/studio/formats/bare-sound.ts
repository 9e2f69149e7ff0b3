/** A recording without what the recorder wrote beside it. */
export interface Sound {
  bytes: Buffer;
  extension: 'mp3' | 'aac' | 'm4a' | 'ogg' | 'webm' | 'wav';
  /** As browsers know it. */
  type: string;
  /** Null where the container does not say and nothing adds up to it. */
  seconds: number | null;
}
