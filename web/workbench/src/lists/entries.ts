// The parts of an entry: the API gives the entry itself beside lists of what hangs on it.
import type { Text } from '@/api/texts'
import { knows, say, tell } from '@/language'
import { moment } from '@/moments'
import { yuan } from '@/money'
import { rowOf } from './choices'
import type { Line } from './registers'
import { groupOf, isState, toneOf, word } from './words'

export interface Part {
  name: string
  columns: string[]
  lines: Line[]
  below: string[] // members of its lines that are lists of objects: tables of their own beneath the line
}

/** Where a value stands: the register, the list of the entry, and what the ids of the entry's own duties stand for. */
export interface Place {
  register: string
  list: string
  duties: Map<string, string>
}

export interface Cell {
  text: string
  items: string[] // of a list; `text` joins them
  link: string | null
  tone: string | null // shown as a light
}

const kMains = ['association', 'function', 'item', 'contract', 'line', 'notice']
/** Members that people can't read or that stand elsewhere. */
const kHidden = /(^|_)(id|act|case|version)$|_by_act$/
/** When a version began and ended: first in its line, and there even where all lines have the same. */
const kSpans = ['since', 'begun_at', 'until', 'ended_at']
const kStates = ['state', 'status']
const kDuties = new Set(['duty', 'duties', 'unmet_duties'])
/** Members that are codes of a catalogue of the pack, and those that count tenths of a point. */
const kCatalogues: Record<string, string> = { 'take_backs.ground': 'take-back-grounds' }
const kTenths = new Set(['score', 'pass_score'])
const kHeadings = ['receiver', 'name', 'title', 'organisation', 'number']

function isLines(value: unknown): value is Line[] {
  return Array.isArray(value) && typeof value[0] === 'object'
}

/** The entry itself, whether the answer wraps it or is it. */
export function mainOf(answer: Line): Line {
  for (const name of kMains) if (answer[name] && typeof answer[name] === 'object' && !Array.isArray(answer[name])) return answer[name] as Line
  return answer
}

export function partOf(name: string, lines: Line[]): Part {
  const names = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((member) => !kHidden.test(member))
  const below = names.filter((member) => lines.some((line) => isLines(line[member])))
  const filled = names.filter((member) => !below.includes(member) && lines.some((line) => !isEmpty(line[member])))
  return { name, lines, below, columns: name === 'versions' ? changesOf(filled, lines) : filled }
}
export function partsOf(answer: Line): Part[] {
  return Object.entries(answer)
    .filter((entry): entry is [string, Line[]] => isLines(entry[1]))
    .map(([name, lines]) => partOf(name, lines))
}
function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
/** Of versions: from when to when, in which state, and what differs between them. */
function changesOf(names: string[], lines: Line[]): string[] {
  const differs = (member: string) => lines.some((line) => JSON.stringify(line[member]) !== JSON.stringify(lines[0]?.[member]))
  const spans = kSpans.filter((member) => names.includes(member))
  const states = kStates.filter((member) => names.includes(member))
  return [...spans, ...states, ...names.filter((member) => !spans.includes(member) && !states.includes(member) && differs(member))]
}

/** The member that a line is called by; '' where lines are told apart by what they say. */
export function headingOf(part: Part): string {
  return kHeadings.find((member) => part.columns.includes(member)) ?? ''
}
/** The member that says where the line stands. */
export function stateOf(part: Part): string {
  return kStates.find((member) => part.columns.includes(member)) ?? ''
}

/** What duties are called, by their ids. */
export function dutiesOf(answer: Line): Map<string, string> {
  const duties = isLines(answer.duties) ? answer.duties : []
  return new Map(duties.map((duty) => [String(duty.id), String(duty.text)]))
}

export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}
export function shownText(value: unknown): string {
  return isText(value) ? say(value) : ''
}

const kInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
function valueText(place: Place, member: string, value: unknown): string {
  if (isEmpty(value)) return ''
  if (isText(value)) return say(value)
  if (kDuties.has(member)) return place.duties.get(String(value)) ?? String(value)
  const catalogue = kCatalogues[`${place.list}.${member}`]
  if (catalogue) return rowOf(catalogue, String(value)) || String(value)
  if (kTenths.has(member)) return (Number(value) / 10).toFixed(1)
  const group = groupOf(place.register, place.list, member)
  if (group) return word(group, value)
  if (member.endsWith('_fen')) return yuan(value as number)
  if (member.endsWith('_permille')) return `${Number(value) / 10} %`
  if (kInstant.test(String(value))) return moment(String(value))
  if (typeof value === 'boolean') return tell(value ? 'shell.yes' : 'shell.no')
  return String(value)
}

/** A cell as people read it, by the name of its member: money, instants, words, what an id stands for. */
export function cellOf(place: Place, member: string, line: Line): Cell {
  const value = line[member]
  const items = (Array.isArray(value) ? value : [value]).map((one) => valueText(place, member, one)).filter(Boolean)
  const group = groupOf(place.register, place.list, member)
  const text = place.list === 'agreements' && member === 'year' ? yearText(line) : items.join('；')
  return { text, items, link: linkOf(member, line), tone: group && isState(group) && text ? toneOf(group, value) : null }
}
/** The supervised year that runs; none once supervision is over. */
function yearText(agreement: Line): string {
  return agreement.status === 'regular' ? '' : tell('lists.supervisedYear', { year: agreement.year })
}
function linkOf(member: string, line: Line): string | null {
  const to = (path: string, id: unknown) => (typeof id === 'string' && id ? `${path}/${id}` : null)
  switch (member) {
    case 'number': return to('/cases', line.id)
    case 'transfer_number': return to('/cases', line.transfer_id)
    case 'case_number': return to('/cases', line.case_id)
    case 'holder': return to('/lists/associations', line.holder_id)
    case 'name': return to('/lists/associations', line.association_id)
    case 'receiver': return to('/lists/associations', line.receiver_id)
    default: return null
  }
}

/** A column's title; some are called otherwise in one list than in another. */
export function columnTitle(list: string, member: string): string {
  const key = [`lists.columnOf.${list}.${member}`, `lists.column.${member}`].find(knows)
  return key ? tell(key) : member
}
export function partTitle(name: string): string {
  const key = `lists.part.${name}`
  return knows(key) ? tell(key) : name
}
/** Numbers stand to the right. */
export function isAmount(member: string): boolean {
  return member.endsWith('_fen') || member.endsWith('_permille')
}
/** Not broken within: days, instants, numbers of cases. */
export function isKept(member: string): boolean {
  return /(_at|_on)$|number$|^(since|until|year|code|credit_code)$/.test(member)
}
