// Reads the lists of a pack: clauses, parameters, roles, bodies, rubrics, catalogues, calendars.
#include <boost/json/object.hpp>
#include <set>

#include "base/problem.h"
#include "policy/form.h"
#include "policy/readers.h"

namespace gh::policy {
namespace {

constexpr std::int64_t kPointsMax = 1'000'000'000;
constexpr std::int64_t kAnswersMax = 1'000'000;  // of a questionnaire

void read_bands(const Part& part, Rubric& rubric) {
  for (const Part& element : part.elements()) {
    if (!element.is_shape("band")) continue;
    rubric.bands.push_back(
        {element.required("grade").string(), element.required("min_score").integer(0, kPointsMax, 0)});
  }
}

// How a leaf is scored, with its numbers in the rubric's unit.
void read_leaf_rule(const Part& part, Indicator& indicator) {
  indicator.kind = part.member("kind").one_of<LeafRule>({{"any", LeafRule::any},
                                                         {"all_or_nothing", LeafRule::all_or_nothing},
                                                         {"steps", LeafRule::steps},
                                                         {"pro_rata", LeafRule::pro_rata},
                                                         {"deduct_per_case", LeafRule::deduct_per_case},
                                                         {"one_strike", LeafRule::one_strike},
                                                         {"evidence_missing", LeafRule::evidence_missing},
                                                         {"questionnaire_mean", LeafRule::questionnaire_mean}},
                                                        LeafRule::any);
  for (const Part& step : part.member("steps").elements()) indicator.steps.push_back(step.integer(0, kPointsMax, 0));
  indicator.per_case = part.member("per_case").integer(0, kPointsMax, 0);
  indicator.answers_least = part.member("answers_least").integer(0, kAnswersMax, 0);
  indicator.bonus = part.member("bonus").boolean(false);
}

void read_calendar_days(const Part& part, std::map<Day, Text>& days) {
  for (const Part& element : part.elements()) {
    if (!element.is_shape("calendar day")) continue;
    const std::optional<Day> day = element.required("day").day();
    const Text name = element.required("name").text();
    if (day && !days.emplace(*day, name).second) element.fault("duplicate-id", "the day stands here a second time");
  }
}

}  // namespace

void read_rubric(const Part& file, const std::string& id) {
  if (!file.is_shape("rubric")) return;
  check_id(file, id);
  Rubric rubric;
  rubric.id = id;
  rubric.title = file.required("title").text();
  rubric.cites = file.required("cites").clauses();
  rubric.standing = read_standing(file.member("standing"), Standing::kModel);
  rubric.denominator = file.member("denominator").integer(1, 1'000'000, 1);
  rubric.total = file.required("total").integer(1, kPointsMax, 0);
  rubric.bonus_cap = file.member("bonus_cap").integer(0, kPointsMax, 0);
  std::set<std::string> ids;
  for (const Part& part : file.required("indicators").elements()) {
    if (!part.is_shape("indicator")) continue;
    Indicator indicator;
    indicator.id = part.required("id").string();
    indicator.parent = part.member("parent").string();
    indicator.title = part.required("title").text(true);
    indicator.points = part.required("points").integer(0, kPointsMax, 0);
    if (const Part rule = part.member("rule"); rule.present()) indicator.rule = rule.text();
    if (const Part evidence = part.member("evidence"); evidence.present()) indicator.evidence = evidence.text();
    indicator.origin = part.member("origin").string();
    read_leaf_rule(part, indicator);
    if (!ids.insert(indicator.id).second)
      part.fault("duplicate-id", "the indicator '" + indicator.id + "' stands here a second time");
    rubric.indicators.push_back(std::move(indicator));
  }
  read_bands(file.member("bands"), rubric);
  file.draft().rubric_places.emplace(id, file.place());
  file.draft().pack.rubrics.emplace(id, std::move(rubric));
}

void read_catalogue(const Part& file, const std::string& id) {
  if (!file.is_shape("catalogue")) return;
  check_id(file, id);
  Catalogue catalogue;
  catalogue.id = id;
  catalogue.title = file.required("title").text();
  catalogue.cites = file.required("cites").clauses();
  std::set<std::string> codes;
  for (const Part& part : file.required("rows").elements()) {
    if (!part.is_shape("row")) continue;
    CatalogueRow row;
    row.code = part.required("code").string();
    row.name = part.required("name").text(true);
    if (const Part fields = part.member("fields"); fields.present()) {
      if (const auto* object = fields.value().if_object()) {
        row.fields = *object;
      } else {
        fields.fault("wrong-type", "a map is expected here");
      }
    }
    row.standing = read_standing(part.member("standing"), Standing::kVerified);
    row.origin = part.member("origin").string();
    if (!codes.insert(row.code).second)
      part.fault("duplicate-id", "the code '" + row.code + "' stands here a second time");
    catalogue.rows.push_back(std::move(row));
  }
  file.draft().pack.catalogues.emplace(id, std::move(catalogue));
}

void read_calendar_year(const Part& file, const std::string& id) {
  if (!file.is_shape("calendar")) return;
  calendar::PublishedYear year;
  year.year = static_cast<int>(file.required("year").integer(1900, 2999, 1900));
  if (std::to_string(year.year) != id) file.fault("wrong-id", "the year must be the file's name: '" + id + "'");
  year.published = file.required("published").boolean(false);
  year.source = file.required("source").string();
  read_calendar_days(file.member("off"), year.off);
  read_calendar_days(file.member("worked"), year.worked);
  try {
    calendar::WorkingCalendar().add(year);
  } catch (const Problem& problem) {
    for (const FieldError& error : problem.errors()) file.fault("calendar", error.field + ": " + error.says.en);
  }
  file.draft().pack.calendar.push_back(std::move(year));
}

void read_form(const Part& file, const std::string& id) {
  const auto* object = file.value().if_object();
  if (object == nullptr) return file.fault("wrong-type", "a form is a map: a JSON Schema");
  check_id(file, id);
  json::object schema = *object;
  schema.erase("id");
  const std::vector<SchemaFault> faults = schema_faults(schema);
  for (const SchemaFault& fault : faults)
    file.at(fault.pointer).fault(fault.kind, "form '" + id + "', " + fault.pointer + ": " + fault.says);
  file.refer_notes_within();
  file.draft().form_places.emplace(id, file.place());
  if (!faults.empty()) return;
  try {
    file.draft().pack.forms.emplace(id, make_form(id, std::move(schema), file.draft().pack.catalogues));
  } catch (const std::exception& error) {
    file.fault("form-invalid", "form '" + id + "': " + error.what());
  }
}

}  // namespace gh::policy
