/** The participant tree: who is in the case, by role, with other names, corporate parents and counsel below each (spec/filing.md §4.2 screen 8). */
import { type Html, html } from '../../../../kernel/html.ts';

export interface TreeParty {
  readonly name: string;
  /** `terminated 01/14/2026`; empty: nothing. */
  readonly about: string;
  /** `also known as`, `Corporate Parent`, and the name. */
  readonly under: readonly { readonly kind: string; readonly name: string }[];
  /** `Jane Doe`, and `lead, no notices`. */
  readonly counsel: readonly { readonly name: string; readonly about: string }[];
  readonly proSe: boolean;
}

export interface TreeView {
  readonly roles: readonly { readonly role: string; readonly parties: readonly TreeParty[] }[];
  /** Parties that are not shown. */
  readonly more: number;
}

/** Nothing in it is sent: it is there to be looked at. Roles stand open, parties closed. */
export const partyTree = ({ roles, more }: TreeView): Html =>
  html`<aside class="party-tree" aria-labelledby="party-tree-head"><h2 id="party-tree-head">Who is in the case</h2><button class="usa-button usa-button--outline small" type="button" hidden data-expand="party-tree">Expand all</button><div id="party-tree">${roles.map(
    ({ role, parties }) =>
      html`<details open><summary>${role} <span class="quiet">(${parties.length})</span></summary><ul class="plain">${parties.map(branch)}</ul></details>`,
  )}</div>${more > 0 ? html`<p class="quiet">${more.toLocaleString('en-US')} more are not shown. Find them by name.</p>` : null}</aside>
`;

function branch({ name, about, under, counsel, proSe }: TreeParty): Html {
  const head = html`<bdi>${name}</bdi>${about === '' ? null : html` <span class="quiet">${about}</span>`}`;
  if (under.length === 0 && counsel.length === 0 && !proSe) return html`<li class="leaf">${head}</li>`;
  return html`<li><details><summary>${head}</summary><ul class="plain">${under.map(
    (each) => html`<li><i>${each.kind}</i> <bdi>${each.name}</bdi></li>`,
  )}${counsel.map(
    (each) =>
      html`<li>Counsel: <bdi>${each.name}</bdi>${each.about === '' ? null : html` <span class="quiet">${each.about}</span>`}</li>`,
  )}${proSe ? html`<li>Appears without a lawyer</li>` : null}</ul></details></li>`;
}
