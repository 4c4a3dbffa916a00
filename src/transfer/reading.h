// The catalogue of functions as everybody reads it: items with their history, who carries them, under which agreement,
// and what the checks found.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transfer/agreements.h"
#include "transfer/items.h"

namespace gh::transfer {

struct FunctionView {
  Id id;  // of the function-item case
  std::int64_t version = 0;
  std::string number;  // of the function-item case
  std::string name;
  LegalBasisType legal_basis_type{};
  CompetitionClass competition_class{};
  Id department_id;
  std::string department;
  ItemState state{};
  std::optional<Id> transfer_id;  // the transfer that has reserved or handed it over
  std::optional<std::string> transfer_number;
  std::optional<Id> holder_id;
  std::optional<std::string> holder;
  Instant since{};  // when this version began
  std::optional<Instant> until;
  std::string batch_id;  // empty where it came in by itself
  std::string batch;
};
BOOST_DESCRIBE_STRUCT(FunctionView, (),
                      (id, version, number, name, legal_basis_type, competition_class, department_id, department, state,
                       transfer_id, transfer_number, holder_id, holder, since, until, batch_id, batch))

struct FunctionSearch {
  std::string text{};  // part of the name; empty = all
  std::string department_id{};
  std::string holder_id{};
  std::optional<ItemState> state{};
  std::optional<CompetitionClass> competition_class{};
  Instant as_of{};
  std::string batch_id{};
};
struct FunctionPage {
  std::vector<FunctionView> functions;  // newest first
  std::optional<Id> next;               // pass as `after` for the next page
};
FunctionPage search_functions(store::Tx& tx, const FunctionSearch& search, std::size_t limit,
                              std::string_view after = {});

struct CheckView {
  std::string duty;
  CheckKind kind{};
  Day checked_on{};
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (duty, kind, checked_on, met))

struct OrderView {
  std::vector<std::string> duties;
  Day ordered_on{};
  Day deadline_on{};
  OrderOutcome outcome{};
  std::optional<Day> ended_on;
};
BOOST_DESCRIBE_STRUCT(OrderView, (), (duties, ordered_on, deadline_on, outcome, ended_on))

struct AgreementView {
  Id id;               // of the transfer case
  std::string number;  // of the transfer case
  Id receiver_id;
  std::string receiver;
  Day starts_on{};
  std::int64_t year = 0;  // the supervised year that runs; one past the last when regular
  AgreementStatus status{};
  std::optional<Day> ended_on;
  Instant agreed_at{};
  std::vector<std::string> unmet_duties;
  std::vector<CheckView> checks;
  std::vector<OrderView> orders;
};
BOOST_DESCRIBE_STRUCT(AgreementView, (),
                      (id, number, receiver_id, receiver, starts_on, year, status, ended_on, agreed_at, unmet_duties,
                       checks, orders))

struct OneFunction {
  FunctionView function;
  std::vector<Duty> duties;
  std::vector<FunctionView> versions;     // oldest first
  std::vector<AgreementView> agreements;  // oldest first
};
BOOST_DESCRIBE_STRUCT(OneFunction, (), (function, duties, versions, agreements))

// As it stood at the instant; nothing where there is no such item, or wasn't one then.
std::optional<OneFunction> read_function(store::Tx& tx, const Id& item_id, Instant as_of);

}  // namespace gh::transfer
