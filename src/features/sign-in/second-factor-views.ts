import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import type { QrPath } from '../../lib/qr.ts';
import { change, field, type ChangePage, type Values } from '../accounts/change-views.ts';
import type { Passkey } from './passkey-service.ts';
import type { SecondFactorState, SettingUp } from './second-factor-service.ts';

interface StatePage extends PageBase {
  state: SecondFactorState;
  passkeys: readonly Passkey[];
  isAsked: boolean;
  dueAt: Date | null;
  isOverdue: boolean;
  isShared: boolean;
  asksPassword: boolean;
  /** Where she was going; '' when she came here by herself. */
  next: string;
  errors: FieldErrors;
}

interface SetUpPage extends PageBase, SettingUp {
  qr: QrPath;
  isShared: boolean;
  typed: string;
  errors: FieldErrors;
}

interface CodesPage extends PageBase {
  /** Null: they were shown before. */
  codes: readonly string[] | null;
  username: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'sign-in/second-factor': StatePage;
    'sign-in/second-factor-set-up': SetUpPage;
    'sign-in/second-factor-codes': CodesPage;
  }
}

type Given<P extends PageBase, K extends keyof P> = Pick<P, K>;

export const statePage = (
  t: Translate,
  { secondFactor, session }: Actor,
  given: Given<StatePage, 'state' | 'passkeys' | 'asksPassword' | 'next' | 'errors'>,
): StatePage => ({
  title: t('secondFactor.title'),
  isAsked: secondFactor.isAsked,
  dueAt: secondFactor.dueAt,
  isOverdue: secondFactor.isOverdue,
  isShared: session.shared,
  scripts: ['passkey.js'],
  ...given,
});

export const setUpPage = (
  t: Translate,
  { session }: Actor,
  given: Given<SetUpPage, 'secret' | 'address' | 'qr' | 'typed' | 'errors'>,
): SetUpPage => ({ title: t('secondFactor.setUp.title'), isShared: session.shared, ...given });

export const codesPage = (
  t: Translate,
  { username }: Actor,
  codes: readonly string[] | null,
): CodesPage => ({ title: t('secondFactor.codes.title'), username, codes });

type Asking = (
  t: Translate,
  values: Values,
  asksPassword: boolean,
  errors: FieldErrors,
) => ChangePage;

export const codeField = (t: Translate, values: Values) =>
  field({
    kind: 'text',
    name: 'codigo',
    label: t('secondFactor.eitherCode'),
    hint: t('secondFactor.eitherCodeHint'),
    value: values['codigo'] ?? '',
    autocomplete: 'one-time-code',
  });

export const renewPage: Asking = (t, values, asksPassword, errors) =>
  change(
    t,
    {
      heading: t('secondFactor.renew.title'),
      lead: t('secondFactor.renew.lead'),
      action: '/cuenta/segundo-paso/codigos',
      fields: [codeField(t, values)],
      submit: t('secondFactor.renew.submit'),
    },
    errors,
    asksPassword,
  );

export const turnOffPage: Asking = (t, values, asksPassword, errors) =>
  change(
    t,
    {
      heading: t('secondFactor.off.title'),
      lead: t('secondFactor.off.lead'),
      points: [t('secondFactor.off.phone'), t('secondFactor.off.role')],
      action: '/cuenta/segundo-paso/quitar',
      fields: [codeField(t, values)],
      submit: t('secondFactor.off.submit'),
      danger: true,
    },
    errors,
    asksPassword,
  );
