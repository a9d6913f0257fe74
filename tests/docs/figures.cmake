# The figures in the prose of README.md and data/README.md are those of the ledger or of its report, and every sum
# ("160 + 99 = 259", in docs/ too) adds up.
#
# A figure is a number of two digits or more outside blocks of code, `code`, addresses, dates, hours, years and versions.
# It must be the figure of a claim in data/*.json, one that `reconcile --json data/claims.json` gives as a size, bound or
# amount, or what a sum beside it comes to. Single digits would always be found, so they are not looked for. "Left out"
# tells of what no ledger holds, so nothing can vouch for it.
#
#   cmake -D PROGRAM=... -D TOP=... -P figures.cmake
cmake_minimum_required(VERSION 3.25)

set(number "[0-9][0-9,]*[0-9]|[0-9]")
set(month "January|February|March|April|May|June|July|August|September|October|November|December")

# Without addresses of links, and without what makes lists of texts fall apart in CMake.
function(read_plain file out)
  file(READ "${file}" text)
  string(REGEX REPLACE "\\]\\([^)]*\\)" " " text "${text}")
  string(REGEX REPLACE "[][;\\]" " " text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# All numbers that stand behind the pattern, thousands without commas.
function(numbers_behind pattern text out)
  string(REGEX MATCHALL "(${pattern})(${number})" found "${text}")
  list(TRANSFORM found REPLACE "^(${pattern})" "")
  list(TRANSFORM found REPLACE "," "")
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# The prose of a document in one line: a sum may go over the end of a line.
function(read_prose file out)
  read_plain("${file}" text)
  string(REGEX REPLACE "\n## Left out\n.*" "\n" text "${text}")
  string(ASCII 1 fence)
  string(REPLACE "```" "${fence}" text "${text}")
  string(REGEX REPLACE "${fence}[^${fence}]*${fence}" " " text "${text}")
  string(REGEX REPLACE "`[^`]*`" " " text "${text}")
  string(REGEX REPLACE "\n[0-9]+\\. " " " text "${text}")  # of a list
  string(REGEX REPLACE "[ \n]+" " " text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# What its sums come to; one that is wrong is an error.
function(check_sums name text out)
  string(REGEX MATCHALL "(${number})( [-+] (${number}))+ = (${number})" sums "${text}")
  set(results "")
  foreach(sum IN LISTS sums)
    string(REPLACE "," "" plain "${sum}")
    string(REGEX MATCH "^(.*) = (.*)$" matched "${plain}")
    math(EXPR result "${CMAKE_MATCH_1}")
    if(NOT result EQUAL CMAKE_MATCH_2)
      message(SEND_ERROR "${name}: \"${sum}\" comes to ${result}")
    endif()
    list(APPEND results ${result})
  endforeach()
  set(${out} ${results} PARENT_SCOPE)
endfunction()

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
  foreach(no_figure IN ITEMS
      "[0-9][0-9][0-9][0-9]-[0-9][0-9](-[0-9][0-9])?|[0-9]+:[0-9][0-9]"            # dates and hours as ISO has them
      "[0-9]+((-| and | or )[0-9]+)? (${month})( [0-9][0-9][0-9][0-9])?"           # days
      "[0-9]+(st|nd|rd|th)"
      "(${month}) [0-9][0-9][0-9][0-9]"
      "[A-Za-z+][0-9]+|[0-9]+[A-Za-z]+"                                            # names
      "(Debian|clang|g\\+\\+) [0-9]+")                                             # versions
    string(REGEX REPLACE "${no_figure}" " " text "${text}")
  endforeach()
  string(REGEX REPLACE "([^0-9,])(19|20)[0-9][0-9]([^0-9])" "\\1 \\3" text "${text}")  # years
  string(REGEX MATCHALL "${number}" figures "${text}")
  list(TRANSFORM figures REPLACE "," "")
  list(REMOVE_DUPLICATES figures)
  foreach(figure IN LISTS figures)
    if(figure GREATER 9 AND NOT figure IN_LIST known AND NOT figure IN_LIST results)
      message(SEND_ERROR "${name}: ${figure} is neither in the ledger nor in its report")
    endif()
  endforeach()
  list(LENGTH figures count)
  message(STATUS "${name}: ${count} figures")
endforeach()

file(GLOB documents "${TOP}/docs/*.md")
foreach(document IN LISTS documents)
  read_prose("${document}" text)
  check_sums("${document}" "${text}" results)
endforeach()
