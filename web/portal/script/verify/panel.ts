// The panel of the verification page: fetches the proof, has it verified here, and says what came of each step.
import { type InclusionDocument, type Remembered, type StepName, type Verdict, stepNames, verifyAct } from './proof'
import { webSha256 } from './merkle'
import { webEd25519 } from './note'

const memory = 'guildhall.checkpoint'

function remembered(): Remembered | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(memory) ?? 'null') as Remembered | null
    return kept && typeof kept.root === 'string' && Number.isSafeInteger(kept.size) && typeof kept.key === 'string'
      ? kept
      : undefined
  } catch {
    return undefined
  }
}

function remember(what: Remembered) {
  try {
    localStorage.setItem(memory, JSON.stringify(what))
  } catch {
    // A browser that keeps nothing verifies all the same.
  }
}

async function fetched<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { accept: 'application/json' }, cache: 'no-store' })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as T
}

async function consistency(oldSize: number, newSize: number): Promise<string[]> {
  const answer = await fetched<{ hashes: string[] }>(`/api/v1/log/consistency?old_size=${oldSize}&new_size=${newSize}`)
  return answer.hashes
}

class Panel {
  private readonly words: DOMStringMap
  private readonly verdict: HTMLElement
  private readonly again: HTMLButtonElement

  constructor(private readonly root: HTMLElement) {
    this.words = this.part('[data-words]').dataset
    this.verdict = this.part('[data-verdict]')
    this.again = this.part('[data-again]') as HTMLButtonElement
    this.again.addEventListener('click', () => void this.run())
  }

  private part(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(selector)
    return found
  }

  private say(state: 'working' | 'good' | 'bad' | 'unreachable' | 'unable') {
    this.root.dataset.state = state
    this.verdict.textContent = this.words[state] ?? ''
    // Another way to verify is told where this one wasn't gone.
    this.part('[data-otherwise]').hidden = state === 'working' || state === 'good' || state === 'bad'
  }

  private mark(step: StepName, state: 'ok' | 'failed' | 'skipped', why?: string) {
    const line = this.part(`[data-step="${step}"]`)
    line.dataset.state = state
    line.querySelector('.proof-outcome')?.remove()
    const outcome = document.createElement('em')
    outcome.className = 'proof-outcome'
    outcome.textContent = [this.words[state], why].filter(Boolean).join(' · ')
    line.append(outcome)
  }

  private show(verdict: Verdict) {
    for (const step of stepNames) {
      if (verdict.passed.includes(step)) {
        this.mark(step, 'ok', step === 'history' && verdict.history ? this.words[verdict.history] : undefined)
      } else if (verdict.failed === step) {
        this.mark(step, 'failed', this.words[`${step}Bad`])
      } else {
        this.mark(step, 'skipped')
      }
    }
    this.say(verdict.failed ? 'bad' : 'good')
  }

  async run() {
    if (!globalThis.crypto?.subtle) {
      this.say('unable')
      return
    }
    const act = this.root.dataset.act ?? ''
    this.say('working')
    this.again.hidden = true
    try {
      const document = await fetched<InclusionDocument>(`/api/v1/acts/${encodeURIComponent(act)}/proof`)
      const means = { sha256: webSha256, ed25519: webEd25519, consistency }
      const verdict = await verifyAct(document, act, this.root.dataset.key ?? '', remembered(), means)
      if (verdict.remember) remember(verdict.remember)
      this.show(verdict)
    } catch {
      this.say('unreachable')
    }
    this.again.hidden = false
  }
}

export async function startVerifier(root: HTMLElement) {
  await new Panel(root).run()
}
