// A case as the API gives it to its reader.
import type { Text } from '@/api/texts'
import type { FieldFault } from '@/api/problem'

export interface Named {
  id: string
  name: string
}
export interface CaseLine {
  id: string
  number: string
  title: string
  procedure: string
  procedure_title: Text
  state: string
  state_title: Text
  division: string
  opened_at: string
  closed_at: string | null
  due_on: string | null
  due_provisional: boolean
  applicant: Named | null
}
export interface Clock {
  name: string
  unit: string
  limit_count: number
  status: string
  started_on: string
  warn_on: string | null
  due_on: string | null
  provisional: boolean
  cites: string[]
  card: string
  used_now: number
}
export interface Step {
  id: string
  state: string
  signer: string
  title?: Text
  status: string
  office_id?: string | null
  organisation: Named | null
}
export interface Material {
  id: string
  case_id: string
  kind: string
  version: number
  name: string
  media_type: string
  size_bytes: number
  sha256: string
  act_id: string
}
export interface CaseView extends CaseLine {
  final: boolean
  suspended: boolean
  sealed: boolean
  version: number
  pack: string
  authority: Named | null
  subject: Named | null
  parent: string | null
  form: Record<string, unknown>
  children: CaseLine[]
  clocks: Clock[]
  steps?: Step[]
  materials?: Material[]
  missing_materials?: string[]
  progress_code?: string
}
export interface ConditionState {
  rule: string
  field: string
  says: Text
  cites: string[]
  holds: boolean | null
}
export interface ActionState {
  action: string
  title: Text
  form: string
  verb: boolean
  mine: boolean
  allowed: boolean
  by: string[]
  conditions: ConditionState[]
  retreat: boolean // leads back, out or against it
  why_not: FieldFault[]
}
export interface Act {
  id: string
  ordinal: number
  kind: string
  action: string
  action_title?: Text
  from: string | null
  to: string
  at: string
  effective_at: string
  role: string
  role_title?: Text
  organisation: Named | null
  office?: string
  on_behalf_of?: string
  form: Record<string, unknown>
}
export interface TraceDay {
  day: string
  kind: string
  counts: boolean
  counted: number
  published: boolean
  holiday: Text
}
export interface ClockTrace extends Clock {
  events: { id: string; kind: string; on_day: string; due_on?: string | null; reason_zh: string; reason_en: string; cites: string[] }[]
  days: TraceDay[]
}
export interface IssuedDocument {
  id: string
  number: string
  kind: string
  title: Text
  body: Text
  addressee?: Named | null
  issuer: string
  issued_on: string
  pdf: string
}
export interface NoticeView {
  id: string
  kind: string
  title: Text
  body: Text
  case_id: string
  case_number: string
  procedure: string
  organisation?: Named | null
  issuer: string
  published_on: string
  objections_until?: string | null
  window_status?: string
  open: boolean
}
export interface ScoringRound {
  id: string
  ordinal: number
  rubric: string
  status: string
  price_indicator: string
  opened_at: string
  closed_at?: string
  candidates?: string[] // of an open round, for who scores
  results?: { candidate: string; organisation_id: string; price_fen?: number | null; total: number; place: number; passed_over: boolean }[]
  sheets?: { candidate: string; total: number }[]
}
export interface Entry {
  line_id: string
  ordinal: number
  booking: string
  from_account: string
  to_account: string
  amount_fen: number
  case_id: string
  case_number: string
  reference?: string | null
  payee?: string | null
  at: string
}
export interface Done {
  act: string
  case_id: string
  number: string
  state: string
  version: number
  progress_code?: string
}
