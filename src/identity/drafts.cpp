#include "identity/drafts.h"

#include <boost/json/serialize.hpp>

#include "base/problem.h"

namespace gh::identity {
namespace {

bool is_key(std::string_view key) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_-:";
  return (key.starts_with("open:") || key.starts_with("act:")) && key.size() <= kDraftKeyMaxBytes &&
         key.find_first_not_of(kAllowed) == std::string_view::npos && !key.ends_with(':');
}

void check_version(const std::optional<std::int64_t>& stored, const std::optional<std::int64_t>& expected) {
  if (stored == expected) return;
  throw Problem(ProblemCode::kConflict, FieldError{"/version", "draft-version", "",
                                                   {"草稿已在其他窗口保存，请重新载入后再保存",
                                                    "the draft was saved elsewhere; load it again before saving"}});
}

}  // namespace

std::vector<DraftLine> drafts_of(store::Tx& tx, const Id& office, Instant since) {
  return tx.all<DraftLine>(
      "select draft_key as key, saved_at, version from draft where office_id = ? and saved_at >= ? "
      "order by saved_at desc, draft_key limit ?",
      {office, since, kDraftsMax});
}

std::optional<Draft> find_draft(store::Tx& tx, const Id& office, std::string_view key, Instant since) {
  std::optional<Draft> out;
  tx.each("select form, saved_at, version from draft where office_id = ? and draft_key = ? and saved_at >= ?",
          {office, key, since}, [&](const store::Row& row) {
            out = Draft{std::string(key), parse_json(row.string(0)).as_object(), instant_of(row.integer(1)),
                        row.integer(2)};
          });
  return out;
}

DraftLine save_draft(store::Tx& tx, const Id& office, std::string_view key, const json::object& form,
                     std::optional<std::int64_t> expected, Instant now, Instant since) {
  if (!is_key(key))
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/key", "draft-key", "",
                             {"草稿键应为 open:事项[:上级办件] 或 act:办件:动作",
                              "a key is open:<procedure>[:<parent case>] or act:<case>:<action>"}});
  const std::string text = json::serialize(form);
  if (text.size() > kDraftMaxBytes)
    throw Problem(ProblemCode::kTooLarge,
                  FieldError{"/form", "draft-size", "", {"草稿不得超过256 KiB", "a draft has at most 256 KiB"}});
  tx.lock("drafts:" + office);
  tx.execute("delete from draft where office_id = ? and saved_at < ?", {office, since});
  const auto stored =
      tx.integer("select version from draft where office_id = ? and draft_key = ?", {office, key});
  check_version(stored, expected);
  if (!stored && tx.integer("select count(*) from draft where office_id = ?", {office}).value_or(0) >= kDraftsMax)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/key", "drafts-max", "", {"草稿不得超过100份", "an office has at most 100 drafts"}});
  const DraftLine out{std::string(key), now, stored.value_or(0) + 1};
  tx.execute(
      "insert into draft (office_id, draft_key, form, version, saved_at) values (?, ?, ?, ?, ?) on conflict (office_id, "
      "draft_key) do update set form = excluded.form, version = excluded.version, saved_at = excluded.saved_at",
      {office, key, text, out.version, now});
  return out;
}

void remove_draft(store::Tx& tx, const Id& office, std::string_view key) {
  tx.execute("delete from draft where office_id = ? and draft_key = ?", {office, key});
}

std::size_t forget_old_drafts(store::Tx& tx, Instant before, std::size_t limit) {
  struct Old {
    Id office_id;
    std::string draft_key;
  };
  std::vector<Old> old;
  tx.each("select office_id, draft_key from draft where saved_at < ? order by saved_at limit ?", {before, limit},
          [&](const store::Row& row) { old.push_back({Id(row.string(0)), std::string(row.string(1))}); });
  for (const Old& one : old) remove_draft(tx, one.office_id, one.draft_key);
  return old.size();
}

}  // namespace gh::identity
