/** Parties and counsel as a docket sheet lists them (spec/filing.md §2.7, §2.8, §2.10). */
import type { CountView, DefendantView } from '../../../court/docket/criminal.ts';
import type { CounselView, PartyView } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { lines } from '../look/parts.ts';

const RESPONDING = /defendant|respondent|debtor/i;

/**
 * Role by role in the order given, with "V." between the two sides; in a criminal case each defendant first, with its counts,
 * then the others, and the plaintiff last. An address is printed once; then "(See above for address)".
 */
export function partiesAndCounsel(parties: readonly PartyView[]): Html {
  const printed = new Set<string>();
  const blocks = parties.some((party) => party.defendant)
    ? criminalBlocks(parties, printed)
    : civilBlocks(parties, printed);
  return html`<section class="parties"><h2>Parties and counsel</h2>${blocks}</section>`;
}

function civilBlocks(parties: readonly PartyView[], printed: Set<string>): Html[] {
  let versus = false;
  const blocks: Html[] = [];
  parties.forEach((party, index) => {
    const newRole = parties[index - 1]?.role !== party.role;
    if (newRole && index > 0 && !versus && RESPONDING.test(party.role)) {
      versus = true;
      blocks.push(html`<p class="versus">V.</p>`);
    }
    if (newRole) blocks.push(html`<h3>${party.role}</h3>`);
    blocks.push(partyBlock(party, printed));
  });
  return blocks;
}

function criminalBlocks(parties: readonly PartyView[], printed: Set<string>): Html[] {
  const defendants = parties
    .flatMap((party) => (party.defendant ? [{ party, ...party.defendant }] : []))
    .sort((a, b) => a.number - b.number);
  const rest = parties.filter((party) => !party.defendant);
  const prosecution = rest.filter((party) => party.role === 'Plaintiff');
  const others = rest.filter((party) => party.role !== 'Plaintiff');
  const blocks = defendants.map(
    ({ party, ...criminal }) =>
      html`<h3>${party.role} (${criminal.number})</h3>${partyBlock(party, printed)}${criminalMatter(criminal)}`,
  );
  const further = [...others, ...prosecution].map((party, n, all) => {
    const heading = all[n - 1]?.role === party.role ? null : html`<h3>${party.role}</h3>`;
    return html`${heading}${partyBlock(party, printed)}`;
  });
  return [...blocks, ...further];
}

/** Counts, offence levels and complaints, under the headings and in the order of every criminal docket. */
const criminalMatter = (criminal: DefendantView): Html =>
  html`${countTable('Pending Counts', criminal.pendingCounts)}${offenceLevel('Opening', criminal.offenseOpening)}${countTable(
    'Terminated Counts',
    criminal.terminatedCounts,
  )}${offenceLevel('Terminated', criminal.offenseTerminated)}${countTable('Complaints', criminal.complaints)}`;

const offenceLevel = (when: string, level: string): Html =>
  html`<h4>Highest Offense Level (${when})</h4><p>${level || 'None'}</p>
`;

function countTable(title: string, counts: readonly CountView[]): Html {
  const rows = counts.length === 0 ? [{ label: 'None', disposition: '' }] : counts;
  return html`<table class="grid counts"><thead><tr><th scope="col">${title}</th><th scope="col">Disposition</th></tr></thead>
<tbody>${rows.map(({ label, disposition }) => html`<tr><td>${lines(label)}</td><td>${lines(disposition)}</td></tr>`)}</tbody></table>
`;
}

function partyBlock(party: PartyView, printed: Set<string>): Html {
  const represented = party.proSe || party.counsel.length > 0;
  return html`<div class="party"><div><p><bdi><strong>${party.name}</strong></bdi></p>${
    party.partyText ? html`<p><i>${lines(party.partyText)}</i></p>` : null
  }${party.aliases.map((alias) => html`<p><i>${alias.kind}</i><br><bdi>${alias.name}</bdi></p>`)}${party.affiliates.map((each) => html`<p><i>${each.kind}</i><br><bdi>${each.name}</bdi></p>`)}${
    party.terminatedOn ? html`<p><i>TERMINATED: ${usDate(party.terminatedOn)}</i></p>` : null
  }</div>${represented ? html`<p class="represented">represented by</p>` : null}<div>${
    party.proSe
      ? html`<p><strong>${party.name}</strong></p><p>${lines(party.address ?? '')}</p><p>PRO SE</p>`
      : party.counsel.map((counsel) => counselBlock(counsel, printed))
  }</div></div>
`;
}

function counselBlock(counsel: CounselView, printed: Set<string>): Html {
  const key = [counsel.name, ...counsel.contact].join('\n');
  const repeated = counsel.contact.length > 0 && printed.has(key);
  printed.add(key);
  return html`<div class="counsel"><p><strong>${counsel.name}</strong></p><p>${
    repeated ? '(See above for address)' : lines(counsel.contact)
  }</p><p><i>${lines(statusLines(counsel))}</i></p></div>`;
}

/** In the order of spec/filing.md §2.8. */
const statusLines = (counsel: CounselView): string[] =>
  [
    counsel.terminatedOn ? `TERMINATED: ${usDate(counsel.terminatedOn)}` : '',
    counsel.lead ? 'LEAD ATTORNEY' : '',
    counsel.proHacVice ? 'PRO HAC VICE' : '',
    counsel.notice ? 'ATTORNEY TO BE NOTICED' : '',
    ...counsel.otherRoles,
    counsel.designation ? `Designation: ${counsel.designation}` : '',
  ].filter((line) => line !== '');
