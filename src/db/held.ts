/** Another row points to what was to be deleted. */
export const isHeld = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(
    String((error as { code?: unknown } | null)?.code),
  );
