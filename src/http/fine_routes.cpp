// The fine of a penalty case: what is paid, and what time has added to the rest.
#include "base/described.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/page.h"
#include "http/registry_routes.h"
#include "http/schema_of.h"
#include "registry/fines.h"

namespace gh::http {
namespace {

struct FinePaymentView {
  Day paid_on{};
  Fen fine_fen = 0;
  Fen late_fine_fen = 0;
  std::string receipt;
};
BOOST_DESCRIBE_STRUCT(FinePaymentView, (), (paid_on, fine_fen, late_fine_fen, receipt))

struct FineView {
  Fen fine_fen = 0;
  Fen unpaid_fen = 0;
  Day due_on{};
  bool provisional = false;        // due_on may move when the days of its year are published
  std::int64_t late_permille = 0;  // added for each day after, of what is unpaid
  Fen late_fine_fen = 0;           // added by today
  Fen late_fine_unpaid_fen = 0;
  Fen late_cap_fen = 0;
  std::string clause;
  std::vector<FinePaymentView> payments;
};
BOOST_DESCRIBE_STRUCT(FineView, (),
                      (fine_fen, unpaid_fen, due_on, provisional, late_permille, late_fine_fen, late_fine_unpaid_fen,
                       late_cap_fen, clause, payments))

struct FineList {
  std::vector<FineView> items;  // one at most
};
BOOST_DESCRIBE_STRUCT(FineList, (), (items))

FineView view_of(const registry::Fine& fine, const std::vector<registry::FinePayment>& payments, Day today) {
  FineView out{fine.fine_fen,
               registry::unpaid(fine, payments),
               fine.due_on,
               fine.provisional,
               fine.late_permille,
               registry::added(fine, payments, today),
               registry::added_unpaid(fine, payments, today),
               multiply(fine.fine_fen, fine.late_cap_permille, 1000),
               std::string(registry::kLateFineClause),
               {}};
  for (const auto& payment : payments)
    out.payments.push_back({payment.paid_on, payment.fine_fen, payment.late_fine_fen, payment.receipt});
  return out;
}

Response fines(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto opened =
      cases::read_case(tx, *parts.packs, {request.caller, request.now}, std::string(request.param("id")));
  FineList out;
  const auto found = opened.reading == cases::Reading::kFull ? registry::fine_of(tx, opened.file.id) : std::nullopt;
  const Day today = local_day(request.now, opened.pack->utc_offset);
  if (found) out.items.push_back(view_of(*found, registry::fine_payments(tx, opened.file.id), today));
  return ok_with_etag(request, write(out));
}

}  // namespace

std::vector<Route> fine_routes(const CaseParts& parts) {
  auto about =
      describe("listFines", "cases", {"办件的罚款、缴纳和加处罚款", "A case's fine, what is paid, what time added"});
  about.response = schema_of<FineList>();
  about.problems = {ProblemCode::kNotFound};
  return {Route("GET", "/api/v1/cases/{id}/fines", Access::kSignedIn,
                ReadHandler{[parts](const Request& request, store::Tx& tx) { return fines(parts, request, tx); }},
                std::move(about))};
}

}  // namespace gh::http
