# SPDX-License-Identifier: Apache-2.0
# Flags of every target.  -ffp-contract=off: a fused multiply-add would change the last bit between machines, and
# the same text must give the same bytes everywhere.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
  -Wformat=2 -Wundef -ffp-contract=off -fno-fast-math)
add_compile_definitions(_DEFAULT_SOURCE _POSIX_C_SOURCE=200809L _FILE_OFFSET_BITS=64)
if(DL_WERROR)
  add_compile_options(-Werror)
endif()
if(DL_SANITIZE)
  add_compile_options(-fsanitize=${DL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${DL_SANITIZE})
endif()
if(DL_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
