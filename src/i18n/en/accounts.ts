import type { EnglishOf } from '../english-of.ts';
import type { accounts as spanish } from '../es/accounts.ts';

export const accounts: EnglishOf<typeof spanish> = {
  'signIn.title': 'Sign in',
  'signIn.username': 'User name',
  'signIn.password': 'Password',
  'signIn.shared': 'Other people use this phone',
  'signIn.sharedHint':
    'We will keep nothing of yours on the phone, and the session ends by itself after 15 minutes without use. If the browser offers to save your password, say no.',
  'signIn.submit': 'Sign in',
  'signIn.wrong': 'User name and password do not match. Check capitals and spaces.',
  'signIn.forgot': 'I do not remember my password',
};
