// Names of organisations and colleagues that other answers mention by id only. Asked once, shown when they come.
import { shallowReactive } from 'vue'
import { read } from '@/api/client'
import type { Text } from '@/api/texts'
import { say } from '@/language'
import { session } from '@/shell/session'

const organisations = shallowReactive(new Map<string, Text>())
const asked = new Set<string>()

export function organisationName(id: string | null | undefined): string {
  if (!id) return ''
  const found = organisations.get(id)
  if (found !== undefined) return say(found)
  if (!asked.has(id)) {
    asked.add(id)
    read<{ organisation: { name: string; name_en: string } }>('/api/v1/organisations/{id}', { path: { id } })
      .then(({ organisation }) => organisations.set(id, { zh: organisation.name, en: organisation.name_en || organisation.name }))
      .catch(() => asked.delete(id))
  }
  return ''
}

export interface Colleague {
  office: string
  account_id: string
  display_name: string
  role: string
}

const colleagues = shallowReactive(new Map<string, Colleague>())
let colleaguesOf = ''

/** The offices of one's own organisation; asked anew when the office in use changes. */
export async function knowColleagues(): Promise<Colleague[]> {
  const office = session.who?.office ?? ''
  if (colleaguesOf !== office) {
    colleaguesOf = office
    colleagues.clear()
    const answer = await read<{ items: Colleague[] }>('/api/v1/colleagues')
    for (const one of answer.items) colleagues.set(one.office, one)
  }
  return [...colleagues.values()]
}

/** Who holds an office, where that is a colleague; '' for anybody else. */
export function colleagueName(office: string | null | undefined): string {
  return office ? (colleagues.get(office)?.display_name ?? '') : ''
}
