// Cross-checks while a form is filled in: asked when it rests, and only the newest answer counts.
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useChecks, type Checked, type Checks } from './checks'

const form = shallowRef<Record<string, unknown> | null>(null)
let scope: EffectScope
let asked: unknown[] = []
let answers: ((checked: Checked | Error) => void)[] = []

function condition(rule: string, holds: boolean, decided = true): Checked['conditions'][number] {
  return { rule, holds, decided, field: `/form/${rule}`, says: { zh: rule, en: rule }, cites: ['三(二)2'] }
}
function checking(): Checks {
  let checks: Checks | undefined
  scope = effectScope()
  scope.run(() => {
    checks = useChecks(
      () => form.value,
      (sent) =>
        new Promise((resolve, reject) => {
          asked.push(sent)
          answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
        }),
    )
  })
  return checks as Checks
}
async function rest(): Promise<void> {
  await nextTick()
  await vi.advanceTimersByTimeAsync(1000)
}

beforeEach(() => {
  vi.useFakeTimers()
  form.value = null
  asked = []
  answers = []
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('checks of a form', () => {
  it('are asked once when typing rests, without what is empty', async () => {
    checking()
    form.value = { members: 2 }
    await nextTick()
    form.value = { members: 29, name: '' }
    await rest()
    expect(asked).toEqual([{ members: 29 }])
  })

  it('tell what holds, what fails and what is not decided yet', async () => {
    const checks = checking()
    form.value = { members: 29 }
    await rest()
    answers[0]?.({ faults: [], conditions: [condition('members', false), condition('funds', true), condition('name', false, false)] })
    await rest()
    expect(['members', 'funds', 'name', 'unknown'].map(checks.standing)).toEqual(['unmet', 'met', 'open', 'open'])
    expect(checks.unmet.value).toEqual([{ field: '/form/members', rule: 'members', clause: '三(二)2', says: { zh: 'members', en: 'members' } }])
  })

  it('tell what stands against opening the case at all, and leave faults of fields to the fields', async () => {
    const checks = checking()
    form.value = { members: 29 }
    await rest()
    const fault = (field: string) => ({ field, rule: 'standing', says: { zh: '清算中', en: 'in liquidation' }, cites: [] })
    answers[0]?.({ faults: [fault('/procedure'), fault('/form/members')], conditions: [] })
    await rest()
    expect(checks.objections.value.map((one) => one.field)).toEqual(['/procedure'])
  })

  it('leave an answer that comes after a newer question', async () => {
    const checks = checking()
    form.value = { members: 29 }
    await rest()
    form.value = { members: 30 }
    await rest()
    answers[1]?.({ faults: [], conditions: [condition('members', true)] })
    await rest()
    answers[0]?.({ faults: [], conditions: [condition('members', false)] })
    await rest()
    expect(checks.standing('members')).toBe('met')
  })

  it('stand open while the server cannot be reached', async () => {
    const checks = checking()
    form.value = { members: 29 }
    await rest()
    answers[0]?.(new Error('no network'))
    await rest()
    expect(checks.standing('members')).toBe('open')
    expect(checks.unmet.value).toEqual([])
  })
})
