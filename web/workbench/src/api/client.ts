// The typed door to the API: paths come from the OpenAPI document, refusals become Problem.
import createClient, { type Middleware } from 'openapi-fetch'
import type { PathsWithMethod } from 'openapi-typescript-helpers'
import type { paths } from '~api/schema'
import { Problem, problemOf, unreachable } from './problem'

type Method = 'get' | 'post' | 'put' | 'delete'
type PathOf<M extends Method> = PathsWithMethod<paths, M> & string

export interface Asked {
  path?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  headers?: Record<string, string>
}

/** What the client must know of the session, and tell it. Set once by the shell. */
export interface SessionLink {
  csrf: () => string | null
  language: () => string
  answered: () => void // any answer prolongs the session
  ended: () => void // 401: nobody is signed in any more
}

let link: SessionLink = { csrf: () => null, language: () => 'zh-CN', answered: () => {}, ended: () => {} }
export function linkSession(to: SessionLink): void {
  link = to
}

const kSafe = new Set(['GET', 'HEAD'])
/** Signing in answers 401 for a wrong password: that ends no session. */
const kSignIn = '/api/v1/session'

const headersAndRefusals: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', link.language())
    const csrf = link.csrf()
    if (csrf && !kSafe.has(request.method)) request.headers.set('X-CSRF-Token', csrf)
    return request
  },
  async onResponse({ request, response }) {
    const signingIn = new URL(request.url).pathname === kSignIn && request.method !== 'DELETE'
    if (response.status === 401 && !signingIn) link.ended()
    else link.answered()
    if (!response.ok) throw await problemOf(response)
    return undefined
  },
}

const client = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' })
client.use(headersAndRefusals)

async function send<T>(method: Method, path: string, asked: Asked, parseAs: 'json' | 'text' | 'blob'): Promise<T> {
  const init = {
    params: { path: asked.path ?? {}, query: withoutEmpty(asked.query) },
    headers: asked.headers ?? {},
    parseAs,
    ...(asked.body === undefined ? {} : { body: asked.body }),
  }
  const call = client[method.toUpperCase() as 'GET'] as unknown as (path: string, init: object) => Promise<{ data?: T }>
  try {
    const answer = await call(path, init)
    return answer.data as T
  } catch (trouble) {
    if (trouble instanceof Problem) throw trouble
    throw unreachable()
  }
}

function withoutEmpty(query: Asked['query']): Record<string, string | number | boolean> {
  const out: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') out[name] = value
  return out
}

export function read<T>(path: PathOf<'get'>, asked: Asked = {}): Promise<T> {
  return send<T>('get', path, asked, 'json')
}
export function readText(path: PathOf<'get'>, asked: Asked = {}): Promise<string> {
  return send<string>('get', path, asked, 'text')
}
export function readFile(path: PathOf<'get'>, asked: Asked = {}): Promise<Blob> {
  return send<Blob>('get', path, asked, 'blob')
}
export function post<T>(path: PathOf<'post'>, asked: Asked = {}): Promise<T> {
  return send<T>('post', path, asked, 'json')
}
export function put<T>(path: PathOf<'put'>, asked: Asked = {}): Promise<T> {
  return send<T>('put', path, asked, 'json')
}
export function remove(path: PathOf<'delete'>, asked: Asked = {}): Promise<void> {
  return send<void>('delete', path, asked, 'json')
}

/** A key that makes a repeat of the same request harmless. */
export function idempotencyKey(): string {
  return crypto.randomUUID()
}

/** A page of a list. */
export interface Page<T> {
  items: T[]
  next?: string
  total?: number
  total_at_least?: boolean
}
