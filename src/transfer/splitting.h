// How a function of a department may be split and disposed of: functions of values only.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "transfer/items.h"

namespace gh::transfer {

// Enumerators are spelled as they are stored and sent.
enum class FunctionKind { licence, filing, service, support_work, self_discipline };
BOOST_DESCRIBE_ENUM(FunctionKind, licence, filing, service, support_work, self_discipline)

// Who decides and who gives an opinion are different kinds of function; what is mixed has to be split.
enum class FunctionPower { decides, gives_opinion, neither, mixed };
BOOST_DESCRIBE_ENUM(FunctionPower, decides, gives_opinion, neither, mixed)

// The six ways of a part (三(一)2): cancelled, to an association, downward, to another authority, bought, adjusted.
enum class Disposal { cancel, transfer, delegate, entrust, buy, adjust };
BOOST_DESCRIBE_ENUM(Disposal, cancel, transfer, delegate, entrust, buy, adjust)

// One part as the department proposes it. Without a disposal it stays with the department, for a reason.
struct Part {
  std::string id;
  std::string name;
  FunctionKind kind{};
  FunctionPower power{};
  std::int64_t workload = 0;  // a year
  std::int64_t cost_fen = 0;  // a year
  bool can_move = false;
  std::optional<std::string> stays_because{};
  std::optional<Disposal> disposal{};
  std::optional<LegalBasisType> legal_basis_type{};
  std::optional<std::string> recipient{};        // of what is delegated or entrusted
  std::optional<bool> recipient_is_authority{};  // of what is delegated or entrusted
  std::optional<CompetitionClass> competition_class{};
  std::optional<std::vector<Duty>> duties{};  // of the receiver
  std::optional<std::string> conditions{};
  std::optional<std::string> risk{};
  std::optional<std::string> supervision{};
};
BOOST_DESCRIBE_STRUCT(Part, (),
                      (id, name, kind, power, workload, cost_fen, can_move, stays_because, disposal, legal_basis_type,
                       recipient, recipient_is_authority, competition_class, duties, conditions, risk, supervision))

// What the parts are measured against.
struct Whole {
  FunctionPower power{};
  std::int64_t workload = 0;
  std::int64_t cost_fen = 0;
};

// Everything that is wrong with a splitting, with the place of the part in /form/parts; empty when it may stand. A
// licence that decides goes to nobody outside the state without a law (行政许可法13, 23, 24).
std::vector<FieldError> faults_of(const Whole& whole, const std::vector<Part>& parts);

}  // namespace gh::transfer
