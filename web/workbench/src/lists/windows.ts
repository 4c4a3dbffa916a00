// The window for objections to a notice: running, standing while its case stands still, closed.
import { tell } from '@/language'

export interface ObjectionWindow {
  status: string // of the program: running, standing, closed; '' without a window
  until: string
  open: boolean
}

type Stage = 'running' | 'standing' | 'over'

/** A window whose last day is past is over, whether its closing is written down yet or not. */
function stageOf(one: ObjectionWindow): Stage | null {
  if (one.status === 'standing') return 'standing'
  if (one.open) return 'running'
  return one.status || one.until ? 'over' : null
}

/** '' for a notice without a window. */
export function windowText(one: ObjectionWindow): string {
  const stage = stageOf(one)
  return stage ? tell(`lists.word.window.${stage}`) : ''
}
/** The words of the states that the program gives. */
export function windowWords(): Record<string, string> {
  return { running: tell('lists.word.window.running'), standing: tell('lists.word.window.standing'), closed: tell('lists.word.window.over') }
}
export function windowTone(one: ObjectionWindow): string {
  return { running: 'note', standing: 'warn', over: 'idle' }[stageOf(one) ?? 'over']
}
