// The urgency light: a word always says what the colour says.
import { tell } from '@/language'
import { daysBetween } from '@/moments'

export type Tone = 'red' | 'yellow' | 'calm' | 'idle'

export interface Due {
  card?: string
  due_on?: string | null
  working_days_left?: number | null
}

export interface Light {
  tone: Tone
  words: string
}

/** The light of a case that is due: 剩 3 个工作日, 今天到期, 超期 2 天, 无时限. `today` is a local day. */
export function lightOf(due: Due, today: string): Light {
  if (!due.due_on) return { tone: 'idle', words: tell('inbox.noLimit') }
  const late = daysBetween(due.due_on, today)
  if (late > 0) return { tone: 'red', words: tell('inbox.late', { days: late }) }
  const tone: Tone = due.card === 'red' ? 'red' : due.card === 'yellow' ? 'yellow' : 'calm'
  if (late === 0) return { tone: tone === 'calm' ? 'yellow' : tone, words: tell('inbox.dueToday') }
  if (typeof due.working_days_left === 'number') return { tone, words: tell('inbox.workingDaysLeft', { days: due.working_days_left }) }
  return { tone, words: tell('inbox.dueOn', { day: due.due_on }) }
}
