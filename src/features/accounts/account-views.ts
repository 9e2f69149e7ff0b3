import type { PageBase } from '../../http/render.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Account } from './account-service.ts';

/** One line of the overview: what it is, its value, where it is changed. */
interface Line {
  href: string;
  label: string;
  value: string;
  /** Something that can be done about it at once. */
  act: { action: string; label: string } | null;
}

interface AccountPage extends PageBase {
  groups: { id: string; title: string; lines: Line[] }[];
  since: Date;
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/account': AccountPage;
  }
}

export function accountPage(
  t: Translate,
  account: Account,
  { mailOn, secondFactor }: { mailOn: boolean; secondFactor: Actor['secondFactor'] },
): AccountPage {
  const line = (href: string, key: MessageKey, value: string): Line => ({
    href: `/cuenta/${href}`,
    label: t(key),
    value,
    act: null,
  });
  const none = t('account.none');
  return {
    title: t('account.title'),
    since: account.createdAt,
    groups: [
      {
        id: 'sobre',
        title: t('account.about'),
        lines: [
          line('nombre', 'account.name.title', account.displayName),
          line('usuario', 'account.username.title', account.username),
          line(
            'telefono',
            'account.phone.title',
            account.phone === null ? none : maskPhone(account.phone),
          ),
          emailLine(t, account, mailOn),
          line(
            'preferencias',
            'account.preferences.title',
            `${account.language === 'en' ? 'English' : 'Español'}. ${t(account.discreet ? 'account.discreet.on' : 'account.discreet.off')}`,
          ),
          line('resumen', 'digest.title', t(mailOn ? 'digest.line' : 'digest.lineMailOff')),
          line('preguntas', 'questions.title', t('account.answers', { count: account.answers })),
        ],
      },
      {
        id: 'cuidado',
        title: t('account.safety'),
        lines: [
          line('contrasena', 'account.password.title', t('account.password.line')),
          line('segundo-paso', 'secondFactor.title', t(secondFactorLine(secondFactor))),
          line('sesiones', 'sessions.title', t('account.sessions', { count: account.sessions })),
          line('aviso', 'recovery.news.title', t('recovery.news.line')),
          line('datos', 'rights.own', t('rights.ownLine')),
          line('cerrar', 'account.close.title', t('account.close.line')),
        ],
      },
    ],
  };
}

const secondFactorLine = ({ isOn, isAsked }: Actor['secondFactor']): MessageKey =>
  isOn ? 'secondFactor.line.on' : isAsked ? 'secondFactor.line.asked' : 'secondFactor.line.off';

/** The address in force, and the one that waits to be confirmed. */
function emailLine(t: Translate, account: Account, mailOn: boolean): Line {
  const { email, pendingEmail, isEmailConfirmed } = account;
  // One from before addresses were confirmed waits as well, unless another one has taken its place.
  const waits = pendingEmail ?? (isEmailConfirmed ? null : email);
  const parts = [
    isEmailConfirmed || !mailOn ? email : null,
    mailOn && waits !== null ? waits : null,
  ].flatMap((address, i) =>
    address === null
      ? []
      : [i === 0 ? maskEmail(address) : t('email.waits', { email: maskEmail(address) })],
  );
  return {
    href: '/cuenta/correo',
    label: t('account.email.title'),
    value: parts.length === 0 ? t('account.none') : parts.join('. '),
    act:
      mailOn && waits !== null
        ? { action: '/cuenta/correo/reenvio', label: t('email.again') }
        : null,
  };
}

/** Enough to know one's own number again, too little for whoever looks over her shoulder. */
const maskPhone = (phone: string): string => `•• •••• ${phone.slice(-4)}`;

const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
};
