// The OpenAPI 3.1 document, made from the routes themselves: every route, every error it can give, who may call it.
#pragma once
#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace gh::http {

struct ApiTitle {
  Text name;            // {"行会通", "Guildhall"}
  std::string version;  // of the program
  std::string session_cookie;
};

json::object openapi_document(std::span<const Route> routes, const ApiTitle& title);

// Every problem that the route can answer: its own, and those of its method, access and handler. In the order of
// problem_kinds(), each once.
std::vector<ProblemCode> problems_of(const Route& route);

// Names of the {parts} of a path, in order, without braces and "*".
std::vector<std::string> path_parameters(std::string_view path);

// What the access is called in both languages: "须登录" / "signed in".
const Text& access_text(Access access);

}  // namespace gh::http
