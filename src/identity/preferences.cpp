#include "identity/preferences.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/problem.h"

namespace gh::identity {
namespace {

bool is_name(std::string_view name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  return !name.empty() && name.size() <= kPreferenceNameMaxBytes &&
         name.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace

json::object preferences_of(store::Tx& tx, const Id& account) {
  json::object out;
  tx.each("select name, content from preference where account_id = ? order by name", {account},
          [&](const store::Row& row) { out[row.string(0)] = parse_json(row.string(1)); });
  return out;
}

void save_preference(store::Tx& tx, const Id& account, std::string_view name, const json::object& content,
                     Instant now) {
  if (!is_name(name))
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/name", "preference-name", "",
                             {"名称应为1至60个小写字母、数字或 . _ -", "a name has 1 to 60 of a-z 0-9 . _ -"}});
  const std::string text = json::serialize(content);
  if (text.size() > kPreferenceMaxBytes)
    throw Problem(ProblemCode::kTooLarge,
                  FieldError{"", "preference-size", "", {"偏好设置不得超过16 KiB", "a preference has at most 16 KiB"}});
  tx.lock("preferences:" + account);
  const auto others =
      tx.integer("select count(*) from preference where account_id = ? and name <> ?", {account, name}).value_or(0);
  if (others >= kPreferencesMax)
    throw Problem(ProblemCode::kConflict, FieldError{"/name", "preferences-max", "",
                                                     {"偏好设置不得超过100项", "an account has at most 100 preferences"}});
  tx.execute(
      "insert into preference (account_id, name, content, saved_at) values (?, ?, ?, ?) on conflict (account_id, name) do "
      "update set content = excluded.content, saved_at = excluded.saved_at",
      {account, name, text, now});
}

void remove_preference(store::Tx& tx, const Id& account, std::string_view name) {
  if (tx.execute("delete from preference where account_id = ? and name = ?", {account, name}) > 0) return;
  throw Problem(ProblemCode::kNotFound, FieldError{"", "preference", "", {"没有这项偏好设置", "no such preference"}});
}

}  // namespace gh::identity
