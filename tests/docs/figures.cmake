# The figures in the prose of README.md and data/README.md are those of the ledger or of its report, and every sum
# ("160 + 99 = 259", in docs/ and data/examples/ too) adds up.
#
# A figure is a number of two digits or more outside blocks of code, `code`, addresses, dates, hours, years and versions.
# It must be the figure of a claim in data/*.json, one that `reconcile --json data/claims.json` gives as a size, bound or
# amount, or what a sum beside it comes to. Single digits would always be found, so they are not looked for. "Left out"
# tells of what no ledger holds, so nothing can vouch for it.
#
#   cmake -D PROGRAM=... -D TOP=... -P figures.cmake
cmake_minimum_required(VERSION 3.25)

include(${CMAKE_CURRENT_LIST_DIR}/prose.cmake)

# What the ledgers hold and what the report of the shipped one gives; which figures overlap is left aside, since those
# amounts are many and no document names one.
set(known "")
file(GLOB ledgers "${TOP}/data/*.json")
foreach(ledger IN LISTS ledgers)
  read_plain("${ledger}" text)
  numbers_behind("\"figure\": \"?[<>=~]*" "${text}" found)
  list(APPEND known ${found})
endforeach()
execute_process(COMMAND "${PROGRAM}" reconcile --json data/claims.json WORKING_DIRECTORY "${TOP}"
  OUTPUT_VARIABLE report ERROR_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "reconcile --json data/claims.json: exit status ${status}")
endif()
string(REGEX REPLACE "[][;\\]" " " report "${report}")
string(FIND "${report}" "\"overlaps\": " overlaps)
string(FIND "${report}" "\"gaps\": " gaps)
string(SUBSTRING "${report}" 0 ${overlaps} before)
string(SUBSTRING "${report}" ${gaps} -1 behind)
numbers_behind("\"(claims|sources|shortfall|at_least|at_most|min|max|value)\": " "${before}${behind}" found)
list(APPEND known ${found})
list(REMOVE_DUPLICATES known)
numbers_behind("\"claims\": " "${before}" claims)

foreach(name README.md data/README.md)
  read_prose("${TOP}/${name}" text)
  check_sums("${name}" "${text}" results)
  foreach(count IN ITEMS ${claims})
    string(REGEX MATCHALL "(${number}) (claims|statements)" stated "${text}")
    foreach(words IN LISTS stated)
      if(NOT words MATCHES "^${count} ")
        message(SEND_ERROR "${name}: \"${words}\", and the ledger has ${count}")
      endif()
    endforeach()
  endforeach()
  figures_in("${text}" figures)
  foreach(figure IN LISTS figures)
    if(figure GREATER 9 AND NOT figure IN_LIST known AND NOT figure IN_LIST results)
      message(SEND_ERROR "${name}: ${figure} is neither in the ledger nor in its report")
    endif()
  endforeach()
  list(LENGTH figures count)
  message(STATUS "${name}: ${count} figures")
endforeach()

file(GLOB documents "${TOP}/docs/*.md" "${TOP}/data/examples/*.md")
foreach(document IN LISTS documents)
  read_prose("${document}" text)
  check_sums("${document}" "${text}" results)
endforeach()
