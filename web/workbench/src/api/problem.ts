// What the server says when it refuses (RFC 9457), and what is said when it can't be reached.
import type { Text } from './texts'

export interface FieldFault {
  field: string // JSON pointer: /form/name, /version
  rule: string
  clause: string
  says: Text
}

export interface ProblemBody {
  code: string
  status: number
  title: string
  title_zh: string
  title_en: string
  detail?: string
  instance: string // the request's id, to quote when asking for help
  errors: FieldFault[]
}

export class Problem extends Error {
  constructor(
    readonly body: ProblemBody,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${body.status} ${body.code}`)
  }
  get code(): string {
    return this.body.code
  }
  get title(): Text {
    return { zh: this.body.title_zh, en: this.body.title_en }
  }
  /** Faults of fields below a pointer, such as /form. */
  faultsBelow(pointer: string): FieldFault[] {
    return this.body.errors.filter((fault) => fault.field === pointer || fault.field.startsWith(`${pointer}/`))
  }
}

const kUnreachable: Text = { zh: '无法连接服务器，请检查网络后重试', en: 'The server cannot be reached; check the network and try again' }
const kUnknown: Text = { zh: '服务器没有给出说明', en: 'The server gave no explanation' }

/** A problem of our own making: the request never got an answer. */
export function unreachable(): Problem {
  return new Problem({
    code: 'unreachable',
    status: 0,
    title: kUnreachable.zh,
    title_zh: kUnreachable.zh,
    title_en: kUnreachable.en,
    instance: '',
    errors: [],
  })
}

/** Reads a refused answer, whatever its body is. */
export async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get('Retry-After'))
  const fallback: ProblemBody = {
    code: 'unknown',
    status: response.status,
    title: kUnknown.zh,
    title_zh: kUnknown.zh,
    title_en: kUnknown.en,
    instance: response.headers.get('X-Request-Id') ?? '',
    errors: [],
  }
  try {
    const body = (await response.json()) as Partial<ProblemBody>
    return new Problem({ ...fallback, ...body, errors: body.errors ?? [] }, wait > 0 ? wait : null)
  } catch {
    return new Problem(fallback, wait > 0 ? wait : null)
  }
}
