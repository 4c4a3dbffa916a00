// Draws a chart with ECharts, loaded when the first board is looked at. Series differ by pattern too (decal), and are
// described for assistive technology (aria).
import type { EChartsCoreOption } from 'echarts/core'
import { say } from '@/language'
import { shown, type Chart } from './model'

export interface Drawn {
  stop: () => void
}

interface Looks {
  wall: boolean
  large: boolean
}
interface Room extends Looks {
  narrow: boolean // no room for words around a ring
}
/** Narrower, they would be cut off. */
const kNarrow = 480

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

const kWallSeries = ['#f0b7a4', '#9fd6cd', '#f2d184', '#a9c8f2', '#d3b8dc', '#cdd9a1']

function palette(wall: boolean): string[] {
  return wall ? kWallSeries : [1, 2, 3, 4, 5, 6].map((at) => token(`--series-${at}`))
}

/** Money axes in 万元 are short; everything else is as it is. */
function axisLabel(chart: Chart): (value: number) => string {
  return (value) => (value === 0 ? '0' : chart.unit === 'fen' ? shown(value, 'fen').replace(/\s?万元|\s?亿元/, (unit) => unit.trim().charAt(0)) : chart.unit === 'permille' ? `${value / 10}%` : String(value))
}

/** What has a colour of its own wherever it is shown. */
const kMeant: Record<string, [token: string, wall: string]> = { red: ['--bad', '#f08a7c'], yellow: ['--warn', '#f2d184'] }

interface Slice {
  name: string
  value: number
  at: number // of the category
  itemStyle?: object
}
/** Without what there is none of: it would be words around nothing. */
function slicesOf(chart: Chart, wall: boolean): Slice[] {
  const all = chart.categories.map((category, at) => {
    const meant = kMeant[category.key]
    return { name: say(category.title), value: chart.series[0]?.values[at] ?? 0, at, ...(meant ? { itemStyle: { color: wall ? meant[1] : token(meant[0]) } } : {}) }
  })
  return all.filter((slice) => slice.value > 0)
}

function pieSeries(chart: Chart, looks: Room, size: number): object[] {
  return [
    {
      type: 'pie',
      radius: looks.narrow ? ['36%', '60%'] : ['38%', '64%'],
      center: ['50%', looks.narrow ? '34%' : '50%'],
      data: slicesOf(chart, looks.wall),
      label: { show: !looks.narrow, formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${shown(value, chart.unit)}`, color: 'inherit', lineHeight: Math.round(size * 1.4) },
      itemStyle: { borderColor: looks.wall ? '#2b0b0c' : token('--surface'), borderWidth: 2 },
    },
  ]
}

function axisSeries(chart: Chart): object[] {
  return chart.series.map((series) => ({
    name: say(series.title),
    type: chart.kind === 'line' ? 'line' : 'bar',
    stack: chart.kind === 'stacked' ? 'all' : undefined,
    barMaxWidth: 34,
    symbolSize: 7,
    data: series.values,
  }))
}

/** More categories, or more letters of their names in all, lie on their side, so that their names can be read. */
const kUprightMax = 7
const kUprightLetters = 36

export function liesDown(chart: Chart): boolean {
  const letters = chart.categories.length * Math.max(0, ...chart.categories.map((category) => say(category.title).length))
  return (chart.kind === 'bar' || chart.kind === 'stacked') && (chart.categories.length > kUprightMax || letters > kUprightLetters)
}

function legendOf(chart: Chart, looks: Room, text: object): object | undefined {
  const below = { bottom: 4, textStyle: text, type: 'scroll' }
  if (chart.kind !== 'pie') return chart.series.length > 1 ? below : undefined
  const slices = slicesOf(chart, looks.wall)
  return looks.narrow ? { ...below, type: 'plain', orient: 'vertical', formatter: (name: string) => `${name} ${shown(slices.find((slice) => slice.name === name)?.value ?? null, chart.unit)}` } : undefined
}

const kSmall = 13
/** More lines than that stand too close on a wall for large letters. */
const kWallLines = 10

export function optionsOf(chart: Chart, looks: Room): EChartsCoreOption {
  const ink = looks.wall ? '#f7ece7' : token('--ink')
  const soft = looks.wall ? '#e2cfc8' : token('--ink-soft')
  const line = looks.wall ? 'rgba(255,255,255,0.22)' : token('--line')
  const size = looks.large || looks.wall ? 16 : kSmall
  const across = liesDown(chart)
  const named = looks.wall && chart.categories.length > kWallLines ? kSmall : size
  const text = { color: soft, fontSize: size, fontFamily: token('--font-sans') }
  const categories = { type: 'category', data: chart.categories.map((category) => say(category.title)), axisLabel: { ...text, fontSize: named, interval: across ? 0 : 'auto', hideOverlap: !across, width: across ? named * 13 : undefined, overflow: 'truncate' }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, inverse: across }
  const values = { type: 'value', minInterval: chart.unit === 'count' ? 1 : undefined, axisLabel: { ...text, formatter: axisLabel(chart), hideOverlap: true }, splitLine: { lineStyle: { color: line } } }
  const pie = chart.kind === 'pie'
  return {
    // The frame carries our own description; ECharts' would take its place.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    color: palette(looks.wall),
    textStyle: { color: ink, fontFamily: token('--font-sans'), fontSize: size },
    tooltip: { trigger: pie ? 'item' : 'axis', renderMode: 'richText', valueFormatter: (value: number) => shown(value, chart.unit) },
    legend: legendOf(chart, looks, text),
    grid: { left: 12, right: 24, top: 18, bottom: chart.series.length > 1 ? 40 : 12, containLabel: true },
    ...(pie ? {} : across ? { xAxis: values, yAxis: categories } : { xAxis: categories, yAxis: values }),
    series: pie ? pieSeries(chart, looks, size) : axisSeries(chart),
  }
}

export async function draw(frame: HTMLElement, chart: Chart, looks: Looks, follow: (category: number) => void): Promise<Drawn> {
  const { echarts } = await import('./echarts')
  const drawn = echarts.init(frame, undefined, { renderer: 'svg' })
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const isNarrow = () => frame.clientWidth < kNarrow
  let narrow = isNarrow()
  const fill = () => drawn.setOption({ ...optionsOf(chart, { ...looks, narrow }), animation: !still }, true)
  fill()
  drawn.on('click', (event) => follow((event.data as Slice | null)?.at ?? event.dataIndex))
  const watcher = new ResizeObserver(() => {
    drawn.resize()
    if (narrow === isNarrow()) return
    narrow = isNarrow()
    fill()
  })
  watcher.observe(frame)
  return {
    stop: () => {
      watcher.disconnect()
      drawn.dispose()
    },
  }
}
