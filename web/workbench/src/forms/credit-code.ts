// Unified social credit code (GB 32100-2015): eighteen characters, the last of them a check modulo 31.

const kAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const kWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export type CodeFault = 'length' | 'letters' | 'check'

/** Upper case, without spaces: what a person pasted becomes what is stored. */
export function normalised(typed: string): string {
  return typed.replace(/\s/g, '').toUpperCase()
}

/** What is wrong with a code, or null when it checks. */
export function faultOf(code: string): CodeFault | null {
  if (code.length !== 18) return 'length'
  let sum = 0
  for (let at = 0; at < 17; ++at) {
    const value = kAlphabet.indexOf(code.charAt(at))
    if (value < 0) return 'letters'
    sum += value * (kWeights[at] ?? 0)
  }
  if (!kAlphabet.includes(code.charAt(17))) return 'letters'
  return kAlphabet.charAt((31 - (sum % 31)) % 31) === code.charAt(17) ? null : 'check'
}
