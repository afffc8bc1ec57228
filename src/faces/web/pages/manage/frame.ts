/** What the pages for managing a case share: the way back, and the case's name under the title. */
import type { CaseHeader } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { baseOf, caseOf, manageOf } from '../../look/addresses.ts';
import type { PageContext } from '../../look/context.ts';
import { layout } from '../../look/layout.ts';
import { breadcrumb, errorSummary, type FieldError } from '../../look/parts.ts';

export const caseBaseOf = (ctx: PageContext, header: CaseHeader): string => caseOf(baseOf(ctx), header.number);

/** A page below "Manage this case". */
export function managedPage(
  ctx: PageContext,
  header: CaseHeader,
  page: { readonly title: string; readonly errors: readonly FieldError[]; readonly body: Html },
): Html {
  const caseBase = caseBaseOf(ctx, header);
  const main = html`${breadcrumb([
    { text: `${header.fullNumber} ${header.shortTitle}`, href: caseBase },
    { text: 'Manage this case', href: manageOf(caseBase) },
  ])}
<h1>${page.title}</h1>
<p class="in-case"><span class="number">${header.fullNumber}</span> ${header.shortTitle}</p>
${errorSummary(page.errors)}
${page.body}`;
  return layout(ctx, { title: `${page.errors.length > 0 ? 'Error: ' : ''}${page.title} (${header.fullNumber})`, main });
}

/** What is wrong with a field; nothing when it is right. */
export const wrongIn =
  (errors: readonly FieldError[]) =>
  (field: string): string | undefined =>
    errors.find((error) => error.field === field)?.text;
