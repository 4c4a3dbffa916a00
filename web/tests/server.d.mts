export interface Serving {
  url: string
  said: () => string
  stop: () => Promise<void>
}
export interface ServingOptions {
  verb?: 'serve' | 'demo' | 'test'
  size?: number
  web?: string
  port?: number
  clock?: string
}
export function serving(options: ServingOptions): Promise<Serving>
