#include "policy/conditions.h"

#include <lua.hpp>
#include <mutex>

#include "base/assert.h"
#include "policy/expression_syntax.h"
#include "policy/lua_state.h"

namespace gh::policy {

struct Conditions::States {
  std::mutex mutex;
  std::vector<std::unique_ptr<LuaState>> idle;

  std::unique_ptr<LuaState> take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        std::unique_ptr<LuaState> state = std::move(idle.back());
        idle.pop_back();
        return state;
      }
    }
    return std::make_unique<LuaState>();
  }
  void give_back(std::unique_ptr<LuaState> state) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(state));
  }
};

namespace {

// A state as long as one evaluation uses it. A fact may evaluate again meanwhile: it gets another.
template <class States>
class Lease {
 public:
  explicit Lease(States& states) : states_(states), state_(states.take()) {}
  ~Lease() { states_.give_back(std::move(state_)); }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  LuaState& operator*() const { return *state_; }

 private:
  States& states_;
  std::unique_ptr<LuaState> state_;
};

}  // namespace

Conditions::Conditions() : states_(std::make_unique<States>()) {}
Conditions::~Conditions() = default;

json::value Conditions::evaluate(std::string_view expression, const Scope& scope) const {
  const Lease<States> lease(*states_);
  return (*lease).evaluate(expression, scope);
}

bool Conditions::holds(std::string_view expression, const Scope& scope) const {
  const json::value value = evaluate(expression, scope);
  // What is absent doesn't hold: `parent and parent.state == "open"`.
  if (value.is_null()) return false;
  if (!value.is_bool()) throw Bug("the condition '" + std::string(expression) + "' gives neither true nor false");
  return value.get_bool();
}

ExpressionParser::ExpressionParser() : lua_(luaL_newstate()) {
  if (lua_ == nullptr) throw std::bad_alloc();
}
ExpressionParser::~ExpressionParser() { lua_close(lua_); }

std::string ExpressionParser::fault(std::string_view expression, std::vector<std::string>* names) {
  std::string fault = syntax_fault(expression, names);
  if (!fault.empty()) return fault;
  const std::string chunk = "return " + std::string(expression);
  const bool parses = luaL_loadbufferx(lua_, chunk.data(), chunk.size(), "=condition", "t") == LUA_OK;
  if (!parses) {
    fault = lua_tostring(lua_, -1);
  } else if (expression.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    fault = "the expression is empty";  // `return` alone is a chunk too
  }
  lua_settop(lua_, 0);
  return fault;
}

}  // namespace gh::policy
