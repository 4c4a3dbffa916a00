// What it costs to hold an act against the rules: a condition of a pack, and a form of twenty fields. Each stands
// beside a floor made of the same library: a Lua function that compares two numbers, and reading the form's own bytes
// as JSON.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <lua.hpp>
#include <memory>

#include "base/assert.h"
#include "policy/conditions.h"
#include "policy/fixture_pack.h"

namespace gh::bench {
namespace {

constexpr int kFields = 20;
constexpr const char* kForm = "twenty";

std::string field(int at) { return fmt::format("field_{}", at); }
bool is_text(int at) { return at % 2 == 0; }

// The small pack of the tests with a form of twenty fields, text and numbers by turns.
std::shared_ptr<const policy::Pack> pack_with_form() {
  auto files = policy::fixture::files();
  std::string form = "x-title: {zh: 表, en: form}\ntype: object\nadditionalProperties: false\nrequired: [";
  for (int at = 0; at < kFields; ++at) form += (at == 0 ? "" : ", ") + field(at);
  form += "]\nproperties:\n";
  for (int at = 0; at < kFields; ++at)
    form += fmt::format(
        "  {}: {{x-title: {{zh: 项, en: field}}, {}}}\n", field(at),
        is_text(at) ? "type: string, minLength: 1, maxLength: 60" : "type: integer, minimum: 0, maximum: 1000000");
  files[fmt::format("forms/{}.yaml", kForm)] = form;
  auto loaded = policy::load_files(files, policy::fixture::offered());
  GH_ASSERT(loaded.pack != nullptr);
  return loaded.pack;
}

json::object filled_in() {
  json::object out;
  for (int at = 0; at < kFields; ++at)
    out[field(at)] = is_text(at) ? json::value("佛山市陶瓷行业协会") : json::value(12345);
  return out;
}

void condition(benchmark::State& state) {
  const auto pack = pack_with_form();
  const json::object form{{"members", 30}};
  policy::Scope scope;
  scope.form = &form;
  scope.today = scope.params_on = day_of(2026, 9, 21);
  scope.pack = pack.get();
  const policy::Conditions conditions;
  for (auto _ : state) benchmark::DoNotOptimize(conditions.holds("form.members >= params.min_members", scope));
}

void condition_floor(benchmark::State& state) {
  const std::unique_ptr<lua_State, void (*)(lua_State*)> lua(luaL_newstate(), lua_close);
  GH_ASSERT(lua != nullptr && luaL_loadstring(lua.get(), "local a, b = ...; return a >= b") == LUA_OK);
  for (auto _ : state) {
    lua_pushvalue(lua.get(), 1);
    lua_pushinteger(lua.get(), 30);
    lua_pushinteger(lua.get(), 30);
    lua_call(lua.get(), 2, 1);
    benchmark::DoNotOptimize(lua_toboolean(lua.get(), -1));
    lua_settop(lua.get(), 1);
  }
}

void form(benchmark::State& state) {
  const auto pack = pack_with_form();
  const policy::Form& rules = *pack->forms.at(kForm);
  const json::value value = filled_in();
  for (auto _ : state) benchmark::DoNotOptimize(rules.faults(value).empty());
}

void form_floor(benchmark::State& state) {
  const std::string bytes = json::serialize(filled_in());
  for (auto _ : state) benchmark::DoNotOptimize(boost::json::parse(bytes).is_object());
}

BENCHMARK(condition)->Name("a condition of a pack");
BENCHMARK(condition_floor)->Name("  floor: a Lua function of two numbers");
BENCHMARK(form)->Name("a form of twenty fields, checked");
BENCHMARK(form_floor)->Name("  floor: its bytes read as JSON");

}  // namespace
}  // namespace gh::bench

// Flags of the other benchmark pass by.
int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
