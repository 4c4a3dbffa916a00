// How Lua sees JSON: scalars as its own, arrays and objects as pointers to where they lie. Nothing is copied, nothing
// can be changed, nothing shows an address or an order of its own. Code between try and raise holds no object with a
// destructor, because Lua leaves by longjmp.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <lua.hpp>
#include <map>

#include "base/assert.h"
#include "policy/lua_state.h"

namespace gh::policy {
namespace {

// What a light userdata points to stands in its two lowest bits, which alignment leaves free.
enum class Pointee : std::uintptr_t { kValue = 0, kObject = 1, kModule = 2, kPlace = 3 };
constexpr std::uintptr_t kPointeeBits = 3;
static_assert(alignof(json::value) > kPointeeBits && alignof(json::object) > kPointeeBits);

// The environment and params are places rather than values: what they hold is looked up when it is named.
alignas(8) constexpr char kEnvironment = 'e';
alignas(8) constexpr char kParameters = 'p';

enum class Name { kForm, kAct, kActs, kCase, kParent, kApplicant, kSubject, kAuthority, kActor, kNow, kToday, kParams };
constexpr std::pair<const char*, Name> kNames[] = {{"form", Name::kForm},       {"act", Name::kAct},
                                                   {"acts", Name::kActs},       {"case", Name::kCase},
                                                   {"parent", Name::kParent},   {"applicant", Name::kApplicant},
                                                   {"subject", Name::kSubject}, {"authority", Name::kAuthority},
                                                   {"actor", Name::kActor},     {"now", Name::kNow},
                                                   {"today", Name::kToday},     {"params", Name::kParams}};

void push_pointer(lua_State* lua, const void* pointer, Pointee pointee) {
  const auto address = reinterpret_cast<std::uintptr_t>(pointer);
  GH_ASSERT((address & kPointeeBits) == 0);
  const auto bits = address | static_cast<std::uintptr_t>(pointee);
  lua_pushlightuserdata(lua, reinterpret_cast<void*>(bits));
}

struct Pointer {
  const void* at;
  Pointee pointee;
};
Pointer pointer_at(lua_State* lua, int index) {
  const auto bits = reinterpret_cast<std::uintptr_t>(lua_touserdata(lua, index));
  return {reinterpret_cast<const void*>(bits & ~kPointeeBits), static_cast<Pointee>(bits & kPointeeBits)};
}

void push(lua_State* lua, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      return lua_pushnil(lua);
    case json::kind::bool_:
      return lua_pushboolean(lua, value.get_bool());
    case json::kind::int64:
      return lua_pushinteger(lua, value.get_int64());
    case json::kind::uint64:
      luaL_error(lua, "a number past 64 bits");
      return;
    case json::kind::double_:
      return lua_pushnumber(lua, value.get_double());
    case json::kind::string:
      lua_pushlstring(lua, value.get_string().data(), value.get_string().size());
      return;
    default:
      return push_pointer(lua, &value, Pointee::kValue);
  }
}

void push_object(lua_State* lua, const json::object* object) {
  object == nullptr ? lua_pushnil(lua) : push_pointer(lua, object, Pointee::kObject);
}

void push_id(lua_State* lua, const std::string& id) {
  if (id.empty()) {
    lua_pushnil(lua);
  } else {
    lua_pushlstring(lua, id.data(), id.size());
  }
}

void push_day(lua_State* lua, Day day) {
  char digits[10];
  text(day).copy(digits, sizeof digits);
  lua_pushlstring(lua, digits, sizeof digits);
}

std::string_view key_at(lua_State* lua, int index) {
  std::size_t size = 0;
  const char* data = lua_tolstring(lua, index, &size);
  return {data, size};
}

// Calls a fact: its name is the first upvalue.
int ask(lua_State* lua) {
  Evaluation& evaluation = LuaState::evaluation(lua);
  const int count = lua_gettop(lua);
  if (count > kArgumentsMax) return luaL_error(lua, "more than %d arguments", kArgumentsMax);
  try {
    evaluation.arguments.clear();
    for (int i = 1; i <= count; ++i) evaluation.arguments.push_back(value_from(lua, i));
    evaluation.answers.push_back(evaluation.scope.ask(key_at(lua, lua_upvalueindex(1)), evaluation.arguments));
  } catch (...) {
    evaluation.trouble = std::current_exception();
  }
  if (evaluation.trouble) return luaL_error(lua, "a fact failed");
  push(lua, evaluation.answers.back());
  return 1;
}

int push_name(lua_State* lua, Name name) {
  const Scope& scope = LuaState::evaluation(lua).scope;
  switch (name) {
    case Name::kForm:
      push_object(lua, scope.form);
      break;
    case Name::kAct:
      push_object(lua, scope.act);
      break;
    case Name::kActs:
      push_object(lua, scope.acts);
      break;
    case Name::kCase:
      push_object(lua, scope.case_file);
      break;
    case Name::kParent:
      push_object(lua, scope.parent);
      break;
    case Name::kApplicant:
      push_id(lua, scope.applicant);
      break;
    case Name::kSubject:
      push_id(lua, scope.subject);
      break;
    case Name::kAuthority:
      push_id(lua, scope.authority);
      break;
    case Name::kActor:
      push_object(lua, scope.actor);
      break;
    case Name::kNow:
      lua_pushinteger(lua, utc_ms(scope.now));
      break;
    case Name::kToday:
      push_day(lua, scope.today);
      break;
    case Name::kParams:
      push_pointer(lua, &kParameters, Pointee::kPlace);
      break;
  }
  return 1;
}

// The environment: a pure function, a name of the scope, or else a module whose members are facts. Upvalue 1 holds the
// first two, upvalue 2 the modules met so far.
int index_environment(lua_State* lua) {
  lua_pushvalue(lua, 2);
  const int type = lua_rawget(lua, lua_upvalueindex(1));
  if (type == LUA_TNUMBER) return push_name(lua, static_cast<Name>(lua_tointeger(lua, -1)));
  if (type != LUA_TNIL) return 1;
  lua_pushvalue(lua, 2);
  if (lua_rawget(lua, lua_upvalueindex(2)) != LUA_TNIL) return 1;
  const char* module = lua_tostring(lua, 2);
  // The module's name is an interned Lua string that the table below keeps alive; its address stands for it.
  push_pointer(lua, module, Pointee::kModule);
  lua_pushvalue(lua, 2);
  lua_pushvalue(lua, -2);
  lua_rawset(lua, lua_upvalueindex(2));
  return 1;
}

// A fact of a module, as a closure kept in upvalue 3 under its whole name.
int index_module(lua_State* lua, const char* module) {
  lua_pushfstring(lua, "%s.%s", module, lua_tostring(lua, 2));
  lua_pushvalue(lua, -1);
  if (lua_rawget(lua, lua_upvalueindex(3)) != LUA_TNIL) return 1;
  lua_pop(lua, 1);
  lua_pushvalue(lua, -1);
  lua_pushcclosure(lua, ask, 1);
  lua_pushvalue(lua, -2);
  lua_pushvalue(lua, -2);
  lua_rawset(lua, lua_upvalueindex(3));
  return 1;
}

int index_parameters(lua_State* lua) {
  const Scope& scope = LuaState::evaluation(lua).scope;
  if (lua_type(lua, 2) != LUA_TSTRING) return luaL_error(lua, "a parameter's name is a string");
  const json::value* value = scope.pack == nullptr ? nullptr : scope.pack->parameter(key_at(lua, 2), scope.params_on);
  if (value == nullptr) return luaL_error(lua, "params.%s has no value on that day", lua_tostring(lua, 2));
  push(lua, *value);
  return 1;
}

int push_member(lua_State* lua, const json::object& object) {
  const json::value* member = lua_type(lua, 2) == LUA_TSTRING ? object.if_contains(key_at(lua, 2)) : nullptr;
  member == nullptr ? lua_pushnil(lua) : push(lua, *member);
  return 1;
}

int push_element(lua_State* lua, const json::array& array) {
  const lua_Integer position = lua_isinteger(lua, 2) ? lua_tointeger(lua, 2) : 0;
  if (position < 1 || static_cast<std::size_t>(position) > array.size()) {
    lua_pushnil(lua);
  } else {
    push(lua, array[static_cast<std::size_t>(position - 1)]);
  }
  return 1;
}

int index_pointer(lua_State* lua) {
  const Pointer pointer = pointer_at(lua, 1);
  switch (pointer.pointee) {
    case Pointee::kObject:
      return push_member(lua, *static_cast<const json::object*>(pointer.at));
    case Pointee::kValue: {
      const auto& value = *static_cast<const json::value*>(pointer.at);
      return value.is_object() ? push_member(lua, value.get_object()) : push_element(lua, value.get_array());
    }
    case Pointee::kModule:
      return index_module(lua, static_cast<const char*>(pointer.at));
    case Pointee::kPlace:
      break;
  }
  return pointer.at == &kEnvironment ? index_environment(lua) : index_parameters(lua);
}

int length_of_pointer(lua_State* lua) {
  const Pointer pointer = pointer_at(lua, 1);
  if (pointer.pointee == Pointee::kObject) {
    lua_pushinteger(lua, static_cast<lua_Integer>(static_cast<const json::object*>(pointer.at)->size()));
  } else if (pointer.pointee == Pointee::kValue) {
    const auto& value = *static_cast<const json::value*>(pointer.at);
    lua_pushinteger(lua,
                    static_cast<lua_Integer>(value.is_object() ? value.get_object().size() : value.get_array().size()));
  } else {
    return luaL_error(lua, "this has no length");
  }
  return 1;
}

json::value pointed_value(lua_State* lua, int index) {
  const Pointer pointer = pointer_at(lua, index);
  if (pointer.pointee == Pointee::kObject) return *static_cast<const json::object*>(pointer.at);
  if (pointer.pointee == Pointee::kValue) return *static_cast<const json::value*>(pointer.at);
  throw Bug("a module, params or the environment is no value");
}

// A table made by the expression: a list, or an object whose members are put in the order of their names.
json::value table_value(lua_State* lua, int index, int depth) {
  if (depth > kTableDepthMax || !lua_checkstack(lua, 4)) throw Bug("tables nested too deeply");
  const int table = lua_absindex(lua, index);
  const auto length = static_cast<lua_Integer>(lua_rawlen(lua, table));
  json::array list;
  for (lua_Integer i = 1; i <= length; ++i) {
    lua_rawgeti(lua, table, i);
    list.push_back(value_from(lua, -1, depth + 1));
    lua_pop(lua, 1);
  }
  std::map<std::string, json::value> members;
  lua_Integer count = 0;
  lua_pushnil(lua);
  while (lua_next(lua, table) != 0) {
    ++count;
    if (lua_type(lua, -2) == LUA_TSTRING) members.emplace(key_at(lua, -2), value_from(lua, -1, depth + 1));
    lua_pop(lua, 1);
  }
  if (count == length) return list;
  if (length > 0 || static_cast<std::size_t>(count) != members.size())
    throw Bug("a table must be a list or have names throughout");
  json::object object;
  for (auto& [name, member] : members) object.emplace(name, std::move(member));
  return object;
}

}  // namespace

void offer_values(lua_State* lua) {
  lua_pushlightuserdata(lua, nullptr);
  lua_createtable(lua, 0, 3);
  lua_createtable(lua, 0, 64);
  for (const auto& [name, number] : kNames) {
    lua_pushinteger(lua, static_cast<lua_Integer>(number));
    lua_setfield(lua, -2, name);
  }
  for (const LuaFunction* offered = kPureFunctions; offered->name != nullptr; ++offered) {
    lua_pushcfunction(lua, offered->function);
    lua_setfield(lua, -2, offered->name);
  }
  lua_createtable(lua, 0, 16);
  lua_createtable(lua, 0, 64);
  lua_pushcclosure(lua, index_pointer, 3);
  lua_setfield(lua, -2, "__index");
  lua_pushcfunction(lua, length_of_pointer);
  lua_setfield(lua, -2, "__len");
  // One metatable for every light userdata of the state.
  lua_setmetatable(lua, -2);
  lua_pop(lua, 1);
}

void push_environment(lua_State* lua) { push_pointer(lua, &kEnvironment, Pointee::kPlace); }

json::value value_from(lua_State* lua, int index, int depth) {
  switch (lua_type(lua, index)) {
    case LUA_TNIL:
      return nullptr;
    case LUA_TBOOLEAN:
      return lua_toboolean(lua, index) != 0;
    case LUA_TNUMBER:
      if (!lua_isinteger(lua, index)) throw Bug("the number is not whole");
      return static_cast<std::int64_t>(lua_tointeger(lua, index));
    case LUA_TSTRING:
      return json::value(key_at(lua, index));
    case LUA_TLIGHTUSERDATA:
      return pointed_value(lua, index);
    case LUA_TTABLE:
      return table_value(lua, index, depth);
    default:
      throw Bug("a function is no value");
  }
}

}  // namespace gh::policy
