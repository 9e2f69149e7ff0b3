import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import type { UploadLimits, Uploads } from '../../http/uploads.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { mayCreate } from './access.ts';
import type { DraftService } from './draft-service.ts';
import { NewCourseForm, several } from './forms.ts';
import type { Understood } from './formats/understood.ts';
import type { Choices } from './found-lessons.ts';
import { sentChoices, writesCourses } from './home-routes.ts';
import type { KeepUpload } from './keep-upload.ts';
import type { StagedUpload, StagedUploads } from './staged-uploads.ts';
import { blank, newCoursePage, NO_CHOICES, type Chosen, type Returned } from './views.ts';
import { previewPage, uploadPage } from './upload-views.ts';

const createsCourses = peopleWho('courses.create', mayCreate);

/** What one form of the studio may bring. */
export const STUDIO_UPLOAD: UploadLimits = {
  field: 'archivos',
  files: 20,
  fileBytes: 200_000_000,
  bytes: 210_000_000,
};

const Address = z.object({ id: Id });
const PictureAddress = Address.extend({ nombre: z.string().regex(/^[a-z0-9-]{1,80}\.webp$/) });

const KeepForm = z.object({
  leccion: several(z.coerce.number().int().min(0).max(2000)),
  notas: z.enum(['1']).optional(),
});
const AboutForm = NewCourseForm.omit({ leccion: true });
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

interface Needs {
  drafts: DraftService;
  uploads: Uploads;
  stagedUploads: StagedUploads;
  keepUpload: KeepUpload;
  limits: { uploadsByPerson: RateLimit };
}

/** Descriptions of pictures as the form sends them; a picture that only decorates says so. */
function altsIn(request: Request): Map<string, string> {
  const alts = new Map<string, string>();
  for (const [field, value] of Object.entries(sentValues(request))) {
    const name = /^alt_([a-z0-9-]{1,80}\.webp)$/.exec(field)?.[1];
    const text = value.normalize('NFC').slice(0, 500).trim();
    if (name !== undefined && text !== '') alts.set(name, text);
    const only = /^decorativa_([a-z0-9-]{1,80}\.webp)$/.exec(field)?.[1];
    if (only !== undefined) alts.set(only, 'decorativa');
  }
  return alts;
}

/** Bringing files into a course, or beginning one with them: send, look at what was understood, decide. */
export function uploadRoutes({
  drafts,
  uploads,
  stagedUploads,
  keepUpload,
  limits,
}: Needs): Router {
  const router = Router();

  const ask = (
    response: Response,
    draft: { id: string; title: string } | null,
    { errors = {}, refused = [], status = 200 }: Asked = {},
  ): void => {
    const { language } = visitOf(response);
    const page = uploadPage(translator(language), draft, { errors, refused });
    renderPage(response, 'studio/upload', page, status);
  };

  const receive = async (
    request: Request,
    response: Response,
    draft: { id: string; title: string } | null,
  ): Promise<void> => {
    const actor = signedIn(response);
    await limits.uploadsByPerson.consume(actor.id);
    await uploads.receive(request, response, STUDIO_UPLOAD, async (received) => {
      const t = translator(visitOf(response).language);
      const refuse = (status: number, errors: FieldErrors, refused: Understood[] = []): void => {
        if (!wantsJson(request)) ask(response, draft, { errors, refused, status });
        else {
          const words = refused.flatMap((file) =>
            file.ok ? [] : file.reasons.map(({ key, params }) => `${file.name}: ${t(key, params)}`),
          );
          const own = Object.values(errors).flatMap((keys) => keys.map((key) => t(key)));
          response.status(status).json({ error: words.length > 0 ? words : own });
        }
      };
      if (!received.ok) {
        refuse(received.status, received.errors);
        return;
      }
      const taken = await stagedUploads.take(actor, draft?.id ?? null, received.files);
      if (!taken.ok) {
        refuse(422, { archivos: ['upload.nothing'] }, taken.files);
        return;
      }
      const address = `/ensenar/subidas/${taken.id}`;
      if (wantsJson(request)) response.json({ sigue: address });
      else response.redirect(303, address);
    });
  };

  router.get('/ensenar/subir', createsCourses, (_request, response) => {
    ask(response, null);
  });

  router.post('/ensenar/subir', createsCourses, async (request, response) => {
    await receive(request, response, null);
  });

  router.get('/ensenar/cursos/:id/subir', writesCourses, async (request, response) => {
    const { draft } = await drafts.open(signedIn(response), parseParams(Address, request).id);
    ask(response, draft);
  });

  router.post('/ensenar/cursos/:id/subir', writesCourses, async (request, response) => {
    const { draft } = await drafts.open(signedIn(response), parseParams(Address, request).id);
    await receive(request, response, draft);
  });

  const show = async (
    response: Response,
    upload: StagedUpload,
    { form = blank, chosen = NO_CHOICES, status = 200 }: Shown = {},
  ): Promise<void> => {
    const actor = signedIn(response);
    const t = translator(visitOf(response).language);
    const draft = upload.draftId === null ? null : (await drafts.open(actor, upload.draftId)).draft;
    const about = newCoursePage(form, chosen, t);
    renderPage(response, 'studio/upload-preview', previewPage(t, upload, draft, about), status);
  };

  router.get('/ensenar/subidas/:id', writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const upload = await stagedUploads.open(signedIn(response), id);
    const values = { titulo: upload.title, horas: '2', minimo: '70' };
    await show(response, upload, { form: { ...blank, values } });
  });

  router.post('/ensenar/subidas/:id', writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const upload = await stagedUploads.open(actor, id);
    if (upload.files.some((file) => file.ok && file.course !== null)) {
      const { draftId } = await keepUpload.courseToDraft(actor, id);
      redirectWith(response, `/ensenar/cursos/${draftId}`, 'upload.kept');
      return;
    }
    const kept = parseForm(KeepForm, request);
    if (!kept.ok) {
      await show(response, upload, { form: { ...blank, errors: kept.errors }, status: 422 });
      return;
    }
    const choices: Choices = {
      lessons: new Set(kept.value.leccion),
      notes: kept.value.notas === '1',
      alts: altsIn(request),
    };
    if (upload.draftId !== null) {
      const { draftId } = await keepUpload.toDraft(actor, id, choices);
      redirectWith(response, `/ensenar/cursos/${draftId}`, 'upload.kept');
      return;
    }
    const about = parseForm(AboutForm, request);
    if (!about.ok) {
      const form = { values: sentValues(request), errors: about.errors };
      await show(response, upload, { form, chosen: sentChoices(request), status: 422 });
      return;
    }
    const { draftId } = await keepUpload.toNewCourse(actor, id, about.value, choices);
    redirectWith(response, `/ensenar/cursos/${draftId}`, 'upload.kept');
  });

  router.post('/ensenar/subidas/:id/descartar', writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const upload = await stagedUploads.open(signedIn(response), id);
    await stagedUploads.discard(upload);
    const back = upload.draftId === null ? '/ensenar' : `/ensenar/cursos/${upload.draftId}`;
    redirectWith(response, back, 'upload.discarded');
  });

  /** A picture of an upload, for whoever describes it. Drawn anew by the server, and inert all the same. */
  router.get('/ensenar/subidas/:id/imagenes/:nombre', writesCourses, async (request, response) => {
    const { id, nombre } = parseParams(PictureAddress, request);
    const { folder } = await stagedUploads.open(signedIn(response), id);
    response.setHeader('Content-Type', 'image/webp');
    response.setHeader('Content-Security-Policy', SANDBOX);
    response.sendFile(nombre, { root: folder, dotfiles: 'deny', cacheControl: false });
  });

  return router;
}

interface Asked {
  errors?: FieldErrors;
  refused?: Understood[];
  status?: number;
}
interface Shown {
  form?: Returned;
  chosen?: Chosen;
  status?: number;
}
