// The parts of an entry: the API gives the entry itself beside lists of what hangs on it.
import type { Text } from '@/api/texts'
import { knows, say, tell } from '@/language'
import { moment } from '@/moments'
import { yuan } from '@/money'
import type { Line } from './registers'

export interface Part {
  name: string
  columns: string[]
  lines: Line[]
}

const kMains = ['association', 'function', 'item', 'contract', 'line', 'notice']
/** Members that people can't read or that stand elsewhere. */
const kHidden = /(^|_)(id|act|case|version)$|_by_act$/

/** The entry itself, whether the answer wraps it or is it. */
export function mainOf(answer: Line): Line {
  for (const name of kMains) if (answer[name] && typeof answer[name] === 'object' && !Array.isArray(answer[name])) return answer[name] as Line
  return answer
}

export function partsOf(answer: Line): Part[] {
  return Object.entries(answer)
    .filter((entry): entry is [string, Line[]] => Array.isArray(entry[1]) && entry[1].length > 0 && typeof entry[1][0] === 'object')
    .map(([name, lines]) => ({ name, lines, columns: columnsOf(lines) }))
}

function columnsOf(lines: Line[]): string[] {
  const names = new Set(lines.flatMap((line) => Object.keys(line)))
  return [...names].filter((name) => !kHidden.test(name) && lines.some((line) => cellText(name, line[name]) !== ''))
}

export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}
export function shownText(value: unknown): string {
  return isText(value) ? say(value) : ''
}

const kInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
/** A cell as people read it, by the name of its member: money, instants, words. */
export function cellText(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (isText(value)) return say(value)
  if (name.endsWith('_fen')) return yuan(value as number)
  if (name.endsWith('_at') || kInstant.test(String(value))) return moment(String(value))
  if (typeof value === 'boolean') return tell(value ? 'shell.yes' : 'shell.no')
  if (Array.isArray(value)) return value.map((one) => cellText('', one)).filter(Boolean).join('；')
  if (typeof value === 'object') return Object.entries(value as Line).filter(([member]) => !kHidden.test(member)).map(([member, one]) => cellText(member, one)).filter(Boolean).join(' · ')
  const key = `lists.value.${String(value)}`
  return knows(key) ? tell(key) : String(value)
}

export function columnTitle(name: string): string {
  const key = `lists.column.${name}`
  return knows(key) ? tell(key) : name
}
export function partTitle(name: string): string {
  const key = `lists.part.${name}`
  return knows(key) ? tell(key) : name
}
