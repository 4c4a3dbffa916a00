// Whoever a step waits for is named in both languages: by a role of the pack, or by the relation that a procedure gives.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '@/texts/en/case.json'
import zh from '@/texts/zh/case.json'

const kProcedures = join(__dirname, '../../../../policy/440600/2012-93/procedures')
const kEngineActs = ['clock-warned', 'clock-overdue', 'clock-recomputed', 'timer-recounted', 'fine-recounted', 'timer-refused', 'suspended', 'resumed', 'upload']

function relations(): Set<string> {
  const given = new Set<string>()
  for (const file of readdirSync(kProcedures))
    for (const match of readFileSync(join(kProcedures, file), 'utf8').matchAll(/relation: ([a-z_]+)/g)) given.add(String(match[1]))
  return given
}

describe.each([['zh', zh], ['en', en]] as const)('words in %s', (_, words) => {
  it('name every relation that a procedure gives', () => {
    expect([...relations()].filter((one) => !(one in words.relation))).toEqual([])
  })
  it("name every act of the engine's own", () => {
    expect(kEngineActs.filter((one) => !(one in words.engineAct))).toEqual([])
  })
})
