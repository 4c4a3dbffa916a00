// Proofs made here by the plain definitions of RFC 6962, spoiled in one place each, and held against the verifier.
import { createHash, generateKeyPairSync, sign, verify as verifySignature, createPublicKey } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, toHex, utf8 } from './bytes'
import { isConsistent, rootOfInclusion } from './merkle'
import { readKey } from './note'
import { type InclusionDocument, type Means, type Remembered, verifyAct } from './proof'

const bytes = (buffer: Buffer): Bytes => Uint8Array.from(buffer)
const hash = (...parts: Uint8Array[]) => bytes(createHash('sha256').update(Buffer.concat(parts)).digest())
const sha256 = async (input: Bytes) => hash(input)
const leafOf = (i: number) => JSON.stringify({ act: `act-${i}`, n: i })
const leafHashOf = (i: number) => hash(Uint8Array.of(0), utf8(leafOf(i)))
const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1))

// Root, path and consistency by their recursive definitions, over leaves from..from+n.
function root(from: number, n: number): Bytes {
  if (n === 1) return leafHashOf(from)
  const k = split(n)
  return hash(Uint8Array.of(1), root(from, k), root(from + k, n - k))
}
function path(m: number, from: number, n: number): Bytes[] {
  if (n === 1) return []
  const k = split(n)
  return m < k ? [...path(m, from, k), root(from + k, n - k)] : [...path(m - k, from + k, n - k), root(from, k)]
}
function subproof(m: number, from: number, n: number, whole: boolean): Bytes[] {
  if (m === n) return whole ? [] : [root(from, n)]
  const k = split(n)
  return m <= k
    ? [...subproof(m, from, k, whole), root(from + k, n - k)]
    : [...subproof(m - k, from + k, n - k, false), root(from, k)]
}
const consistencyOf = (m: number, n: number) => subproof(m, 0, n, true)

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const rawKey = bytes(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32))
const name = 'log.example/test'
const keyBytes = Uint8Array.of(1, ...rawKey)
const keyId = hash(utf8(`${name}\n`), keyBytes).slice(0, 4)
const keyText = `${name}+${toHex(keyId)}+${Buffer.from(keyBytes).toString('base64')}`

function note(size: number): string {
  const text = `${name}\n${size}\n${Buffer.from(root(0, size)).toString('base64')}\n`
  const signature = sign(null, Buffer.from(text), privateKey)
  return `${text}\n— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`
}

function proofOf(index: number, size: number): InclusionDocument {
  return {
    act_id: `act-${index}`,
    log_index: index,
    leaf: leafOf(index),
    leaf_hash: toHex(leafHashOf(index)),
    hashes: path(index, 0, size).map(toHex),
    tree_size: size,
    root_hash: toHex(root(0, size)),
    checkpoint: note(size),
  }
}

const means: Means = {
  sha256,
  ed25519: async (key, message, signature) => {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
    return verifySignature(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
  },
  consistency: async (oldSize, newSize) => consistencyOf(oldSize, newSize).map(toHex),
}
const seenAt = (size: number): Remembered => ({ key: keyText, size, root: toHex(root(0, size)) })
const failure = async (change: Partial<InclusionDocument>, act = 'act-5', seen?: Remembered) =>
  (await verifyAct({ ...proofOf(5, 11), ...change }, act, keyText, seen, means)).failed

describe('the walk up the tree', () => {
  it('leads from every leaf of every small tree to its root', async () => {
    for (let size = 1; size <= 40; ++size)
      for (let i = 0; i < size; ++i)
        expect(await rootOfInclusion(i, size, leafHashOf(i), path(i, 0, size), sha256)).toEqual(root(0, size))
  })
  it('refuses another place, another size, and a path that is too short or too long', async () => {
    const good = path(5, 0, 11)
    expect(await rootOfInclusion(6, 11, leafHashOf(5), good, sha256)).not.toEqual(root(0, 11))
    expect(await rootOfInclusion(11, 11, leafHashOf(5), good, sha256)).toBeUndefined()
    expect(await rootOfInclusion(5, 11, leafHashOf(5), good.slice(1), sha256)).toBeUndefined()
    expect(await rootOfInclusion(5, 11, leafHashOf(5), [...good, good[0]!], sha256)).toBeUndefined()
    expect(await rootOfInclusion(-1, 11, leafHashOf(5), good, sha256)).toBeUndefined()
  })
})

describe('consistency', () => {
  it('holds between any two sizes of one log', async () => {
    for (let newer = 1; newer <= 32; ++newer)
      for (let older = 1; older <= newer; ++older)
        expect(
          await isConsistent(older, root(0, older), newer, root(0, newer), consistencyOf(older, newer), sha256),
        ).toBe(true)
  })
  it('does not hold for a spoiled hash, another root or a size of nothing', async () => {
    const proof = consistencyOf(6, 13)
    const spoiled = proof.map((one, i) => (i === 1 ? Uint8Array.from(one, (byte) => byte ^ 1) : one))
    expect(await isConsistent(6, root(0, 6), 13, root(0, 13), spoiled, sha256)).toBe(false)
    expect(await isConsistent(6, root(1, 6), 13, root(0, 13), proof, sha256)).toBe(false)
    expect(await isConsistent(6, root(0, 6), 13, root(0, 13), [], sha256)).toBe(false)
    expect(await isConsistent(0, root(0, 6), 13, root(0, 13), proof, sha256)).toBe(false)
    expect(await isConsistent(13, root(0, 13), 6, root(0, 6), proof, sha256)).toBe(false)
  })
})

describe('an act held against the log', () => {
  beforeAll(async () => expect((await readKey(keyText, sha256))?.name).toBe(name))

  it('passes all four steps and is remembered', async () => {
    const verdict = await verifyAct(proofOf(5, 11), 'act-5', keyText, undefined, means)
    expect(verdict).toEqual({
      passed: ['leaf', 'path', 'signature', 'history'],
      history: 'first',
      remember: seenAt(11),
    })
  })
  it('knows a log that is the same, and one that has grown', async () => {
    expect((await verifyAct(proofOf(5, 11), 'act-5', keyText, seenAt(11), means)).history).toBe('same')
    expect((await verifyAct(proofOf(5, 11), 'act-5', keyText, seenAt(7), means)).history).toBe('grown')
  })
  it('fails at the leaf when it was changed, or is another act’s', async () => {
    expect(await failure({ leaf: leafOf(4) })).toBe('leaf')
    expect(await failure({}, 'act-4')).toBe('leaf')
    expect(await failure({ leaf: 'no json' })).toBe('leaf')
  })
  it('fails on the path when a hash or the root was changed', async () => {
    expect(await failure({ hashes: proofOf(5, 11).hashes.reverse() })).toBe('path')
    expect(await failure({ hashes: ['zz'] })).toBe('path')
    expect(await failure({ root_hash: toHex(root(0, 10)) })).toBe('path')
  })
  it('fails on the signature when the note is another’s, of another size, or unsigned', async () => {
    expect(await failure({ checkpoint: note(10) })).toBe('signature')
    expect(await failure({ checkpoint: note(11).replace(`${name}\n11`, `${name}\n12`) })).toBe('signature')
    expect(await failure({ checkpoint: note(11).split('\n\n')[0]! + '\n' })).toBe('signature')
    const other = keyText.replace(/^[^+]+/, 'other.example')
    expect((await verifyAct(proofOf(5, 11), 'act-5', other, undefined, means)).failed).toBe('signature')
  })
  it('fails on history when the log was rewritten, shrank, or has another key than before', async () => {
    expect(await failure({}, 'act-5', { ...seenAt(7), root: toHex(root(1, 7)) })).toBe('history')
    expect(await failure({}, 'act-5', { ...seenAt(11), root: toHex(root(1, 11)) })).toBe('history')
    expect(await failure({}, 'act-5', seenAt(12))).toBe('history')
    expect(await failure({}, 'act-5', { ...seenAt(7), key: 'another' })).toBe('history')
  })
})
