// Drafts against a server that is played by fetch: saved, kept here while it is away, and never written over another's.
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDraft, type Draft } from './draft'

interface Stored {
  form: object
  version: number
}
let stored: Stored | null = null
let away = false

function answer(status: number, body: unknown): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...(status === 204 ? { 'Content-Length': '0' } : {}) } })
}
async function server(request: Request): Promise<Response> {
  if (away) throw new TypeError('no network')
  if (request.method === 'DELETE') {
    stored = null
    return answer(204, null)
  }
  if (request.method === 'GET') return stored ? answer(200, { key: 'k', saved_at: '2026-11-24T02:32:00.000Z', ...stored }) : answer(404, { code: 'not-found', status: 404 })
  const asked = (await request.json()) as { form: object; version?: number }
  if (stored && asked.version !== stored.version) return answer(409, { code: 'conflict', status: 409, errors: [] })
  stored = { form: asked.form, version: (stored?.version ?? 0) + 1 }
  return answer(200, { saved_at: '2026-11-24T02:32:00.000Z', version: stored.version })
}

function drafting(): Draft {
  let draft: Draft | undefined
  effectScope().run(() => (draft = useDraft()))
  return draft as Draft
}

beforeEach(() => {
  stored = null
  away = false
  sessionStorage.clear()
  vi.stubGlobal('fetch', server)
})
afterEach(() => vi.unstubAllGlobals())

describe('a draft', () => {
  it('is saved and found again', async () => {
    const first = drafting()
    await first.open('k', {})
    first.change({ name: '甲' })
    await first.save()
    expect(first.state.value).toBe('saved')
    const again = drafting()
    await again.open('k', {})
    expect(again.restored.value).toBe(true)
    expect(again.form.value).toEqual({ name: '甲' })
  })

  it('is kept in the browser while the server is away', async () => {
    const draft = drafting()
    await draft.open('k', {})
    away = true
    draft.change({ name: '乙' })
    await draft.save()
    expect(draft.state.value).toBe('kept-here')
    const again = drafting()
    await again.open('k', {})
    expect(again.form.value).toEqual({ name: '乙' })
  })

  it('is not written over what another tab saved', async () => {
    const mine = drafting()
    const theirs = drafting()
    await mine.open('k', {})
    await theirs.open('k', {})
    theirs.change({ name: '他' })
    await theirs.save()
    mine.change({ name: '我' })
    await mine.save()
    expect(mine.state.value).toBe('conflict')
    expect(stored?.form).toEqual({ name: '他' })
    await mine.keepMine()
    expect(stored?.form).toEqual({ name: '我' })
  })

  it('takes theirs where one asks for it', async () => {
    const mine = drafting()
    await mine.open('k', {})
    mine.change({ name: '我' })
    stored = { form: { name: '他' }, version: 4 }
    await mine.save()
    await mine.takeTheirs()
    expect(mine.form.value).toEqual({ name: '他' })
    expect(mine.state.value).toBe('saved')
  })

  it('is gone when it is discarded', async () => {
    const draft = drafting()
    await draft.open('k', {})
    draft.change({ name: '甲' })
    await draft.save()
    await draft.discard({})
    expect(stored).toBeNull()
  })
})
