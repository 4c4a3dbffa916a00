// Public notices and official documents as they are kept, and how readers find them.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::gazette {

// A window for objections runs with the state of the case that it was opened for.
namespace window_status {
inline constexpr std::string_view kRunning = "running";
inline constexpr std::string_view kStanding = "standing";  // the case stands still, so its days don't pass
inline constexpr std::string_view kClosed = "closed";      // the case has gone on
}  // namespace window_status

struct Notice {
  Id id;
  Id case_id;
  std::string case_number;
  std::string procedure;
  std::string kind;  // call, publicity, result, decision, catalogue, register, calendar
  std::string text_id;
  std::string title_zh;
  std::string title_en;
  std::string body_zh;
  std::string body_en;
  std::optional<Id> organisation_id;  // whom it is about
  std::optional<Id> issuer_id;
  std::string issuer_name;
  std::string division;
  std::optional<std::int64_t> window_days;  // working days for objections
  std::optional<Day> objections_until;      // the last of them, as counted now; the text keeps what was published
  bool provisional = false;                 // it lies in a year whose calendar isn't published yet
  std::string window_status;                // window_status; "" without a window
  std::optional<std::int64_t> window_left;  // working days left after window_counts_after
  std::optional<Day> window_counts_after;
  Id published_by_act;
  Instant published_at{};
  Day published_on{};
};
BOOST_DESCRIBE_STRUCT(Notice, (),
                      (id, case_id, case_number, procedure, kind, text_id, title_zh, title_en, body_zh, body_en,
                       organisation_id, issuer_id, issuer_name, division, window_days, objections_until, provisional,
                       window_status, window_left, window_counts_after, published_by_act, published_at, published_on))

struct Document {
  Id id;
  std::string number;
  Id case_id;
  std::string kind;  // certificate, decision, agreement, contract, order, receipt, notice
  std::string text_id;
  std::string title_zh;
  std::string title_en;
  std::string body_zh;
  std::string body_en;
  std::optional<Id> organisation_id;  // whom it is addressed to; absent: whoever opened the case
  std::optional<Id> issuer_id;
  std::string issuer_name;
  Id issued_by_act;
  Instant issued_at{};
  Day issued_on{};
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (id, number, case_id, kind, text_id, title_zh, title_en, body_zh, body_en, organisation_id,
                       issuer_id, issuer_name, issued_by_act, issued_at, issued_on))

bool is_notice_kind(std::string_view kind);
bool is_document_kind(std::string_view kind);
// Whether somebody may still object on that day.
bool is_open(const Notice& notice, Day day);
// Kinds that anybody may read where the case is public: what is shown to third parties (certificates) or must be
// published (agreements, contracts; 政府采购法实施条例50). The others speak to their addressee.
bool is_public_document_kind(std::string_view kind);

void publish(store::Tx& tx, const Notice& notice);
// Gives it the next number of its case and keeps it; answers the number.
std::string issue(store::Tx& tx, Document document, std::string_view case_number);

std::optional<Notice> find_notice(store::Tx& tx, const Id& id);
struct NoticeSearch {
  std::string kind{};            // empty = all
  std::string case_id{};         // empty = all
  std::string organisation{};    // empty = all
  std::optional<Day> open_on{};  // only those whose window for objections is open on that day (see is_open)
};
struct NoticePage {
  std::vector<Notice> notices;  // newest first
  std::optional<Id> next;       // pass as `after` for the next page
};
NoticePage search_notices(store::Tx& tx, const NoticeSearch& search, std::size_t limit, std::string_view after = {});

std::optional<Document> find_document(store::Tx& tx, const Id& id);
// Oldest first.
std::vector<Document> documents_of(store::Tx& tx, const Id& case_id, std::size_t limit);

}  // namespace gh::gazette
