// JSON pointers of the API (/form/members/0/name) and paths of JSON Forms (members.0.name).

export function pathOf(pointer: string): string {
  return pointer.replace(/^\//, '').split('/').map(unescaped).join('.')
}

export function pointerOf(path: string): string {
  return path === '' ? '' : `/${path.split('.').map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`
}

function unescaped(part: string): string {
  return part.replace(/~1/g, '/').replace(/~0/g, '~')
}

/** The id of the element that holds a field, so that the summary of errors can lead to it. */
export function fieldId(prefix: string, path: string): string {
  return `${prefix}-${path.replace(/[^A-Za-z0-9_-]/g, '-')}`
}

/** The value at a pointer; undefined where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    if (at === null || typeof at !== 'object') return undefined
    at = (at as Record<string, unknown>)[part]
  }
  return at
}

/** A form as it is handed in: without empty texts, empty lists that weren't begun, and members without value. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned)
  if (value === null || typeof value !== 'object') return value
  const out: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value)) {
    const kept = pruned(one)
    if (kept === undefined || kept === null || kept === '') continue
    out[name] = kept
  }
  return out
}
