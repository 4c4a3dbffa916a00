// The fields by their kind, as JSON Forms asks for them.
import { markRaw, type Component } from 'vue'
import { isControl, rankWith, resolveSchema, type JsonFormsRendererRegistryEntry, type JsonSchema, type Tester } from '@jsonforms/core'
import { kindOf, type FieldKind, type FormSchema } from '@/forms/schema'
import CardsField from './CardsField.vue'
import CatalogueField from './CatalogueField.vue'
import ChoiceField from './ChoiceField.vue'
import ChoicesField from './ChoicesField.vue'
import CreditCodeField from './CreditCodeField.vue'
import DayField from './DayField.vue'
import GroupField from './GroupField.vue'
import LayoutPart from './LayoutPart.vue'
import LinesField from './LinesField.vue'
import MoneyField from './MoneyField.vue'
import NumberField from './NumberField.vue'
import ReferenceField from './ReferenceField.vue'
import ScoreSheetsField from './ScoreSheetsField.vue'
import ScoresField from './ScoresField.vue'
import TableField from './TableField.vue'
import TextField from './TextField.vue'
import YesNoField from './YesNoField.vue'

const fields: Record<FieldKind, Component> = {
  line: TextField,
  prose: TextField,
  choice: ChoiceField,
  'yes-no': YesNoField,
  promise: YesNoField,
  money: MoneyField,
  'whole-number': NumberField,
  day: DayField,
  instant: DayField,
  'credit-code': CreditCodeField,
  catalogue: CatalogueField,
  reference: ReferenceField,
  references: ReferenceField,
  lines: LinesField,
  choices: ChoicesField,
  table: TableField,
  cards: CardsField,
  group: GroupField,
  scores: ScoresField,
  'score-sheets': ScoreSheetsField,
}

const kRank = 100

function shows(kind: FieldKind): Tester {
  return (element, schema, context) => {
    if (!isControl(element)) return false
    const member = resolveSchema(schema, element.scope, context?.rootSchema ?? schema) as JsonSchema | undefined
    return member !== undefined && kindOf(member as FormSchema) === kind
  }
}

const layouts: Tester = (element) => element.type === 'VerticalLayout' || element.type === 'Group'

export const renderers: JsonFormsRendererRegistryEntry[] = [
  { tester: rankWith(kRank, layouts), renderer: markRaw(LayoutPart) },
  ...Object.entries(fields).map(([kind, field]) => ({ tester: rankWith(kRank, shows(kind as FieldKind)), renderer: markRaw(field) })),
]
