// For the few loops over whole rows of numbers in which most of the kernel's time goes: several times less where the
// processor takes several numbers at once. The compiler makes both kinds, and the program picks one as it starts.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !defined(RELTRACK_SANITIZED)
#define RELTRACK_SEVERAL_AT_ONCE __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define RELTRACK_SEVERAL_AT_ONCE
#endif
