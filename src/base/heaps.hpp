// What the program asks of the machine's allocator.
#pragma once

namespace reltrack {

// Lets threads take memory without waiting for each other, and in few large pages. To be called before there are any.
void open_heaps_whole();

// Where heaps are opened so, this thread's is from now on; a thread calls it before its work.
void open_heap_here();

// What is free goes back to the system, whichever thread's heap it lies in.
void give_back_memory();

}  // namespace reltrack
