# Files of one target are compiled several at a time, as one: the compiler reads their headers and makes the code of their
# templates once, which halves the work of a clean build. So a name in an anonymous namespace must be the only one of its
# kind among the files of a target; the compiler says where it isn't. The presets `dev` and `asan` compile each file
# alone, where a missing #include shows.
option(GUILDHALL_UNITY "Compile several files of a target at once" OFF)

set(GUILDHALL_UNITY_SIZE 7)
if(GUILDHALL_UNITY)
  # gcc takes what an included file keeps to itself for something that several files see.
  add_compile_options(-Wno-subobject-linkage)
endif()

# compile_together(<target>): after all of its sources are named. Not neighbours by name are taken together, which do
# alike and name things alike, but every n-th.
function(compile_together target)
  if(NOT GUILDHALL_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(LENGTH sources count)
  math(EXPR groups "(${count} + ${GUILDHALL_UNITY_SIZE} - 1) / ${GUILDHALL_UNITY_SIZE}")
  math(EXPR last_group "${groups} - 1")
  set(ordered)
  foreach(group RANGE ${last_group})
    foreach(at RANGE ${group} ${count} ${groups})
      if(at LESS count)
        list(GET sources ${at} file)
        list(APPEND ordered ${file})
      endif()
    endforeach()
  endforeach()
  math(EXPR together "(${count} + ${groups} - 1) / ${groups}")
  set_target_properties(${target} PROPERTIES
    SOURCES "${ordered}" UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${together})
endfunction()
