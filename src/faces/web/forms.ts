/** Reading forms: every field is named by a schema, unknown ones are refused (DESIGN §4.11). */
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CourtError } from '../../kernel/errors.ts';
import { checkToken, holdsNul } from './guard.ts';
import { CSRF_FIELD } from './look/context.ts';

/** A field that may come once, several times or not at all. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));

/** Reads what was sent by a schema. Throws `request-malformed`, naming the field. */
export function readFields<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  if (holdsNul(given)) throw new CourtError('request-malformed');
  const read = schema.safeParse(given ?? {});
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
  throw new CourtError('request-malformed', field || issue.message);
}

export const readBody = <T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> =>
  readFields(schema, request.body);
export const readQuery = <T extends z.ZodType>(request: FastifyRequest, schema: T): z.output<T> =>
  readFields(schema, request.query);

/**
 * Reads a form with files, part by part. The token must come before the first file: no byte of a file is taken without it.
 * `file` must read its stream to the end. Fields are handed back as they came, the last one winning.
 */
export async function readUploadForm(
  request: FastifyRequest,
  file: (part: MultipartFile) => Promise<void>,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  try {
    for await (const part of request.parts() as AsyncIterable<Multipart>) {
      if (part.type === 'field') {
        if (part.fieldname === CSRF_FIELD) checkToken(request, String(part.value));
        else if (holdsNul(part.value)) throw new CourtError('request-malformed', part.fieldname);
        else fields[part.fieldname] = String(part.value);
        continue;
      }
      if (!request.tokenChecked) throw new CourtError('request-not-from-here');
      // A file field left empty is sent as a file without a name.
      if (part.filename === '') part.file.resume();
      else await file(part);
    }
  } catch (error) {
    throw isCutOff(error) ? new CourtError('upload-cut-off', undefined, error) : error;
  }
  if (!request.tokenChecked) throw new CourtError('request-not-from-here');
  return fields;
}

function isCutOff(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || /premature|unexpected end/i.test(message ?? '')
  );
}
