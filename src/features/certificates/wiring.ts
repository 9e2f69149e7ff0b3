import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { certificateAdministration } from './administration.ts';
import { certificateCheck } from './check.ts';
import { drawApart } from './draw-apart.ts';
import { certificateIssuer } from './issue.ts';
import { certificateService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  baseUrl: string;
}

export function certificateServices({
  database: { db, reads },
  clock,
  audit,
  versions,
  baseUrl,
}: Needs) {
  const certificates = certificateService({ reads, clock, baseUrl });
  return {
    certificates,
    drawPdf: drawApart(),
    issueCertificate: certificateIssuer({ clock, versions }),
    certificatesOf: (personId: string, language: Language) =>
      certificates.named(personId, language),
    certificateCheck: certificateCheck({ reads, clock }),
    certificateAdministration: certificateAdministration({ db, reads, clock, audit }),
  };
}
