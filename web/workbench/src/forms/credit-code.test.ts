import { describe, expect, it } from 'vitest'
import { faultOf, normalised } from './credit-code'

describe('a unified social credit code', () => {
  it.each(['91440600MADEMA019D', '51440600MJT0000535', '51440600MJT00007XP', '91440600MA90001H9U'])('%s checks', (code) => expect(faultOf(code)).toBeNull())
  it.each([
    ['9144060', 'length'],
    ['91440600MADEMA019I', 'letters'],
    ['91440600MADEMA019E', 'check'],
    ['19440600MADEMA019D', 'check'],
  ])('%s is refused for its %s', (code, fault) => expect(faultOf(code)).toBe(fault))
  it('is put as it is stored', () => expect(normalised(' 91440600 madema019d ')).toBe('91440600MADEMA019D'))
})
