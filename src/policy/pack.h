// A policy pack: the rules of one city under one document, as values. Loaded and checked as a whole (loader.h);
// immutable afterwards and shared by every thread.
#pragma once
#include <array>
#include <boost/describe/enum.hpp>
#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/time.h"
#include "calendar/working_days.h"

namespace gh::policy {

// Where in the pack something stands, for faults: "procedures/grade.yaml:12".
struct Place {
  std::string file;
  int line = 0;
};

// One clause of the document or of a law it leans on: an id people recognise and a paraphrase of our own.
struct Clause {
  std::string id;      // "三(二)2", "行政许可法32"
  std::string source;  // "佛府办〔2012〕93号"
  Text says;
};

// How sure the house is of a number: read in the rule, not yet found there, or chosen by us where the rule is silent.
enum class Standing { kVerified, kUnverified, kModel };

// A value from a day on (inclusive) until the next; open at the end. Overlaps and gaps are faults of the pack.
struct DatedValue {
  Day from;
  std::optional<Day> to;  // last day (inclusive); set only where the parameter ends
  json::value value;
};
struct Parameter {
  std::string id;
  Text title;
  std::string unit;  // "working_days", "members", "fen", "permille", …
  std::vector<std::string> cites;
  Standing standing = Standing::kVerified;
  std::vector<DatedValue> values;  // in order of `from`
};

// Where an office of this role may act on a case.
enum class RoleScope {
  kAuthority,  // the office's organisation is the one that handles the case
  kDivision,   // the office's division is the case's or above it
  kParty,      // the office's organisation (or the office itself) stands in the case's parties under some relation
  kOpener,     // whoever opened the case
  kSystem,     // the program itself
};
// Which cases an office of this role may read.
enum class Sight { kOwn, kOrganisation, kDepartment, kDivision, kAll };

struct Role {
  std::string id;
  Text title;
  RoleScope scope = RoleScope::kAuthority;
  Sight sees = Sight::kOrganisation;
  bool decides = false;      // may decide, not only advise (行政许可法 23, 24)
  bool public_body = false;  // held in a state organ; only such a role may decide on a licence
};

// A body of the city that exists by the document, not by registration: its departments and joint bodies.
struct Body {
  std::string id;  // "civil-affairs"
  Text name;
  std::string division;
  std::string kind;  // "department", "joint_body", "district_department"
  std::string parent;
  std::vector<std::string> roles;
};

struct Condition {
  std::string check;  // Lua expression, must give true or false
  std::string rule;   // stable name for clients and tests, unique in its action: "min_members"
  std::string field;  // the field it is about as JSON pointer into what is sent ("/form/members"), or empty
  Text says;          // what must hold
  std::vector<std::string> cites;
  Place place;
};

struct EffectCall {
  std::string name;             // "registry.register"
  json::object with;            // arguments; a string that begins with '=' is a Lua expression
  bool each_signature = false;  // where several sign: with every signature, not only when enough have signed
  Place place;
};

// Several people sign one step. `signers` are roles or relations; a relation stands for all the parties under it.
enum class SigningMode { kAll, kAny, kInOrder, kCount };
struct Signing {
  SigningMode mode = SigningMode::kAll;
  std::string count;  // Lua expression for kCount: n of m
  std::vector<std::string> signers;
  std::string action;   // the action that is complete when enough have performed it
  bool closed = false;  // what one has signed, the others read when all have
  Place place;
};

// A limit that runs while the case is in the state. Entering a state whose clock of the same id stood still resumes it.
struct ClockRule {
  std::string id;     // defaults to the state's id
  std::string limit;  // Lua expression giving a whole number >= 1
  calendar::Unit unit = calendar::Unit::kWorkingDays;
  std::vector<std::string> cites;
  Place place;
};
// Clocks of other states that stand still in this one, and why.
struct Pause {
  std::vector<std::string> clocks;
  Text reason;
  std::vector<std::string> cites;
};

// An action of the office `system` that falls due: either an instant given by an expression (UTC milliseconds) or so
// many days after the state was entered, at the start of the day after the last one.
struct TimerRule {
  std::string id;
  std::string action;
  std::string at;     // Lua expression, or empty
  std::string after;  // Lua expression of a number of days, or empty
  calendar::Unit unit = calendar::Unit::kWorkingDays;
  Place place;
};

struct Action {
  std::string id;
  Text title;
  std::vector<std::string> by;  // roles and relations (applicant, subject, opener, or a party relation)
  std::string form;             // form id, or empty for none
  bool amends = false;          // its form replaces the case's form
  std::vector<Condition> conditions;
  std::vector<EffectCall> effects;
  std::string to;                        // the state it leads to; empty = stays
  std::string to_expression;             // Lua expression giving a state, instead of `to`
  std::vector<std::string> may_lead_to;  // every state `to` or `to_expression` can give
  bool decides = false;
  bool four_eyes = false;  // not by the account that performed the previous act of the case
  bool retreat = false;    // leads back, out or against it: nothing that a page proposes first
  std::vector<std::string> cites;
  Place place;
};

struct State {
  std::string id;
  Text title;            // for staff
  Text applicant_title;  // for the applicant; falls back to title
  Text public_title;     // for everybody; falls back to title
  bool final = false;
  std::optional<ClockRule> clock;
  std::optional<Pause> pause;
  std::optional<Signing> signing;
  std::vector<TimerRule> timers;
  std::map<std::string, Action> actions;
  std::vector<std::string> action_order;  // as written
  Place place;
};

struct MaterialKind {
  std::string id;
  Text title;
  bool required = true;
  std::vector<std::string> types;  // allowed media types by content: "application/pdf", "image/png", …
  std::int64_t size_max_bytes = 0;
  Text issued_by;       // who issues it, where the applicant doesn't write it; or empty
  std::string wording;  // text (texts.yaml) it may be written after; its variables are what is filled in
  std::map<std::string, Text> example;  // a plainly exemplary value for each variable of the wording
};

// How a case may be found by strangers.
enum class Publicity { kPublic, kParties, kOffice };

struct Procedure {
  std::string id;
  Text title;
  std::vector<std::string> cites;
  std::string number;     // "佛民登〔{year}〕{serial}号"
  std::string authority;  // body id that handles it, or "=<Lua expression>" giving an organisation id
  std::vector<std::string> opened_by;
  std::string form;
  std::vector<Condition> conditions;       // of opening
  std::vector<EffectCall> effects;         // of opening
  std::string parent;                      // procedure of the case it belongs to ("a|b": of either), or empty
  std::vector<std::string> parent_states;  // states the parent must be in; empty = any
  bool parent_optional = false;            // it may stand alone
  bool parent_rules = false;               // parameters are those of the day the parent was opened
  std::string subject;           // Lua expression giving the organisation it is about, or empty = the applicant
  std::string title_expression;  // Lua expression giving a case's title (public), or empty
  Publicity publicity = Publicity::kParties;
  std::string sealed_until;  // Lua expression of an instant: until then nobody but the opener reads the form
  std::vector<MaterialKind> materials;
  std::string initial;  // first state
  std::map<std::string, State> states;
  std::vector<std::string> state_order;
  std::vector<std::string> verbs;  // approval verbs allowed in it; empty = all of the pack's
  // For the service guide: the limit of the law that the clocks undercut and what it costs, each with the clauses it
  // rests on; without a clause it is what the pack chose where the rules are silent. Empty where nothing is said.
  Text legal_limit;
  std::vector<std::string> legal_limit_cites;
  Text fee;
  std::vector<std::string> fee_cites;
  Place place;
};

// A form: JSON Schema (draft 7) with titles, x-public and x-personal. Validation is compiled once.
class Form {
 public:
  virtual ~Form() = default;
  virtual const std::string& id() const = 0;
  virtual const json::object& schema() const = 0;
  // Every fault at once, with JSON pointer, the keyword as the rule, and the schema's own x-cites as the clause.
  virtual std::vector<FieldError> faults(const json::value& value) const = 0;
  // The members whose schema says x-public, nested ones too; what a leaf of the log shows in clear.
  virtual json::object public_part(const json::object& value) const = 0;
  // The same without the members whose schema says x-personal, for readers who may not see them.
  virtual json::object impersonal_part(const json::object& value) const = 0;
};

// Which scores an indicator without parts takes, spelled as in the pack.
enum class LeafRule {
  any,                 // from 0 to its points, for no reason to be given
  all_or_nothing,      // its points or 0
  steps,               // one of the steps
  pro_rata,            // its points times a share
  deduct_per_case,     // its points less so much a case, 0 at least
  one_strike,          // its points; 0 with the first case found
  evidence_missing,    // judged; 0 without evidence
  questionnaire_mean,  // its points times the mean of the answers; 0 with too few of them
};
BOOST_DESCRIBE_ENUM(LeafRule, any, all_or_nothing, steps, pro_rata, deduct_per_case, one_strike, evidence_missing,
                    questionnaire_mean)

// A tree of indicators with points that add up (checked): grade rubrics, tender score sheets, evaluations.
struct Indicator {
  std::string id;
  std::string parent;  // empty at the top
  Text title;
  std::int64_t points = 0;  // in units of 1/Rubric::denominator point
  Text rule;                // how it is scored; empty where the points speak for themselves
  Text evidence;            // what shows it
  std::string origin;
  LeafRule kind = LeafRule::any;
  std::vector<std::int64_t> steps{};  // of kind steps: highest first
  std::int64_t per_case = 0;          // of kind deduct_per_case
  std::int64_t answers_least = 0;     // of kind questionnaire_mean
  bool bonus = false;                 // at the top: adds to the others, up to Rubric::bonus_cap
};
struct Band {
  std::string grade;       // "5A"
  std::int64_t min_score;  // lower bound, inclusive, in the rubric's unit
};
struct Rubric {
  std::string id;
  Text title;
  std::vector<std::string> cites;
  std::int64_t denominator = 1;  // scores are integers in 1/denominator points: 10 = one decimal
  std::int64_t total = 0;        // in that unit; bonus indicators stand beside it
  std::int64_t bonus_cap = 0;    // most that bonus indicators add; no sum goes above `total`
  std::vector<Indicator> indicators;
  std::vector<Band> bands;  // highest first
  Standing standing = Standing::kModel;
};

// One published list of the pack (functions to transfer, services to buy, industries): rows with stable codes.
struct CatalogueRow {
  std::string code;
  Text name;
  json::object fields;
  Standing standing = Standing::kVerified;
  std::string origin;
};
struct Catalogue {
  std::string id;
  Text title;
  std::vector<std::string> cites;
  std::vector<CatalogueRow> rows;
};

// The verbs of approval (转办, 委派, 加签 …) that the engine has, and so all that a pack can allow.
inline constexpr std::array<std::string_view, 11> kVerbs = {"hand-over", "delegate",  "add-signer", "remove-signer",
                                                            "opine",     "send-back", "withdraw",   "copy",
                                                            "urge",      "claim",     "release"};
// One as the pack allows it: which form it takes, what it is called.
struct Verb {
  std::string id;  // of kVerbs
  Text title;
  std::string form;
  std::vector<std::string> cites;
};

// Who acts where a step has nobody who could, or only the applicant: role of the authority, then of the division.
struct Fallback {
  std::vector<std::string> no_holder;
  std::vector<std::string> holder_is_applicant;
};

// A telephone line of the site.
enum class LinePurpose { kQuestions, kComplaints };
struct ServiceLine {
  LinePurpose purpose = LinePurpose::kQuestions;
  std::string body;    // who answers
  std::string number;  // "0757-0000 0000"
  Text hours;          // when somebody answers; or empty
};

// What the public portal says of its site; everything may be left out, and then isn't shown.
struct Site {
  std::string sponsor;                      // body that answers for it (主办单位)
  std::string oversight;                    // body that takes complaints about how cases are handled
  Text contact;                             // where questions go
  std::string site_code;                    // of the registered government site (政府网站标识码)
  std::string record_number;                // ICP备案号
  std::vector<ServiceLine> lines;           // in the order they are shown
  Standing standing = Standing::kVerified;  // of the numbers above: shown as examples where they aren't verified
  std::vector<std::string> services;        // procedures that most people come for, in order
};

class Pack {
 public:
  // "440600/2012-93"
  std::string id;
  std::string division;
  std::string version;  // "1.0.0+3fa9c1d2": as declared, and the digest of all its files
  Text title;
  Day in_force_from;
  UtcOffset utc_offset{0};
  int warn_permille = 800;  // share of a limit at which the owner is warned (黄牌)
  // Roles told of a limit that has run out (红牌), besides its owner: of the division, or of the authority alone.
  std::vector<std::string> red_card_to;

  std::map<std::string, Clause> clauses;
  std::vector<std::string> clause_order;
  std::map<std::string, Parameter> parameters;
  std::map<std::string, Role> roles;
  std::map<std::string, Body> bodies;
  std::map<std::string, Procedure> procedures;
  std::map<std::string, std::shared_ptr<const Form>> forms;
  std::map<std::string, Rubric> rubrics;
  std::map<std::string, Catalogue> catalogues;
  std::map<std::string, Verb> verbs;
  std::map<std::string, Text> texts;  // templates of notices and letters, by id (mustache)
  Fallback fallback;
  Site site;
  std::vector<calendar::PublishedYear> calendar;
  // The files it was made of, path → content, so that it can be kept and loaded again.
  std::map<std::string, std::string> files;

  // The value in force on that day; nullptr when the parameter is unknown or has none then.
  const json::value* parameter(std::string_view name, Day on) const;
  const Procedure& procedure(std::string_view id) const;  // throws Problem kNotFound
};

}  // namespace gh::policy
