#include "policy/lua_state.h"

#include <cstdlib>
#include <lua.hpp>

#include "base/assert.h"

namespace gh::policy {
namespace {

void stop_at_limit(lua_State* lua, lua_Debug*) { luaL_error(lua, "more than %d instructions", kInstructionsMax); }

std::string described(std::string_view expression, const char* what) {
  return "the expression '" + std::string(expression) + "' failed: " + (what == nullptr ? "(no message)" : what);
}

}  // namespace

void* LuaState::Memory::allocate(void* self, void* block, std::size_t old_size, std::size_t new_size) {
  auto& memory = *static_cast<Memory*>(self);
  // Of a new block, Lua gives its kind in place of the old size.
  if (block == nullptr) old_size = 0;
  if (new_size == 0) {
    std::free(block);
    memory.used_bytes -= old_size;
    return nullptr;
  }
  if (new_size > old_size && memory.used_bytes + (new_size - old_size) > memory.limit_bytes) return nullptr;
  void* moved = std::realloc(block, new_size);
  if (moved != nullptr) memory.used_bytes += new_size - old_size;
  return moved;
}

LuaState::LuaState() { open(); }
LuaState::~LuaState() { close(); }

void LuaState::open() {
  lua_ = lua_newstate(&Memory::allocate, &memory_);
  if (lua_ == nullptr) throw std::bad_alloc();
  *static_cast<LuaState**>(lua_getextraspace(lua_)) = this;
  offer_values(lua_);
}

void LuaState::close() {
  lua_close(lua_);
  compiled_.clear();
}

LuaState& LuaState::of(lua_State* lua) { return **static_cast<LuaState**>(lua_getextraspace(lua)); }

Evaluation& LuaState::evaluation(lua_State* lua) {
  LuaState& state = of(lua);
  GH_ASSERT(state.at_hand_ != nullptr);
  return *state.at_hand_;
}

void LuaState::push_compiled(std::string_view expression) {
  if (const auto found = compiled_.find(expression); found != compiled_.end()) {
    lua_rawgeti(lua_, LUA_REGISTRYINDEX, found->second);
    return;
  }
  if (compiled_.size() >= kExpressionsMax) {
    close();
    open();
  }
  const std::string chunk = "return " + std::string(expression);
  if (luaL_loadbufferx(lua_, chunk.data(), chunk.size(), "=condition", "t") != LUA_OK) {
    const std::string fault = described(expression, lua_tostring(lua_, -1));
    lua_pop(lua_, 1);
    throw Bug(fault);
  }
  push_environment(lua_);
  // An expression that names nothing has no environment to set.
  if (lua_setupvalue(lua_, -2, 1) == nullptr) lua_pop(lua_, 1);
  lua_pushvalue(lua_, -1);
  compiled_.emplace(expression, luaL_ref(lua_, LUA_REGISTRYINDEX));
}

json::value LuaState::evaluate(std::string_view expression, const Scope& scope) {
  memory_.limit_bytes = SIZE_MAX;
  push_compiled(expression);
  Evaluation evaluation{scope, {}, {}, nullptr};
  at_hand_ = &evaluation;
  memory_.limit_bytes = memory_.used_bytes + kMemoryMaxBytes;
  lua_sethook(lua_, stop_at_limit, LUA_MASKCOUNT, kInstructionsMax);
  const int status = lua_pcall(lua_, 0, 1, 0);
  memory_.limit_bytes = SIZE_MAX;
  lua_sethook(lua_, nullptr, 0, 0);

  json::value result;
  std::string fault;
  std::exception_ptr trouble = std::move(evaluation.trouble);
  if (status == LUA_OK) {
    try {
      result = value_from(lua_, -1);
    } catch (const Bug& bug) {
      fault = described(expression, bug.what());
    } catch (...) {
      trouble = std::current_exception();
    }
  } else if (!trouble) {
    fault = described(expression, lua_tostring(lua_, -1));
  }
  lua_settop(lua_, 0);
  at_hand_ = nullptr;
  if (trouble) std::rethrow_exception(trouble);
  if (!fault.empty()) throw Bug(fault);
  return result;
}

}  // namespace gh::policy
