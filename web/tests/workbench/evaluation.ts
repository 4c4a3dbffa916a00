// A third party's evaluation, clicked through: the department commissions it, the evaluator reports, the association replies.
import { expect } from '@playwright/test'
import { act, barrierFree } from './city'
import { choose, find, score, write } from './fields'
import { kEvaluator } from './history'
import { narrowAndWide } from './pictures'
import type { Stage } from './stage'

/** `picture` names the picture of the evaluator's sheet. */
export async function evaluate(city: Stage, id: string, permille: number, picture: string): Promise<void> {
  await act(await city.pageAt('officer', id), '委托第三方评估', async (dialog) => {
    await find(dialog, '评估机构', kEvaluator)
    await write(dialog, { 评估任务: '按协议约定评估履行情况' })
  })
  const page = await city.page('evaluator')
  await page.goto('/workbench/inbox')
  await page.getByRole('table', { name: '待办' }).locator(`a[href$="/cases/${id}"]`).first().click()
  await act(page, '提交评估报告', async (dialog) => {
    await score(dialog, permille)
    await choose(dialog, { '发现挪用、侵占资金': '否' })
    await write(dialog, { 评估结论: '目标完成，服务对象满意', 有效问卷数: '46' })
    await barrierFree(page)
    await narrowAndWide(page, picture)
  })
  await act(await city.pageAt('secretary', id), '答复评估报告', async (dialog) => write(dialog, { 陈述意见: '对评估结论无异议' }))
  await expect((await city.pageAt('secretary', id)).locator('.timeline').getByText('对应等级 优秀').first()).toBeVisible()
}
