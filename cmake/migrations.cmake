# Schema changes compiled into the program, so that it carries its own.

# guildhall_migrations(<module>)
# Generates the definition of gh::<module>::migrations(), which src/<module>/migrations.h declares, from
# src/<module>/migrations/NNNN_name.sql. Numbers run from 1 without gaps. Call it after guildhall_module.
function(guildhall_migrations module)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

  set(expected 1)
  set(entries "")
  foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME_WLE)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+$")
      message(FATAL_ERROR "${path}: a migration is named NNNN_name.sql")
    endif()
    math(EXPR number "1${CMAKE_MATCH_1} - 10000")
    if(NOT number EQUAL expected)
      message(FATAL_ERROR "${path}: migration ${expected} of ${module} is expected here")
    endif()
    math(EXPR expected "${expected} + 1")
    file(READ ${path} sql)
    string(APPEND entries "    {\"${module}\", ${number}, \"${name}\", R\"migration(${sql})migration\"},\n")
  endforeach()

  set(source ${CMAKE_CURRENT_BINARY_DIR}/${module}_migrations.cpp)
  string(CONCAT content
    "// The migrations of ${module}, generated from its .sql files.\n"
    "#include \"${module}/migrations.h\"\n\n"
    "namespace gh::${module} {\n\n"
    "std::span<const store::Migration> migrations() {\n"
    "  static constexpr store::Migration kMigrations[] = {\n${entries}  };\n"
    "  return kMigrations;\n}\n\n"
    "}  // namespace gh::${module}\n")
  file(WRITE ${source}.new "${content}")
  configure_file(${source}.new ${source} COPYONLY)
  target_sources(gh_${module} PRIVATE ${source})
endfunction()
