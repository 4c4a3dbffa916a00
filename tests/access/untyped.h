// Schemas that leave a reader of the OpenAPI document guessing.
#pragma once
#include <string>
#include <vector>

#include "base/json.h"

namespace gh::access {

// Where a good answer of the document is JSON without a schema, or its schema has a list of it doesn't say what, an
// object without members, or a value of no type: "readCase/form", "listCases/items/*/applicant", "openapi".
std::vector<std::string> untyped_answers(const json::value& openapi);

}  // namespace gh::access
