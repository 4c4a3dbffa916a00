// The tree of RFC 6962: hashes of leaves and nodes, and the proofs that walk between them. Sizes are whole numbers below
// 2^53, so that plain numbers hold them; halving is by division because shifts cut off at 32 bits.
import { type Bytes, equal, joined } from './bytes'

export type Sha256 = (bytes: Bytes) => Promise<Bytes>

export const hashSize = 32
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

export const webSha256: Sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

export const leafHash = (leaf: Bytes, sha256: Sha256) => sha256(joined(leafPrefix, leaf))
const nodeHash = (left: Bytes, right: Bytes, sha256: Sha256) => sha256(joined(nodePrefix, left, right))

const half = (number: number) => Math.floor(number / 2)
const isOdd = (number: number) => number % 2 === 1

/** The root to which the proof leads from a leaf (RFC 9162 §2.1.3.2), or nothing when it doesn't fit the place. */
export async function rootOfInclusion(index: number, size: number, leaf: Bytes, proof: Bytes[], sha256: Sha256) {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined
  let place = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== hashSize) return undefined
    if (isOdd(place) || place === last) {
      hash = await nodeHash(sibling, hash, sha256)
      while (!isOdd(place) && place !== 0) {
        place = half(place)
        last = half(last)
      }
    } else {
      hash = await nodeHash(hash, sibling, sha256)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 ? hash : undefined
}

/** Whether the tree of `newSize` begins with that of `oldSize` (RFC 9162 §2.1.4.2). */
export async function isConsistent(
  oldSize: number,
  oldRoot: Bytes,
  newSize: number,
  newRoot: Bytes,
  proof: Bytes[],
  sha256: Sha256,
): Promise<boolean> {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 1 || oldSize > newSize) return false
  if (proof.some((hash) => hash.length !== hashSize)) return false
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot)
  let place = oldSize - 1
  let last = newSize - 1
  while (isOdd(place)) {
    place = half(place)
    last = half(last)
  }
  // A tree that is full is itself the first hash of the walk.
  const walk = place === 0 ? [oldRoot, ...proof] : [...proof]
  const first = walk.shift()
  if (first === undefined) return false
  let older = first
  let newer = first
  for (const hash of walk) {
    if (last === 0) return false
    if (isOdd(place) || place === last) {
      older = await nodeHash(hash, older, sha256)
      newer = await nodeHash(hash, newer, sha256)
      while (!isOdd(place) && place !== 0) {
        place = half(place)
        last = half(last)
      }
    } else {
      newer = await nodeHash(newer, hash, sha256)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 && equal(older, oldRoot) && equal(newer, newRoot)
}
