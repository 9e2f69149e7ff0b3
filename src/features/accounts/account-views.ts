import type { PageBase } from '../../http/render.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { Account } from './account-service.ts';

/** One line of the overview: what it is, its value, where it is changed. */
interface Line {
  href: string;
  label: string;
  value: string;
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

export function accountPage(t: Translate, account: Account): AccountPage {
  const line = (href: string, key: MessageKey, value: string): Line => ({
    href: `/cuenta/${href}`,
    label: t(key),
    value,
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
          line(
            'correo',
            'account.email.title',
            account.email === null ? none : maskEmail(account.email),
          ),
          line(
            'preferencias',
            'account.preferences.title',
            `${account.language === 'en' ? 'English' : 'Español'}. ${t(account.discreet ? 'account.discreet.on' : 'account.discreet.off')}`,
          ),
          line('preguntas', 'questions.title', t('account.answers', { count: account.answers })),
        ],
      },
      {
        id: 'cuidado',
        title: t('account.safety'),
        lines: [
          line('contrasena', 'account.password.title', t('account.password.line')),
          line('sesiones', 'sessions.title', t('account.sessions', { count: account.sessions })),
          line('aviso', 'recovery.news.title', t('recovery.news.line')),
          line('cerrar', 'account.close.title', t('account.close.line')),
        ],
      },
    ],
  };
}

/** Enough to know one's own number again, too little for whoever looks over her shoulder. */
const maskPhone = (phone: string): string => `•• •••• ${phone.slice(-4)}`;

const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
};
