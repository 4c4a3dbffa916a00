// One Lua state of the pool: without libraries, under limits, reading JSON where it lies. Inside policy/ only.
#pragma once
#include <deque>
#include <exception>
#include <string>
#include <string_view>
#include <unordered_map>

#include "policy/conditions.h"

struct lua_State;

namespace gh::policy {

inline constexpr std::size_t kExpressionsMax = 10'000;  // compiled in one state; then it starts anew
inline constexpr int kArgumentsMax = 16;
inline constexpr std::int64_t kListMax = 10'000;  // elements a pure function looks through
inline constexpr int kTableDepthMax = 32;

// What lives as long as one expression is evaluated.
struct Evaluation {
  const Scope& scope;
  std::deque<json::value> answers;  // of facts; Lua holds pointers to them
  json::array arguments;
  std::exception_ptr trouble;  // what C++ threw inside; Lua only knows that it failed
};

class LuaState {
 public:
  LuaState();
  ~LuaState();
  LuaState(const LuaState&) = delete;
  LuaState& operator=(const LuaState&) = delete;

  // As Conditions::evaluate.
  json::value evaluate(std::string_view expression, const Scope& scope);

  // The evaluation at hand in the state that runs `lua`.
  static Evaluation& evaluation(lua_State* lua);
  static LuaState& of(lua_State* lua);

 private:
  // Counts what Lua allocates and refuses beyond the limit, which makes Lua collect its garbage and try again.
  struct Memory {
    std::size_t used_bytes = 0;
    std::size_t limit_bytes = SIZE_MAX;
    static void* allocate(void* memory, void* block, std::size_t old_size, std::size_t new_size);
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void open();
  void close();
  // Pushes the function that the expression compiles to.
  void push_compiled(std::string_view expression);

  Memory memory_;
  lua_State* lua_ = nullptr;
  Evaluation* at_hand_ = nullptr;
  std::unordered_map<std::string, int, Hash, std::equal_to<>> compiled_;
};

// Lua's view of values (lua_values.cpp): JSON arrays and objects are light userdata that point to where they lie.
void offer_values(lua_State* lua);
// Pushes what stands for the global environment: nothing can be assigned in it.
void push_environment(lua_State* lua);
// A copy of what lies at `index`. Raises no Lua error; throws Bug for what has no JSON.
json::value value_from(lua_State* lua, int index, int depth = 0);

// The pure functions (lua_functions.cpp), as name and C function; the last has no name.
struct LuaFunction {
  const char* name;
  int (*function)(lua_State*);
};
extern const LuaFunction kPureFunctions[];

}  // namespace gh::policy
