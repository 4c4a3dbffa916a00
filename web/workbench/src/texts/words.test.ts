// Both languages have the same keys, and the same values in them.
import { describe, expect, it } from 'vitest'
import { words } from './words'

function leaves(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path]: value }
  return Object.assign({}, ...Object.entries(value as object).map(([name, one]) => leaves(one, path ? `${path}.${name}` : name))) as Record<string, string>
}
const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort()
const zh = leaves(words.zh)
const en = leaves(words.en)

describe('the texts', () => {
  it('have every key in both languages', () => {
    const keys = (of: Record<string, string>) => Object.keys(of).sort()
    expect(keys(en)).toEqual(keys(zh))
  })
  it('take the same values', () => {
    const different = Object.keys(zh).filter((key) => en[key] !== undefined && JSON.stringify(named(zh[key] ?? '')) !== JSON.stringify(named(en[key] ?? '')))
    expect(different).toEqual([])
  })
})
