#include "app/demo_stories.h"

#include <charconv>

#include "cases/model.h"

namespace gh::app {
namespace {

constexpr std::string_view kToday = "=today";

bool closed(Play& play, const Id& case_id) {
  return play.tx().integer("select count(*) from case_file where id = ? and closed_at is not null", {case_id}) == 1;
}

json::object filled(const json::object& form, Day today) { return with_days(form, today).as_object(); }

}  // namespace

json::value with_days(const json::value& form, Day today) {
  if (form.is_object()) {
    json::object out;
    for (const auto& member : form.as_object()) out[member.key()] = with_days(member.value(), today);
    return out;
  }
  if (form.is_array()) {
    json::array out;
    for (const auto& item : form.as_array()) out.push_back(with_days(item, today));
    return out;
  }
  if (!form.is_string() || !std::string_view(form.as_string()).starts_with(kToday)) return form;
  const std::string_view shift = std::string_view(form.as_string()).substr(kToday.size());
  int days = 0;
  if (!shift.empty()) {
    const auto* begin = shift.data() + (shift.front() == '+' ? 1 : 0);
    std::from_chars(begin, shift.data() + shift.size(), days);
  }
  return json::string(text(today + std::chrono::days{days}));
}

Flow tell_on(Play& play, Id case_id, std::vector<Step> steps, int pace_days) {
  for (const Step& step : steps) {
    co_await play.days(1, pace_days);
    for (int waited = 0; play.state(case_id) != step.in; ++waited) {
      if (waited == kWaitDaysMax || closed(play, case_id)) co_return;
      co_await play.days(1, 2);
    }
    play.act(step.by, case_id, step.action, filled(step.form, play.today()));
  }
}

Flow tell(Play& play, Day from, std::function<Story()> story) {
  co_await play.on(from);
  const Story told = story();
  if (told.procedure.empty()) co_return;
  const Id id = play.open(told.by, told.procedure, filled(told.form, play.today()));
  for (const std::string& material : told.materials) play.upload(told.by, id, material);
  tell_on(play, id, told.steps, told.pace_days);
}

json::object opinion_form(const char* opinion) { return {{"opinion", opinion}, {"favourable", true}}; }
json::object decision_form(const char* reason) { return {{"reason", reason}, {"remedies_told", true}}; }
json::object meeting_form() {
  return {{"kind", "members"}, {"due", 60}, {"present", 52}, {"in_favour", 50}, {"against", 1}, {"abstained", 1}};
}
json::object today_form(const char* member) { return {{member, "=today"}}; }

}  // namespace gh::app
