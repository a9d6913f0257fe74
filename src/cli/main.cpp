#include "cli/cli.hpp"

int main(int argc, char** argv) { return static_cast<int>(reltrack::cli::run_program(argc, argv)); }
