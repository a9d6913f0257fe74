// What the program asks of the machine's allocator.
#pragma once

namespace reltrack::cli {

// Lets threads take memory without waiting for each other. To be called before there are any.
void open_heaps_whole();

// What is free goes back to the system, whichever thread's heap it lies in.
void give_back_memory();

}  // namespace reltrack::cli
