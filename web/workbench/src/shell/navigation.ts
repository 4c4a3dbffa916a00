// What stands in the navigation of an office. Which boards and lists it has comes from the server.
import { shallowReactive } from 'vue'
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import { importable } from '@/policy'
import { session } from '@/shell/session'

export interface NavigationItem {
  to: string
  title: string // key
  count?: 'todo'
  when?: () => boolean // absent: always
  roles?: string[] // whom it is for; absent: every office
}
export interface NavigationGroup {
  title: string
  items: NavigationItem[]
}

/** The three administrators of the program (GB/T 22239): kept apart by the server too. */
const kSystem = 'system_administrator'
const kSecurity = 'security_administrator'
const kAudit = 'audit_administrator'
export const kAdministrators = [kSystem, kSecurity, kAudit]

/** Who sorts the departments' functions and examines the catalogue. */
const kFunctionRoles = ['department_officer', 'department_head', 'reform_officer', 'legal_officer', 'finance_officer', 'finance_head', 'supervisor', 'auditor']

const importsSomething = () => importable().length > 0

const groups: NavigationGroup[] = [
  {
    title: 'shell.groupWork',
    items: [
      { to: '/inbox', title: 'inbox.title', count: 'todo' },
      { to: '/desk', title: 'desk.title', roles: ['company_clerk', 'association_secretary', 'department_officer', 'department_head'] },
      { to: '/open', title: 'opening.title' },
      { to: '/imports', title: 'opening.imports', when: importsSomething },
      { to: '/cases', title: 'lists.cases.title' },
      { to: '/supervision', title: 'supervision.title', roles: ['department_officer', 'department_head', 'reform_officer', 'supervisor'] },
      { to: '/boards', title: 'boards.title' },
    ],
  },
  {
    title: 'shell.groupRegisters',
    items: ['associations', 'grades', 'committees', 'eligibility-list', 'credit-lists', 'annual-reports', 'functions', 'results', 'service-items', 'budget-lines', 'contracts', 'notices'].map((list) => ({
      to: list === 'committees' ? '/committees' : `/lists/${list}`,
      title: `lists.${list}.title`,
      // Who has the board of the round reads it line by line.
      ...(list === 'annual-reports' ? { when: () => desk.boards.some((board) => board.id === 'annual_reports') } : {}),
    })),
  },
  {
    title: 'shell.groupFunctions',
    items: [
      { to: '/functions/inventory', title: 'functions.inventory', roles: kFunctionRoles },
      { to: '/functions/batches', title: 'functions.batches', roles: kFunctionRoles },
      { to: '/functions/plans', title: 'functions.plans', roles: kFunctionRoles },
    ],
  },
  {
    title: 'shell.groupAdministration',
    items: [
      { to: '/admin/accounts', title: 'admin.accounts', roles: [kSecurity] },
      { to: '/admin/organisations', title: 'admin.organisations', roles: [kSystem] },
      { to: '/admin/audit', title: 'admin.audit', roles: [kAudit] },
      { to: '/admin/log', title: 'admin.log', roles: [kSystem, kAudit] },
      { to: '/admin/backups', title: 'admin.backups', roles: [kSystem] },
      { to: '/policy', title: 'policy.title' },
    ],
  },
  {
    title: 'shell.groupOwn',
    items: [
      { to: '/own/exports', title: 'lists.exports' },
      { to: '/own/delegations', title: 'admin.delegations' },
      { to: '/own/security', title: 'admin.security' },
    ],
  },
]

export function navigationFor(role: string, boards: number): NavigationGroup[] {
  return groups
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => (!item.roles || item.roles.includes(role)) && (!item.when || item.when()) && (item.to !== '/boards' || boards > 0)),
    }))
    .filter((group) => group.items.length > 0)
}

export interface BoardSummary {
  id: string
  title: Text
}
export type Box = 'todo' | 'done' | 'opened' | 'copied' | 'claimable' | 'overdue'

/** What the shell knows of the office in use: its counts and its boards. */
export const desk = shallowReactive<{ counts: Partial<Record<Box, number>>; boards: BoardSummary[] }>({ counts: {}, boards: [] })

export async function countDesk(): Promise<void> {
  if (!session.who?.office) return
  desk.counts = await read<Record<Box, number>>('/api/v1/inbox/counts')
}

export async function findBoards(): Promise<void> {
  desk.boards = []
  if (!session.who?.office) return
  desk.boards = (await read<{ items: BoardSummary[] }>('/api/v1/boards')).items
}
