import type { Actor } from './actor.ts';

/** A session as it is read: its data as the session library wrote them, and the person it belongs to. */
export interface StoredSession {
  data: Record<string, unknown>;
  lastSeenAt: Date;
  actor: Actor | null;
}

export interface SessionRow {
  personId: string | null;
  data: string;
  shared: boolean;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** Where sessions live. Ids arrive as digests. */
export interface SessionRows {
  read(idHash: string, now: Date): Promise<StoredSession | null>;
  /** Adds a session that begins. */
  begin(idHash: string, row: SessionRow): Promise<void>;
  /** Changes a session that lives. One that ended meanwhile stays ended. */
  write(idHash: string, row: SessionRow): Promise<void>;
  touch(idHash: string, lastSeenAt: Date, expiresAt: Date): Promise<void>;
  destroy(idHash: string): Promise<void>;
}
