/** An institution as far as issuing is concerned. */
export interface Institution {
  id: string;
  name: string;
  type: string;
  level: string;
  parentId: string | null;
  validTo: string | null;
  successorId: string | null;
}

/** Types whose name says which corps a person serves in. */
const CORPS: ReadonlySet<string> = new Set(['police', 'armed-forces']);

const revealsTheHolder = ({ level, type }: Institution): boolean =>
  level === 'municipal' || CORPS.has(type);

/**
 * The institution that a certificate names. It begins with the one that answers for the person's training and follows it
 * to its successor when it no longer existed on the day of issue. The name is shown to anybody who checks the certificate,
 * who must learn neither corps nor municipality: a municipal institution or a corps therefore issues through the next
 * institution above it that says neither. Null when there is none: the controller of the platform issues then.
 */
export async function issuingInstitution(
  start: string | null,
  find: (id: string) => Promise<Institution | null>,
  day: string,
): Promise<Institution | null> {
  const visited = new Set<string>();
  let id = start;
  while (id !== null && !visited.has(id)) {
    visited.add(id);
    const institution = await find(id);
    if (institution === null) return null;
    const ended = institution.validTo !== null && institution.validTo < day;
    if (!ended && !revealsTheHolder(institution)) return institution;
    id = ended && institution.successorId !== null ? institution.successorId : institution.parentId;
  }
  return null;
}
