// Checks a form as the server will, by an interpreter: the compiler of JSON Forms evaluates generated code, which the
// pages' Content-Security-Policy forbids.
import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema'
import { faultOf } from './credit-code'
import type { FormSchema } from './schema'

export interface Fault {
  pointer: string // /members/0/name, '' for the whole form
  rule: string // keyword of JSON Schema, or credit-code, unknown-field, catalogue
  limit?: unknown // what the keyword demands
}

/** Keywords that only say that something below them fails. */
const kCarriers = new Set(['properties', 'items', 'allOf', 'additionalProperties', '$ref', 'dependencies'])
const kDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

function missingOf(unit: OutputUnit): string {
  return /"([^"]+)"/.exec(unit.error)?.[1] ?? ''
}

function below(schema: FormSchema | undefined, keywordLocation: string): unknown {
  let at: unknown = schema
  for (const part of keywordLocation.replace(/^#\/?/, '').split('/')) {
    if (part === '') continue
    at = (at as Record<string, unknown> | undefined)?.[decodeURIComponent(part.replace(/~1/g, '/').replace(/~0/g, '~'))]
  }
  return at
}

function faultOfUnit(schema: FormSchema, unit: OutputUnit): Fault | null {
  const pointer = decodeURIComponent(unit.instanceLocation.replace(/^#/, ''))
  if (unit.keyword === 'required') return { pointer: `${pointer}/${missingOf(unit)}`, rule: 'required' }
  if (unit.keyword === 'false') return { pointer, rule: 'unknown-field' }
  if (unit.keyword === 'dependencies') return { pointer: `${pointer}/${missingOf(unit)}`, rule: 'dependencies' }
  if (kCarriers.has(unit.keyword)) return null
  return { pointer, rule: unit.keyword, limit: below(schema, unit.keywordLocation) }
}

function formatFaults(schema: FormSchema, value: unknown, pointer: string, found: Fault[]): void {
  if (value === undefined || value === null) return
  if (typeof value === 'string') {
    if (schema.format === 'credit-code' && faultOf(value)) found.push({ pointer, rule: 'credit-code' })
    if (schema.format === 'day' && !kDay.test(value)) found.push({ pointer, rule: 'format', limit: 'day' })
  } else if (Array.isArray(value)) {
    if (schema.items) for (const [at, one] of value.entries()) formatFaults(schema.items, one, `${pointer}/${at}`, found)
  } else if (typeof value === 'object') {
    for (const [name, one] of Object.entries(value)) {
      const member = schema.properties?.[name]
      if (member) formatFaults(member, one, `${pointer}/${name}`, found)
    }
  }
}

/** Every fault of a form, each pointer once with its first fault. `schema` is resolved. */
export function faultsOf(schema: FormSchema, value: unknown): Fault[] {
  const found: Fault[] = []
  const answer = new Validator(schema as Schema, '7', false).validate(value)
  for (const unit of answer.errors) {
    const fault = faultOfUnit(schema, unit)
    if (fault) found.push(fault)
  }
  formatFaults(schema, value, '', found)
  const seen = new Set<string>()
  return found.filter((fault) => !seen.has(fault.pointer) && seen.add(fault.pointer))
}
