// The operations of an OpenAPI document, each with a call made from what the document says of it.
#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "scenarios/client.h"

namespace gh::access {

struct Operation {
  std::string id;
  std::string access;  // x-access: public, signed_in, office, or the administrator's role
  scenarios::Call call;
  json::object responses;

  bool is_safe() const { return call.method == "GET"; }
  // Sign-in, sign-out and change of office: they end or change the caller's own session.
  bool touches_session() const { return !is_safe() && call.target.starts_with("/api/v1/session"); }
};

// Those that touch the session come last. Throws std::runtime_error where the document lacks what it must have.
std::vector<Operation> operations_of(const json::value& openapi);

// What is wrong with an answer by the document: an undocumented status, content type or problem code, or JSON that
// isn't what its schema says; "" when nothing.
std::string undocumented(const Operation& operation, const scenarios::Answer& answer);

}  // namespace gh::access
