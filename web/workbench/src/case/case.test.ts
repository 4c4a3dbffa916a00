import { describe, expect, it } from 'vitest'
import type { ActionRule } from '@/policy'
import { chosenColumns, type Column } from '@/table/columns'
import { leavesOf } from '@/admin/parameters'
import { pageOf, shown } from '@/boards/model'
import type { CaseView } from './model'
import { fileFault, sizeText } from './sizes'
import { startOf } from './starting'

describe('the form of an act', () => {
  const theCase = { form: { name: '甲', fee: 1 } } as unknown as CaseView
  it('begins with the case where it amends it', () => expect(startOf(theCase, { amends: true } as ActionRule, { properties: { name: {} } })).toEqual({ name: '甲' }))
  it('begins empty otherwise', () => expect(startOf(theCase, { amends: false } as ActionRule, { properties: { name: {} } })).toEqual({}))
})

describe('a file to be uploaded', () => {
  const allowed = { types: ['application/pdf'], size_max_bytes: 100 }
  it.each([
    [{ size: 100, type: 'application/pdf' }, null],
    [{ size: 101, type: 'application/pdf' }, 'size'],
    [{ size: 10, type: 'image/png' }, 'type'],
    [{ size: 0, type: 'application/pdf' }, 'empty'],
    [{ size: 10, type: '' }, null],
  ])('%o: %s', (file, fault) => expect(fileFault(file, allowed)).toBe(fault))
  it.each([
    [203, '203 B'],
    [1536, '1.5 KB'],
    [20_971_520, '20 MB'],
  ])('of %i bytes is %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))
})

describe('columns', () => {
  const columns: Column<object>[] = [
    { id: 'name', title: '', text: () => '', heading: true },
    { id: 'a', title: '', text: () => '' },
    { id: 'b', title: '', text: () => '', hidden: true },
  ]
  it('show what isn’t hidden until one chooses', () => expect(chosenColumns(columns, null).map((one) => one.id)).toEqual(['name', 'a']))
  it('always show what names the line', () => expect(chosenColumns(columns, ['b', 'gone']).map((one) => one.id)).toEqual(['name', 'b']))
})

describe('what a what-if may change', () => {
  const procedure = { conditions: [{ check: 'count(form.members) >= params.min_members[x]' }], states: [] } as never
  const parameter = (id: string, value: unknown) => ({ id, title: { zh: id, en: id }, unit: 'count', cites: [], standing: 'model', values: [{ from: '2012-01-01', to: '2019-12-31', value: 1 }, { from: '2020-01-01', to: null, value }] })
  it('is each number of the parameters that its conditions read, as in force', () => {
    const leaves = leavesOf(procedure, [parameter('min_members', { favoured: 30, general: 50 }), parameter('other', 1)], '2026-01-01')
    expect(leaves.map((leaf) => [leaf.id, leaf.value])).toEqual([['min_members.favoured', 30], ['min_members.general', 50]])
  })
})

describe('numbers of a board', () => {
  it('are shown in their unit', () => expect([shown(985, 'permille'), shown(null, 'count'), shown(12, 'days'), shown(35_000_000, 'fen')]).toEqual(['98.5 %', '—', '12 天', '35 万元']))
  it('open their list', () => {
    expect(pageOf({ path: '/cases', query: { card: 'red' } })).toEqual({ path: '/cases', query: { card: 'red' } })
    expect(pageOf({ path: '/contracts', query: {} })).toEqual({ path: '/lists/contracts', query: {} })
    expect(pageOf({ path: '/supervision-due', query: { kind: 'order' } })).toEqual({ path: '/supervision', query: { kind: 'order' } })
    expect(pageOf(null)).toBeNull()
  })
})
