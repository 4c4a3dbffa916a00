// What was done in the supervised period: checks of duties, and what department and receiver settled (三(一)2).
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::transfer {

enum class RecordKind { checked, note };
BOOST_DESCRIBE_ENUM(RecordKind, checked, note)

struct RecordView {
  std::string id;  // the day, the kind, the transfer and which of its records: no two alike
  RecordKind kind{};
  Day done_on{};
  Id transfer_id;
  std::string number;  // of the transfer
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Id receiver_id;
  std::string receiver;
  std::string what;         // text of the duty that was checked, or the matter
  std::string result;       // what was settled; "" of a check
  std::optional<bool> met;  // of a check: whether the duty was found met
};
BOOST_DESCRIBE_STRUCT(RecordView, (),
                      (id, kind, done_on, transfer_id, number, item_id, item, department_id, department, receiver_id,
                       receiver, what, result, met))

struct RecordSearch {
  std::string department_id{};  // empty = all
  std::string receiver_id{};
  std::optional<RecordKind> kind{};
  std::optional<Day> from{};
  std::optional<Day> until{};  // last day
};
struct RecordPage {
  std::vector<RecordView> items;  // by day
  std::optional<std::string> next;
};
RecordPage search_records(store::Tx& tx, const RecordSearch& search, std::size_t limit, std::string_view after = {});

}  // namespace gh::transfer
