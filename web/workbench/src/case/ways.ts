// Which of the allowed actions leads the case on. Going back, out or against it is never what a page proposes.

/** The verbs that ids of such actions begin with in every pack; changing who acts is no way on either. */
const kRetreat =
  /^(abandon|cancel|decline|declare_void|discard|dismiss|disqualify|drop|find_ineligible|not_accept|pass_over|recommission|recuse|redraft|redraw|refuse|reject|replace|rescind|return|withdraw_(application|objection))(_|$)/

export function isRetreat(action: string): boolean {
  return kRetreat.test(action)
}

/** The first allowed action that leads on; '' where there is none. */
export function wayOn(actions: readonly { action: string; allowed: boolean }[]): string {
  return actions.find((one) => one.allowed && !isRetreat(one.action))?.action ?? ''
}
