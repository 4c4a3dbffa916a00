// Every pair of colours that the two front ends may put together keeps the contrast that WCAG 2.2 AA asks for.
// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sheet = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function coloursOf(selector: string): Record<string, string> {
  const block = sheet.slice(sheet.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]))
}

const normal = coloursOf(':root')
const displays = { normal, large: { ...normal, ...coloursOf(':root[data-display="large"]') } }

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

const texts = ['ink', 'ink-soft', 'ink-faint', 'brand', 'brand-strong', 'glaze', 'link', 'link-hover', 'link-visited']
const states = ['good', 'warn', 'bad', 'note', 'idle']
const grounds = ['paper', 'surface', 'sunken']
const dark = ['brand', 'brand-strong', 'brand-deep', 'glaze', 'glaze-strong']

describe.each(Object.entries(displays))('colours of the %s display', (_, colours) => {
  const ratio = (a: string, b: string) => contrast(colours[a]!, colours[b]!)

  it.each([...texts, ...states])('%s can be read on every ground', (text) => {
    for (const ground of [...grounds, 'brand-tint', 'glaze-tint', 'ochre-tint'])
      expect(ratio(text, ground), ground).toBeGreaterThanOrEqual(4.5)
  })
  it.each(states)('%s can be read on its own tint', (state) =>
    expect(ratio(state, `${state}-tint`)).toBeGreaterThanOrEqual(4.5),
  )
  it.each(['on-dark', 'on-dark-soft', 'focus-on-dark'])('%s can be read on dark grounds', (text) => {
    for (const ground of dark) expect(ratio(text, ground), ground).toBeGreaterThanOrEqual(4.5)
  })
  it.each(['line-strong', 'focus'])('%s can be seen beside every ground', (line) => {
    for (const ground of grounds) expect(ratio(line, ground), ground).toBeGreaterThanOrEqual(3)
  })
  it.each([1, 2, 3, 4, 5, 6])('series %i can be seen in a chart', (series) =>
    expect(ratio(`series-${series}`, 'surface')).toBeGreaterThanOrEqual(3),
  )
})
