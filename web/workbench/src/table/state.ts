// The state of a list: filters and sorting in the address, pages by the server's cursor. Never more than one page is kept.
import { computed, reactive, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { Page } from '@/api/client'
import type { Problem } from '@/api/problem'
import { problemFrom } from '@/shell/refusal'

export const kPageSize = 25

export interface Filter {
  name: string
  title: string // key
  kind: 'text' | 'choice' | 'day'
  choices?: () => { value: string; title: string }[]
}

export interface ListState<T> {
  filters: Record<string, string>
  sort: ComputedRef<string>
  order: ComputedRef<'asc' | 'desc'>
  page: ShallowRef<Page<T> | null>
  pageNumber: ComputedRef<number>
  busy: ShallowRef<boolean>
  problem: ShallowRef<Problem | null>
  load: () => Promise<void>
  apply: (filters: Record<string, string>) => void
  sortBy: (field: string) => void
  next: () => void
  previous: () => void
}

/** `names`: the query members that the list takes as filters. `ask` gives one page. */
export function useList<T>(names: readonly string[], ask: (query: Record<string, string>) => Promise<Page<T>>): ListState<T> {
  const route = useRoute()
  const router = useRouter()
  const page = shallowRef<Page<T> | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = shallowRef(false)
  const filters = reactive<Record<string, string>>({})
  const here = route.path
  let latest = 0

  const text = (name: string) => (typeof route.query[name] === 'string' ? route.query[name] : '')
  const trail = computed(() => text('trail').split('~').filter(Boolean))
  const sort = computed(() => text('sort'))
  const order = computed<'asc' | 'desc'>(() => (text('order') === 'desc' ? 'desc' : 'asc'))

  function queryNow(): Record<string, string> {
    const query: Record<string, string> = {}
    for (const name of names) if (text(name)) query[name] = text(name)
    if (sort.value) Object.assign(query, { sort: sort.value, order: order.value })
    const cursor = trail.value.at(-1)
    if (cursor) query.cursor = cursor
    return query
  }

  async function load(): Promise<void> {
    const mine = ++latest
    busy.value = true
    try {
      const answer = await ask(queryNow())
      if (mine !== latest) return
      page.value = answer
      problem.value = null
    } catch (trouble) {
      if (mine === latest) problem.value = problemFrom(trouble)
    } finally {
      if (mine === latest) busy.value = false
    }
  }

  function go(changes: Record<string, string | undefined>): void {
    const query: LocationQueryRaw = { ...route.query, ...changes }
    for (const [name, value] of Object.entries(query)) if (!value) delete query[name]
    void router.push({ query })
  }
  const apply = (wanted: Record<string, string>) => go({ ...Object.fromEntries(names.map((name) => [name, wanted[name] || undefined])), trail: undefined })
  const sortBy = (field: string) => go({ sort: field, order: sort.value === field && order.value === 'asc' ? 'desc' : 'asc', trail: undefined })
  const next = () => {
    if (page.value?.next) go({ trail: [...trail.value, page.value.next].join('~') })
  }
  const previous = () => go({ trail: trail.value.slice(0, -1).join('~') })

  watch(
    () => route.query,
    () => {
      if (route.path !== here) return
      for (const name of names) filters[name] = text(name)
      void load()
    },
    { immediate: true },
  )
  return { filters, sort, order, page, pageNumber: computed(() => trail.value.length + 1), busy, problem, load, apply, sortBy, next, previous }
}
