// All texts of the workbench, by language and subject.
const zh = import.meta.glob<{ default: Record<string, unknown> }>('./zh/*.json', { eager: true })
const en = import.meta.glob<{ default: Record<string, unknown> }>('./en/*.json', { eager: true })

function bySubject(files: Record<string, { default: Record<string, unknown> }>): Record<string, never> {
  const out: Record<string, unknown> = {}
  for (const [path, file] of Object.entries(files)) out[path.replace(/^.*\/|\.json$/g, '')] = file.default
  return out as Record<string, never>
}

export const words = { zh: bySubject(zh), en: bySubject(en) }
