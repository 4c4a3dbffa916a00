// Which of the allowed actions leads the case on. Going back, out or against it is never what a page proposes.

/** The first allowed action that leads on; '' where there is none. */
export function wayOn(actions: readonly { action: string; allowed: boolean; retreat: boolean }[]): string {
  return actions.find((one) => one.allowed && !one.retreat)?.action ?? ''
}
