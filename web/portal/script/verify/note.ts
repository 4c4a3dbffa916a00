// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint): taken apart, and believed only with the log's key.
import { type Bytes, equal, fromBase64, joined, utf8 } from './bytes'
import { type Sha256, hashSize } from './merkle'

export interface VerifierKey {
  name: string
  id: Bytes
  publicKey: Bytes
}
export interface Checkpoint {
  origin: string
  size: number
  root: Bytes
}
export type VerifyEd25519 = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>

const ed25519 = 1
const idSize = 4
const signatureSize = 64
const dash = '— '

/** The key of "name+1a2b3c4d+base64", whose id must be the hash of the rest. */
export async function readKey(text: string, sha256: Sha256): Promise<VerifierKey | undefined> {
  const [name, hexId, encoded, ...more] = text.trim().split('+')
  // Base64 has plus signs of its own.
  const bytes = fromBase64([encoded, ...more].join('+'))
  if (!name || !hexId || bytes?.length !== 1 + hashSize || bytes[0] !== ed25519) return undefined
  const id = (await sha256(joined(utf8(name + '\n'), bytes))).slice(0, idSize)
  const written = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return written === hexId ? { name, id, publicKey: bytes.slice(1) } : undefined
}

function signaturesOf(lines: string[], key: VerifierKey): Bytes[] {
  const out: Bytes[] = []
  for (const line of lines) {
    if (!line.startsWith(dash)) continue
    const [name, encoded] = line.slice(dash.length).split(' ')
    const bytes = fromBase64(encoded ?? '')
    if (name !== key.name || bytes?.length !== idSize + signatureSize || !equal(bytes.slice(0, idSize), key.id))
      continue
    out.push(bytes.slice(idSize))
  }
  return out
}

/** The checkpoint that the log with this key signed, or nothing. */
export async function openCheckpoint(
  note: string,
  key: VerifierKey,
  verify: VerifyEd25519,
): Promise<Checkpoint | undefined> {
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return undefined
  const text = note.slice(0, end + 1)
  const signatures = signaturesOf(note.slice(end + 2).split('\n'), key)
  if (signatures.length === 0) return undefined
  for (const signature of signatures) if (!(await verify(key.publicKey, utf8(text), signature))) return undefined
  const [origin, size, encoded] = text.split('\n')
  const root = fromBase64(encoded ?? '')
  if (origin !== key.name || !/^(0|[1-9][0-9]*)$/.test(size ?? '') || root?.length !== hashSize) return undefined
  return { origin, size: Number(size), root }
}

/** By the browser itself where it knows Ed25519, otherwise by a small library that is fetched only then. */
export const webEd25519: VerifyEd25519 = async (publicKey, message, signature) => {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message)
  } catch {
    const library = await import('@noble/ed25519')
    return library.verifyAsync(signature, message, publicKey)
  }
}
