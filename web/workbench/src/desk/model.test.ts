import { expect, test } from 'vitest'
import { stillOwed } from './model'

const taking = ['collecting', 'late']
const rounds = [
  { id: 'open', state: 'collecting' },
  { id: 'late', state: 'late' },
  { id: 'done', state: 'published' },
]
const owed = (published: string[] = [], answered: string[] = []) => stillOwed(rounds, taking, new Set(published), new Set(answered)).map((one) => one.id)

test('a firm owes a return to every round that takes one, late ones too', () => expect(owed()).toEqual(['open', 'late']))
test('none where it has returned already', () => expect(owed([], ['open'])).toEqual(['late']))
test('none to a round that was published and is looked at again: it takes corrections only', () => expect(owed(['late', 'done'])).toEqual(['open']))
