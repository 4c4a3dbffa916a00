// The inventory, the batches and the plans as the pages show them.

export interface InventoryLine {
  id: string
  part: string
  number: string
  name: string
  department_id: string
  department: string
  kind: string
  power: string
  basis_document: string
  basis_clause: string
  workload: number
  cost_fen: number
  users: string
  performed_by: string
  state: string
  legal_basis_type: string
  disposal: string
  item_id: string
  proposal: string
  batch_id: string
  batch: string
}
export interface InventoryFunction {
  whole: InventoryLine
  parts: InventoryLine[]
}
export interface DepartmentGroup {
  id: string
  name: string
  functions: InventoryFunction[]
}

/** Lines as the server gives them (each whole followed by its parts), by department in the order in which they come. */
export function byDepartment(lines: InventoryLine[]): DepartmentGroup[] {
  const groups = new Map<string, DepartmentGroup>()
  for (const line of lines) {
    let group = groups.get(line.department_id)
    if (!group) groups.set(line.department_id, (group = { id: line.department_id, name: line.department, functions: [] }))
    if (line.part === '') group.functions.push({ whole: line, parts: [] })
    else group.functions.at(-1)?.parts.push(line)
  }
  return [...groups.values()]
}

export interface Counted {
  key: string
  title: string
  count: number
}
/** Shares of the highest count, in percent, for bars. */
export function shares(counted: Counted[]): (Counted & { percent: number })[] {
  const most = Math.max(1, ...counted.map((one) => one.count))
  return counted.map((one) => ({ ...one, percent: Math.round((100 * one.count) / most) }))
}

export interface Batch {
  id: string
  number: string
  title: string
  year: number
  pilot: boolean
  proposals_until: string
  state: string
  published_on?: string | null
  catalogue?: number | null
  proposals: number
}
export interface Proposal {
  item_id: string
  number: string
  name: string
  department_id: string
  department: string
  kind: string
  disposal: string
  state: string
  advice: string
  item_state: string
  holder: string
}
export interface OneBatch {
  batch: Batch
  statistics: { total: number; by_disposal: Counted[]; by_department: Counted[]; by_state: Counted[]; by_item_state: Counted[] }
  proposals: Proposal[]
}

export interface PlanLine {
  item_id: string
  name: string
  pilot: boolean
  call_on: string
  called_on?: string | null
  call: string
  agree_on: string
  agreed_on?: string | null
  agreement: string
  money_fen: number
  supervision: string
  state: string
  holder: string
}
export interface Plan {
  id: string
  number: string
  department: string
  batch: string
  year: number
  published_on: string
  lines: PlanLine[]
  done: number
  overdue: number
}
export interface Cultivation {
  id: string
  number: string
  item: string
  department: string
  until_day: string
  state: string
  milestones: { milestone: string; title: string; due_on: string; reached_on?: string | null }[]
}

const kTones: Record<string, string> = {
  entered: 'warn', split: 'note', proposed: 'note', advised: 'note', examined: 'good', published: 'good', returned: 'warn', dropped: 'idle',
  collecting: 'note', examining: 'warn', discarded: 'idle', waiting: 'idle', done: 'good', late: 'warn', overdue: 'bad',
  running: 'note', succeeded: 'good', failed: 'bad',
}
export function toneOfState(state: string): string {
  return kTones[state] ?? 'idle'
}
