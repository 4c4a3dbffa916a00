// The table of refusals: what each is called on the wire, its HTTP status and its titles.
#include "base/problem.h"

#include <utility>

#include "base/assert.h"

namespace gh {
namespace {

std::string describe(ProblemCode code, const std::vector<FieldError>& errors, const std::string& detail) {
  std::string out(kind_of(code).name);
  for (const FieldError& error : errors) {
    out += "; ";
    out += error.field.empty() ? "(whole)" : error.field;
    out += " " + error.rule;
    if (!error.clause.empty()) out += " " + error.clause;
  }
  if (!detail.empty()) out += ": " + detail;
  return out;
}

}  // namespace

const std::vector<ProblemKind>& problem_kinds() {
  using enum ProblemCode;
  static const std::vector<ProblemKind> kKinds{
      {kMalformed, "malformed", 400, "请求无法读取", "The request can't be read"},
      {kUnauthenticated, "unauthenticated", 401, "请先登录", "Sign in first"},
      {kForbidden, "forbidden", 403, "没有办理权限", "No rule allows you this"},
      {kCsrf, "csrf", 403, "页面令牌缺失或已失效，请刷新页面", "The page's token is missing or stale; reload the page"},
      {kNotFound, "not-found", 404, "没有找到", "Nothing was found here"},
      {kMethodNotAllowed, "method-not-allowed", 405, "此地址不支持该请求方法", "This address doesn't take that method"},
      {kConflict, "conflict", 409, "当前状态不允许此项办理", "The present state doesn't allow this"},
      {kStaleVersion, "stale-version", 412, "内容已被他人更改，请重新载入",
       "Somebody else changed it meanwhile; reload"},
      {kIdempotencyMismatch, "idempotency-mismatch", 422, "同一幂等键已用于其他内容",
       "The same idempotency key was used with other content"},
      {kTooLarge, "too-large", 413, "内容过大", "The content is too large"},
      {kUnsupportedMedia, "unsupported-media", 415, "不支持此内容类型", "This type of content isn't taken"},
      {kInvalidForm, "invalid-form", 422, "填写内容缺失或有误", "Fields are missing or wrong"},
      {kConditionFailed, "condition-failed", 422, "不符合办理条件", "A condition of the procedure doesn't hold"},
      {kNoBudget, "no-budget", 422, "可用预算不足", "The budget left isn't enough"},
      {kTooManyRequests, "too-many-requests", 429, "请求过于频繁，请稍后再试", "Too many requests; try again later"},
      {kLocked, "locked", 423, "账号已暂时锁定", "The account is locked for a while"},
      {kStorageUnavailable, "storage-unavailable", 503, "存储暂不可用，未作任何更改",
       "Storage is unavailable; nothing was done"},
      {kOverloaded, "overloaded", 503, "系统繁忙，未作任何更改，请稍后再试",
       "The system is busy; nothing was done, try again later"},
      {kInternal, "internal", 500, "系统内部错误，未作任何更改", "A fault of the system; nothing was done"},
  };
  return kKinds;
}

const ProblemKind& kind_of(ProblemCode code) {
  const auto index = static_cast<std::size_t>(code);
  const std::vector<ProblemKind>& kinds = problem_kinds();
  GH_ASSERT(index < kinds.size());
  GH_ASSERT(kinds[index].code == code);
  return kinds[index];
}

Problem::Problem(ProblemCode code, std::vector<FieldError> errors, std::string detail)
    : code_(code), errors_(std::move(errors)), detail_(std::move(detail)), what_(describe(code_, errors_, detail_)) {}

Problem::Problem(ProblemCode code, FieldError error, std::string detail)
    : Problem(code, std::vector<FieldError>{std::move(error)}, std::move(detail)) {}

Problem& Problem::retry_after(int seconds) {
  GH_ASSERT(seconds >= 0);
  retry_after_seconds_ = seconds;
  return *this;
}

}  // namespace gh
