import { describe, expect, it } from 'vitest'
import { cellOf, columnTitle, dutiesOf, headingOf, mainOf, partsOf, stateOf, type Place } from './entries'

const at = (register: string, list: string, duties: [string, string][] = []): Place => ({ register, list, duties: new Map(duties) })

describe('an entry of a register', () => {
  const answer = { contract: { id: '1', title: '服务' }, milestones: [{ id: 'm', amount_fen: 100, due_on: '2026-01-01' }], empty: [] }
  it('is the main member', () => expect(mainOf(answer)).toEqual({ id: '1', title: '服务' }))
  it('has its lists as parts, without ids', () => expect(partsOf(answer)).toEqual([{ name: 'milestones', lines: answer.milestones, columns: ['amount_fen', 'due_on'], below: [] }]))
})

describe('an agreement on a function', () => {
  const agreement = { id: 'c', number: '佛转〔2026〕1号', receiver_id: 'a', receiver: '甲协会', status: 'supervised', year: 2, unmet_duties: ['quarterly'], checks: [{ duty: 'quarterly', kind: 'visit', checked_on: '2026-01-01', met: false }], orders: [] }
  const answer = { function: {}, duties: [{ id: 'quarterly', text: '每季度发布' }], agreements: [agreement] }
  const part = partsOf(answer).find((one) => one.name === 'agreements')
  const place = { ...at('functions', 'agreements'), duties: dutiesOf(answer) }

  it('has its checks beneath it, not in a cell', () => {
    expect(part?.below).toEqual(['checks'])
    expect(part?.columns).toEqual(['number', 'receiver', 'status', 'year', 'unmet_duties'])
  })
  it('is called by its receiver, and its state is a light', () => {
    expect([part && headingOf(part), part && stateOf(part)]).toEqual(['receiver', 'status'])
    expect(cellOf(place, 'status', agreement)).toMatchObject({ text: '监管指导期', tone: 'note' })
  })
  it('names duties by what they say', () => expect(cellOf(place, 'unmet_duties', agreement).text).toBe('每季度发布'))
  it('leads to its case and its receiver', () => {
    expect(cellOf(place, 'number', agreement).link).toBe('/cases/c')
    expect(cellOf(place, 'receiver', agreement).link).toBe('/lists/associations/a')
  })
  it('is in a supervised year until it is regular', () => {
    expect(cellOf(place, 'year', agreement).text).toBe('监管指导期第 2 年')
    expect(cellOf(place, 'year', { ...agreement, status: 'regular', year: 4 }).text).toBe('')
  })
})

describe('versions', () => {
  const lines = [
    { name: '甲', state: 'open', since: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' },
    { name: '甲', state: 'in_transfer', since: '2026-02-01T00:00:00Z', transfer_number: '1号' },
  ]
  it('show from when to when, the state, and what differs', () => expect(partsOf({ versions: lines })[0]?.columns).toEqual(['since', 'until', 'state', 'transfer_number']))
})

describe('a cell', () => {
  it('shows money in yuan and shares in per cent', () => {
    expect(cellOf(at('contracts', 'milestones'), 'amount_fen', { amount_fen: 123456 }).text).toBe('1,234.56')
    expect(cellOf(at('contracts', 'milestones'), 'share_permille', { share_permille: 305 }).text).toBe('30.5 %')
  })
  it('takes the words of its list', () => {
    expect(cellOf(at('functions', ''), 'state', { state: 'open' }).text).toBe('待转移')
    expect(cellOf(at('functions', 'orders'), 'outcome', { outcome: 'open' }).text).toBe('整改中')
    expect(columnTitle('orders', 'ended_on')).toBe('了结日')
  })
})
