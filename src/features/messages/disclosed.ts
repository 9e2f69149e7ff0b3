/** A text in which somebody told of violence that she lived: what kind of text, and its id. */
export interface DisclosedRef {
  kind: 'message' | 'answer';
  id: string;
}

/** A mark on such a text, while she has not been referred. */
export interface Mark {
  id: string;
  markedBy: string;
  markedAt: Date;
}

/** Until she is referred, a marked text is there for herself and for whoever marked it, and for nobody else. */
export const hides = (mark: Mark | undefined, readerId: string, ownerId: string): boolean =>
  mark !== undefined && readerId !== ownerId && readerId !== mark.markedBy;
