// Lines of the inbox and which of them are alike: the same procedure, step and version may be acted on together.
import type { Text } from '@/api/texts'
import { say } from '@/language'
import { colleagueName } from '@/lists/names'
import { moment, today } from '@/moments'
import type { Column } from '@/table/columns'
import { lightOf } from './tone'

export interface InboxLine {
  case_id: string
  number: string
  procedure: string
  procedure_title: Text
  title: string
  state: string
  state_title: Text
  applicant_name?: string | null
  step_id: string
  holder: string
  urged: number
  since: string
  due_on: string | null
  card: string
  working_days_left?: number
  pack_version: string
}

export const kBoxes = ['todo', 'done', 'opened', 'copied', 'claimable', 'overdue'] as const

export const inboxColumns: Column<InboxLine>[] = [
  { id: 'title', title: 'inbox.matter', text: (line) => line.title, link: (line) => `/cases/${line.case_id}`, heading: true },
  { id: 'light', member: null, title: 'inbox.urgency', text: (line) => lightOf(line, today()).words, tone: (line) => lightOf(line, today()).tone },
  { id: 'number', title: 'inbox.number', text: (line) => line.number, number: true, sort: 'number' },
  { id: 'procedure', member: 'procedure_title', title: 'inbox.procedure', text: (line) => say(line.procedure_title) },
  { id: 'applicant', member: 'applicant_name', title: 'inbox.organisation', text: (line) => line.applicant_name ?? '' },
  { id: 'state', member: 'state_title', title: 'inbox.step', text: (line) => say(line.state_title) },
  { id: 'since', title: 'inbox.received', text: (line) => moment(line.since), number: true, sort: 'since' },
  { id: 'due', member: 'due_on', title: 'inbox.due', text: (line) => line.due_on ?? '', number: true, sort: 'due_on' },
  { id: 'holder', member: null, title: 'inbox.holder', text: (line) => colleagueName(line.holder) },
  { id: 'urged', title: 'inbox.urged', text: (line) => (line.urged ? String(line.urged) : ''), number: true, hidden: true },
]

/** True when all lines stand at the same step of the same procedure in the same version: only then is one act right for all of them. */
export function sameKind(lines: readonly InboxLine[]): boolean {
  const first = lines[0]
  return first !== undefined && lines.every((line) => line.procedure === first.procedure && line.state === first.state && line.pack_version === first.pack_version)
}
