// What the program returns: an interface, documented in README.md and tested in tests/cli.
#pragma once

namespace reltrack::cli {

enum class ExitStatus {
  done = 0,
  findings = 1,  // conflicts, where --exit-code asked to be told; a figure that nobody says and that follows from none
  usage = 2,     // the command line is wrong
  ledger = 3,    // a ledger cannot be read or has errors
  unfinished = 4,  // the search bound was hit before repairs or ranges were complete; outranks `findings`
  output = 5,      // the output could not be written
  bug = 70,        // as sysexits.h has it; also out of memory, which the message tells
};

}  // namespace reltrack::cli
