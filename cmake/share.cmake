# SPDX-License-Identifier: Apache-2.0
# The data that the program needs beside it: <build>/share/dateline/world.dlp from data/, en.dlm from models/, the layouts of
# dateline export from data/export/.
set(DL_PACK ${DL_SHARE}/world.dlp)
add_custom_command(OUTPUT ${DL_PACK}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${DL_SHARE}
  COMMAND dateline-pack --depfile ${DL_PACK}.d ${PROJECT_SOURCE_DIR}/data ${DL_PACK}
  DEPENDS dateline-pack ${PROJECT_SOURCE_DIR}/data/pack.tsv
  DEPFILE ${DL_PACK}.d
  COMMENT "Packing data/ into share/dateline/world.dlp"
  VERBATIM)
add_custom_target(dl_pack ALL DEPENDS ${DL_PACK})
install(FILES ${DL_PACK} DESTINATION ${CMAKE_INSTALL_DATADIR}/dateline)
if(EXISTS ${PROJECT_SOURCE_DIR}/models/en.dlm)
  add_custom_command(OUTPUT ${DL_SHARE}/en.dlm
    COMMAND ${CMAKE_COMMAND} -E make_directory ${DL_SHARE}
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/models/en.dlm ${DL_SHARE}/en.dlm
    DEPENDS ${PROJECT_SOURCE_DIR}/models/en.dlm
    VERBATIM)
  add_custom_target(dl_model ALL DEPENDS ${DL_SHARE}/en.dlm)
  install(FILES ${DL_SHARE}/en.dlm DESTINATION ${CMAKE_INSTALL_DATADIR}/dateline)
endif()
set(DL_OUTLINES ${DL_SHARE}/outlines.txt.zst) # what dateline plot draws maps on
add_custom_command(OUTPUT ${DL_OUTLINES}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${DL_SHARE}
  COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/data/map/outlines.txt.zst ${DL_OUTLINES}
  DEPENDS ${PROJECT_SOURCE_DIR}/data/map/outlines.txt.zst
  VERBATIM)
add_custom_target(dl_outlines ALL DEPENDS ${DL_OUTLINES})
install(FILES ${DL_OUTLINES} DESTINATION ${CMAKE_INSTALL_DATADIR}/dateline)
file(GLOB DL_EXPORT_FILES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/export/*.sql ${PROJECT_SOURCE_DIR}/data/export/*.tsv)
set(DL_EXPORT_COPIES)
foreach(file ${DL_EXPORT_FILES})
  get_filename_component(name ${file} NAME)
  add_custom_command(OUTPUT ${DL_SHARE}/export/${name}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${DL_SHARE}/export
    COMMAND ${CMAKE_COMMAND} -E copy ${file} ${DL_SHARE}/export/${name}
    DEPENDS ${file}
    VERBATIM)
  list(APPEND DL_EXPORT_COPIES ${DL_SHARE}/export/${name})
endforeach()
add_custom_target(dl_layouts ALL DEPENDS ${DL_EXPORT_COPIES})
install(FILES ${DL_EXPORT_FILES} DESTINATION ${CMAKE_INSTALL_DATADIR}/dateline/export)
# Completions, where the shells look for them.
foreach(target bash:bash-completion/completions/dateline zsh:zsh/site-functions/_dateline fish:fish/vendor_completions.d/dateline.fish)
  string(REPLACE ":" ";" target ${target})
  list(GET target 0 shell)
  list(GET target 1 path)
  get_filename_component(folder ${path} DIRECTORY)
  get_filename_component(name ${path} NAME)
  set(file ${PROJECT_BINARY_DIR}/completion/${shell}/${name})
  add_custom_command(OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/completion/${shell}
    COMMAND dateline_cli help --completion ${shell} > ${file}
    DEPENDS dateline_cli
    VERBATIM)
  list(APPEND DL_COMPLETIONS ${file})
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
add_custom_target(dl_completions ALL DEPENDS ${DL_COMPLETIONS})
