# The examples of one document: each block
#
#   ```console
#   $ reltrack reconcile data/claims.json
#   ...what it prints...
#   ```
#
# is run from the top of the checkout, standard error after standard output on the same stream, and must print just that.
# With UPDATE_GOLDEN=1 in the environment the document is rewritten instead. Other blocks are left alone.
#
#   cmake -D PROGRAM=... -D DOCUMENT=... -P run_examples.cmake
cmake_minimum_required(VERSION 3.25)

unset(ENV{NO_COLOR})
unset(ENV{COLUMNS})
set(ENV{LC_ALL} C)
if(NOT EXISTS "${PROGRAM}")
  message(FATAL_ERROR "not built: ${PROGRAM}")
endif()
cmake_path(GET PROGRAM PARENT_PATH folder)
set(ENV{PATH} "${folder}:$ENV{PATH}")

set(opening "```console\n$ reltrack ")
string(LENGTH "```console\n$ " opening_length)
file(READ "${DOCUMENT}" rest)
set(rewritten "")
set(differ "")
while(TRUE)
  string(FIND "${rest}" "${opening}" start)
  if(start EQUAL -1)
    break()
  endif()
  math(EXPR start "${start} + ${opening_length}")
  string(SUBSTRING "${rest}" 0 ${start} before)
  string(SUBSTRING "${rest}" ${start} -1 rest)
  string(APPEND rewritten "${before}")

  string(FIND "${rest}" "\n" end)
  string(SUBSTRING "${rest}" 0 ${end} command)
  math(EXPR end "${end} + 1")
  string(SUBSTRING "${rest}" ${end} -1 rest)
  string(FIND "${rest}" "```" end)
  if(end EQUAL -1)
    message(FATAL_ERROR "${DOCUMENT}: a block has no end: $ ${command}")
  endif()
  string(SUBSTRING "${rest}" 0 ${end} expected)
  string(SUBSTRING "${rest}" ${end} -1 rest)

  execute_process(COMMAND sh -c "exec 2>&1; ${command}" INPUT_FILE /dev/null OUTPUT_VARIABLE actual)
  string(APPEND rewritten "${command}\n${actual}")
  if(NOT "${actual}" STREQUAL "${expected}")
    string(APPEND differ "$ ${command}\nin the document:\n${expected}\nprinted:\n${actual}\n")
  endif()
endwhile()
string(APPEND rewritten "${rest}")

if("${differ}" STREQUAL "")
  return()
endif()
if(NOT "$ENV{UPDATE_GOLDEN}" STREQUAL "")
  file(WRITE "${DOCUMENT}" "${rewritten}")
else()
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${differ}")
  message(FATAL_ERROR "${DOCUMENT}: UPDATE_GOLDEN=1 ctest -R documents/ rewrites the examples")
endif()
