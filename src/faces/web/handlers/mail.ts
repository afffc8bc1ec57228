/** The built-in mail catcher's pages; there only when no real mail server is set (spec/interfaces.md). */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CourtError } from '../../../kernel/errors.ts';
import type { Instant } from '../../../kernel/time.ts';
import { usDateTime, zone } from '../../../kernel/time.ts';
import { readQuery } from '../forms.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { mailListPage, mailMessagePage } from '../pages/mail.ts';
import { reads } from '../route.ts';
import type { MailCatcher, Running } from '../running.ts';

const ZONE = zone('America/New_York');

function catcherOf(system: Running): MailCatcher {
  if (!system.catcher) throw new CourtError('absent');
  return system.catcher;
}

const listQuery = z.strictObject({
  to: z.string().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
});

export function mailRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/mail', 'development', async (request, reply) => {
    const messages = catcherOf(up()).list(readQuery(request, listQuery));
    const page = mailListPage(
      pageContext(request, null),
      messages.map((each) => ({
        href: `/mail/${each.id}`,
        at: usDateTime(each.at as Instant, ZONE),
        to: each.to,
        subject: each.subject,
      })),
    );
    return sendPage(reply, page);
  });

  reads(app, '/mail/messages.json', 'development', async (request, reply) => {
    const messages = catcherOf(up()).list(readQuery(request, listQuery));
    return reply.send({ messages });
  });

  reads(app, '/mail/:id', 'development', async (request, reply) => {
    const found = catcherOf(up()).get((request.params as { id: string }).id);
    if (!found) throw new CourtError('absent');
    const page = mailMessagePage(pageContext(request, null), {
      listHref: '/mail',
      at: usDateTime(found.at as Instant, ZONE),
      from: found.from,
      to: found.to,
      subject: found.subject,
      htmlHref: found.html === '' ? null : `/mail/${found.id}/html`,
      text: found.text,
      links: [...new Set(`${found.html} ${found.text}`.match(/https?:\/\/[^\s"<>]+/g) ?? [])].map((link) =>
        link.replace(/&amp;/g, '&'),
      ),
    });
    return sendPage(reply, page);
  });

  reads(app, '/mail/:id/html', 'development', async (request, reply) => {
    const found = catcherOf(up()).get((request.params as { id: string }).id);
    if (!found?.html) throw new CourtError('absent');
    // Mail comes from anywhere: shown without scripts, forms or a place of its own.
    return reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .type('text/html; charset=UTF-8')
      .send(found.html);
  });
}
