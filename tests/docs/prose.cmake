# The figures in the prose of a document, for the scripts beside this one.

set(number "[0-9][0-9,]*[0-9]|[0-9]")
set(month "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")

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

# Text in one line, since a sum may go over the end of a line, without blocks of code and `code`.
function(flatten text out)
  string(ASCII 1 fence)
  string(REPLACE "```" "${fence}" text "${text}")
  string(REGEX REPLACE "${fence}[^${fence}]*${fence}" " " text "${text}")
  string(REGEX REPLACE "`[^`]*`" " " text "${text}")
  string(REGEX REPLACE "\n[0-9]+\\. " " " text "${text}")  # of a list
  string(REGEX REPLACE "[ \n]+" " " text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The prose of a document.
function(read_prose file out)
  read_plain("${file}" text)
  string(REGEX REPLACE "\n## Left out\n.*" "\n" text "${text}")
  flatten("${text}" text)
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

# Its numbers that are no dates, hours, names or versions.
function(figures_in text out)
  foreach(no_figure IN ITEMS
      "[0-9][0-9][0-9][0-9]-[0-9][0-9](-[0-9][0-9])?|[0-9]+:[0-9][0-9]"            # dates and hours as ISO has them
      "[0-9]+((-| and | or | to )[0-9]+)? (${month})( [0-9][0-9][0-9][0-9])?"      # days
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
  set(${out} ${figures} PARENT_SCOPE)
endfunction()
