// One fault of each kind, put into a pack that has none otherwise: it is told by its kind, file and line.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "policy/check.h"
#include "policy/fixture_pack.h"
#include "policy/loader.h"

namespace gh::policy {
namespace {

struct Case {
  const char* name;
  const char* path;
  const char* was;
  const char* becomes;
  const char* kind;
  int line;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class PackFault : public testing::TestWithParam<Case> {};

TEST_P(PackFault, IsToldWithItsPlace) {
  const Case& c = GetParam();
  const Loaded loaded = load_files(fixture::changed(c.path, c.was, c.becomes), fixture::offered());
  EXPECT_EQ(loaded.pack, nullptr);
  const bool told = std::any_of(loaded.faults.begin(), loaded.faults.end(), [&](const Fault& fault) {
    return fault.kind == c.kind && fault.place.file == c.path && fault.place.line == c.line && !fault.says.empty();
  });
  EXPECT_TRUE(told) << "expected " << c.path << ":" << c.line << ": " << c.kind << ", got\n" << report(loaded.faults);
}

constexpr const char* kRegistration = "procedures/registration.yaml";
constexpr const char* kObjection = "procedures/objection.yaml";
constexpr const char* kForm = "forms/application.yaml";

const Case kFiles[] = {
    {"Syntax", "roles.yaml", "sees: all", "sees: [all", "yaml", 5},
    {"NotUtf8", "roles.yaml", "系统", "\xff\xfe", "yaml", 1},
    {"TwoDocuments", "roles.yaml", "founder:", "---\nfounder:", "yaml", 1},
    {"AliasWithinItself", "roles.yaml", "sees: all", "sees: &all [*all]", "yaml", 5},
    {"UnknownAlias", "roles.yaml", "sees: all", "sees: *nobody", "yaml", 5},
    {"DuplicateKey", "roles.yaml", "founder:", "head:", "duplicate-key", 3},
    {"UnknownKey", "roles.yaml", "decides: true", "decide: true", "unknown-key", 2},
    {"MissingKey", "roles.yaml", "scope: opener, ", "", "missing-key", 3},
    {"WrongType", "roles.yaml", "decides: true", "decides: maybe", "wrong-type", 2},
    {"UnknownWord", "roles.yaml", "sees: all", "sees: everything", "wrong-type", 5},
    {"ListForMap", "roles.yaml", "head: {title: {zh: 负责人, en: head},",
     "head: [{title: {zh: 负责人, en: head}}]\nx: {", "wrong-type", 2},
    {"NameWithSpaces", "roles.yaml", "founder:", "\"the founder\":", "wrong-type", 3},
    {"NoSuchDay", "pack.yaml", "2020-01-01", "2020-02-30", "wrong-type", 5},
    {"FractionInParameter", "parameters.yaml", "value: 15", "value: 1.5", "wrong-type", 9},
    {"WrongId", kRegistration, "id: registration", "id: enrolment", "wrong-id", 1},
    {"WrongYear", "calendar/2026.yaml", "year: 2026", "year: 2027", "wrong-id", 1},
    {"NoChinese", "roles.yaml", "{zh: 负责人, en: head}", "{en: head}", "missing-text", 2},
    {"NoEnglish", "clauses.yaml", ", en: decisions are published", "", "missing-text", 2},
    {"EmptyText", "clauses.yaml", "en: decisions are published", "en: ''", "missing-text", 2},
    {"ClauseTwice", "clauses.yaml", "id: 二", "id: 一", "duplicate-id", 2},
    {"IndicatorTwice", "rubrics/grade.yaml", "id: a2", "id: a1", "duplicate-id", 8},
    {"CodeTwice", "catalogues/industries.yaml", "code: \"C\"", "code: \"01\"", "duplicate-id", 5},
    {"HolidayTwice", "calendar/2026.yaml", "off: [", "off: [{day: 2026-01-01, name: {zh: 元旦, en: New Year}}, ",
     "duplicate-id", 4},
    {"OffAndWorked", "calendar/2026.yaml", "2026-01-04", "2026-01-01", "calendar", 1},
};

const Case kNames[] = {
    {"Clause", "parameters.yaml", "cites: [一]\n", "cites: [九]\n", "unknown-clause", 4},
    {"ClauseOfForm", kForm, "x-cites: [一]", "x-cites: [九]", "unknown-clause", 7},
    {"Form", kRegistration, "form: application\n", "form: request\n", "unknown-form", 7},
    {"FormOfAction", kRegistration, "by: [registrar], form: reason", "by: [registrar], form: reasons", "unknown-form",
     26},
    {"Role", kRegistration, "opened_by: [founder]", "opened_by: [founders]", "unknown-role", 6},
    {"RoleOfFallback", "pack.yaml", "no_holder: [head]", "no_holder: [boss]", "unknown-role", 8},
    {"RoleToldOfRedCards", "pack.yaml", "red_card_to: [head]", "red_card_to: [boss]", "unknown-role", 7},
    {"RoleOrRelation", kRegistration, "by: [applicant]", "by: [candidate]", "unknown-role", 41},
    {"Signer", kRegistration, "signers: [panelist]", "signers: [jury]", "unknown-role", 45},
    {"RoleOfParty", kRegistration, "all_with_role: expert", "all_with_role: wizard", "unknown-role", 17},
    {"Relation", kRegistration, "{name: cases.add_party, with: {relation: panelist, all_with_role: expert}}",
     "{name: cases.add_party, with: {relation: panelist, all_with_role: expert}}\n"
     "  - {name: cases.remove_party, with: {relation: juror, party: x}}",
     "unknown-relation", 18},
    {"Body", kRegistration, "authority: civil-affairs", "authority: navy", "unknown-body", 5},
    {"Rubric", kRegistration, "rubric: grade", "rubric: grades", "unknown-rubric", 66},
    {"Catalogue", kForm, "minLength: 2", "x-catalogue: trades, minLength: 2", "unknown-catalogue", 6},
    {"Verb", kRegistration, "verbs: [urge]", "verbs: [urge, beg]", "unknown-verb", 71},
    {"Effect", kRegistration, "name: registry.register", "name: registry.registre", "unknown-effect", 66},
    {"ParentProcedure", kObjection, "parent: [registration]", "parent: [registry]", "unknown-procedure", 7},
    {"StateOfParent", kObjection, "parent_states: [publicity]", "parent_states: [public]", "unknown-state", 1},
    {"State", kRegistration, "form: reason, to: returned", "form: reason, to: retuned", "unknown-state", 26},
    {"StateOfExpression", kRegistration, "may_lead_to: [decision, returned]", "may_lead_to: [decision, return]",
     "unknown-state", 53},
    {"InitialState", kRegistration, "initial: submitted", "initial: submit", "unknown-state", 1},
    {"ActionOfParent", kObjection, "action: reopen", "action: open", "unknown-action", 16},
    {"ActionOfTimer", kRegistration, "action: lapse", "action: end", "unknown-action", 51},
    {"ActionToSign", kRegistration, "action: sign}", "action: seal}", "unknown-action", 42},
    {"Clock", kRegistration, "clocks: [decision]", "clocks: [decide]", "unknown-clock", 37},
    {"Placeholder", kRegistration, "{year}", "{yaer}", "unknown-placeholder", 1},
    {"WordingOfNoParameter", kRegistration, "zh: 会员数达到下限", "zh: '会员数达到{form.name}'", "unknown-placeholder",
     34},
    {"WordingOfUnknownParameter", kRegistration, "zh: 会员数达到下限", "zh: '会员数达到{params.nothing}个'",
     "unknown-parameter", 34},
    {"LetterOfUnknownParameter", "texts.yaml", "{{name}}公示", "{{name}}公示{params.nothing}日", "unknown-parameter",
     1},
    {"LetterOfNoParameter", "texts.yaml", "{{name}}公示", "{name}公示", "unknown-placeholder", 1},
    {"PlaceholderWithoutEnd", kRegistration, "{serial:4}", "{serial:4", "unknown-placeholder", 1},
    {"PlaceholderTooWide", kRegistration, "{serial:4}", "{serial:44}", "unknown-placeholder", 1},
    {"NumberWithoutSerial", kRegistration, "{serial:4}", "1", "unknown-placeholder", 1},
};

constexpr const char* kBoards = "boards.yaml";

const Case kBoardFaults[] = {
    {"RoleOfBoard", kBoards, "roles: [registrar, head]", "roles: [registrar, boss]", "unknown-role", 3},
    {"BodyOfBoard", kBoards, "bodies: [civil-affairs]", "bodies: [navy]", "unknown-body", 4},
    {"ClauseOfBoard", kBoards, "cites: [一]", "cites: [九]", "unknown-clause", 5},
    {"FigureTwice", kBoards, "id: median", "id: money", "duplicate-id", 1},
    {"ListOfFigure", kBoards, "list: contracts", "list: treaties", "unknown-list", 8},
    {"FilterOfFigure", kBoards, "{closed: false, ", "{colour: red, ", "unknown-filter", 7},
    {"ProcedureOfFigure", kBoards, "closed: false, procedure: registration", "closed: false, procedure: marriage",
     "unknown-procedure", 7},
    {"ReadLater", kBoards, "=year_begins", "=tomorrow", "wrong-type", 16},
    {"SumOfNothing", kBoards, "of: amount_fen", "of: charm", "wrong-measure", 8},
    {"LimitsOfAnotherList", kBoards, "list: contracts, of: amount_fen", "list: contracts, measure: median_days",
     "wrong-measure", 8},
    {"ShareOfAnotherList", kBoards, "list: contracts, of: amount_fen", "list: contracts, measure: on_time_permille",
     "wrong-measure", 8},
    {"PerformersOfAnotherList", kBoards, "by: month", "by: performer", "wrong-measure", 11},
    {"KindOfChart", kBoards, "kind: line", "kind: radar", "wrong-type", 11},
    {"ChartWithoutCategories", kBoards, ", by: month", "", "wrong-measure", 11},
    {"KeyOfBoard", kBoards, "kind: line, ", "kind: line, colour: red, ", "unknown-key", 11},
};

const Case kProcedures[] = {
    {"Unreachable", kRegistration,
     "effects: [{name: registry.register, with: {name: \"=form.name\", rubric: grade}}]\n        to: registered",
     "to: refused", "unreachable-state", 68},
    {"DeadEnd", kRegistration, "sign: {title: {zh: 签署, en: sign}, by: [panelist], to: publicity}",
     "sign: {title: {zh: 签署, en: sign}, by: [panelist]}", "dead-end", 42},
    {"StateOnlyLeadingToItself", kObjection, "to: closed", "to: open", "dead-end", 10},
    {"FinalStateWithActions", kRegistration, "refused: {title: {zh: 不予登记, en: refused}, final: true}",
     "refused: {title: {zh: 不予登记, en: refused}, final: true, actions: {appeal: {title: {zh: 复核, en: appeal}, by: "
     "[head], to: decision}}}",
     "final-state-acts", 70},
    {"RuleTwice", kRegistration,
     "rule: name_free\n    field: /form/name\n    says: {zh: 名称未被使用, en: the name is free}\n    cites: [一]",
     "rule: name_free\n    says: {zh: 名称未被使用, en: the name is free}\n    cites: [一]\n"
     "  - {check: 'form.members > 0', rule: name_free, says: {zh: 一, en: one}, cites: [一]}",
     "duplicate-rule", 15},
    {"TimerNotBySystem", kRegistration, "by: [system]", "by: [head]", "timer-not-by-system", 51},
    {"TimerWithoutTime", kRegistration, "after: 7, ", "", "missing-key", 51},
    {"TimerTwice", kRegistration, "- {id: window, action: lapse, after: 7, unit: working_days}",
     "- {id: window, action: lapse, after: 7, unit: working_days}\n      - {id: window, action: lapse, after: 8}",
     "duplicate-id", 52},
    {"MaterialTwice", kRegistration, "materials:\n",
     "materials:\n  - {id: charter, title: {zh: 章程, en: charter}, types: [a/b], size_max_bytes: 1}\n", "duplicate-id",
     20},
    {"WordingWithoutText", kRegistration, "materials:\n",
     "materials:\n  - {id: plan, title: {zh: 方案, en: plan}, types: [a/b], size_max_bytes: 1, wording: none, example: "
     "{}}\n",
     "unknown-text", 19},
    {"WordingWithoutExample", kRegistration, "materials:\n",
     "materials:\n  - {id: plan, title: {zh: 方案, en: plan}, types: [a/b], size_max_bytes: 1, wording: notice, "
     "example: {}}\n",
     "sample-incomplete", 19},
    {"ExampleOfNothing", kRegistration, "materials:\n",
     "materials:\n  - {id: plan, title: {zh: 方案, en: plan}, types: [a/b], size_max_bytes: 1, wording: notice,\n"
     "     example: {name: {zh: 甲, en: a}, day: {zh: 今, en: now}}}\n",
     "sample-incomplete", 19},
    {"ExampleWithoutWording", kRegistration, "materials:\n",
     "materials:\n  - {id: plan, title: {zh: 方案, en: plan}, types: [a/b], size_max_bytes: 1, example: {}}\n",
     "unknown-key", 19},
    {"ClausesWithoutFee", kRegistration, "opened_by: [founder]\n", "opened_by: [founder]\nfee_cites: [一]\n",
     "missing-key", 7},
    {"UnknownClauseOfAFee", kRegistration, "opened_by: [founder]\n",
     "opened_by: [founder]\nfee: {zh: 不收费, en: free}\nfee_cites: [九]\n", "unknown-clause", 8},
    {"SampleThatIsRefused", kForm, "minLength: 2,", "minLength: 2, examples: [x],", "sample-invalid", 1},
    {"NoTelephoneNumber", "pack.yaml", "fallback:",
     "site: {lines: [{purpose: questions, body: civil-affairs, number: ask us}]}\nfallback:", "wrong-type", 8},
    {"LineOfNobody", "pack.yaml", "fallback:",
     "site: {lines: [{purpose: complaints, body: nobody, number: 0000 0000}]}\nfallback:", "unknown-body", 8},
    {"LineForNothing", "pack.yaml", "fallback:",
     "site: {lines: [{purpose: chat, body: civil-affairs, number: 0000 0000}]}\nfallback:", "wrong-type", 8},
    {"ExpressionWithoutStates", kRegistration, "        may_lead_to: [decision, returned]\n", "", "missing-key", 53},
    {"ToAndExpression", kRegistration, "may_lead_to: [decision, returned]",
     "may_lead_to: [decision]\n        to: decision", "wrong-type", 56},
    {"MayLeadToWithoutExpression", kRegistration, "to: review\n  returned",
     "to: review\n        may_lead_to: [review]\n  returned", "unknown-key", 37},
    {"VerbTheEngineHasNot", "verbs.yaml", "urge: {", "beg: {title: {zh: 恳求, en: beg}}\nurge: {", "verb-not-offered",
     1},
    {"SignerWhoMayNotAct", kRegistration, "signers: [panelist]", "signers: [panelist, head]", "signer-outside-by", 45},
    {"SigningOfAnUnknownNumber", kRegistration, "count: 2, ", "", "missing-key", 45},
    {"NobodyActs", kRegistration, "by: [panelist]", "by: []", "missing-key", 47},
    {"FieldThatIsNoPointer", kRegistration, "field: /form/name", "field: name", "wrong-type", 13},
    {"FieldOfCondition", kRegistration, "field: /form/name", "field: /form/nmae", "unknown-field", 13},
    {"NameOfState", kRegistration,
     "initial: submitted\nstates:\n  submitted:", "initial: Sent In\nstates:\n  Sent In:", "wrong-type", 22},
    {"NameOfAction", kRegistration, "reopen: {title", "Re open: {title", "wrong-type", 58},
    {"RelationDecides", kRegistration, "by: [panelist], to: publicity", "by: [panelist], decides: true, to: publicity",
     "decides-outside-public-body", 47},
    {"AssociationDecides", kRegistration, "by: [head]\n        decides: true", "by: [founder]\n        decides: true",
     "decides-outside-public-body", 62},
    {"AdvisorDecides", kRegistration, "by: [head]\n        decides: true", "by: [registrar]\n        decides: true",
     "advisor-decides", 62},
};

const Case kExpressions[] = {
    {"DoesNotParse", kRegistration, "check: form.members >= params.min_members",
     "check: form.members >=", "condition-syntax", 31},
    {"Fraction", kRegistration, "form.members >= params.min_members", "form.members / 2 >= 15", "condition-syntax", 31},
    {"Loop", kRegistration, "form.members >= params.min_members", "form.members:count()", "condition-syntax", 31},
    {"WordOfLua", kRegistration, "form.members >= params.min_members", "form.end == 1", "condition-syntax", 31},
    {"Name", kRegistration, "form.members >= params.min_members", "members >= 3", "unknown-name", 31},
    {"Library", kRegistration, "form.members >= params.min_members", "os.exit()", "unknown-name", 31},
    {"Fact", kRegistration, "registry.is_free(form.name)", "registry.is_taken(form.name)", "unknown-fact", 11},
    {"Parameter", kRegistration, "params.min_members", "params.min_member", "unknown-parameter", 31},
    {"ParameterOfAComputedName", kRegistration, "params.min_members", "params[form.name]", "unknown-parameter", 31},
    {"MemberOfParameter", kRegistration, "params.min_members", "params.shares.huge", "unknown-parameter", 31},
    {"Field", kRegistration, "form.members >= params", "form.member >= params", "unknown-field", 31},
    {"FieldOfAct", kRegistration, "form.members >= params.min_members", "act.reason ~= nil", "unknown-field", 31},
    {"FieldOfActPerformed", kRegistration, "form.members >= params.min_members", "acts['return'].why ~= nil",
     "unknown-field", 31},
    {"ActPerformed", kRegistration, "form.members >= params.min_members", "acts.reject ~= nil", "unknown-action", 31},
    {"MemberOfCase", kRegistration, "form.members >= params.min_members", "case.status == 'x'", "unknown-name", 31},
    {"MemberOfActor", kRegistration, "form.members >= params.min_members", "actor.name == 'x'", "unknown-name", 31},
    {"MemberOfParent", kObjection, "=parent.authority", "=parent.authorities", "unknown-name", 4},
    {"FieldOfParent", kObjection, "=parent.authority", "=parent.form.authority", "unknown-field", 4},
    {"ActOfParent", kObjection, "=parent.authority", "=parent.acts.nothing.x", "unknown-action", 4},
    {"Limit", kRegistration, "limit: params.decision_days", "limit: params.decision_day", "unknown-parameter", 24},
    {"Timer", kRegistration, "after: 7", "after: params.window_days", "unknown-parameter", 51},
    {"SigningCount", kRegistration, "count: 2", "count: params.two", "unknown-parameter", 45},
    {"NextState", kRegistration, "#form.name > 0 and", "#form.title > 0 and", "unknown-field", 56},
    {"ArgumentOfEffect", kRegistration, "=form.name", "=form.title", "unknown-field", 66},
    {"CaseTitle", kRegistration, "title_expression: form.name", "title_expression: form.title", "unknown-field", 8},
};

const Case kValues[] = {
    {"Overlap", "parameters.yaml", "from: 2022-01-01", "from: 2021-06-01", "parameter-overlap", 1},
    {"SameDayTwice", "parameters.yaml", "to: 2021-12-31, value: 50}\n    - {from: 2022-01-01",
     "value: 50}\n    - {from: 2020-01-01", "parameter-overlap", 1},
    {"EndBeforeBegin", "parameters.yaml", "to: 2021-12-31", "to: 2019-12-31", "parameter-overlap", 1},
    {"Gap", "parameters.yaml", "to: 2021-12-31", "to: 2021-06-30", "parameter-gap", 1},
    {"NoValue", "parameters.yaml", ", value: 15", "", "parameter-without-value", 9},
    {"NoValues", "parameters.yaml",
     "values:\n    - {from: 2020-01-01, to: 2021-12-31, value: 50}\n    - {from: 2022-01-01, value: 30}", "values: []",
     "parameter-without-value", 1},
    {"ValueAndValues", "parameters.yaml", "standing: verified", "value: 3", "unknown-key", 5},
    {"SumOfParts", "rubrics/grade.yaml", "points: 20", "points: 21", "rubric-sum", 1},
    {"SumOfAll", "rubrics/grade.yaml", "total: 100", "total: 101", "rubric-sum", 1},
    {"UnknownParent", "rubrics/grade.yaml", "id: a2, parent: a,", "id: a2, parent: c,", "unknown-indicator", 1},
    {"BandsUnsorted", "rubrics/grade.yaml", "min_score: 85", "min_score: 97", "rubric-bands", 1},
    {"BandsOverlap", "rubrics/grade.yaml", "min_score: 85", "min_score: 95", "rubric-bands", 1},
    {"BandOutOfReach", "rubrics/grade.yaml", "min_score: 95", "min_score: 101", "rubric-bands", 1},
    {"StepsMissing", "rubrics/grade.yaml", "services}, points: 40", "services}, points: 40, kind: steps", "rubric-rule",
     1},
    {"StepsOutOfOrder", "rubrics/grade.yaml", "services}, points: 40",
     "services}, points: 40, kind: steps, steps: [40, 10, 20]", "rubric-rule", 1},
    {"StepsBelowThePoints", "rubrics/grade.yaml", "services}, points: 40",
     "services}, points: 40, kind: steps, steps: [30, 0]", "rubric-rule", 1},
    {"CaseAboveThePoints", "rubrics/grade.yaml", "services}, points: 40",
     "services}, points: 40, kind: deduct_per_case, per_case: 41", "rubric-rule", 1},
    {"AnswersMissing", "rubrics/grade.yaml", "services}, points: 40", "services}, points: 40, kind: questionnaire_mean",
     "rubric-rule", 1},
    {"RuleOfAWhole", "rubrics/grade.yaml", "basics}, points: 60", "basics}, points: 60, kind: pro_rata", "rubric-rule",
     1},
    {"BonusBelow", "rubrics/grade.yaml", "title: 会员, points: 20", "title: 会员, points: 20, bonus: true",
     "rubric-rule", 1},
    {"GradeTwice", "rubrics/grade.yaml", "grade: 4A", "grade: 5A", "rubric-bands", 1},
};

const Case kForms[] = {
    {"NoObject", kForm, "type: object", "type: array", "form-invalid", 1},
    {"UnknownType", kForm, "type: integer", "type: int", "form-invalid", 1},
    {"Number", kForm, "type: integer", "type: number", "form-invalid", 7},
    {"BadPattern", kForm, "maxLength: 20", "pattern: '['", "form-invalid", 8},
    {"BadLength", kForm, "maxLength: 20", "maxLength: -1", "form-invalid", 1},
    {"ReferenceToNothing", kForm, "type: string, maxLength: 20", "$ref: '#/definitions/phone'", "form-invalid", 8},
    {"ReferenceToItself", kForm, "type: string, maxLength: 20", "$ref: '#/properties/phone'", "form-invalid", 8},
    {"UnknownKeyword", kForm, "maxLength: 20", "maxlength: 20", "unknown-key", 8},
    {"UnknownFormat", kForm, "maxLength: 20", "format: telephone", "unknown-format", 8},
    {"NoTitle", kForm, "x-title: {zh: 申请表, en: application}\n", "", "form-title", 1},
    {"NoTitleOfField", kForm, "x-title: {zh: 电话, en: telephone}, ", "", "form-title", 8},
    {"NoEnglishTitle", kForm, "{zh: 电话, en: telephone}", "{zh: 电话}", "missing-text", 8},
    {"NoEnglishChoice", kForm, "maxLength: 20", "enum: [a], x-choices: {a: {zh: 甲}}", "missing-text", 8},
    {"ChoiceWithoutTitle", kForm, "maxLength: 20", "enum: [a, b], x-choices: {a: {zh: 甲, en: A}}", "form-title", 8},
    {"OpenObject", kForm, "additionalProperties: false\n", "", "form-open", 1},
    {"RequiredFieldMissing", kForm, "required: [name, members]", "required: [name, member]", "unknown-field", 4},
};

std::string case_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Boards, PackFault, testing::ValuesIn(kBoardFaults), case_name);
INSTANTIATE_TEST_SUITE_P(Files, PackFault, testing::ValuesIn(kFiles), case_name);
INSTANTIATE_TEST_SUITE_P(UnknownNames, PackFault, testing::ValuesIn(kNames), case_name);
INSTANTIATE_TEST_SUITE_P(Procedures, PackFault, testing::ValuesIn(kProcedures), case_name);
INSTANTIATE_TEST_SUITE_P(Expressions, PackFault, testing::ValuesIn(kExpressions), case_name);
INSTANTIATE_TEST_SUITE_P(Values, PackFault, testing::ValuesIn(kValues), case_name);
INSTANTIATE_TEST_SUITE_P(Forms, PackFault, testing::ValuesIn(kForms), case_name);

TEST(PackFaults, AreToldAllAtOnceInTheOrderOfTheFiles) {
  fixture::Files files = fixture::changed("roles.yaml", "sees: all", "sees: everything");
  files["parameters.yaml"] = "x: {}\n";
  files["notes.csv"] = "a,b";
  files.erase("clauses.yaml");
  const Loaded loaded = load_files(files, fixture::offered());
  EXPECT_EQ(loaded.pack, nullptr);
  std::set<std::string> kinds;
  for (const Fault& fault : loaded.faults) kinds.insert(fault.kind);
  for (const char* kind : {"wrong-type", "missing-key", "parameter-without-value", "unknown-file", "missing-file",
                           "unknown-clause", "unknown-parameter"})
    EXPECT_TRUE(kinds.contains(kind)) << kind;
  EXPECT_TRUE(std::is_sorted(loaded.faults.begin(), loaded.faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
  }));
}

TEST(PackFaults, AreWrittenAsCompilersWriteThem) {
  EXPECT_EQ(report(std::vector<Fault>{{{"roles.yaml", 3}, "unknown-key", "role has no key 'x'"},
                                      {{"clauses.yaml", 0}, "missing-file", "!"}}),
            "roles.yaml:3: unknown-key: role has no key 'x'\nclauses.yaml: missing-file: !\n");
}

TEST(PackFaults, OfALicensingDecisionNameTheLaw) {
  // The licence rule names its law, so that the author knows that no parameter will bend it.
  const Loaded loaded = load_files(
      fixture::changed(kRegistration, "by: [head]\n        decides: true", "by: [expert]\n        decides: true"),
      fixture::offered());
  ASSERT_EQ(loaded.faults.size(), 1U) << report(loaded.faults);
  EXPECT_NE(loaded.faults.front().says.find("行政许可法"), std::string::npos);
}

TEST(PackFaults, ABombOfAliasesIsStopped) {
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 9; ++j) bomb += "," + before;
    bomb += "]\n";
  }
  fixture::Files files = fixture::files();
  files["texts.yaml"] = bomb;
  const Loaded loaded = load_files(files, fixture::offered());
  EXPECT_TRUE(
      std::any_of(loaded.faults.begin(), loaded.faults.end(), [](const Fault& fault) { return fault.kind == "yaml"; }));
}

TEST(PackFaults, DeepNestingIsStopped) {
  fixture::Files files = fixture::files();
  files["texts.yaml"] = std::string(5'000, '[') + std::string(5'000, ']');
  const Loaded loaded = load_files(files, fixture::offered());
  EXPECT_FALSE(loaded.faults.empty());
  EXPECT_EQ(loaded.pack, nullptr);
}

TEST(PackFaults, AnEmptyFileIsNoPackProcedureOrForm) {
  for (const char* path : {"pack.yaml", kRegistration, kForm, "rubrics/grade.yaml", "calendar/2026.yaml"}) {
    fixture::Files files = fixture::files();
    files[path] = "# nothing yet\n";
    const Loaded loaded = load_files(files, fixture::offered());
    EXPECT_TRUE(std::any_of(loaded.faults.begin(), loaded.faults.end(),
                            [&](const Fault& fault) { return fault.place.file == path && fault.kind == "wrong-type"; }))
        << path << "\n"
        << report(loaded.faults);
  }
}

RC_GTEST_PROP(PackFaults, AnyDamageGivesAPackOrFaultsAndNothingElse, ()) {
  fixture::Files files = fixture::files();
  const auto path = *rc::gen::elementOf(files);
  std::string& content = files.at(path.first);
  const auto at = *rc::gen::inRange<std::size_t>(0, content.size());
  const auto length = *rc::gen::inRange<std::size_t>(0, 12);
  const auto put = *rc::gen::element<std::string>("", " ", "\n", "{", "]", ":", "- ", "&a *a", "~", "0", "'", "=",
                                                  "99999999999999999999", "{zh: 一}", "null", "\xff");
  content.replace(at, length, put);
  const Loaded loaded = load_files(files, fixture::offered());
  RC_ASSERT((loaded.pack == nullptr) == !loaded.faults.empty());
}

TEST(PackFaults, TooManyOrTooLargeFilesAreRefused) {
  fixture::Files many;
  for (std::size_t i = 0; i <= kPackFilesMax; ++i) many["texts/" + std::to_string(i) + ".yaml"] = "";
  EXPECT_EQ(load_files(many, fixture::offered()).faults.front().kind, "too-large");
  fixture::Files large = fixture::files();
  large["texts.yaml"] = std::string(kPackFileMaxBytes + 1, '#');
  EXPECT_EQ(load_files(large, fixture::offered()).faults.front().kind, "too-large");
}

}  // namespace
}  // namespace gh::policy
