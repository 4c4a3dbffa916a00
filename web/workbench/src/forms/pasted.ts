// Rows pasted from a spreadsheet: a line a row, cells parted by tabs (or commas), in the order of the table's columns.
import { fenOf } from '@/money'
import { normalised } from './credit-code'
import { kindOf, orderOf, type FormSchema } from './schema'

const kYes = new Set(['是', '有', '√', 'y', 'yes', 'true', '1'])

function cellValue(schema: FormSchema, text: string): unknown {
  const clean = text.trim()
  switch (kindOf(schema)) {
    case 'money':
      return fenOf(clean) ?? undefined
    case 'whole-number':
      return /^\d+$/.test(clean.replace(/,/g, '')) ? Number(clean.replace(/,/g, '')) : undefined
    case 'yes-no':
    case 'promise':
      return kYes.has(clean.toLowerCase())
    case 'credit-code':
      return clean === '' ? undefined : normalised(clean)
    case 'choice': {
      const byTitle = Object.entries(schema['x-choices'] ?? {}).find(([, title]) => title.zh === clean || title.en === clean)
      return byTitle?.[0] ?? (schema.enum?.includes(clean) ? clean : undefined)
    }
    default:
      return clean === '' ? undefined : clean
  }
}

/** Rows of the item schema from pasted text; empty lines are left out, cells that can't be read stay empty. */
export function rowsFrom(text: string, item: FormSchema): Record<string, unknown>[] {
  const names = orderOf(item)
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.includes('\t') ? line.split('\t') : line.split(/[,，]/)
      const row: Record<string, unknown> = {}
      names.forEach((name, at) => {
        const value = cellValue(item.properties?.[name] ?? {}, cells[at] ?? '')
        if (value !== undefined) row[name] = value
      })
      return row
    })
}
