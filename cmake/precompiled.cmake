# Headers of libraries that nearly every file reads are parsed once (precompiled/): a third less work for the compiler.
# They may hide a missing #include, so one preset, that of the sanitizers, builds without them.
option(GUILDHALL_PRECOMPILE "Parse the headers of libraries once" ON)

if(GUILDHALL_PRECOMPILE)
  # The first for ccache's sake, the second because headers are only taken by who is compiled with the same flags.
  add_compile_options(-fpch-preprocess -pthread)
  # gcc 12 takes the copying of a string's own bytes for a fault once it no longer knows that the header is the
  # library's. The preset without precompiled headers still looks.
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict)
  add_library(gh_precompiled STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled/library.cpp)
  target_link_libraries(gh_precompiled PRIVATE fmt::fmt Boost::json)
  target_precompile_headers(gh_precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled/library.h)

  add_executable(gh_precompiled_tests ${CMAKE_SOURCE_DIR}/cmake/precompiled/tests.cpp)
  target_link_libraries(gh_precompiled_tests PRIVATE fmt::fmt Boost::json GTest::gtest GTest::gmock)
  target_compile_options(gh_precompiled_tests PRIVATE -O1)
  target_precompile_headers(gh_precompiled_tests PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled/tests.h)
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
