/** Docket files about people who do not exist, for tests. */
import type { CivilDate } from '../../kernel/time.ts';
import type { DocketFile, FileEntry, FileParty } from './docket-file.ts';

const day = (text: string): CivilDate => text as CivilDate;

export const aDocketEntry = (changes: Partial<FileEntry> = {}): FileEntry => ({
  date_entered: day('2026-03-03'),
  date_filed: day('2026-03-02'),
  description: 'COMPLAINT against Harbor Lines, Inc., filed by Ruth A. Pell.(Quill, Nora) (Entered: 03/03/2026)',
  document_number: '1',
  pacer_doc_id: '04506000001',
  pacer_seq_no: '4',
  ...changes,
});

export const aParty = (changes: Partial<FileParty> = {}): FileParty => ({
  date_terminated: null,
  extra_info: '',
  name: 'Ruth A. Pell',
  type: 'Plaintiff',
  ...changes,
});

export const QUILL = {
  contact:
    'Quill & Marsh LLP\n12 Lantern Street\nPort Carver, OL 00112\n555-0100\nFax: 555-0101\nEmail: nquill@quillmarsh.example\n',
  name: 'Nora Jane Quill',
  roles: ['LEAD ATTORNEY', 'ATTORNEY TO BE NOTICED'],
};

/** Pell v. Harbor Lines, with changes. */
export const aDocket = (changes: Partial<DocketFile> = {}): DocketFile => ({
  assigned_to_str: 'Adaline R. Whitcombe',
  case_name: 'Pell v. Harbor Lines, Inc.',
  cause: '42:1983 Civil Rights Act',
  court_id: 'dcd',
  date_converted: null,
  date_discharged: null,
  date_filed: day('2026-03-02'),
  date_terminated: null,
  demand: '',
  docket_entries: [
    aDocketEntry(),
    aDocketEntry({
      date_filed: day('2026-03-09'),
      date_entered: day('2026-03-09'),
      description:
        'MOTION to Dismiss for Failure to State a Claim by Harbor Lines, Inc..(Osei, Kwame) (Entered: 03/09/2026)',
      document_number: '2',
      pacer_doc_id: '04506000002',
      pacer_seq_no: '9',
    }),
    aDocketEntry({
      date_filed: day('2026-03-09'),
      date_entered: day('2026-03-09'),
      description: 'MINUTE ORDER setting a hearing. (Entered: 03/09/2026)',
      document_number: null,
      pacer_doc_id: null,
      pacer_seq_no: null,
    }),
  ],
  docket_number: '1:26-cv-00142',
  federal_defendant_number: null,
  federal_dn_case_type: 'cv',
  federal_dn_judge_initials_assigned: 'ARW',
  federal_dn_judge_initials_referred: null,
  federal_dn_office_code: '1',
  jurisdiction: 'Federal Question',
  jury_demand: 'Plaintiff',
  mdl_status: '',
  nature_of_suit: '440 Civil Rights: Other',
  ordered_by: 'date_filed',
  parties: [
    aParty({ attorneys: [QUILL] }),
    aParty({
      type: 'Defendant',
      name: 'Harbor Lines, Inc.',
      extra_info: 'a Delaware corporation\nalso known as\nHarbor Ferry',
    }),
  ],
  referred_to_str: '',
  ...changes,
});

export const asFile = (docket: unknown): string => JSON.stringify(docket, null, 1);
