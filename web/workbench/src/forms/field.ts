// What every field of a form needs: its value, its label, its fault, and how it is marked for assistive technology.
import { computed, type ComputedRef } from 'vue'
import type { ControlElement } from '@jsonforms/core'
import { useJsonFormsControl, type RendererProps } from '@jsonforms/vue'
import type { FieldFault } from '@/api/problem'
import { language } from '@/language'
import { useForm, type FormContext } from './context'
import { refusalSentence, sentence } from './messages'
import { fieldId, pointerOf } from './pointers'
import { labelOf, type FormSchema } from './schema'

export interface Field<T> {
  form: FormContext
  id: ComputedRef<string>
  path: ComputedRef<string>
  schema: ComputedRef<FormSchema>
  value: ComputedRef<T | undefined>
  label: ComputedRef<string>
  required: ComputedRef<boolean>
  faults: ComputedRef<{ says: string; clause: string }[]> // a refusal by the server names the clause it rests on
  message: ComputedRef<string>
  unmet: ComputedRef<FieldFault[]>
  bare: ComputedRef<boolean> // in a table's cell: the column's heading is the label
  marks: ComputedRef<Record<string, string | boolean | undefined>>
  change: (value: T | undefined) => void
  leave: () => void
}

export function useField<T>(props: RendererProps<ControlElement>): Field<T> {
  const found = useJsonFormsControl(props)
  const form = useForm()
  const path = computed(() => found.control.value.path)
  const pointer = computed(() => pointerOf(path.value))
  const schema = computed(() => found.control.value.schema as FormSchema)
  const id = computed(() => fieldId(form.prefix, path.value))
  const label = computed(() => labelOf(schema.value, language(), path.value.split('.').pop() ?? ''))
  const faults = computed(() => {
    const refused = form.refused.value.filter((fault) => fault.field === `/form${pointer.value}`)
    if (refused.length > 0) return refused.map((fault) => ({ says: refusalSentence(fault), clause: fault.clause }))
    if (!form.showAll.value && !form.touched.has(path.value)) return []
    const own = form.faults.value.find((one) => one.pointer === pointer.value)
    return own ? [{ says: sentence(own, schema.value), clause: '' }] : []
  })
  // A refusal says the same and more.
  const unmet = computed(() => (faults.value.length > 0 ? [] : form.unmet.value.filter((one) => one.field === `/form${pointer.value}`)))
  const message = computed(() => faults.value[0]?.says ?? '')
  const bare = computed(() => props.uischema.options?.bare === true)
  const required = computed(() => found.control.value.required)
  const marks = computed(() => ({
    'aria-invalid': message.value ? 'true' : undefined,
    'aria-required': required.value ? 'true' : undefined,
    'aria-describedby': `${id.value}-says`,
    'aria-label': bare.value ? label.value : undefined,
  }))
  return {
    form,
    id,
    path,
    schema,
    value: computed(() => found.control.value.data as T | undefined),
    label,
    required,
    faults,
    message,
    unmet,
    bare,
    marks,
    change: (value) => {
      form.refused.value = form.refused.value.filter((fault) => fault.field !== `/form${pointer.value}`)
      found.handleChange(path.value, value)
    },
    leave: () => void form.touched.add(path.value),
  }
}
