// The pure functions of the pack's expressions. None holds an object with a destructor where Lua can raise.
#include <algorithm>
#include <chrono>
#include <lua.hpp>

#include "base/money.h"
#include "base/periods.h"
#include "base/text.h"
#include "base/time.h"
#include "policy/lua_state.h"

namespace gh::policy {
namespace {

using std::chrono::days;

// How many elements a list has; none for nil.
lua_Integer list_length(lua_State* lua, int index) {
  if (lua_isnoneornil(lua, index)) return 0;
  const int type = lua_type(lua, index);
  if (type != LUA_TTABLE && type != LUA_TLIGHTUSERDATA) luaL_argerror(lua, index, "a list expected");
  const lua_Integer length = luaL_len(lua, index);
  if (length > kListMax) luaL_argerror(lua, index, "the list is too long");
  return length;
}

// Pushes element `position` of the list at 1, or the element's member named by argument 2 where there is one.
void push_element_of_list(lua_State* lua, lua_Integer position) {
  lua_geti(lua, 1, position);
  if (lua_type(lua, 2) == LUA_TSTRING) {
    lua_pushvalue(lua, 2);
    lua_gettable(lua, -2);
    lua_remove(lua, -2);
  }
}

Day day_argument(lua_State* lua, int index) {
  std::size_t size = 0;
  const char* data = luaL_checklstring(lua, index, &size);
  const std::optional<Day> day = parse_day({data, size});
  if (!day) luaL_argerror(lua, index, "a day YYYY-MM-DD expected");
  return *day;
}

int push_day(lua_State* lua, Day day) {
  char digits[10];
  text(day).copy(digits, sizeof digits);
  lua_pushlstring(lua, digits, sizeof digits);
  return 1;
}

int count(lua_State* lua) {
  lua_pushinteger(lua, list_length(lua, 1));
  return 1;
}

int contains(lua_State* lua) {
  const lua_Integer length = list_length(lua, 1);
  bool found = false;
  for (lua_Integer i = 1; i <= length && !found; ++i) {
    lua_geti(lua, 1, i);
    found = lua_rawequal(lua, -1, 2) != 0;
    lua_pop(lua, 1);
  }
  lua_pushboolean(lua, found);
  return 1;
}

int sum(lua_State* lua) {
  const lua_Integer length = list_length(lua, 1);
  lua_Integer total = 0;
  for (lua_Integer i = 1; i <= length; ++i) {
    push_element_of_list(lua, i);
    if (!lua_isnil(lua, -1)) {
      if (!lua_isinteger(lua, -1)) return luaL_error(lua, "sum: element %d is no whole number", static_cast<int>(i));
      if (__builtin_add_overflow(total, lua_tointeger(lua, -1), &total)) return luaL_error(lua, "sum: past 64 bits");
    }
    lua_pop(lua, 1);
  }
  lua_pushinteger(lua, total);
  return 1;
}

// How many different values there are; nil isn't one.
int distinct(lua_State* lua) {
  const lua_Integer length = list_length(lua, 1);
  lua_settop(lua, 2);
  lua_newtable(lua);
  lua_Integer different = 0;
  for (lua_Integer i = 1; i <= length; ++i) {
    push_element_of_list(lua, i);
    if (!lua_isnil(lua, -1)) {
      lua_pushvalue(lua, -1);
      if (lua_rawget(lua, 3) == LUA_TNIL) ++different;
      lua_pop(lua, 1);
      lua_pushvalue(lua, -1);
      lua_pushboolean(lua, 1);
      lua_rawset(lua, 3);
    }
    lua_pop(lua, 1);
  }
  lua_pushinteger(lua, different);
  return 1;
}

int choose(lua_State* lua, bool want_less) {
  luaL_checkany(lua, 1);
  luaL_checkany(lua, 2);
  const bool first_is_less = lua_compare(lua, 1, 2, LUA_OPLT) != 0;
  lua_pushvalue(lua, first_is_less == want_less ? 1 : 2);
  return 1;
}
int min(lua_State* lua) { return choose(lua, true); }
int max(lua_State* lua) { return choose(lua, false); }

int day_add(lua_State* lua) {
  const Day day = day_argument(lua, 1);
  const lua_Integer more = luaL_checkinteger(lua, 2);
  luaL_argcheck(lua, more >= -400'000 && more <= 400'000, 2, "too many days");
  return push_day(lua, day + days(more));
}

int month_add(lua_State* lua) {
  const Day day = day_argument(lua, 1);
  const lua_Integer more = luaL_checkinteger(lua, 2);
  luaL_argcheck(lua, more >= -12'000 && more <= 12'000, 2, "too many months");
  return push_day(lua, months_after(day, more));
}

int days_between(lua_State* lua) {
  const Day from = day_argument(lua, 1);
  const Day to = day_argument(lua, 2);
  lua_pushinteger(lua, (to - from).count());
  return 1;
}

int year_of_day(lua_State* lua) {
  lua_pushinteger(lua, year_of(day_argument(lua, 1)));
  return 1;
}

int instant_of_text(lua_State* lua) {
  std::size_t size = 0;
  const char* data = luaL_checklstring(lua, 1, &size);
  const std::optional<Instant> instant = parse_instant({data, size});
  if (!instant) return luaL_argerror(lua, 1, "an instant of RFC 3339 expected");
  lua_pushinteger(lua, utc_ms(*instant));
  return 1;
}

int start_of_day(lua_State* lua) {
  const Day day = day_argument(lua, 1);
  const Scope& scope = LuaState::evaluation(lua).scope;
  if (scope.pack == nullptr) return luaL_error(lua, "start_of needs a pack");
  lua_pushinteger(lua, utc_ms(start_of(day, scope.pack->utc_offset)));
  return 1;
}

int length(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) {
    lua_pushinteger(lua, 0);
  } else {
    std::size_t size = 0;
    const char* data = luaL_checklstring(lua, 1, &size);
    lua_pushinteger(lua, static_cast<lua_Integer>(code_points({data, size})));
  }
  return 1;
}

int ceil_div(lua_State* lua) {
  const lua_Integer dividend = luaL_checkinteger(lua, 1);
  const lua_Integer divisor = luaL_checkinteger(lua, 2);
  luaL_argcheck(lua, divisor > 0, 2, "must be positive");
  lua_pushinteger(lua, dividend / divisor + (dividend % divisor > 0 ? 1 : 0));
  return 1;
}

int scale(lua_State* lua) {
  const lua_Integer amount = luaL_checkinteger(lua, 1);
  const lua_Integer numerator = luaL_checkinteger(lua, 2);
  const lua_Integer denominator = luaL_checkinteger(lua, 3);
  luaL_argcheck(lua, denominator > 0, 3, "must be positive");
  Evaluation& evaluation = LuaState::evaluation(lua);
  lua_Integer result = 0;
  try {
    result = multiply(amount, numerator, denominator);
  } catch (...) {
    evaluation.trouble = std::current_exception();
  }
  if (evaluation.trouble) return luaL_error(lua, "scale failed");
  lua_pushinteger(lua, result);
  return 1;
}

int one_of(lua_State* lua) {
  bool found = false;
  for (int i = 2; i <= lua_gettop(lua) && !found; ++i) found = lua_rawequal(lua, 1, i) != 0;
  lua_pushboolean(lua, found);
  return 1;
}

}  // namespace

const LuaFunction kPureFunctions[] = {{"count", count},
                                      {"contains", contains},
                                      {"sum", sum},
                                      {"distinct", distinct},
                                      {"min", min},
                                      {"max", max},
                                      {"day_add", day_add},
                                      {"month_add", month_add},
                                      {"days_between", days_between},
                                      {"year_of", year_of_day},
                                      {"instant_of", instant_of_text},
                                      {"start_of", start_of_day},
                                      {"length", length},
                                      {"ceil_div", ceil_div},
                                      {"scale", scale},
                                      {"one_of", one_of},
                                      {nullptr, nullptr}};

}  // namespace gh::policy
