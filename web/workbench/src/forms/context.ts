// What the fields of a form share: which faults are shown, where the form belongs, and who is told of changes.
import { inject, type InjectionKey, type Ref } from 'vue'
import type { FieldFault } from '@/api/problem'
import type { CaseView } from '@/case/model'
import type { Fault } from './validation'

export interface FormContext {
  prefix: string // of the ids of fields
  readOnly: boolean
  root: () => unknown // the whole form
  touched: Set<string> // paths that were left once
  showAll: Ref<boolean> // after the first attempt to hand in
  faults: Ref<Fault[]> // of the form as it stands
  refused: Ref<FieldFault[]> // from the server, until the field changes
  unmet: Ref<FieldFault[]> // conditions that fail as the form stands
  theCase: CaseView | null // the case the form belongs to
  procedure: string | null
  prefilled: Ref<Record<string, { zh: string; en: string }>> // where a prefilled value comes from
}

export const formContext: InjectionKey<FormContext> = Symbol('form')

export function useForm(): FormContext {
  const context = inject(formContext)
  if (!context) throw new Error('a field stands outside of a form')
  return context
}
