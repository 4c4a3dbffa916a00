import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { words } from '@/texts/words'
import { gradeFor, gradeTitle, linesOf, points, scoreOf, subtotal, type Rubric } from './rubric'

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
    for (const language of ['zh', 'en'] as const) expect(grades.filter((grade) => !/^[1-5]A$/.test(grade) && !named(language)[grade])).toEqual([])
    expect(gradeTitle('good')).toBe('良好')
    expect(gradeTitle('5A')).toBe('5A')
  })
})
