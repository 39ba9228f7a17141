# SPDX-License-Identifier: Apache-2.0
# docs/dateline.1 is what the program prints: cmake -DPROGRAM=... -DWANT=docs/dateline.1 -P check_man.cmake
execute_process(COMMAND ${PROGRAM} help --man OUTPUT_VARIABLE got RESULT_VARIABLE status)
file(READ ${WANT} want)
string(REGEX REPLACE "\"dateline [0-9.]+\"" "VERSION" got "${got}")
string(REGEX REPLACE "\"dateline [0-9.]+\"" "VERSION" want "${want}")
if(NOT status EQUAL 0 OR NOT got STREQUAL want)
  message(FATAL_ERROR "${WANT} is stale; make it anew: dateline help --man > docs/dateline.1")
endif()
