#include "policy/formats.h"

#include <algorithm>

#include "base/ids.h"
#include "base/time.h"

namespace gh::policy {
namespace {

bool is_day(std::string_view text) { return parse_day(text).has_value(); }
bool is_instant(std::string_view text) { return parse_instant(text).has_value(); }

bool is_credit_code(std::string_view text) {
  // Digits and capitals but I, O, S, V, Z.
  return text.size() == 18 && text.find_first_not_of("0123456789ABCDEFGHJKLMNPQRTUWXY") == std::string_view::npos;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
  const std::string_view host = text.substr(at + 1);
  if (host.find('@') != std::string_view::npos || host.find('.') == std::string_view::npos) return false;
  if (host.front() == '.' || host.back() == '.' || host.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != '\x7f' && c != '<' && c != '>'; });
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"day", {"须为存在的日期，如 2026-09-21", "must be a day that exists, such as 2026-09-21"}, is_day},
      {"date", {"须为存在的日期，如 2026-09-21", "must be a day that exists, such as 2026-09-21"}, is_day},
      {"instant",
       {"须为时刻，如 2026-09-21T17:00:00+08:00", "must be an instant, such as 2026-09-21T17:00:00+08:00"},
       is_instant},
      {"date-time",
       {"须为时刻，如 2026-09-21T17:00:00+08:00", "must be an instant, such as 2026-09-21T17:00:00+08:00"},
       is_instant},
      {"uuid", {"须为系统编号（UUID）", "must be an id (UUID)"}, is_id},
      {"credit-code",
       {"须为18位统一社会信用代码", "must be a unified social credit code of 18 characters"},
       is_credit_code},
      {"email", {"须为电子邮箱地址", "must be an e-mail address"}, is_email},
  };
  return all;
}

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(formats().begin(), formats().end(), [&](const Format& format) { return format.name == name; });
  return found == formats().end() ? nullptr : &*found;
}

}  // namespace gh::policy
