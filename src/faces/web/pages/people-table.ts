/** People whose passwords are no secret: of a demonstration, of a training court. */
import { type Html, html } from '../../../kernel/html.ts';
import { table } from '../look/parts.ts';

export interface PostedSignOn {
  readonly role: string;
  readonly loginId: string;
  readonly password: string;
}

export const peopleTable = (caption: string, people: readonly PostedSignOn[]): Html =>
  table(
    caption,
    [{ head: 'Who' }, { head: 'User name' }, { head: 'Password' }],
    people.map((each) => [
      each.role.replace(/-/g, ' '),
      html`<span class="code">${each.loginId}</span>`,
      html`<span class="code">${each.password}</span>`,
    ]),
  );
