// Calls of pages: what is loading, what came, what was refused, with a way to try again.
import { shallowRef, type ShallowRef } from 'vue'
import { Problem, unreachable } from '@/api/problem'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  busy: ShallowRef<boolean>
  load: () => Promise<void>
}

export function problemFrom(trouble: unknown): Problem {
  if (trouble instanceof Problem) return trouble
  console.error(trouble)
  return unreachable()
}

/** Loads by `ask`; an answer that a later call has overtaken is let go. */
export function loaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = shallowRef(false)
  let latest = 0
  async function load(): Promise<void> {
    const mine = ++latest
    busy.value = true
    try {
      const answer = await ask()
      if (mine !== latest) return
      value.value = answer
      problem.value = null
    } catch (trouble) {
      if (mine === latest) problem.value = problemFrom(trouble)
    } finally {
      if (mine === latest) busy.value = false
    }
  }
  return { value, problem, busy, load }
}
