# Headers of libraries that nearly every file reads are parsed once: a third less work for the compiler. Nothing of our own
# is among them, so that a change of a header of ours builds what includes it and nothing else. Every file still includes
# what it uses; as a missing #include would be hidden, one preset, that of the sanitizers, builds without them.
option(GUILDHALL_PRECOMPILE "Parse the headers of libraries once" ON)

if(GUILDHALL_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(GUILDHALL_PRECOMPILE OFF)
endif()
if(GUILDHALL_PRECOMPILE)
  # The first for ccache's sake, the second because headers are only taken by who is compiled with the same flags.
  add_compile_options(-fpch-preprocess -pthread)
  # gcc 12 takes the copying of a string's own bytes for a fault once it no longer knows that the header is the
  # library's. The preset without precompiled headers still looks.
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict)
  add_library(gh_precompiled STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled/library.cpp)
  target_link_libraries(gh_precompiled PRIVATE fmt::fmt Boost::json)
  set(precompiled
    <fmt/format.h> <algorithm> <array> <boost/describe.hpp> <boost/json.hpp> <charconv> <chrono> <cstdint> <filesystem>
    <fstream> <functional> <map> <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)
  target_precompile_headers(gh_precompiled PRIVATE ${precompiled})

  add_executable(gh_precompiled_tests ${CMAKE_SOURCE_DIR}/cmake/precompiled/tests.cpp)
  target_link_libraries(gh_precompiled_tests PRIVATE fmt::fmt Boost::json GTest::gtest GTest::gmock)
  target_compile_options(gh_precompiled_tests PRIVATE -O1)
  target_precompile_headers(gh_precompiled_tests PRIVATE <gmock/gmock.h> <gtest/gtest.h> ${precompiled})
endif()

# precompiled_headers(<target>): a library, or with TESTS a test program; its own files need not be quick, so the
# compiler doesn't try as hard.
function(precompiled_headers target)
  if(NOT GUILDHALL_PRECOMPILE)
    return()
  endif()
  if("TESTS" IN_LIST ARGN)
    target_compile_options(${target} PRIVATE -O1)
    target_precompile_headers(${target} REUSE_FROM gh_precompiled_tests)
  else()
    target_precompile_headers(${target} REUSE_FROM gh_precompiled)
  endif()
endfunction()
