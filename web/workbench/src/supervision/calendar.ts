// The days of a month as weeks, and what falls due on them.
export interface DueLine {
  id: string
  kind: string
  due_on: string
  case_id: string
  number: string
  item_id: string
  item: string
  department: string
  receiver_id: string
  receiver: string
  duty: string
  year: number // 0: of what was done
  met?: boolean | null
  result?: string
}
/** A check that was made, or a coordination note. */
export interface DoneLine {
  id: string
  kind: 'checked' | 'note'
  done_on: string
  transfer_id: string
  number: string
  item_id: string
  item: string
  department: string
  receiver_id: string
  receiver: string
  what: string
  result: string
  met?: boolean | null
}
/** What was done as a line of the calendar, on its day. */
export function lineOf(done: DoneLine): DueLine {
  const { done_on, transfer_id, what, ...same } = done
  return { ...same, due_on: done_on, case_id: transfer_id, duty: what, year: 0 }
}
export interface CalendarDay {
  day: string
  inMonth: boolean
  lines: DueLine[]
}

const kDayMs = 86_400_000
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayAt = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

/** 2026-11 of 2026-11-24. */
export function monthOf(day: string): string {
  return day.slice(0, 7)
}
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayAt(Date.UTC(year, number - 1 + months, 1)).slice(0, 7)
}
export function firstOf(month: string): string {
  return `${month}-01`
}
export function lastOf(month: string): string {
  return dayAt(at(firstOf(monthAfter(month, 1))) - kDayMs)
}

/** Whole weeks from Monday on, so that every day of the month is among them. */
export function weeksOf(month: string, lines: DueLine[]): CalendarDay[][] {
  const weekday = (new Date(at(firstOf(month))).getUTCDay() + 6) % 7
  const last = lastOf(month)
  const weeks: CalendarDay[][] = []
  for (let begins = at(firstOf(month)) - weekday * kDayMs; dayAt(begins) <= last; begins += 7 * kDayMs)
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = dayAt(begins + index * kDayMs)
        return { day, inMonth: monthOf(day) === month, lines: lines.filter((line) => line.due_on === day) }
      }),
    )
  return weeks
}

/** The lines by day, in the order of the days. */
export function byDay(lines: DueLine[]): { day: string; lines: DueLine[] }[] {
  const days = new Map<string, DueLine[]>()
  for (const line of [...lines].sort((one, other) => one.id.localeCompare(other.id))) days.set(line.due_on, [...(days.get(line.due_on) ?? []), line])
  return [...days].map(([day, own]) => ({ day, lines: own }))
}
