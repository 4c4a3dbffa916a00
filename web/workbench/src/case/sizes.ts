// File sizes and media types in words.
import { tell } from '@/language'

/** 1,234,567 → "1.2 MB". Rounded to one decimal of the unit. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['KB', 'MB', 'GB']
  let tenths = Math.round((bytes * 10) / 1024)
  let at = 0
  while (tenths >= 10_240 && at < units.length - 1) {
    tenths = Math.round(tenths / 1024)
    ++at
  }
  return `${Math.floor(tenths / 10)}${tenths % 10 && tenths < 1000 ? `.${tenths % 10}` : ''} ${units[at]}`
}

const kNames: Record<string, string> = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' }

export function typesText(types: readonly string[]): string {
  return types.map((type) => kNames[type] ?? type).join(tell('case.comma'))
}

export type FileFault = 'type' | 'size' | 'empty' | null

/** What the browser can tell before anything is sent; the server looks into the file itself. */
export function fileFault(file: { size: number; type: string }, allowed: { types: readonly string[]; size_max_bytes: number }): FileFault {
  if (file.size === 0) return 'empty'
  if (file.size > allowed.size_max_bytes) return 'size'
  return file.type && !allowed.types.includes(file.type) ? 'type' : null
}
