// Money: whole fen (分) on the wire, yuan for people. No floating point anywhere.

const kFenPerYuan = 100n
const kFenPerWan = 1_000_000n
const kFenPerYi = 10_000_000_000n

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** 1234567 → "12,345.67". */
export function yuan(fen: number | bigint): string {
  const value = BigInt(fen)
  const sign = value < 0n ? '-' : ''
  const size = value < 0n ? -value : value
  return `${sign}${grouped((size / kFenPerYuan).toString())}.${(size % kFenPerYuan).toString().padStart(2, '0')}`
}

/** What a person typed, in fen; null when it is no amount with at most two decimals. */
export function fenOf(typed: string): number | null {
  const clean = typed.replace(/[,，\s￥¥]/g, '')
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(clean)
  if (!match) return null
  const fen = BigInt(match[1] ?? '0') * kFenPerYuan + BigInt((match[2] ?? '').padEnd(2, '0') || '0')
  return fen <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(fen) : null
}

function decimals(fen: bigint, unit: bigint, places: number): string {
  const scale = 10n ** BigInt(places)
  const rounded = (fen * scale + unit / 2n) / unit
  const whole = grouped((rounded / scale).toString())
  const rest = (rounded % scale).toString().padStart(places, '0').replace(/0+$/, '')
  return rest ? `${whole}.${rest}` : whole
}

/** The amount in 万元 or 亿元, as an echo beside a field: 35000000 → "35 万元"; '' below one 万. */
export function echo(fen: number, english: boolean): string {
  const value = BigInt(fen)
  if (value < kFenPerWan) return ''
  if (english) return `CNY ${decimals(value, value >= 100_000_000n ? 100_000_000n : 100_000n, 2)} ${value >= 100_000_000n ? 'million' : 'thousand'}`
  return value >= kFenPerYi ? `${decimals(value, kFenPerYi, 4)} 亿元` : `${decimals(value, kFenPerWan, 4)} 万元`
}
