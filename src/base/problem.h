// A refusal: what the caller can put right. Turned into application/problem+json (RFC 9457) once, in http/.
#pragma once
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace gh {

// Stable codes: a contract with clients and tests. Titles and HTTP status of each stand in problem.cpp.
enum class ProblemCode {
  kMalformed,            // 400 the request can't be read at all
  kUnauthenticated,      // 401
  kForbidden,            // 403 no rule allows it
  kCsrf,                 // 403 a browser's act without its token
  kNotFound,             // 404
  kMethodNotAllowed,     // 405
  kConflict,             // 409 the state of the case or register doesn't allow it
  kStaleVersion,         // 412 somebody else changed it meanwhile
  kIdempotencyMismatch,  // 422 same key, other content
  kTooLarge,             // 413
  kUnsupportedMedia,     // 415
  kInvalidForm,          // 422 fields are missing or wrong
  kConditionFailed,      // 422 a condition of the procedure doesn't hold
  kNoBudget,             // 422 money isn't there
  kTooManyRequests,      // 429
  kLocked,               // 423 the account is locked for a while
  kStorageUnavailable,   // 503 disk full, database gone: nothing was done
  kOverloaded,           // 503 queue full
  kInternal,             // 500 our bug
};

// What the code is called on the wire ("condition-failed"), its HTTP status and its title for people.
struct ProblemKind {
  ProblemCode code;
  std::string_view name;
  int status;
  std::string_view title_zh;
  std::string_view title_en;
};
const ProblemKind& kind_of(ProblemCode code);
// Every kind, in the order of the enumeration: the reference page is made from it.
const std::vector<ProblemKind>& problem_kinds();

// One thing that is wrong: which field (JSON pointer, empty for the whole), by which rule, of which clause.
struct FieldError {
  std::string field;
  std::string rule;
  std::string clause;
  Text says;
};
BOOST_DESCRIBE_STRUCT(FieldError, (), (field, rule, clause, says))

class Problem : public std::exception {
 public:
  // `detail` is for the log alone and has no way to the client.
  explicit Problem(ProblemCode code, std::vector<FieldError> errors = {}, std::string detail = {});
  Problem(ProblemCode code, FieldError error, std::string detail = {});

  ProblemCode code() const { return code_; }
  const std::vector<FieldError>& errors() const { return errors_; }
  const std::string& detail() const { return detail_; }
  // Seconds after which a repeat may succeed; 0 where that can't be said.
  int retry_after_seconds() const { return retry_after_seconds_; }
  Problem& retry_after(int seconds);
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  ProblemCode code_;
  std::vector<FieldError> errors_;
  std::string detail_;
  int retry_after_seconds_ = 0;
  std::string what_;
};

}  // namespace gh
