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
  /** How a leaf is scored; `any` where the rubric doesn't say. */
  kind?: LeafRule
  steps?: number[]
  per_case?: number
  answers_least?: number
  bonus?: boolean
}
export type LeafRule = 'any' | 'all_or_nothing' | 'steps' | 'pro_rata' | 'deduct_per_case' | 'one_strike' | 'evidence_missing' | 'questionnaire_mean'
export interface Rubric {
  id: string
  title: Text
  cites: string[]
  denominator: number
  total: number
  bonus_cap?: number
  indicators: Indicator[]
  bands: { grade: string; min_score: number }[]
}

const rubrics = new Map<string, Promise<Rubric>>()
/** The rubric in that version of the policy; '' is the newest. */
export function rubricOf(id: string, version: string): Promise<Rubric> {
  const key = `${id} ${version}`
  let found = rubrics.get(key)
  if (!found) {
    found = read<Rubric>('/api/v1/policy/rubrics/{id}', { path: { id }, query: { version } })
    found.catch(() => rubrics.delete(key))
    rubrics.set(key, found)
  }
  return found
}

/** The rubric by which a case is scored: that of its latest round. */
export async function rubricOfRounds(theCase: { id: string; pack: string }): Promise<Rubric | null> {
  const rounds = (await read<{ items: { rubric: string }[] }>('/api/v1/cases/{id}/scores', { path: { id: theCase.id } })).items
  const latest = rounds.at(-1)
  return latest ? rubricOf(latest.rubric, theCase.pack) : null
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
/** Points off a leaf, and why. */
export interface Deduction {
  leaf: string
  points: number
  reason: string
}
export interface Questionnaire {
  leaf: string
  answers: number
  mean_permille: number
}
/** What an expert gave one candidate. */
export interface Sheet {
  candidate: string
  scores: Scores
  deductions?: Deduction[]
  without_evidence?: string[]
  questionnaires?: Questionnaire[]
  reason?: string
}

/** Whether the score is one that the leaf's rule can give; 0 always is. */
export function fits(leaf: Indicator, score: number): boolean {
  if (score < 0 || score > leaf.points) return false
  if (score === 0) return true
  switch (leaf.kind) {
    case 'all_or_nothing':
    case 'one_strike':
      return score === leaf.points
    case 'steps':
      return (leaf.steps ?? []).includes(score)
    case 'deduct_per_case':
      return !leaf.per_case || (leaf.points - score) % leaf.per_case === 0
    default:
      return true
  }
}

/** Whether points off the leaf need a reason: those of a bonus and of leaves without a rule don't. */
export function needsReason(rubric: Rubric, leaf: Indicator): boolean {
  return (leaf.kind ?? 'any') !== 'any' && !inBonus(rubric, leaf)
}

function inBonus(rubric: Rubric, indicator: Indicator): boolean {
  if (indicator.bonus) return true
  const parent = rubric.indicators.find((one) => one.id === indicator.parent)
  return parent ? inBonus(rubric, parent) : false
}

/** The leaves that must be scored: a bonus may be left out. */
export function mustScore(rubric: Rubric, leaf: Indicator): boolean {
  return !inBonus(rubric, leaf)
}

/** What the scores come to: of the bonus at most its cap, and never more than the total. */
export function sumOf(scores: Scores, rubric?: Rubric): number {
  const sum = (some: (id: string) => boolean) => Object.entries(scores).reduce((all, [id, one]) => all + (some(id) ? one : 0), 0)
  if (!rubric) return sum(() => true)
  const bonus = new Set(rubric.indicators.filter((one) => inBonus(rubric, one)).map((one) => one.id))
  if (bonus.size === 0) return sum(() => true)
  return Math.min(sum((id) => !bonus.has(id)) + Math.min(sum((id) => bonus.has(id)), rubric.bonus_cap ?? 0), rubric.total)
}

/** A sheet's grounds brought in line with its scores: one deduction a leaf, but where nothing was shown, which is reason enough; the mean
 *  that gives the score. */
export function withGrounds(rubric: Rubric, sheet: Sheet, reasons: Record<string, string>, answers: Record<string, number>): Sheet {
  const deductions: Deduction[] = []
  const questionnaires: Questionnaire[] = []
  for (const leaf of rubric.indicators) {
    const score = sheet.scores[leaf.id]
    if (score === undefined || !needsReason(rubric, leaf)) continue
    const reason = reasons[leaf.id]?.trim()
    if (score < leaf.points && reason && !sheet.without_evidence?.includes(leaf.id)) deductions.push({ leaf: leaf.id, points: leaf.points - score, reason })
    if (leaf.kind === 'questionnaire_mean' && score > 0 && answers[leaf.id] !== undefined)
      questionnaires.push({ leaf: leaf.id, answers: answers[leaf.id] ?? 0, mean_permille: Math.round((score * 1000) / leaf.points) })
  }
  return { ...sheet, deductions, questionnaires }
}

/** The scores with one of them given, or taken back. */
export function withScore(scores: Scores, leaf: string, score: number | undefined): Scores {
  const { [leaf]: _before, ...others } = scores
  return score === undefined ? others : { ...others, [leaf]: score }
}

/** The sheet with or without evidence for a leaf: without it the leaf is scored 0; with it again, it is to be scored anew. */
export function withEvidence(sheet: Sheet, leaf: string, shown: boolean): Sheet {
  const without = (sheet.without_evidence ?? []).filter((one) => one !== leaf)
  return { ...sheet, scores: withScore(sheet.scores, leaf, shown ? undefined : 0), without_evidence: shown ? without : [...without, leaf] }
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
