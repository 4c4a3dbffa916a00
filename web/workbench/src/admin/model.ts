// Accounts, offices, sessions and tokens as the API gives them.
import type { Office } from '@/shell/session'

export interface Account {
  id: string
  login: string
  display_name: string
  status: 'active' | 'locked' | 'closed'
  created_at?: string
}
export const kPublicBodies = ['department', 'district_department', 'joint_body'] as const
export interface Organisation {
  id: string
  kind: (typeof kPublicBodies)[number]
  name: string
  name_en: string
  division: string
  status: 'active' | 'closed'
  parent_id?: string | null
  body_key?: string | null // the pack's body
}
/** Whether it was made here: what the pack lists changes with the pack. */
export function isMadeByHand(organisation: Organisation): boolean {
  return !organisation.body_key
}
export interface Secret {
  account: Account
  one_time_secret: string
  expires_at: string
}
export interface SessionLine {
  id: string
  office_id?: string | null
  created_at: string
  last_seen_at: string
  expires_at: string
  remote: string
}
export interface AccountView {
  account: Account
  offices: Office[]
  sessions: SessionLine[]
}
export interface Token {
  id: string
  office_id?: string | null
  scopes: string
  label: string
  created_at: string
  expires_at: string
  last_used_on?: string | null
  revoked_at?: string | null
}
export interface Delegation {
  id: string
  from_office: string
  to_office: string
  from_at: string
  to_at: string
  procedures?: string | null // ids with spaces between; absent: all
  revoked_at?: string | null
}
const kTones: Record<Account['status'], string> = { active: 'good', locked: 'warn', closed: 'idle' }
export function accountTone(account: Account): string {
  return kTones[account.status]
}
