#include "scenarios/walk.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "scenarios/matching.h"

namespace gh::scenarios {
namespace {

constexpr int kWaitingMax = 100;  // lines of an inbox that are looked through
constexpr std::int64_t kEachMax = 1'000;

Instant instant_from(const std::string& written) {
  // 2026-09-21T09:00+08:00 may leave its seconds out.
  const bool short_form = written.size() > 16 && (written[16] == '+' || written[16] == 'Z');
  const auto instant = parse_instant(short_form ? written.substr(0, 16) + ":00" + written.substr(16) : written);
  if (!instant) throw std::runtime_error("no instant: " + written);
  return *instant;
}

void check_members(const json::object& says) {
  static const std::set<std::string_view> kKnown = {
      "at",     "later",   "scheduler", "timers",  "let",    "as",     "as_each", "open",    "do",     "upload",
      "on",     "like",    "with",      "form",    "parent", "alias",  "state",   "refused", "key",    "same_answer_as",
      "due_on", "at_most", "times",     "content", "name",   "expect", "version", "get",     "status", "matches"};
  for (const auto& member : says)
    if (!kKnown.contains(member.key())) throw std::runtime_error("a step has no member " + std::string(member.key()));
}

// A target may be written in Chinese: what isn't ASCII is encoded.
std::string encoded_target(std::string_view target) {
  std::string out;
  for (const char byte : target)
    out += static_cast<unsigned char>(byte) < 0x80 ? std::string(1, byte) : encoded({&byte, 1});
  return out;
}

std::string bytes_like(std::string_view content) {
  if (content.empty() || content == "pdf") return "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";
  if (content == "png") return std::string("\x89PNG\r\n\x1a\n", 8);
  return std::string(content);
}

}  // namespace

StepFailed::StepFailed(const Step& step, const std::string& what)
    : std::runtime_error(step.file + ":" + std::to_string(step.line) + ": " + what +
                         "\n  step: " + json::serialize(step.says).substr(0, 1500)) {}

Walk::Walk(Client& client, const Scenario& scenario, const std::filesystem::path& pack_folder,
           const std::string& security_secret)
    : client_(client),
      scenario_(scenario),
      people_(client, instant_from(scenario.begins), security_secret),
      values_(pack_folder, [this](const std::string& name) -> json::value {
        return people_.knows(name) ? json::value(people_.who(name)) : json::value(nullptr);
      }) {
  values_.clock_is(instant_from(scenario.begins));
}

void Walk::perform() {
  for (const Person& person : scenario_.people) people_.add(person);
  for (const Step& step : scenario_.steps) {
    try {
      perform(step);
    } catch (const std::exception& trouble) {
      throw StepFailed(step, trouble.what());
    }
  }
}

void Walk::perform(const Step& step) {
  const json::object& says = step.says;
  check_members(says);
  if (says.contains("at") || says.contains("later")) {
    move_clock(says);
  } else if (says.contains("let")) {
    define(says);
  } else if (says.contains("open")) {
    open_case(says);
  } else if (says.contains("as_each")) {
    act_each(says);
  } else if (says.contains("do")) {
    act(says, text_at(says, "as"));
  } else if (says.contains("upload")) {
    upload(says);
  } else if (says.contains("expect")) {
    read(says);
  } else {
    throw std::runtime_error("nothing to do in this step");
  }
}

Instant Walk::instant_of_step(const json::object& says) {
  if (says.contains("at")) return instant_from(std::string(values_.resolved(says.at("at")).as_string()));
  const json::object& later = says.at("later").as_object();
  Instant out = values_.now();
  for (const auto& part : later) {
    const std::int64_t count = part.value().as_int64();
    if (part.key() == "days") {
      out += std::chrono::days(count);
    } else if (part.key() == "hours") {
      out += std::chrono::hours(count);
    } else if (part.key() == "milliseconds") {
      out += std::chrono::milliseconds(count);
    } else if (part.key() == "working_days") {
      // The first moment after that many working days, today not counted.
      const std::string from = text(local_day(out, kCityOffset));
      const Answer answer = client_.call(
          {"GET", "/api/v1/calendar/working-days?from=" + from + "&days=" + std::to_string(count), {}, "", ""});
      const auto due = parse_day(string_at(answer.content(), "due"));
      if (!due) throw std::runtime_error("no working days: " + answer.shown());
      out = start_of(*due + std::chrono::days(1), kCityOffset);
    } else {
      throw std::runtime_error("later by what: " + std::string(part.key()));
    }
  }
  return out;
}

void Walk::move_clock(const json::object& says) {
  const Instant instant = instant_of_step(says);
  json::object body{{"now", text(instant)}};
  if (string_at(says, "scheduler") == "off") body["timers"] = false;
  const Answer answer = client_.call({"POST", "/api/v1/test/clock", {}, json::serialize(body), "application/json"});
  if (answer.status != 200) throw std::runtime_error("the clock: " + answer.shown());
  values_.clock_is(instant);
  people_.clock_is(instant);
  const json::value fired = at_or_null(answer.content(), "timers");
  if (says.contains("timers") && fired != says.at("timers"))
    throw std::runtime_error("timers fired: " + json::serialize(fired));
}

void Walk::define(const json::object& says) {
  for (const auto& one : says.at("let").as_object()) values_.set(one.key(), values_.resolved(one.value()));
}

json::value Walk::form_of(const json::object& says) const {
  json::value form = json::object{};
  if (const std::string like = text_at(says, "like"); !like.empty()) {
    const auto found = scenario_.forms.find(like);
    if (found == scenario_.forms.end()) throw std::runtime_error("no form is called " + like);
    form = found->second;
  }
  for (const char* change : {"form", "with"})
    if (says.contains(change)) form = amended(std::move(form), says.at(change));
  return values_.resolved(form);
}

std::string Walk::case_of(const json::object& says) {
  const std::string on = text_at(says, "on");
  return text_at(values_.at(on).as_object(), "id");
}

Answer Walk::send(const json::object& says, const std::string& person, Call call) {
  if (const std::string key = text_at(says, "key"); !key.empty())
    call.headers.emplace_back("Idempotency-Key", values_.resolved_text(key));
  return people_.call(person, std::move(call));
}

void Walk::hold_answer(const json::object& says, const Answer& answer, int success) {
  if (says.contains("refused")) {
    if (answer.status < 400) throw std::runtime_error("was to be refused, but: " + answer.shown());
    const json::value expected = values_.resolved(says.at("refused"));
    if (const auto wrong = refusal_mismatches(answer.status, answer.content(), expected.as_object()); !wrong.empty())
      throw std::runtime_error(wrong + "\n  " + answer.shown());
    return;
  }
  if (answer.status != success) throw std::runtime_error("refused: " + answer.shown());
  const json::value content = answer.content();
  if (const std::string state = text_at(says, "state"); !state.empty() && string_at(content, "state") != state)
    throw std::runtime_error("led to the state " + std::string(string_at(content, "state")));
  if (const std::string first = text_at(says, "same_answer_as");
      !first.empty() && values_.at(first).at("answer") != content)
    throw std::runtime_error("another answer than the first: " + answer.shown());
}

// The alias knows the case by id, number, state and version, and the whole last answer.
void Walk::keep(const json::object& says, const Answer& answer) {
  const std::string alias = says.contains("alias") ? text_at(says, "alias") : text_at(says, "on");
  if (alias.empty() || says.contains("refused") || says.contains("same_answer_as")) return;
  const json::value content = answer.content();
  json::object known{{"answer", content}, {"id", at_or_null(content, "case_id")}};
  for (const char* member : {"number", "state", "version", "act"}) known[member] = at_or_null(content, member);
  values_.set(alias, std::move(known));
}

void Walk::hold_case(const json::object& says, const std::string& person, const std::string& case_id) {
  if (!says.contains("due_on")) return;
  const Answer answer = people_.call(person, {"GET", "/api/v1/cases/" + case_id, {}, "", ""});
  const json::value due = at_or_null(answer.content(), "due_on");
  if (due != values_.resolved(says.at("due_on"))) throw std::runtime_error("is due on " + json::serialize(due));
}

void Walk::open_case(const json::object& says) {
  const std::string person = text_at(says, "as");
  json::object body{{"procedure", says.at("open")}, {"form", form_of(says)}};
  if (const std::string parent = text_at(says, "parent"); !parent.empty()) body["parent"] = values_.at(parent).at("id");
  const Answer answer = send(says, person, {"POST", "/api/v1/cases", {}, json::serialize(body), "application/json"});
  hold_answer(says, answer, 201);
  keep(says, answer);
  if (!says.contains("refused")) hold_case(says, person, std::string(string_at(answer.content(), "case_id")));
}

// -1 where this person may not read the case.
std::int64_t Walk::version_of(const std::string& person, const std::string& case_id) {
  const Answer answer = people_.call(person, {"GET", "/api/v1/cases/" + case_id, {}, "", ""});
  const json::value version = at_or_null(answer.content(), "version");
  return version.is_int64() ? version.get_int64() : -1;
}

void Walk::act(const json::object& says, const std::string& person) {
  const std::string case_id = case_of(says);
  json::object body{{"action", says.at("do")}};
  if (const json::value form = form_of(says); !form.as_object().empty() || says.contains("form")) body["form"] = form;
  if (says.contains("version")) body["version"] = values_.resolved(says.at("version"));
  const bool refused = says.contains("refused");
  const std::int64_t before = refused ? version_of(person, case_id) : 0;
  const Answer answer =
      send(says, person, {"POST", "/api/v1/cases/" + case_id + "/acts", {}, json::serialize(body), "application/json"});
  hold_answer(says, answer, 200);
  keep(says, answer);
  if (!refused)
    hold_case(says, person, case_id);
  else if (version_of(person, case_id) != before)
    throw std::runtime_error("was refused and has changed the case");
}

// Everybody of that name in whose inbox the case waits, in turn.
void Walk::act_each(const json::object& says) {
  const std::string case_id = case_of(says);
  json::object each = says;
  each.erase("state");  // where the last of them leads
  std::int64_t times = 0;
  const std::int64_t most = says.contains("at_most") ? says.at("at_most").as_int64() : kEachMax;
  for (const std::string& person : people_.named(text_at(says, "as_each"))) {
    if (times >= most) break;
    const Answer inbox =
        people_.call(person, {"GET", "/api/v1/inbox?limit=" + std::to_string(kWaitingMax), {}, "", ""});
    const json::value lines = at_or_null(inbox.content(), "items");
    if (!lines.is_array()) throw std::runtime_error(person + " has no inbox: " + inbox.shown());
    for (const json::value& line : lines.get_array()) {
      if (string_at(line, "case_id") != case_id) continue;
      act(each, person);
      ++times;
      break;
    }
  }
  if (says.contains("times") && times != says.at("times").as_int64())
    throw std::runtime_error("was done by " + std::to_string(times));
  if (times == 0) throw std::runtime_error("waits for nobody of that name");
  if (const std::string state = text_at(says, "state");
      !state.empty() && string_at(values_.at(text_at(says, "on")), "state") != state)
    throw std::runtime_error("led to the state " + json::serialize(values_.at(text_at(says, "on")).at("state")));
}

void Walk::upload(const json::object& says) {
  const std::string case_id = case_of(says);
  const json::value& kinds = says.at("upload");
  const json::array all = kinds.is_array() ? kinds.get_array() : json::array{kinds};
  for (const json::value& kind : all) {
    const std::string name = says.contains("name") ? text_at(says, "name") : std::string(kind.as_string()) + ".pdf";
    const std::string target =
        "/api/v1/cases/" + case_id + "/materials?kind=" + encoded(kind.as_string()) + "&name=" + encoded(name);
    const Answer answer = send(says, text_at(says, "as"),
                               {"POST", target, {}, bytes_like(text_at(says, "content")), "application/octet-stream"});
    hold_answer(says, answer, 201);
  }
}

void Walk::read(const json::object& says) {
  const json::object& expected = says.at("expect").as_object();
  const std::string target = values_.resolved_text(string_at(expected, "get"));
  const Answer answer = people_.call(text_at(says, "as"), {"GET", encoded_target(target), {}, "", ""});
  const json::value& status = at_or_null(expected, "status");
  const std::int64_t wanted = status.is_int64() ? status.get_int64() : 200;
  if (answer.status != wanted) throw std::runtime_error(target + ": " + answer.shown());
  const json::value content = answer.is_json() ? answer.content() : json::value(answer.body);
  if (const std::string alias = text_at(says, "alias"); !alias.empty()) values_.set(alias, content);
  const json::value matches = values_.resolved(at_or_null(expected, "matches"));
  if (!matches.is_object()) return;
  if (const auto wrong = mismatches(content, matches.get_object()); !wrong.empty())
    throw std::runtime_error(target + ":" + wrong + "\n  " + answer.shown());
}

}  // namespace gh::scenarios
