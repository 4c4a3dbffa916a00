import { describe, expect, it } from 'vitest'
import { registers } from '@/lists/registers'
import { exportColumns } from './columns'

const asked = (id: string) => exportColumns(registers.find((one) => one.id === id)?.columns ?? [], (key) => key)

describe('an export', () => {
  it('has words for the states that the program gives', () => {
    expect(asked('contracts').find((one) => one.key === 'status')?.words).toMatchObject({ performing: '履行中', rescinded: '已解除' })
    expect(asked('notices').find((one) => one.key === 'window_status')?.words).toEqual({ running: '公示中', standing: '暂停', closed: '已结束' })
    expect(asked('budget-lines').find((one) => one.key === 'open')?.words).toEqual({ true: '执行中', false: '已关闭' })
  })
  it('asks for no words where a value speaks for itself', () => expect(asked('contracts').find((one) => one.key === 'number')?.words).toBeUndefined())
})
