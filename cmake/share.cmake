# SPDX-License-Identifier: Apache-2.0
# The data that the program needs beside it: <build>/share/dateline/world.dlp from data/, en.dlm from models/.
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
