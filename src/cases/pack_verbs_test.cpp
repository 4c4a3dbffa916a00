// The verbs that a pack may have are those that the engine has.
#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

TEST(PackVerbs, TheEngineHasEveryVerbThatAPackMayHave) {
  City city(store::temporary_sqlite());
  const auto legal = city.as("legal", "legal", "civil-affairs");
  const json::string office(*legal.office);
  // What each form of the pack's verbs asks for.
  const std::map<std::string, json::object> forms = {
      {"", {}},
      {"to-office", {{"to_office", office}}},
      {"office", {{"office", office}}},
      {"reason", {{"reason", "一"}}},
      {"send-back", {{"to_state", "submitted"}, {"reason", "一"}}},
      {"copy", {{"offices", json::array{office}}}},
  };
  const auto pack = city.packs->newest();
  for (const std::string_view verb : policy::kVerbs) {
    const auto found = pack->verbs.find(std::string(verb));
    ASSERT_NE(found, pack->verbs.end()) << "the engine's tests need a pack with " << verb;
    const Id id = city.open(city.founder(), City::application()).case_id;
    // Done or refused, as the case stands; anything else would be the engine's own fault.
    EXPECT_NO_THROW(refusal_of([&] {
      city.perform(city.registrar(), id, std::string(verb), forms.at(found->second.form));
    })) << verb;
  }
}

}  // namespace
}  // namespace gh::cases
