import { describe, expect, it } from 'vitest'
import { windowText, windowTone } from './windows'

describe('the window for objections', () => {
  it('runs while the program says that it is open', () => {
    const one = { status: 'running', until: '2026-12-07', open: true }
    expect(windowText(one)).toBe('公示中')
    expect(windowTone(one)).toBe('note')
  })
  it('stands while its case stands still', () => {
    const one = { status: 'standing', until: '2026-12-07', open: false }
    expect(windowText(one)).toBe('暂停')
    expect(windowTone(one)).toBe('warn')
  })
  it('is over after its last day, and when it was closed', () => {
    expect(windowText({ status: 'running', until: '2026-01-07', open: false })).toBe('已结束')
    expect(windowText({ status: 'closed', until: '2026-01-07', open: false })).toBe('已结束')
  })
  it('is not there for a notice that takes no objections', () => {
    expect(windowText({ status: '', until: '', open: false })).toBe('')
  })
})
