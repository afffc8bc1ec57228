/**
 * The frame of every page. No inline script or style, so that the content policy can be `default-src 'self'`.
 * `layoutParts` gives the two halves, for pages that are sent in pieces.
 */
import { type Html, html } from '../../../kernel/html.ts';
import {
  ACCOUNT,
  baseOf,
  calculatorOf,
  draftsOf,
  fileOf,
  findOf,
  HOME,
  helpOf,
  homeOf,
  LEGACY_SIGN_OFF,
  queueOf,
  SIGN_OFF,
  searchOf,
  signOnFor,
} from './addresses.ts';
import { csrfField, type HelpDesk, type PageContext } from './context.ts';
import { alert } from './parts.ts';

export interface LayoutOptions {
  readonly title: string;
  /** True for pages that live from their tables: the docket uses the whole width. */
  readonly wide?: boolean | undefined;
  /** More for the head, e.g. a link to a feed. */
  readonly head?: Html | undefined;
}

/** The two halves of a complete document; what stands between them is the page's main part. */
export function layoutParts(ctx: PageContext, options: LayoutOptions): { readonly start: Html; readonly end: Html } {
  const place = ctx.court?.name ?? 'OpenECF';
  const start = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${options.title} | ${place}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/uswds.css">
<link rel="stylesheet" href="/assets/openecf.css">
<script type="module" src="/assets/openecf.js"></script>
${options.head}
</head>
<body class="${options.wide ? 'wide' : ''}">
<a class="usa-skipnav" href="#main">Skip to main content</a>
${siteHead(ctx)}
<main id="main" tabindex="-1" class="page">
${ctx.notice ? alert(ctx.notice.kind, ctx.notice.text) : null}`;
  const end = html`
</main>
${siteFoot(ctx)}
</body>
</html>
`;
  return { start, end };
}

/** The complete document around a page's main part. */
export function layout(ctx: PageContext, options: LayoutOptions & { readonly main: Html }): Html {
  const { start, end } = layoutParts(ctx, options);
  return html`${start}${options.main}${end}`;
}

function siteHead(ctx: PageContext): Html {
  return html`<header class="site-head">
<div class="site-bar">
<p class="site-name"><a href="${HOME}">OpenECF</a>${
    ctx.court ? html` <a class="site-court" href="${homeOf(ctx)}">${ctx.court.name}</a>` : null
  }</p>
${signedOnAs(ctx)}
</div>
<nav class="site-nav" aria-label="Main">
<ul>${menu(ctx).map(
    ([words, address]) =>
      html`<li><a href="${address}" aria-current="${isHere(ctx, address) ? 'page' : 'false'}">${words}</a></li>`,
  )}</ul>
<search><form class="site-find" method="get" action="${findOf(baseOf(ctx))}"><label class="usa-sr-only" for="f-anywhere">Find a filing event, a page or help</label><input class="usa-input" id="f-anywhere" name="q" type="search" maxlength="200" autocomplete="off" placeholder="Find an event or help"><button class="usa-button usa-button--outline" type="submit">Find</button></form></search>
</nav>
</header>`;
}

function menu(ctx: PageContext): readonly (readonly [string, string])[] {
  const base = baseOf(ctx);
  return [
    ['Search', searchOf(ctx)],
    ['File', ctx.court ? fileOf(base) : '/#courts'],
    ['Deadlines', calculatorOf(ctx)],
    ...(ctx.court && ctx.viewer?.filer ? [['My drafts', draftsOf(base)] as const] : []),
    ...(ctx.court && ctx.viewer?.clerk ? [['Queue', queueOf(base)] as const] : []),
    ...(ctx.viewer ? [['Account', ACCOUNT] as const] : []),
    ...(ctx.court ? [['Help', helpOf(base)] as const] : []),
  ];
}

const isHere = (ctx: PageContext, address: string): boolean => ctx.path.split('?')[0] === address;

/** Who is signed on, and the way out. The legacy link stands beside the form: existing software looks for it. */
function signedOnAs(ctx: PageContext): Html {
  if (!ctx.viewer) {
    return html`<p class="site-who"><a class="usa-button" href="${signOnFor(ctx.path)}">Sign on</a></p>`;
  }
  return html`<div class="site-who"><p>${ctx.viewer.displayName}${
    ctx.viewer.clientCode ? html` <span class="quiet">Client code: ${ctx.viewer.clientCode}</span>` : null
  }</p>
<form method="post" action="${SIGN_OFF}" data-legacy="${baseOf(ctx) + LEGACY_SIGN_OFF}">${csrfField(ctx)}<button class="usa-button usa-button--outline" type="submit">Sign off</button></form></div>`;
}

function siteFoot(ctx: PageContext): Html {
  return html`<footer class="site-foot">
<div class="site-foot-columns">
${ctx.court ? desk(`Help desk, ${ctx.court.name}`, 'Filing, dockets, deadlines', ctx.court.helpDesk) : null}
${desk('PACER Service Center', 'User names, passwords, bills', ctx.serviceCenter)}
</div>
<p class="quiet">${ctx.court ? `Times are the court’s: ${ctx.court.zone.replace(/_/g, ' ')}. ` : ''}Request number <span class="code">${ctx.requestId}</span>. Give it when you ask for help.</p>
</footer>`;
}

function desk(title: string, about: string, help: HelpDesk): Html {
  return html`<div><h2>${title}</h2><p>${about}</p><ul>${help.phone ? html`<li>Telephone: ${help.phone}</li>` : null}${
    help.email ? html`<li>E-mail: <a href="mailto:${help.email}">${help.email}</a></li>` : null
  }${help.hours ? html`<li>${help.hours}</li>` : null}</ul></div>`;
}
