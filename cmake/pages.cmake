# The portal's templates and texts compiled into the program, so that its pages need no files beside it.

# guildhall_pages(<module> <folder>)
# Generates the definitions that src/<module>/page_sources.h declares from <folder>/templates/**.mustache, named by
# their path below templates without the extension, from <folder>/texts/*.json and
# <folder>/icon.svg. Call it after guildhall_module.
function(guildhall_pages module folder)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${module}_page_sources.cpp)
  string(CONCAT content
    "// The templates and texts of ${module}, generated from ${folder}.\n"
    "#include \"${module}/page_sources.h\"\n\n"
    "namespace gh::${module} {\n\n")
  foreach(kind IN ITEMS templates texts)
    if(kind STREQUAL templates)
      file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/${folder}/templates
        ${CMAKE_SOURCE_DIR}/${folder}/templates/*.mustache)
    else()
      file(GLOB files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/${folder}/texts
        ${CMAKE_SOURCE_DIR}/${folder}/texts/*.json)
    endif()
    list(SORT files)
    set(entries "")
    foreach(name IN LISTS files)
      set(path ${CMAKE_SOURCE_DIR}/${folder}/${kind}/${name})
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
      string(REGEX REPLACE "\\.[a-z]+$" "" name "${name}")
      file(READ ${path} text)
      string(APPEND entries "    {\"${name}\", R\"source(${text})source\"},\n")
    endforeach()
    string(APPEND content
      "std::span<const PageSource> page_${kind}() {\n"
      "  static constexpr PageSource kSources[] = {\n${entries}  };\n"
      "  return kSources;\n}\n\n")
  endforeach()
  file(READ ${CMAKE_SOURCE_DIR}/${folder}/icon.svg icon)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/icon.svg)
  string(APPEND content "std::string_view page_icon() { return R\"source(${icon})source\"; }\n\n"
    "}  // namespace gh::${module}\n")
  file(WRITE ${source}.new "${content}")
  configure_file(${source}.new ${source} COPYONLY)
  target_sources(gh_${module} PRIVATE ${source})
endfunction()
