// Working days of the division: due days and why.
#include <array>

#include "base/described.h"
#include "cases/packs.h"
#include "http/case_routes.h"
#include "http/case_schemas.h"
#include "http/schema_of.h"

namespace gh::http {
namespace {

constexpr std::int64_t kDaysMax = 400;

calendar::Unit unit_asked(const Request& request) {
  const std::string unit = request.query_text("unit");
  if (unit.empty() || unit == "working_days") return calendar::Unit::kWorkingDays;
  if (unit == "natural_days") return calendar::Unit::kNaturalDays;
  if (unit == "months") return calendar::Unit::kMonths;
  throw Problem(ProblemCode::kInvalidForm, FieldError{"/query/unit", "enum", "", {"没有这种期限单位", "no such unit"}});
}

struct LimitBody {
  Day from{};
  std::int64_t limit = 0;
  Day due{};
  Day raw{};  // before it rolled on from a day off
  bool provisional = false;
  std::vector<LimitDay> trace;
};
BOOST_DESCRIBE_STRUCT(LimitBody, (), (from, limit, due, raw, provisional, trace))

LimitBody answer_for(const calendar::WorkingCalendar& calendar, Day from, int limit, calendar::Unit unit) {
  static constexpr std::array kKinds = {KindOfDay::weekday, KindOfDay::make_up_day, KindOfDay::weekend,
                                        KindOfDay::holiday};
  const auto due = calendar::due_day(calendar, from, limit, unit);
  LimitBody out{from, limit, due.day, due.raw, due.provisional, {}};
  for (const auto& day : calendar::trace(calendar, from, limit, unit)) {
    const std::string& name = day.holiday.en.empty() ? day.holiday.zh : day.holiday.en;
    out.trace.push_back({day.day,
                         kKinds.at(static_cast<std::size_t>(day.kind)),
                         day.counts,
                         day.counted,
                         day.published,
                         {day.holiday.zh, name}});
  }
  return out;
}

}  // namespace

std::vector<Route> calendar_routes(const CaseParts& parts) {
  auto about = describe("workingDays", "calendar", {"期限计算及逐日说明", "When a limit ends, and why, day by day"});
  const json::object day_schema = {{"type", "string"}, {"format", "date"}};
  json::object unit_schema = string_schema();
  unit_schema["enum"] = json::array({"working_days", "natural_days", "months"});
  about.parameters.push_back({"from", "query", true, day_schema, {"起算事件之日", "day of the triggering event"}});
  about.parameters.push_back(query_parameter("days", integer_schema(1, kDaysMax), {"期限", "how many units"}));
  about.parameters.push_back(
      query_parameter("unit", std::move(unit_schema), {"单位，默认工作日", "unit; working days when absent"}));
  about.response = schema_of<LimitBody>();
  about.problems = {ProblemCode::kInvalidForm};
  return {Route(
      "GET", "/api/v1/calendar/working-days", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto from = request.query_day("from");
        if (!from)
          throw Problem(ProblemCode::kInvalidForm,
                        FieldError{"/query/from", "required", "", {"请给出起算日", "from is required"}});
        const auto days = request.query_int("days", 1, 1, kDaysMax);
        return ok(write(answer_for(*parts.packs->calendar(tx), *from, static_cast<int>(days), unit_asked(request))));
      }},
      std::move(about))};
}

}  // namespace gh::http
