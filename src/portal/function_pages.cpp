// How the catalogue of functions comes about: its batches with their numbers, its published versions, the departments'
// plans against what happened, timetables of cultivation.
#include "base/described.h"
#include "portal/names.h"
#include "portal/register_pages.h"
#include "transfer/catalogue_reading.h"
#include "transfer/cultivation.h"
#include "transfer/plans.h"

namespace gh::portal {
namespace {

constexpr std::string_view kBatches = "/function-batches";
constexpr std::string_view kPlans = "/function-plans";

std::vector<Crumb> below_functions(const Words& words) {
  return {{words.say("catalogues.title"), "/catalogues"}, {words.say("functions.title"), "/functions"}};
}

std::string_view progress_tone(std::string_view state) {
  constexpr std::pair<std::string_view, std::string_view> kTones[] = {
      {"published", "good"}, {"collecting", "note"}, {"examining", "note"}, {"done", "good"},     {"late", "warn"},
      {"overdue", "bad"},    {"running", "note"},    {"failed", "bad"},     {"succeeded", "good"}};
  for (const auto& [known, tone] : kTones)
    if (known == state) return tone;
  return "idle";
}

json::object state_of(std::string_view subject, const std::string& state, const Words& words) {
  return badge(words.say_or(std::string(subject) + "." + state, state), progress_tone(state));
}

json::object batch_row(const transfer::BatchView& batch, const Writing& with) {
  const Words& words = with.words;
  return {{"href", words.link(std::string(kBatches) + "/" + batch.id)},
          {"title", batch.title},
          {"number", batch.number},
          {"pilot", batch.pilot},
          {"proposals", words.number(batch.proposals)},
          {"until", words.day(batch.proposals_until)},
          {"published_on", batch.published_on ? words.day(*batch.published_on) : std::string()},
          {"state", state_of("batch_state", name_of(batch.state), words)}};
}

Page batches_page(const Asked& asked) {
  const Words& words = asked.words;
  const Writing with{asked.pack, words, asked.today};
  json::array batches;
  for (const auto& batch : transfer::read_batches(asked.tx)) batches.push_back(batch_row(batch, with));
  json::array versions;
  for (const auto& version : transfer::catalogue_versions(asked.tx))
    versions.push_back(json::object{{"number", words.number(version.number)},
                                    {"on", words.day(version.published_on)},
                                    {"cause", words.say("catalogue_cause." + name_of(version.cause))},
                                    {"case_href", words.link("/cases/" + version.case_id)},
                                    {"href", words.link("/functions") + "?version=" + std::to_string(version.number)}});
  return {"function_batches",
          words.say("batches.title"),
          "/catalogues",
          below_functions(words),
          {{"batches", std::move(batches)},
           {"versions", std::move(versions)},
           {"plans_href", words.link(kPlans)},
           {"functions_href", words.link("/functions")}}};
}

// Counts with their share of the highest, for bars.
json::array bars_of(const std::vector<transfer::Counted>& counted, const Words& words, auto title_of) {
  json::array out;
  for (const auto& one : counted)
    out.push_back(json::object{{"title", title_of(one)},
                               {"count", words.number(one.count)},
                               {"percent", 100 * one.count / counted.front().count}});
  return out;
}

Page batch_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto one = transfer::read_batch(asked.tx, Id(asked.request.param("id")));
  if (!one) not_there("function-batch");
  const Writing with{asked.pack, words, asked.today};
  const bool published = one->batch.state == transfer::BatchState::published;
  json::array lines;
  for (const auto& line : one->proposals) {
    if (!published) break;
    const bool in_catalogue = !line.item_state.empty();
    lines.push_back(json::object{
        {"href", words.link((in_catalogue ? "/functions/" : "/cases/") + line.item_id)},
        {"name", line.name},
        {"department", body_named(asked.pack, line.department, words)},
        {"disposal", choice_title(asked.pack, "disposal", name_of(line.disposal), words)},
        {"state", in_catalogue ? words.say_or("function_state." + line.item_state, line.item_state) : std::string()},
        {"holder", line.holder},
        {"holder_href", line.holder_id.empty() ? "" : words.link("/associations/" + line.holder_id)}});
  }
  auto trail = below_functions(words);
  trail.push_back({words.say("batches.title"), std::string(kBatches)});
  const auto disposal = [&](const transfer::Counted& count) {
    return choice_title(asked.pack, "disposal", count.key, words);
  };
  const auto department = [&](const transfer::Counted& count) { return body_named(asked.pack, count.title, words); };
  const auto state = [&](const transfer::Counted& count) {
    return words.say_or("function_state." + count.key, count.key);
  };
  return {"function_batch",
          one->batch.title,
          "/catalogues",
          std::move(trail),
          {{"batch", batch_row(one->batch, with)},
           {"case_href", words.link("/cases/" + one->batch.id)},
           {"total", words.number(one->statistics.total)},
           {"by_disposal", bars_of(one->statistics.by_disposal, words, disposal)},
           {"by_department", bars_of(one->statistics.by_department, words, department)},
           {"by_item_state", bars_of(one->statistics.by_item_state, words, state)},
           {"published", published},
           {"lines", std::move(lines)}}};
}

json::object step_of(Day planned, std::optional<Day> actual, transfer::StepProgress progress, const Words& words) {
  return {{"planned", words.day(planned)},
          {"actual", actual ? words.day(*actual) : std::string()},
          {"state", state_of("step_progress", name_of(progress), words)}};
}

json::object plan_row(const transfer::PlanView& plan, const Writing& with) {
  const Words& words = with.words;
  json::array lines;
  for (const auto& line : plan.lines)
    lines.push_back({{"href", words.link("/functions/" + line.item_id)},
                     {"name", line.name},
                     {"pilot", line.pilot},
                     {"call", step_of(line.call_on, line.called_on, line.call, words)},
                     {"agreement", step_of(line.agree_on, line.agreed_on, line.agreement, words)},
                     {"money", words.yuan(line.money_fen)},
                     {"supervision", line.supervision},
                     {"item_state", words.say_or("function_state." + line.state, line.state)},
                     {"holder", line.holder}});
  return {{"department", body_named(with.pack, plan.department, words)},
          {"year", std::to_string(plan.year)},
          {"batch", plan.batch},
          {"number", plan.number},
          {"case_href", words.link("/cases/" + plan.id)},
          {"done", words.number(plan.done)},
          {"all", words.number(std::ssize(plan.lines))},
          {"overdue", plan.overdue == 0 ? std::string() : words.number(plan.overdue)},
          {"lines", std::move(lines)}};
}

json::object cultivation_row(const transfer::CultivationView& one, const Writing& with) {
  const Words& words = with.words;
  json::array milestones;
  for (const auto& milestone : one.milestones)
    milestones.push_back(
        json::object{{"title", milestone.title},
                     {"due_on", words.day(milestone.due_on)},
                     {"reached_on", milestone.reached_on ? words.day(*milestone.reached_on) : std::string()}});
  return {{"item", one.item},
          {"href", words.link("/functions/" + one.item_id)},
          {"department", body_named(with.pack, one.department, words)},
          {"until", words.day(one.until_day)},
          {"case_href", words.link("/cases/" + one.id)},
          {"number", one.number},
          {"state", state_of("cultivation_state", name_of(one.state), words)},
          {"milestones", std::move(milestones)}};
}

Page plans_page(const Asked& asked) {
  const Words& words = asked.words;
  const Writing with{asked.pack, words, asked.today};
  json::array plans;
  for (const auto& plan : transfer::read_plans(asked.tx, "", "", asked.today, asked.pack.utc_offset))
    plans.push_back(plan_row(plan, with));
  json::array cultivations;
  for (const auto& one : transfer::read_cultivations(asked.tx, "")) cultivations.push_back(cultivation_row(one, with));
  return {"function_plans",
          words.say("plans.title"),
          "/catalogues",
          below_functions(words),
          {{"plans", std::move(plans)}, {"cultivations", std::move(cultivations)}}};
}

}  // namespace

void add_function_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readFunctionBatchesPage",
            std::string(kBatches),
            {"职能转移目录批次页", "Page of the batches and versions of the function catalogue"},
            {},
            false,
            batches_page});
  add_page(routes, parts,
           {"readFunctionBatchPage",
            std::string(kBatches) + "/{id}",
            {"目录批次页", "Page of a batch of the function catalogue"},
            {},
            true,
            batch_page});
  add_page(routes, parts,
           {"readFunctionPlansPage",
            std::string(kPlans),
            {"职能转移方案进度页", "Page of the departments' plans against what happened"},
            {},
            false,
            plans_page});
}

}  // namespace gh::portal
