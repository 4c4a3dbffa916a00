// The pages and who may see them at all. What an office may do is decided by the server; this only spares dead ends.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { tell } from '@/language'
import { knowPolicy } from '@/policy'
import { inOffice, resume, signedIn } from '@/shell/session'

declare module 'vue-router' {
  interface RouteMeta {
    title: string // key of the page's title
    open?: boolean // without signing in
    bare?: boolean // without bar and navigation
    anyOffice?: boolean // signed in, whatever the office
  }
}

const administration: RouteRecordRaw[] = [
  { path: '/admin/accounts', name: 'accounts', component: () => import('@/admin/AccountsPage.vue'), meta: { title: 'admin.accounts' } },
  { path: '/admin/accounts/:id', name: 'account', component: () => import('@/admin/AccountPage.vue'), meta: { title: 'admin.account' } },
  { path: '/admin/organisations', name: 'organisations', component: () => import('@/admin/OrganisationsPage.vue'), meta: { title: 'admin.organisations' } },
  { path: '/admin/audit', name: 'audit', component: () => import('@/admin/AuditPage.vue'), meta: { title: 'admin.audit' } },
  { path: '/admin/log', name: 'log', component: () => import('@/admin/LogPage.vue'), meta: { title: 'admin.log' } },
  { path: '/admin/backups', name: 'backups', component: () => import('@/admin/BackupsPage.vue'), meta: { title: 'admin.backups' } },
]

const own: RouteRecordRaw[] = [
  { path: '/own/security', name: 'security', component: () => import('@/admin/SecurityPage.vue'), meta: { title: 'admin.security', anyOffice: true } },
  { path: '/own/delegations', name: 'delegations', component: () => import('@/admin/DelegationsPage.vue'), meta: { title: 'admin.delegations' } },
  { path: '/own/exports', name: 'exports', component: () => import('@/lists/ExportsPage.vue'), meta: { title: 'lists.exports' } },
]

const policy: RouteRecordRaw[] = [
  { path: '/policy', name: 'policy', component: () => import('@/admin/PolicyPage.vue'), meta: { title: 'policy.title' } },
  { path: '/policy/what-if', name: 'what-if', component: () => import('@/admin/WhatIfPage.vue'), meta: { title: 'policy.whatIf' } },
  { path: '/policy/diff', name: 'policy-diff', component: () => import('@/admin/PolicyDiffPage.vue'), meta: { title: 'policy.diff' } },
]

const pages: RouteRecordRaw[] = [
  { path: '/', redirect: '/inbox' },
  { path: '/sign-in', name: 'sign-in', component: () => import('@/shell/SignInPage.vue'), meta: { title: 'shell.signIn', open: true, bare: true } },
  { path: '/office', name: 'office', component: () => import('@/shell/OfficePage.vue'), meta: { title: 'shell.chooseOffice', bare: true, anyOffice: true } },
  { path: '/inbox', name: 'inbox', component: () => import('@/inbox/InboxPage.vue'), meta: { title: 'inbox.title' } },
  { path: '/desk', name: 'desk', component: () => import('@/desk/DeskPage.vue'), meta: { title: 'desk.title' } },
  { path: '/cases', name: 'cases', component: () => import('@/lists/CasesPage.vue'), meta: { title: 'lists.cases.title' } },
  { path: '/cases/:id', name: 'case', component: () => import('@/case/CasePage.vue'), meta: { title: 'case.title' } },
  { path: '/open', name: 'services', component: () => import('@/opening/ServicesPage.vue'), meta: { title: 'opening.title' } },
  { path: '/open/:procedure', name: 'open', component: () => import('@/opening/OpenPage.vue'), meta: { title: 'opening.open' } },
  { path: '/imports', name: 'imports', component: () => import('@/opening/ImportsPage.vue'), meta: { title: 'opening.imports' } },
  { path: '/search', name: 'search', component: () => import('@/lists/SearchPage.vue'), meta: { title: 'lists.search' } },
  { path: '/committees', name: 'committees', component: () => import('@/lists/CommitteesPage.vue'), meta: { title: 'lists.committees.title' } },
  { path: '/lists/:list', name: 'list', component: () => import('@/lists/ListPage.vue'), meta: { title: 'lists.title' } },
  { path: '/lists/:list/:id', name: 'entry', component: () => import('@/lists/EntryPage.vue'), meta: { title: 'lists.entry' } },
  { path: '/supervision', name: 'supervision', component: () => import('@/supervision/SupervisionPage.vue'), meta: { title: 'supervision.title' } },
  { path: '/functions/inventory', name: 'function-inventory', component: () => import('@/functions/InventoryPage.vue'), meta: { title: 'functions.inventory' } },
  { path: '/functions/batches/:id?', name: 'function-batches', component: () => import('@/functions/BatchesPage.vue'), meta: { title: 'functions.batches' } },
  { path: '/functions/plans', name: 'function-plans', component: () => import('@/functions/PlansPage.vue'), meta: { title: 'functions.plans' } },
  { path: '/boards', name: 'boards', component: () => import('@/boards/BoardPage.vue'), meta: { title: 'boards.title' } },
  { path: '/boards/:id', name: 'board', component: () => import('@/boards/BoardPage.vue'), meta: { title: 'boards.title' } },
  { path: '/wall/:id', name: 'wall', component: () => import('@/boards/WallPage.vue'), meta: { title: 'boards.wall', bare: true } },
  ...policy,
  ...own,
  ...administration,
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('@/shell/NowherePage.vue'), meta: { title: 'shell.nowhere', anyOffice: true } },
]

export const router = createRouter({
  history: createWebHistory('/workbench/'),
  routes: pages,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
})

router.beforeEach(async (to) => {
  await resume()
  if (to.meta.open) return true
  if (!signedIn.value) return { name: 'sign-in', query: to.fullPath === '/inbox' ? {} : { then: to.fullPath } }
  if (!inOffice.value && !to.meta.anyOffice) return { name: 'office', query: { then: to.fullPath } }
  await knowPolicy().catch(() => undefined)
  return true
})

export function entitle(title: string): void {
  document.title = `${title} · ${tell('shell.name')}`
}

router.afterEach((to) => entitle(tell(to.meta.title)))
