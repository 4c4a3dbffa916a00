export interface Serving {
  url: string
  said: () => string
  stop: () => Promise<void>
}
export interface ServingOptions {
  verb?: 'serve' | 'demo'
  size?: number
  web?: string
  port?: number
}
export function serving(options: ServingOptions): Promise<Serving>
