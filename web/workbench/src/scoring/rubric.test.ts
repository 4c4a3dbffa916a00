import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { words } from '@/texts/words'
import { fits, gradeFor, gradeTitle, linesOf, mustScore, needsReason, points, scoreOf, subtotal, sumOf, withEvidence, withGrounds, type Indicator, type Rubric } from './rubric'

const indicator = (id: string, parent: string, most: number) => ({ id, parent, title: { zh: id, en: id }, points: most, rule: { zh: '', en: '' }, evidence: { zh: '', en: '' } })
const rubric: Rubric = {
  id: 'r',
  title: { zh: '', en: '' },
  cites: [],
  denominator: 10,
  total: 100,
  indicators: [indicator('price', '', 20), indicator('technical', '', 80), indicator('plan', 'technical', 50), indicator('team', 'technical', 30)],
  bands: [
    { grade: '5A', min_score: 95 },
    { grade: '4A', min_score: 85 },
  ],
}

describe('a rubric', () => {
  it('is read parent before child', () => expect(linesOf(rubric).map((line) => `${line.depth}${line.indicator.id}${line.leaf ? '' : '+'}`)).toEqual(['0price', '0technical+', '1plan', '1team']))
  it('leaves out what is computed', () => expect(linesOf(rubric, 'price').map((line) => line.indicator.id)).not.toContain('price'))
  it('adds up below a heading', () => expect(subtotal(rubric, { plan: 45, team: 20, price: 9 }, 'technical')).toBe(65))
  it('tells the grade of a sum', () => expect([gradeFor(rubric, 95), gradeFor(rubric, 94), gradeFor(rubric, 10)]).toEqual(['5A', '4A', '']))
})

const leaf = (id: string, most: number, more: Partial<Indicator>): Indicator => ({ ...indicator(id, '', most), ...more })
const ruled: Rubric = {
  ...rubric,
  bonus_cap: 15,
  indicators: [leaf('all', 40, { kind: 'all_or_nothing' }), leaf('steps', 20, { kind: 'steps', steps: [20, 10, 0] }), leaf('cases', 20, { kind: 'deduct_per_case', per_case: 5 }), leaf('asked', 20, { kind: 'questionnaire_mean', answers_least: 10 }), leaf('more', 30, { bonus: true, kind: 'pro_rata' })],
}
const leafOf = (id: string) => ruled.indicators.find((one) => one.id === id) as Indicator

describe('the rule of a leaf', () => {
  it.each([
    ['all', 40, true],
    ['all', 20, false],
    ['all', 0, true],
    ['steps', 10, true],
    ['steps', 15, false],
    ['cases', 15, true],
    ['cases', 12, false],
    ['asked', 13, true],
    ['asked', 21, false],
  ])('%s takes %i: %s', (id, score, fit) => expect(fits(leafOf(id), score)).toBe(fit))
  it('asks for reasons but for a bonus', () => expect(ruled.indicators.filter((one) => needsReason(ruled, one)).map((one) => one.id)).toEqual(['all', 'steps', 'cases', 'asked']))
  it('lets a bonus be left out', () => expect(ruled.indicators.filter((one) => !mustScore(ruled, one)).map((one) => one.id)).toEqual(['more']))
  it('adds a bonus up to its cap and never above the total', () => {
    expect(sumOf({ all: 40, steps: 10, cases: 20, asked: 10, more: 30 }, ruled)).toBe(95)
    expect(sumOf({ all: 40, steps: 20, cases: 20, asked: 20, more: 30 }, ruled)).toBe(100)
  })
  it('gives a sheet one deduction a leaf and the mean of its answers', () => {
    const sheet = withGrounds(ruled, { candidate: 'c', scores: { all: 0, steps: 20, cases: 15, asked: 13 } }, { all: '未通过', cases: '一项逾期', asked: '满意度' }, { asked: 12 })
    expect(sheet.deductions).toEqual([
      { leaf: 'all', points: 40, reason: '未通过' },
      { leaf: 'cases', points: 5, reason: '一项逾期' },
      { leaf: 'asked', points: 7, reason: '满意度' },
    ])
    expect(sheet.questionnaires).toEqual([{ leaf: 'asked', answers: 12, mean_permille: 650 }])
  })
})

describe('a leaf without evidence', () => {
  const sheet = { candidate: 'c', scores: { all: 40, steps: 10 } }
  it('is scored nothing, which needs no other reason', () => {
    const bare = withEvidence(sheet, 'steps', false)
    expect(bare.scores).toEqual({ all: 40, steps: 0 })
    expect(bare.without_evidence).toEqual(['steps'])
    expect(withGrounds(ruled, bare, { steps: '只达第二档' }, {}).deductions).toEqual([])
  })
  it('is scored anew once evidence is there', () => {
    const again = withEvidence(withEvidence(sheet, 'steps', false), 'steps', true)
    expect(again.scores).toEqual({ all: 40 })
    expect(again.without_evidence).toEqual([])
  })
})

describe('points', () => {
  it.each([
    [95, 10, '9.5'],
    [100, 10, '10'],
    [1234, 100, '12.34'],
    [7, 1, '7'],
  ])('%i in 1/%i are %s', (value, denominator, text) => expect(points(value, denominator)).toBe(text))
  it.each([
    ['9.5', 95],
    ['10', 100],
    ['9.55', null],
    ['x', null],
    ['', null],
  ])('"%s" is read as %s', (typed, value) => expect(scoreOf(typed, 10)).toBe(value))
})

describe('the grades of the pack', () => {
  const folder = resolve(__dirname, '../../../../policy/440600/2012-93/rubrics')
  const rubrics = readdirSync(folder).map((name) => parse(readFileSync(resolve(folder, name), 'utf8')) as { bands?: { grade: string }[] })
  const grades = rubrics.flatMap((one) => one.bands ?? []).map((band) => band.grade)
  const named = (language: 'zh' | 'en') => (words[language] as unknown as { score: { grades: Record<string, string> } }).score.grades
  it('are letters that stand for themselves or have words', () => {
    expect(grades.length).toBeGreaterThan(5)
    for (const language of ['zh', 'en'] as const) expect(grades.filter((grade) => !/^([1-5]A|A{1,3}|B{1,3}|C{1,3})$/.test(grade) && !named(language)[grade])).toEqual([])
    expect(gradeTitle('good')).toBe('良好')
    expect(gradeTitle('5A')).toBe('5A')
  })
})
