/** Sign-on and sign-off (spec/pacer.md §3). */
import { type Html, html } from '../../../kernel/html.ts';
import { homeOf, SIGN_ON, searchOf, signOnFor } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { checkbox, hidden, textField } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { errorSummary, type FieldError } from '../look/parts.ts';
import { type PostedSignOn, peopleTable } from './people-table.ts';

export interface SignOnView {
  /** The path to come back to. The server has checked that it is one of ours. */
  readonly returnTo: string;
  readonly loginId: string;
  readonly clientCode: string;
  readonly redactionTicked: boolean;
  /** True once the password was right and the account has a second factor. */
  readonly askPasscode: boolean;
  readonly errors: readonly FieldError[];
  /** People of a demonstration, whose passwords are no secret; empty elsewhere. */
  readonly demo: readonly PostedSignOn[];
}

/** User name, password, client code, and the acknowledgement of the redaction rules (spec/pacer.md §3.5). */
export function signOnPage(ctx: PageContext, view: SignOnView): Html {
  const wrong = (field: string): string | undefined => view.errors.find((error) => error.field === field)?.text;
  const main = html`<h1>Sign on</h1>
${errorSummary(view.errors)}
<p>Use your PACER user name and password. The same account works in every court here.</p>
<form class="usa-form" method="post" action="${SIGN_ON}" data-once>${csrfField(ctx)}${hidden({ returnTo: view.returnTo })}
${textField({ name: 'loginId', label: 'User name', value: view.loginId, autocomplete: 'username', maxlength: 100, width: 'medium', required: true, error: wrong('loginId') })}
${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 200, width: 'medium', required: true, error: wrong('password') })}
${
  view.askPasscode
    ? textField({
        name: 'otpCode',
        label: 'One-time passcode',
        hint: 'The six digits that your authenticator shows.',
        autocomplete: 'one-time-code',
        maxlength: 20,
        width: 'short',
        required: true,
        error: wrong('otpCode'),
      })
    : null
}
${textField({ name: 'clientCode', label: 'Client code', hint: 'Your own mark for the bill, at most 32 characters.', value: view.clientCode, maxlength: 32, width: 'medium', required: false, error: wrong('clientCode') })}
<section class="rules" aria-labelledby="redaction"><h2 id="redaction">If you file: redaction</h2>
<p>All filers must redact:</p>
<ul><li>Social Security or taxpayer-identification numbers</li><li>dates of birth</li><li>names of minor children</li><li>financial account numbers</li><li>in criminal cases, home addresses</li></ul>
<p>See Fed. R. App. P. 25(a)(5), Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1 and Fed. R. Bankr. P. 9037. This applies to all documents, including attachments. The court does not check for you.</p>
${checkbox({ name: 'redactFlag', label: 'I have read the redaction rules and will follow them. (Needed to file; not needed to read.)', checked: view.redactionTicked, error: wrong('redactFlag') })}
</section>
<div class="buttons"><button class="usa-button" type="submit">Sign on</button></div></form>
${view.demo.length > 0 ? demoPeople(view.demo) : null}`;
  return layout(ctx, { title: view.errors.length > 0 ? 'Error: Sign on' : 'Sign on', main });
}

/** After sign-off. Told to somebody who is no longer signed on. */
const demoPeople = (people: SignOnView['demo']): Html => html`<section class="box"><h2>This is a demonstration</h2>
<p>Court, cases and people are invented. Sign on as any of them; try filing as the attorney, then read the docket as the public.</p>
${peopleTable('People of the demonstration', people)}</section>`;

export function signedOffPage(ctx: PageContext): Html {
  const main = html`<h1>You are signed off</h1>
<p>Drafts that you began are kept. On a computer that others use, close the browser too.</p>
<p><a href="${signOnFor(homeOf(ctx))}">Sign on again</a> or <a href="${searchOf(ctx)}">search for a case</a>.</p>`;
  return layout(ctx, { title: 'Signed off', main });
}
