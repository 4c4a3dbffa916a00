# One module: a folder under src/, a static library, and the unit tests that lie beside its files.

# Debian's librapidcheck-dev brings headers and a static library, without a CMake package of its own.
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
find_path(RAPIDCHECK_HEADERS rapidcheck.h REQUIRED)

# guildhall_module(<name> USES <module>... LIBRARIES <target>...)
# USES is the one statement of which modules this one may include; the structure test holds every #include against it.
function(guildhall_module name)
  cmake_parse_arguments(M "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")

  if(NOT sources)
    message(WARNING "Module ${name} has no source yet and is left out.")
    return()
  endif()
  add_library(gh_${name} STATIC ${sources})
  target_include_directories(gh_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM M_USES PREPEND gh_)
  target_link_libraries(gh_${name} PUBLIC ${M_USES} ${M_LIBRARIES})
  precompiled_headers(gh_${name})
  compile_together(gh_${name})

  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE gh_${name} GTest::gtest_main GTest::gmock ${RAPIDCHECK_LIBRARY})
    target_compile_definitions(${name}_test PRIVATE
      GUILDHALL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    precompiled_headers(${name}_test TESTS)
    compile_together(${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  endif()
endfunction()
