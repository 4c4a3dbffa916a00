// One act held against the log: four steps, each passed, failed or not reached. Nothing here trusts who sent the proof.
import { type Bytes, equal, fromHex, toHex, utf8 } from './bytes'
import { type Sha256, isConsistent, leafHash, rootOfInclusion } from './merkle'
import { type VerifyEd25519, openCheckpoint, readKey } from './note'

/** As /api/v1/acts/{id}/proof answers. */
export interface InclusionDocument {
  act_id: string
  log_index: number
  leaf: string
  leaf_hash: string
  hashes: string[]
  tree_size: number
  root_hash: string
  checkpoint: string
}
/** What this browser saw last of the log. */
export interface Remembered {
  key: string
  size: number
  root: string
}
export type StepName = 'leaf' | 'path' | 'signature' | 'history'
export const stepNames: StepName[] = ['leaf', 'path', 'signature', 'history']
export type History = 'first' | 'same' | 'grown'
export interface Verdict {
  passed: StepName[]
  failed?: StepName
  history?: History
  remember?: Remembered
}
export interface Means {
  sha256: Sha256
  ed25519: VerifyEd25519
  /** Hashes of /api/v1/log/consistency, in hex. */
  consistency: (oldSize: number, newSize: number) => Promise<string[]>
}

function hashesOf(texts: string[]): Bytes[] | undefined {
  const out = texts.map(fromHex)
  return out.some((hash) => hash === undefined) ? undefined : (out as Bytes[])
}

async function leafHolds(document: InclusionDocument, act: string, means: Means): Promise<Bytes | undefined> {
  const hash = await leafHash(utf8(document.leaf), means.sha256)
  let named: unknown
  try {
    named = (JSON.parse(document.leaf) as { act?: unknown }).act
  } catch {
    return undefined
  }
  return toHex(hash) === document.leaf_hash && named === act ? hash : undefined
}

async function history(
  size: number,
  root: Bytes,
  key: string,
  seen: Remembered | undefined,
  means: Means,
): Promise<History | undefined> {
  if (!seen) return 'first'
  const oldRoot = fromHex(seen.root)
  if (seen.key !== key || !oldRoot || seen.size > size) return undefined
  if (seen.size === size) return equal(oldRoot, root) ? 'same' : undefined
  const proof = hashesOf(await means.consistency(seen.size, size))
  return proof && (await isConsistent(seen.size, oldRoot, size, root, proof, means.sha256)) ? 'grown' : undefined
}

/** Throws only what `means` throws: what can't be fetched is no verdict. */
export async function verifyAct(
  document: InclusionDocument,
  act: string,
  keyText: string,
  seen: Remembered | undefined,
  means: Means,
): Promise<Verdict> {
  const passed: StepName[] = []
  const leaf = await leafHolds(document, act, means)
  if (!leaf) return { passed, failed: 'leaf' }
  passed.push('leaf')
  const path = hashesOf(document.hashes)
  const root = path && (await rootOfInclusion(document.log_index, document.tree_size, leaf, path, means.sha256))
  if (!root || toHex(root) !== document.root_hash) return { passed, failed: 'path' }
  passed.push('path')
  const key = await readKey(keyText, means.sha256)
  const checkpoint = key && (await openCheckpoint(document.checkpoint, key, means.ed25519))
  if (!checkpoint || checkpoint.size !== document.tree_size || !equal(checkpoint.root, root))
    return { passed, failed: 'signature' }
  passed.push('signature')
  const grown = await history(checkpoint.size, root, keyText, seen, means)
  if (!grown) return { passed, failed: 'history' }
  passed.push('history')
  return { passed, history: grown, remember: { key: keyText, size: checkpoint.size, root: toHex(root) } }
}
