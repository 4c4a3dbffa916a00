// Instants and days for people. Instants are UTC on the wire and shown in Asia/Shanghai; days are local dates.
import { language } from '@/language'

const kZone = 'Asia/Shanghai'

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: kZone, ...options })
}

/** 2026-11-24 11:57, the same in both languages so that columns line up. */
export function moment(instant: string | null | undefined): string {
  if (!instant) return ''
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: kZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return parts.format(new Date(instant))
}

/** The local day of an instant: 2026-11-24. */
export function dayOf(instant: string | null | undefined): string {
  return moment(instant).slice(0, 10)
}

/** 10:32 */
export function timeOf(instant: string | Date): string {
  return moment(typeof instant === 'string' ? instant : instant.toISOString()).slice(11)
}

const kMinuteMs = 60_000
/** The instant at which the city's clocks show a local time, 2026-11-24T11:57 or with seconds. */
export function instantOf(local: string): string {
  const asUtc = Date.parse(`${local}Z`)
  const shown = Date.parse(`${moment(new Date(asUtc).toISOString()).replace(' ', 'T')}Z`)
  const ahead = shown - Math.floor(asUtc / kMinuteMs) * kMinuteMs
  return new Date(asUtc - ahead).toISOString()
}
/** The last second of a local day. */
export function lastInstantOf(day: string): string {
  return instantOf(`${day}T23:59:59`)
}

/** 2026年11月24日星期二 / Tuesday 24 November 2026 */
export function longDay(day: string): string {
  return formatter({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }).format(new Date(`${day}T04:00:00Z`))
}

export function today(): string {
  return dayOf(new Date().toISOString())
}

/** Days from one local day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
