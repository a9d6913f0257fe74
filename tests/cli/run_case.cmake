# One golden case: runs the program with the arguments in CASE (NAME.cmd, one a line), standard input from NAME.in
# where there is one, and compares what it prints and returns with NAME.out, NAME.err and NAME.exit. A file that is
# not there stands for nothing printed, or for status 0. With UPDATE_GOLDEN=1 in the environment it writes those files
# instead; read the difference in review.
#
#   cmake -D PROGRAM=... -D CASE=.../NAME.cmd -D SCRATCH=... -P run_case.cmake
cmake_minimum_required(VERSION 3.25)  # a script starts with no policies: without this, if() dereferences words

# Nothing of the person's own settings reaches the program.
unset(ENV{NO_COLOR})
unset(ENV{COLUMNS})
set(ENV{TERM} dumb)
set(ENV{LC_ALL} C)

# Arguments go in as bracket arguments of generated code: a list would break at `;` and at unpaired `[`.
file(READ "${CASE}" rest)
set(arguments "")
while(NOT "${rest}" STREQUAL "")
  string(FIND "${rest}" "\n" end)
  if(end EQUAL -1)
    message(FATAL_ERROR "${CASE}: the last line has no end")
  endif()
  string(SUBSTRING "${rest}" 0 ${end} argument)
  math(EXPR end "${end} + 1")
  string(SUBSTRING "${rest}" ${end} -1 rest)
  string(APPEND arguments " [====[${argument}]====]")
endwhile()

string(REGEX REPLACE "\\.cmd$" "" base "${CASE}")
set(input /dev/null)
if(EXISTS "${base}.in")
  set(input "${base}.in")
endif()

cmake_path(GET SCRATCH PARENT_PATH scratch_folder)
file(MAKE_DIRECTORY "${scratch_folder}")
file(WRITE "${SCRATCH}.out" "")
file(WRITE "${SCRATCH}.err" "")
cmake_language(EVAL CODE "execute_process(COMMAND [====[${PROGRAM}]====] ${arguments}
  INPUT_FILE [====[${input}]====] OUTPUT_FILE [====[${SCRATCH}.out]====] ERROR_FILE [====[${SCRATCH}.err]====]
  RESULT_VARIABLE status)")
if(NOT "${status}" MATCHES "^[0-9]+$")
  message(FATAL_ERROR "did not run, or did not end by itself: ${status}")  # never a golden answer
elseif("${status}" STREQUAL "0")
  file(WRITE "${SCRATCH}.exit" "")
else()
  file(WRITE "${SCRATCH}.exit" "${status}\n")
endif()

set(differ "")
foreach(kind out err exit)
  set(expected "${base}.${kind}")
  set(actual "${SCRATCH}.${kind}")
  file(SIZE "${actual}" size)
  if(NOT "$ENV{UPDATE_GOLDEN}" STREQUAL "")
    if(size EQUAL 0)
      file(REMOVE "${expected}")
    else()
      file(COPY_FILE "${actual}" "${expected}" ONLY_IF_DIFFERENT)
    endif()
  else()
    if(NOT EXISTS "${expected}")
      set(expected /dev/null)
    endif()
    execute_process(COMMAND diff -u "${expected}" "${actual}" OUTPUT_VARIABLE shown RESULT_VARIABLE different)
    if(NOT "${different}" STREQUAL "0")
      string(APPEND differ "${shown}")
    endif()
  endif()
endforeach()

if(NOT "${differ}" STREQUAL "")
  execute_process(COMMAND ${CMAKE_COMMAND} -E echo "${differ}")
  message(FATAL_ERROR "differs from the golden files; UPDATE_GOLDEN=1 ctest -R cli/ rewrites them")
endif()
