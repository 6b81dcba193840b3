#ifndef QUORATE_CFUZZER_H
#define QUORATE_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

// Of libFuzzer, which comes with the compiler: runs its own loop, with a function that it gives its inputs to.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

#endif
