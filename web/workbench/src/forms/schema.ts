// The forms of the pack, made ready for the page: references resolved, and each member given the one kind of field that
// shows it. A member without a kind fails the test that walks every form of the pack.
import type { ControlElement, GroupLayout, Layout, UISchemaElement } from '@jsonforms/core'
import type { Text } from '@/api/texts'

export interface FormSchema {
  type?: string
  properties?: Record<string, FormSchema>
  definitions?: Record<string, FormSchema>
  required?: string[]
  items?: FormSchema
  additionalProperties?: boolean | FormSchema
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minProperties?: number
  uniqueItems?: boolean
  allOf?: FormSchema[]
  not?: FormSchema
  dependencies?: Record<string, string[]>
  $ref?: string
  'x-title'?: Text
  'x-help'?: Text
  'x-choices'?: Record<string, Text>
  'x-catalogue'?: string
  'x-unit'?: string
  'x-widget'?: string
  'x-group'?: string
  'x-order'?: number | string[]
  'x-cites'?: string[]
  'x-public'?: boolean
  'x-personal'?: boolean
}

export type FieldKind =
  | 'line'
  | 'prose'
  | 'choice'
  | 'yes-no'
  | 'promise' // a boolean that must be true
  | 'money'
  | 'whole-number'
  | 'day'
  | 'instant'
  | 'credit-code'
  | 'catalogue'
  | 'reference' // an id: a picker finds what it names
  | 'references'
  | 'lines'
  | 'choices' // several of a few
  | 'table'
  | 'cards' // a list of things with too many members for a table
  | 'group'
  | 'scores' // points by the indicators of a rubric
  | 'score-sheets' // one such sheet a candidate

/** Longer texts get an area instead of a line. */
const kProseFrom = 300
const kShortText = 40

const kKnown = new Set([
  'type', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'const', 'format', 'pattern', 'minimum', 'maximum',
  'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'uniqueItems', 'not', 'dependencies',
  'definitions', '$schema', '$comment', 'default', 'examples',
])

/** Members of a schema that no field of ours takes into account; x-… are hints and always welcome. */
export function unknownMembers(schema: FormSchema): string[] {
  return Object.keys(schema).filter((name) => !kKnown.has(name) && !name.startsWith('x-'))
}

/** The schema without $ref and without an allOf of one part: what JSON Forms and the validator read. */
export function resolved(schema: FormSchema, root: FormSchema = schema): FormSchema {
  if (schema.$ref) {
    const name = schema.$ref.replace('#/definitions/', '')
    const target = root.definitions?.[name]
    if (!target) throw new Error(`the form has no definition ${schema.$ref}`)
    const { $ref: _gone, ...own } = schema
    return resolved({ ...target, ...own }, root)
  }
  const { allOf, definitions: _definitions, ...rest } = schema
  let out: FormSchema = rest
  for (const part of allOf ?? []) out = { ...resolved(part, root), ...out }
  if (out.properties)
    out = { ...out, properties: Object.fromEntries(Object.entries(out.properties).map(([name, one]) => [name, resolved(one, root)])) }
  if (out.items) out = { ...out, items: resolved(out.items, root) }
  return out
}

function kindOfText(schema: FormSchema): FieldKind | null {
  if (schema.enum) return 'choice'
  if (schema['x-catalogue']) return 'catalogue'
  if (schema.format === 'day' || schema.format === 'date') return 'day'
  if (schema.format === 'instant' || schema.format === 'date-time') return 'instant'
  if (schema.format === 'credit-code') return 'credit-code'
  if (schema.format === 'uuid' || schema['x-widget']) return 'reference'
  if (schema.format && schema.format !== 'email') return null
  return (schema.maxLength ?? 0) >= kProseFrom ? 'prose' : 'line'
}

function kindOfList(schema: FormSchema): FieldKind | null {
  const item = schema.items
  if (!item) return null
  if (item.type === 'object') return !item.properties ? null : schema['x-widget'] === 'score-sheets' ? 'score-sheets' : schema['x-widget'] === 'cards' ? 'cards' : 'table'
  if (item.type !== 'string') return null
  if (item.enum) return 'choices'
  return item.format === 'uuid' || item['x-widget'] ? 'references' : item['x-catalogue'] ? null : 'lines'
}

function kindOfObject(schema: FormSchema): FieldKind | null {
  if (schema.properties) return 'group'
  const more = schema.additionalProperties
  return typeof more === 'object' && more.type === 'integer' ? 'scores' : null
}

/** Which field shows this resolved schema; null where we have none. */
export function kindOf(schema: FormSchema): FieldKind | null {
  if (unknownMembers(schema).length > 0) return null
  switch (schema.type) {
    case 'string':
      return kindOfText(schema)
    case 'integer':
      return schema.enum ? 'choice' : schema['x-unit'] === 'fen' ? 'money' : 'whole-number'
    case 'boolean':
      return schema.const === true ? 'promise' : 'yes-no'
    case 'array':
      return kindOfList(schema)
    case 'object':
      return kindOfObject(schema)
    default:
      return null
  }
}

/** Member names in the order of the page: x-order where given, else as written. */
export function orderOf(schema: FormSchema): string[] {
  const names = Object.keys(schema.properties ?? {})
  const wanted = schema['x-order']
  if (Array.isArray(wanted)) return [...wanted.filter((name) => names.includes(name)), ...names.filter((name) => !wanted.includes(name))]
  const place = (name: string) => {
    const order = schema.properties?.[name]?.['x-order']
    return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER
  }
  return names.map((name, at) => ({ name, at })).sort((a, b) => place(a.name) - place(b.name) || a.at - b.at).map((one) => one.name)
}

function control(name: string): ControlElement {
  return { type: 'Control', scope: `#/properties/${name}` }
}

const kShort: FieldKind[] = ['whole-number', 'money', 'day', 'instant', 'yes-no', 'choice', 'credit-code']
/** Whether a field needs no more than part of a line. */
export function isShort(schema: FormSchema): boolean {
  const kind = kindOf(schema)
  return (kind !== null && kShort.includes(kind)) || (kind === 'line' && (schema.maxLength ?? kProseFrom) <= kShortText)
}

/** The members that are forms of their own: the chapters of a long form. */
export function chaptersOf(schema: FormSchema): string[] {
  return orderOf(schema).filter((name) => ['group', 'table', 'cards'].includes(kindOf(schema.properties?.[name] ?? {}) ?? ''))
}

/** A layout for JSON Forms: controls in order, under the headings of x-group. `within`: of a member of another form. */
export function layoutOf(schema: FormSchema, within = false): Layout {
  const elements: UISchemaElement[] = []
  for (const name of orderOf(schema)) {
    const label = schema.properties?.[name]?.['x-group']
    const last = elements.at(-1) as GroupLayout | undefined
    if (!label) elements.push(control(name))
    else if (last?.type === 'Group' && last.label === label) last.elements.push(control(name))
    else elements.push({ type: 'Group', label, elements: [control(name)] } as GroupLayout)
  }
  return { type: 'VerticalLayout', elements, options: { within } } as Layout
}

/** Fen and tenths stand in the label of the stored number; people enter yuan and points. */
export function labelOf(schema: FormSchema | undefined, language: 'zh' | 'en', otherwise: string): string {
  const title = schema?.['x-title']
  if (!title) return otherwise
  const text = language === 'zh' ? title.zh || title.en : title.en || title.zh
  return text.replace(/（分）$/, '').replace(/（分，/, '（').replace(/（十分之一分）$/, '').replace(/, in tenths of a point$/, '')
}
