#include "http/gazette_routes.h"

#include <algorithm>
#include <cctype>

#include "cases/packs.h"
#include "cases/view.h"
#include "gazette/document_pdf.h"
#include "gazette/notices.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "identity/audit.h"
#include "identity/organisations.h"
#include "registry/entries.h"
#include "store/db.h"

namespace gh::http {
namespace {

constexpr std::size_t kDocumentsOfCaseMax = 1'000;
constexpr std::string_view kPdf = ".pdf";
constexpr std::size_t kHostMaxBytes = 255;

struct Named {
  Id id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, name))

struct NoticeView {
  Id id;
  std::string kind;
  Text title;
  Text body;
  Id case_id;
  std::string case_number;
  std::string procedure;
  std::optional<Named> organisation;  // whom it is about
  std::string issuer;
  std::string division;
  Day published_on{};
  Instant published_at{};
  Id published_by_act;
  std::optional<std::int64_t> window_days;
  std::optional<Day> objections_until;
  bool provisional = false;
  std::string window_status;  // running, standing while the case stands still, closed; "" without a window
  bool open = false;          // objections may still be made today
};
BOOST_DESCRIBE_STRUCT(NoticeView, (),
                      (id, kind, title, body, case_id, case_number, procedure, organisation, issuer, division,
                       published_on, published_at, published_by_act, window_days, objections_until, provisional,
                       window_status, open))

struct DocumentView {
  Id id;
  std::string number;
  std::string kind;
  Text title;
  Text body;
  std::optional<Named> addressee;  // absent: whoever opened the case
  std::string issuer;
  Day issued_on{};
  Id issued_by_act;
  std::string pdf;  // where the PDF is
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (id, number, kind, title, body, addressee, issuer, issued_on, issued_by_act, pdf))

std::optional<Named> named(store::Tx& tx, const std::optional<Id>& id) {
  const auto found = id ? identity::find_organisation(tx, *id) : std::nullopt;
  if (!found) return std::nullopt;
  return Named{found->id, found->name};
}

NoticeView notice_view(store::Tx& tx, const gazette::Notice& notice, Day today) {
  return {notice.id,
          notice.kind,
          {notice.title_zh, notice.title_en},
          {notice.body_zh, notice.body_en},
          notice.case_id,
          notice.case_number,
          notice.procedure,
          named(tx, notice.organisation_id),
          notice.issuer_name,
          notice.division,
          notice.published_on,
          notice.published_at,
          notice.published_by_act,
          notice.window_days,
          notice.objections_until,
          notice.provisional,
          notice.window_status,
          gazette::is_open(notice, today)};
}

DocumentView document_view(store::Tx& tx, const gazette::Document& document) {
  return {document.id,
          document.number,
          document.kind,
          {document.title_zh, document.title_en},
          {document.body_zh, document.body_en},
          named(tx, document.organisation_id),
          document.issuer_name,
          document.issued_on,
          document.issued_by_act,
          "/api/v1/documents/" + document.id + std::string(kPdf)};
}

Day today_of(const CaseParts& parts, const Request& request) {
  return local_day(request.now, parts.packs->newest()->utc_offset);
}

// Whoever reads the case in full, the organisation it is addressed to, and everybody where it is public.
bool may_read(const Request& request, const gazette::Document& document, const cases::CaseFile& file,
              cases::Reading reading) {
  if (reading == cases::Reading::kFull) return true;
  const auto& caller = request.caller;
  if (caller && caller->organisation && caller->organisation == document.organisation_id) return true;
  return file.publicity == "public" && gazette::is_public_document_kind(document.kind);
}

[[noreturn]] void no_document() {
  throw Problem(ProblemCode::kNotFound, FieldError{"", "document", "", {"没有这份文书", "no such document"}});
}

struct Readable {
  gazette::Document document;
  std::string case_number;
  std::string addressee;
};

// As the register named it on the day; "" where the document is addressed to whoever opened the case.
std::string addressee_of(store::Tx& tx, const gazette::Document& document) {
  if (!document.organisation_id) return {};
  if (const auto entry = registry::entry_at(tx, *document.organisation_id, document.issued_at)) return entry->name;
  const auto organisation = identity::find_organisation(tx, *document.organisation_id);
  return organisation ? organisation->name : std::string();
}

Readable readable_document(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const std::string_view file_name = request.param("file");
  if (!file_name.ends_with(kPdf)) no_document();
  auto document = gazette::find_document(tx, Id(file_name.substr(0, file_name.size() - kPdf.size())));
  if (!document) no_document();
  const auto file = tx.one<cases::CaseFile>("select * from case_file where id = ?", {document->case_id});
  if (!file) no_document();
  const auto reading = cases::reading_of(tx, request.caller, *file, *parts.packs->of(tx, file->pack_version));
  // A stranger isn't told that there is one.
  if (!may_read(request, *document, *file, reading)) no_document();
  std::string addressee = addressee_of(tx, *document);
  return {std::move(*document), file->number, std::move(addressee)};
}

Route list_notices(const CaseParts& parts) {
  auto about = describe("listNotices", "gazette", {"公告公示", "Public notices"});
  about.parameters = {
      query_parameter("kind",
                      {{"type", "string"},
                       {"enum", {"call", "publicity", "result", "decision", "catalogue", "register", "calendar"}}},
                      {"类别：征集、公示、结果、决定、目录、登记、日历", "kind"}),
      query_parameter("case", string_schema(), {"办件", "id of the case"}),
      query_parameter("organisation", string_schema(), {"所涉单位", "id of the organisation it is about"}),
      query_parameter("open", {{"type", "string"}, {"enum", {"true"}}},
                      {"仅公示期内的", "only those whose window for objections is open"}),
      page_limit_parameter(),
      page_cursor_parameter()};
  about.response = page_schema(schema_of<NoticeView>());
  return Route(
      "GET", "/api/v1/notices", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const Day today = today_of(parts, request);
        gazette::NoticeSearch search{
            request.query_text("kind"), request.query_text("case"), request.query_text("organisation"), {}};
        const std::string open = request.query_text("open");
        if ((!search.kind.empty() && !gazette::is_notice_kind(search.kind)) || (!open.empty() && open != "true"))
          throw Problem(
              ProblemCode::kInvalidForm,
              FieldError{search.kind.empty() || gazette::is_notice_kind(search.kind) ? "/query/open" : "/query/kind",
                         "enum",
                         "",
                         {"不是允许的取值", "not one of the allowed values"}});
        if (!open.empty()) search.open_on = today;
        const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
        const auto page = gazette::search_notices(tx, search, limit, request.query_text("cursor"));
        json::array items;
        for (const auto& notice : page.notices) items.push_back(write(notice_view(tx, notice, today)));
        json::object answer{{"items", std::move(items)}};
        if (page.next) answer["next"] = *page.next;
        return ok_with_etag(request, answer);
      }},
      std::move(about));
}

Route one_notice(const CaseParts& parts) {
  auto about = describe("readNotice", "gazette", {"一则公告", "One notice"});
  about.response = schema_of<NoticeView>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/notices/{id}", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto notice = gazette::find_notice(tx, Id(request.param("id")));
        if (!notice)
          throw Problem(ProblemCode::kNotFound, FieldError{"", "notice", "", {"没有这则公告", "no such notice"}});
        return ok_with_etag(request, write(notice_view(tx, *notice, today_of(parts, request))));
      }},
      std::move(about));
}

Route documents_of_case(const CaseParts& parts) {
  auto about = describe("listDocuments", "gazette",
                        {"办件的文书：本人可看的", "Documents of a case: those that the caller may read"});
  about.response = list_schema(schema_of<DocumentView>());
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/documents", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = cases::read_case(tx, *parts.packs, {request.caller, request.now},
                                                      std::string(request.param("id")));
                 json::array items;
                 for (const auto& document : gazette::documents_of(tx, opened.file.id, kDocumentsOfCaseMax))
                   if (may_read(request, document, opened.file, opened.reading))
                     items.push_back(write(document_view(tx, document)));
                 return ok_with_etag(request, json::object{{"items", std::move(items)}});
               }},
               std::move(about));
}

// Where the code on a document leads: what the operator says, otherwise the host that was asked. A made-up host reaches
// only the one who sent it: the answer is private, and its tag is made of its bytes.
std::string site_of(const CaseParts& parts, const Request& request) {
  if (!parts.public_address.empty()) return parts.public_address;
  const std::string_view host = request.header("host");
  const bool plain = host.size() <= kHostMaxBytes && std::all_of(host.begin(), host.end(), [](unsigned char c) {
                       return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
                     });
  return host.empty() || !plain ? std::string() : "http://" + std::string(host);
}

// Making the page takes a while, so it isn't done on a thread that serves others.
Route document_file(const CaseParts& parts) {
  auto about = describe("readDocument", "gazette", {"文书（PDF）：<文书编号>.pdf", "A document as PDF: <its id>.pdf"});
  about.content_type = "application/pdf";
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/documents/{file}", Access::kPublic, BlockingHandler{[parts](const Request& request) {
        const auto found = parts.db->reading([&](store::Tx& tx) { return readable_document(parts, request, tx); });
        // A document never changes, but the way it is drawn may; then the tag must change too.
        Response answer = text_response(
            gazette::document_pdf(found.document, {found.case_number, found.addressee, site_of(parts, request)}),
            "application/pdf");
        const std::string tag = etag_of(answer.body);
        if (none_match_has(request, tag)) {
          answer.body.clear();
          answer.content_type.clear();
          answer.status = 304;
        }
        answer.headers.emplace_back("ETag", tag);
        answer.headers.emplace_back("Cache-Control", "private, no-cache");
        if (!gazette::is_public_document_kind(found.document.kind))
          answer.looked.push_back({identity::audit_kind::kCaseRead, found.document.case_id});
        answer.headers.emplace_back(
            "Content-Disposition", "inline; filename*=UTF-8''" + url_encode(found.document.number) + std::string(kPdf));
        return answer;
      }},
      std::move(about));
}

}  // namespace

std::vector<Route> gazette_routes(const CaseParts& parts) {
  return {list_notices(parts), one_notice(parts), documents_of_case(parts), document_file(parts)};
}

}  // namespace gh::http
