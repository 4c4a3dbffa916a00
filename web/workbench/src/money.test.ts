import { describe, expect, it } from 'vitest'
import { echo, fenOf, yuan } from './money'

describe('money', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123456789, '1,234,567.89'],
    [-350, '-3.50'],
    [100000000000000, '1,000,000,000,000.00'],
  ])('%i fen are %s yuan', (fen, text) => expect(yuan(fen)).toBe(text))

  it.each([
    ['1', 100],
    ['1,234.5', 123450],
    ['￥ 12.34', 1234],
    ['0.29', 29],
    ['1.005', null],
    ['1e5', null],
    ['-1', null],
    ['', null],
  ])('%s is read as %s', (typed, fen) => expect(fenOf(typed)).toBe(fen))

  it.each([
    [9_999_999, false, '9.999999 万元'],
    [35_000_000, false, '35 万元'],
    [12_345_000_000, false, '1.2345 亿元'],
    [999_999, false, ''],
    [35_000_000, true, 'CNY 350 thousand'],
    [250_000_000, true, 'CNY 2.5 million'],
  ])('%i fen echo (english: %s) as "%s"', (fen, english, text) => expect(echo(fen, english)).toBe(text))

  it('comes back as it was typed', () => {
    for (const fen of [1, 99, 100, 101, 999_999_999]) expect(fenOf(yuan(fen))).toBe(fen)
  })
})
