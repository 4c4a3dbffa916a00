// Rubrics: trees of indicators with points. Scores are whole numbers in the rubric's own unit (1/denominator point).
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import { knows, tell } from '@/language'

export interface Indicator {
  id: string
  parent: string
  title: Text
  points: number
  rule: Text
  evidence: Text
}
export interface Rubric {
  id: string
  title: Text
  cites: string[]
  denominator: number
  total: number
  indicators: Indicator[]
  bands: { grade: string; min_score: number }[]
}

const rubrics = new Map<string, Promise<Rubric>>()
export function rubricOf(id: string): Promise<Rubric> {
  let found = rubrics.get(id)
  if (!found) {
    found = read<Rubric>('/api/v1/policy/rubrics/{id}', { path: { id } })
    found.catch(() => rubrics.delete(id))
    rubrics.set(id, found)
  }
  return found
}

/** The rubric by which a case is scored: that of its latest round. */
export async function rubricOfRounds(caseId: string): Promise<Rubric | null> {
  const rounds = (await read<{ items: { rubric: string }[] }>('/api/v1/cases/{id}/scores', { path: { id: caseId } })).items
  const latest = rounds.at(-1)
  return latest ? rubricOf(latest.rubric) : null
}

export interface Line {
  indicator: Indicator
  depth: number
  leaf: boolean
}

/** The indicators as they are read: each parent before its children. `without` is computed, not scored. */
export function linesOf(rubric: Rubric, without = ''): Line[] {
  const parents = new Set(rubric.indicators.map((one) => one.parent))
  const out: Line[] = []
  const visit = (parent: string, depth: number): void => {
    for (const indicator of rubric.indicators.filter((one) => one.parent === parent && one.id !== without)) {
      out.push({ indicator, depth, leaf: !parents.has(indicator.id) })
      visit(indicator.id, depth + 1)
    }
  }
  visit('', 0)
  return out
}

export type Scores = Record<string, number>
/** What an expert gave one candidate. */
export interface Sheet {
  candidate: string
  scores: Scores
  reason?: string
}

export function sumOf(scores: Scores): number {
  return Object.values(scores).reduce((sum, one) => sum + one, 0)
}

/** Points given below an indicator, or to it. */
export function subtotal(rubric: Rubric, scores: Scores, id: string): number {
  const children = rubric.indicators.filter((one) => one.parent === id)
  return children.length === 0 ? (scores[id] ?? 0) : children.reduce((sum, child) => sum + subtotal(rubric, scores, child.id), 0)
}

/** 95 with denominator 10 → "9.5". Exact: no floating point. */
export function points(value: number, denominator: number): string {
  const places = String(denominator).length - 1
  const whole = Math.floor(value / denominator)
  const rest = places ? String(value % denominator).padStart(places, '0').replace(/0+$/, '') : ''
  return rest ? `${whole}.${rest}` : String(whole)
}

/** What was typed, in the rubric's unit; null when it is no number with so many decimals. */
export function scoreOf(typed: string, denominator: number): number | null {
  const places = String(denominator).length - 1
  const match = /^(\d{1,6})(?:\.(\d+))?$/.exec(typed.trim())
  if (!match || (match[2] ?? '').length > places) return null
  return Number(match[1]) * denominator + Number((match[2] ?? '').padEnd(places, '0') || '0')
}

/** What a band's grade is called: 5A stands for itself, words have their texts. */
export function gradeTitle(grade: string): string {
  const key = `score.grades.${grade}`
  return knows(key) ? tell(key) : grade
}

/** The grade a sum would reach; '' below the lowest band or without bands. */
export function gradeFor(rubric: Rubric, sum: number): string {
  return rubric.bands.find((band) => sum >= band.min_score)?.grade ?? ''
}
