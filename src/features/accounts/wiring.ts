import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { accountClosing } from './account-closing.ts';
import { accountService } from './account-service.ts';
import { emailConfirmation } from './email-confirmation.ts';
import { mailService } from './mail.ts';
import { noticeService } from './notice-service.ts';
import { readNotices } from './notices.ts';
import { optionalQuestionsService, type OnBirthYear } from './optional-questions-service.ts';
import { passwordCheck } from './password-check.ts';
import { passwordProof } from './recent-password.ts';
import { sessionListService } from './session-list-service.ts';
import { sessionRepository } from './session-repository.ts';
import { settingsService } from './settings.ts';
import { smtpTransport } from './smtp-transport.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  baseUrl: string;
  smtpUrl: string | undefined;
  onBirthYear: OnBirthYear;
}

export function accountServices({
  database,
  clock,
  audit,
  seal,
  baseUrl,
  smtpUrl,
  onBirthYear,
}: Needs) {
  const { db, reads } = database;
  const own = { db, reads, clock, audit };
  const proof = passwordProof({ db, clock });
  const transport = smtpUrl === undefined ? null : smtpTransport(smtpUrl, baseUrl);
  const mail = mailService({ db, clock, seal, transport });
  return {
    checkPassword: passwordCheck({ database, audit }),
    sessionRows: sessionRepository(db, reads),
    sessionList: sessionListService(own),
    proof,
    account: accountService({ ...own, seal, proof }),
    emails: emailConfirmation({ db, clock, audit, seal, mail, baseUrl }),
    closeAccount: accountClosing({ db, clock, audit, proof, onBirthYear }),
    optionalQuestions: optionalQuestionsService({ ...own, seal, onBirthYear }),
    mail,
    mailOn: mail.isOn,
    notices: noticeService({ db, reads, clock, notices: readNotices() }),
    settings: settingsService(own),
  };
}
