import { expect, test } from 'vitest'
import { byDepartment, shares, toneOfState, type InventoryLine } from './model'

const line = (id: string, part: string, department = 'a'): InventoryLine => ({
  id, part, department_id: department, department: `部门${department}`, number: '', name: part || id, kind: 'service', power: 'neither', basis_document: '', basis_clause: '',
  workload: 0, cost_fen: 0, users: '', performed_by: '', state: 'split', legal_basis_type: '', disposal: '', item_id: '', proposal: '', batch_id: '', batch: '',
})

test('a function stands with its parts in its department', () => {
  const groups = byDepartment([line('2', ''), line('2', 'x'), line('2', 'y'), line('1', '', 'b'), line('0', '')])
  expect(groups.map((group) => [group.name, group.functions.map((one) => [one.whole.id, one.parts.length])])).toEqual([
    ['部门a', [['2', 2], ['0', 0]]],
    ['部门b', [['1', 0]]],
  ])
})

test('the highest count is the whole bar', () => {
  expect(shares([{ key: 'a', title: '', count: 4 }, { key: 'b', title: '', count: 1 }]).map((one) => one.percent)).toEqual([100, 25])
  expect(shares([])).toEqual([])
})

test.each([['overdue', 'bad'], ['late', 'warn'], ['done', 'good'], ['something else', 'idle']])('%s is shown as %s', (state, tone) => expect(toneOfState(state)).toBe(tone))
