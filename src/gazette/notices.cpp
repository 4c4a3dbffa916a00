#include "gazette/notices.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace gh::gazette {
namespace {

constexpr std::array<std::string_view, 7> kNoticeKinds = {"call",      "publicity", "result",  "decision",
                                                          "catalogue", "register",  "calendar"};
constexpr std::array<std::string_view, 7> kDocumentKinds = {"certificate", "decision", "agreement", "contract",
                                                            "order",       "receipt",  "notice"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& kinds, std::string_view kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

bool is_notice_kind(std::string_view kind) { return contains(kNoticeKinds, kind); }
bool is_document_kind(std::string_view kind) { return contains(kDocumentKinds, kind); }
bool is_public_document_kind(std::string_view kind) {
  return kind == "certificate" || kind == "agreement" || kind == "contract";
}

bool is_open(const Notice& notice, Day day) {
  if (notice.window_status == window_status::kStanding) return true;
  return notice.window_status == window_status::kRunning && day <= *notice.objections_until;
}

void publish(store::Tx& tx, const Notice& notice) {
  GH_ASSERT(is_notice_kind(notice.kind));
  tx.execute(
      "insert into gazette_notice (id, case_id, case_number, procedure, kind, text_id, title_zh, title_en, body_zh, "
      "body_en, organisation_id, issuer_id, issuer_name, division, window_days, objections_until, provisional, "
      "window_status, window_left, window_counts_after, published_by_act, published_at, published_on) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {notice.id,
       notice.case_id,
       notice.case_number,
       notice.procedure,
       notice.kind,
       notice.text_id,
       notice.title_zh,
       notice.title_en,
       notice.body_zh,
       notice.body_en,
       notice.organisation_id,
       notice.issuer_id,
       notice.issuer_name,
       notice.division,
       notice.window_days,
       notice.objections_until,
       notice.provisional,
       notice.window_status,
       notice.window_left,
       notice.window_counts_after,
       notice.published_by_act,
       notice.published_at,
       notice.published_on});
}

std::string issue(store::Tx& tx, Document document, std::string_view case_number) {
  GH_ASSERT(is_document_kind(document.kind));
  const auto serial = tx.integer("select count(*) + 1 from gazette_document where case_id = ?", {document.case_id});
  GH_ASSERT(serial.has_value());
  document.number = std::string(case_number) + "-" + std::to_string(*serial);
  tx.execute(
      "insert into gazette_document (id, number, case_id, kind, text_id, title_zh, title_en, body_zh, body_en, "
      "organisation_id, issuer_id, issuer_name, issued_by_act, issued_at, issued_on) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {document.id, document.number, document.case_id, document.kind, document.text_id, document.title_zh,
       document.title_en, document.body_zh, document.body_en, document.organisation_id, document.issuer_id,
       document.issuer_name, document.issued_by_act, document.issued_at, document.issued_on});
  return document.number;
}

std::optional<Notice> find_notice(store::Tx& tx, const Id& id) {
  return tx.one<Notice>("select * from gazette_notice where id = ?", {id});
}

NoticePage search_notices(store::Tx& tx, const NoticeSearch& search, std::size_t limit, std::string_view after) {
  std::string sql = "select * from gazette_notice where 1 = 1";
  std::vector<store::Value> values;
  const auto narrow = [&](std::string_view condition, store::Value value) {
    sql += condition;
    values.push_back(std::move(value));
  };
  if (!search.kind.empty()) narrow(" and kind = ?", search.kind);
  if (!search.case_id.empty()) narrow(" and case_id = ?", search.case_id);
  if (!search.organisation.empty()) narrow(" and organisation_id = ?", search.organisation);
  if (search.open_on) {
    sql += " and (window_status = ? or window_status = ? and objections_until >= ?)";
    values.insert(values.end(), {window_status::kStanding, window_status::kRunning, *search.open_on});
  }
  if (!after.empty()) narrow(" and id < ?", after);
  sql += " order by id desc limit ?";
  values.emplace_back(limit + 1);
  NoticePage page{tx.all<Notice>(sql, values), {}};
  if (page.notices.size() > limit) {
    page.notices.pop_back();
    page.next = page.notices.back().id;
  }
  return page;
}

std::optional<Document> find_document(store::Tx& tx, const Id& id) {
  return tx.one<Document>("select * from gazette_document where id = ?", {id});
}

std::vector<Document> documents_of(store::Tx& tx, const Id& case_id, std::size_t limit) {
  return tx.all<Document>("select * from gazette_document where case_id = ? order by id limit ?", {case_id, limit});
}

}  // namespace gh::gazette
