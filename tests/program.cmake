# SPDX-License-Identifier: Apache-2.0
# The program and the examples from outside. Included by tests/CMakeLists.txt.
if(NOT TARGET dateline_cli OR NOT Python3_FOUND)
  return()
endif()
set(DL_PROGRAM $<TARGET_FILE:dateline_cli>)
set(DL_SUPPORT ${PROJECT_SOURCE_DIR}/tests/support)
set(DL_SLOW 1)
if(DL_SANITIZE)
  set(DL_SLOW 20) # a sanitizer's program is slower and larger by about that much
endif()

# dl_program_test(name label COMMAND...): exit 77 means left out, and the output says why.
function(dl_program_test name label)
  add_test(NAME ${label}.${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_BINARY_DIR})
  set_tests_properties(${label}.${name} PROPERTIES LABELS ${label} TIMEOUT 900 SKIP_RETURN_CODE 77
    ENVIRONMENT "DATELINE_PACK=${DL_SHARE}/world.dlp;DATELINE_MODEL=${DL_SHARE}/en.dlm")
endfunction()

dl_program_test(program golden ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/golden/run.py ${DL_PROGRAM})
dl_program_test(man golden ${CMAKE_COMMAND} -DPROGRAM=${DL_PROGRAM} -DWANT=${PROJECT_SOURCE_DIR}/docs/dateline.1
  -P ${DL_SUPPORT}/check_man.cmake)
dl_program_test(completion golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_completion.py ${DL_PROGRAM})
dl_program_test(config golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_config.py ${DL_PROGRAM})
dl_program_test(schema golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_schema.py ${DL_PROGRAM} ${DL_SUPPORT}/stories.jsonl)
dl_program_test(same_bytes golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_jobs.py ${DL_PROGRAM} ${DL_SUPPORT}/stories.jsonl)
dl_program_test(format golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_format.py ${DL_PROGRAM} ${DL_SHARE}/en.dlm ${DL_SHARE}/world.dlp
  ${PROJECT_SOURCE_DIR}/tests/model/tiny.dlm)
dl_program_test(example golden ${Python3_EXECUTABLE} ${DL_SUPPORT}/check_example.py $<TARGET_FILE:print_records> ${DL_PROGRAM})
dl_program_test(sentences corpus ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/corpus/run.py ${DL_PROGRAM})
dl_program_test(times corpus ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/corpus/time/run.py ${DL_PROGRAM})
dl_program_test(outside store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/run.py ${DL_PROGRAM} ${DL_SUPPORT}/stories.jsonl)
dl_program_test(export store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/export.py ${DL_PROGRAM} ${PROJECT_SOURCE_DIR}/data/export)
dl_program_test(query store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/query.py ${DL_PROGRAM} ${PROJECT_SOURCE_DIR}/data/cameo/plover.tsv)
dl_program_test(plot store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/plot.py ${DL_PROGRAM} ${PROJECT_SOURCE_DIR}/data/map/outlines.txt.zst)
dl_program_test(clusters store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/clusters.py ${DL_PROGRAM}
  --floors ${PROJECT_SOURCE_DIR}/tests/store/clusters.tsv)
dl_program_test(links store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/links.py ${DL_PROGRAM})
dl_program_test(kill store ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/store/kill.py ${DL_PROGRAM} ${DL_SUPPORT}/stories.jsonl --times 4)
# What the readers make of files, and of servers and folders. show_items prints items without coding them.
add_executable(show_items ${DL_SUPPORT}/show_items.c)
target_link_libraries(show_items PRIVATE dl_private dateline_io Threads::Threads)
if(DL_WITH_FEEDS)
  dl_program_test(pages source ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/source/pages.py $<TARGET_FILE:show_items>)
  dl_program_test(live source ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/source/live.py ${DL_PROGRAM} --slow ${DL_SLOW})
  set_tests_properties(source.live PROPERTIES RUN_SERIAL ON)
  if(DL_WITH_MAIL)
    dl_program_test(forms source ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/source/forms.py $<TARGET_FILE:show_items> --slow ${DL_SLOW})
    set_tests_properties(source.forms PROPERTIES RUN_SERIAL ON)
  endif()
endif()
foreach(part texts lines outside models)
  dl_program_test(${part} limits ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/pathological/run.py ${DL_PROGRAM} ${DL_SHARE}
    --slow ${DL_SLOW} ${part})
endforeach()

# The same bytes from every instruction set, compiler and number of threads.  DL_OTHER_PROGRAM: dateline as another compiler
# made it; without it the test builds one.
set(DL_OTHER_PROGRAM "" CACHE FILEPATH "Program of another compiler, for the test identity.bytes")
dl_program_test(bytes identity ${Python3_EXECUTABLE} ${DL_SUPPORT}/identity.py ${DL_PROGRAM} ${PROJECT_SOURCE_DIR}
  ${PROJECT_BINARY_DIR}/identity --other "${DL_OTHER_PROGRAM}")
