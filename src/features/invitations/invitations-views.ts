import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language, type Localized } from '../../lib/localized.ts';
import type { QrPath } from '../../lib/qr.ts';

type State = 'open' | 'closed' | 'expired' | 'used' | 'void';

/** What the pages show of an invitation; the service gives more. */
interface Invitation {
  id: string;
  kind: 'link' | 'slips';
  label: string;
  target: string | null;
  municipality: string | null;
  uses: number;
  usesLeft: number;
  expiresAt: Date;
  createdAt: Date;
  isRevoked: boolean;
  isBacked: boolean;
}

interface Line extends Invitation {
  isMine: boolean;
  state: State;
}

interface ListPage extends PageBase {
  lines: Line[];
  /** Registration is open, so there may be requests to review. */
  withRequests: boolean;
}

interface Choice {
  value: string;
  label: string;
}

interface NewPage extends PageBase {
  groups: { label: string; options: Choice[] }[];
  courses: Choice[];
  withCommunity: boolean;
  search: string;
  /** There are more targets than the list shows. */
  isLong: boolean;
  values: Record<string, string>;
  errors: FieldErrors;
}

interface InvitationPage extends PageBase {
  invitation: Invitation;
  course: string | null;
  state: State;
  link: string | null;
  qr: QrPath | null;
  slips: string[];
  site: string;
}

interface SheetPage extends PageBase {
  invitation: Invitation;
  /** A code of null: the sheet of a link, which is scanned. */
  slips: { code: string | null; qr: QrPath }[];
  site: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'invitations/invitations': ListPage;
    'invitations/invitation-new': NewPage;
    'invitations/invitation': InvitationPage;
    'invitations/invitation-sheet': SheetPage;
  }
}

const stateOf = (invitation: Invitation, now: Date): State => {
  if (invitation.isRevoked) return 'closed';
  if (invitation.usesLeft === 0) return 'used';
  if (invitation.expiresAt <= now) return 'expired';
  return invitation.isBacked ? 'open' : 'void';
};

export const invitationsPage = (
  t: Translate,
  list: readonly (Invitation & { isMine: boolean })[],
  { now, withRequests }: { now: Date; withRequests: boolean },
): ListPage => ({
  title: t('invite.title'),
  withRequests,
  lines: list.map((invitation) => ({ ...invitation, state: stateOf(invitation, now) })),
});

/** Beyond this many the form asks for a search. */
const OFFERED = 200;
const KINDS = ['red', 'institucion', 'grupo'] as const;

interface Choices {
  targets: readonly { kind: (typeof KINDS)[number]; id: string; name: string }[];
  courses: readonly { courseId: string; title: Localized }[];
  withCommunity: boolean;
  search: string;
  values: Record<string, string>;
  errors: FieldErrors;
}

export function newInvitationPage(t: Translate, language: Language, choices: Choices): NewPage {
  const groups = KINDS.map((kind) => ({
    label: t(`invite.kind.${kind}`),
    options: choices.targets
      .filter((target) => target.kind === kind)
      .map(({ id, name }) => ({ value: `${kind}:${id}`, label: name })),
  })).filter(({ options }) => options.length > 0);
  return {
    title: t('invite.newTitle'),
    groups: groups.map(({ label, options }) => ({ label, options: options.slice(0, OFFERED) })),
    courses: choices.courses.map(({ courseId, title }) => ({
      value: courseId,
      label: inLanguage(title, language),
    })),
    withCommunity: choices.withCommunity,
    search: choices.search,
    isLong: choices.search !== '' || groups.some(({ options }) => options.length > OFFERED),
    values: choices.values,
    errors: choices.errors,
  };
}

export const invitationPage = (
  t: Translate,
  language: Language,
  invitation: Invitation & { course: Localized | null },
  { now, ...shown }: { now: Date } & Pick<InvitationPage, 'link' | 'qr' | 'slips' | 'site'>,
): InvitationPage => ({
  title: t('invite.oneTitle'),
  invitation,
  course: invitation.course === null ? null : inLanguage(invitation.course, language),
  state: stateOf(invitation, now),
  ...shown,
});

export const sheetPage = (
  t: Translate,
  invitation: Invitation,
  shown: Pick<SheetPage, 'slips' | 'site'>,
): SheetPage => ({
  title: t('invite.sheetTitle'),
  invitation,
  ...shown,
});
