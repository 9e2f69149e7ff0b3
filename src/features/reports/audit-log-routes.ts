import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { line, optional } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { AuditLogService } from './audit-log-service.ts';
import { AUDIT_LOG, auditLogPage } from './audit-log-views.ts';
import { wordsOf } from './routes.ts';

/** Years that both databases count. */
const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2101-01-01');

const AuditQuery = z.object({
  que: optional(z.string().regex(/^[a-z][a-z.-]{0,60}$/)),
  desde: optional(Day),
  hasta: optional(Day),
  quien: optional(line(80)),
  aquien: optional(line(80)),
  pagina: optional(z.coerce.number().int().min(1).max(100_000)),
});

const readers = peopleWho('audit.read', (actor) => mayAnywhere(actor, 'audit.read'));

export function auditLogRoutes({ auditLog }: { auditLog: AuditLogService }): Router {
  const router = Router();

  router.get(AUDIT_LOG, readers, async (request, response) => {
    const { pagina, ...query } = parseQuery(AuditQuery, request);
    const page = await auditLog.page(signedIn(response), {
      action: query.que ?? null,
      from: query.desde ?? null,
      to: query.hasta ?? null,
      by: query.quien ?? null,
      about: query.aquien ?? null,
      page: pagina ?? 1,
    });
    renderPage(response, 'reports/audit-log', auditLogPage(page, query, wordsOf(response)));
  });

  return router;
}
