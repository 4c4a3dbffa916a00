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

function pieSeries(chart: Chart, size: number): object[] {
  const first = chart.series[0]
  return [
    {
      type: 'pie',
      radius: ['38%', '64%'],
      center: ['50%', '50%'],
      data: chart.categories.map((category, at) => ({ name: say(category.title), value: first?.values[at] ?? 0 })),
      label: { formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${shown(value, chart.unit)}`, color: 'inherit', lineHeight: Math.round(size * 1.4) },
      itemStyle: { borderColor: token('--surface'), borderWidth: 2 },
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

export function optionsOf(chart: Chart, looks: Looks): EChartsCoreOption {
  const ink = looks.wall ? '#f7ece7' : token('--ink')
  const soft = looks.wall ? '#e2cfc8' : token('--ink-soft')
  const line = looks.wall ? 'rgba(255,255,255,0.22)' : token('--line')
  const size = looks.large || looks.wall ? 16 : 13
  const across = liesDown(chart)
  const text = { color: soft, fontSize: size, fontFamily: token('--font-sans') }
  const categories = { type: 'category', data: chart.categories.map((category) => say(category.title)), axisLabel: { ...text, interval: across ? 0 : 'auto', hideOverlap: !across, width: across ? size * 13 : undefined, overflow: 'truncate' }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, inverse: across }
  const values = { type: 'value', minInterval: chart.unit === 'count' ? 1 : undefined, axisLabel: { ...text, formatter: axisLabel(chart) }, splitLine: { lineStyle: { color: line } } }
  const pie = chart.kind === 'pie'
  return {
    // The frame carries our own description; ECharts' would take its place.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    color: palette(looks.wall),
    textStyle: { color: ink, fontFamily: token('--font-sans'), fontSize: size },
    tooltip: { trigger: pie ? 'item' : 'axis', renderMode: 'richText', valueFormatter: (value: number) => shown(value, chart.unit) },
    legend: !pie && chart.series.length > 1 ? { bottom: 4, textStyle: text, type: 'scroll' } : undefined,
    grid: { left: 12, right: 24, top: 18, bottom: chart.series.length > 1 ? 40 : 12, containLabel: true },
    ...(pie ? {} : across ? { xAxis: values, yAxis: categories } : { xAxis: categories, yAxis: values }),
    series: pie ? pieSeries(chart, size) : axisSeries(chart),
  }
}

export async function draw(frame: HTMLElement, chart: Chart, looks: Looks, follow: (category: number) => void): Promise<Drawn> {
  const { echarts } = await import('./echarts')
  const drawn = echarts.init(frame, undefined, { renderer: 'svg' })
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  drawn.setOption({ ...optionsOf(chart, looks), animation: !still })
  drawn.on('click', (event) => follow(event.dataIndex))
  const watcher = new ResizeObserver(() => drawn.resize())
  watcher.observe(frame)
  return {
    stop: () => {
      watcher.disconnect()
      drawn.dispose()
    },
  }
}
