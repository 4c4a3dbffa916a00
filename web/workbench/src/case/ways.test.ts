import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { wayOn } from './ways'

interface Written {
  id: string
  states: Record<string, { actions?: Record<string, { by: string[]; title: { zh: string }; retreat?: boolean }> }>
}
const folder = resolve(__dirname, '../../../../policy/440600/2012-93/procedures')
const actions = readdirSync(folder)
  .map((name) => parse(readFileSync(resolve(folder, name), 'utf8')) as Written)
  .flatMap((procedure) => Object.values(procedure.states).flatMap((state) => Object.entries(state.actions ?? {}).map(([action, { by, title, retreat }]) => ({ of: procedure.id, action, by, title: title.zh, retreat: retreat ?? false }))))
  .filter(({ by }) => !by.includes('system'))

describe('the way on', () => {
  const on = (action: string, allowed = true) => ({ action, allowed, retreat: false })
  const back = (action: string) => ({ action, allowed: true, retreat: true })
  it('is the first action that is allowed', () => expect(wayOn([on('approve', false), on('refer_to_hearing')])).toBe('refer_to_hearing'))
  it('is no withdrawal, though nothing else is open', () => expect(wayOn([back('withdraw_application')])).toBe(''))
  it('is not sending back, where one may accept', () => expect(wayOn([back('return_for_completion'), on('accept')])).toBe('accept'))
})

describe('the actions of the pack', () => {
  it('are there', () => expect(actions.length).toBeGreaterThan(100))
  it.each(actions.filter(({ title }) => /撤回|退回|^不予|不同意|放弃|取消|作废|不合格/.test(title) && !/退回重审/.test(title)))('$of: $title ($action) goes back or out', ({ retreat }) => expect(retreat).toBe(true))
  it.each(actions.filter(({ title }) => /^(同意|受理|准予|签署|提交|报送|审核通过|整改合格|验收合格)/.test(title)))('$of: $title ($action) leads on', ({ retreat }) => expect(retreat).toBe(false))
})
