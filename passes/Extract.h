/*===- Extract.h - The one C header of the extraction library -------------===*\
|*                                                                            *|
|* Turns an LLVM module in memory into the bytes of a .mg module graph. The   *|
|* front end, which is not written in C++, calls this and nothing else.       *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#ifndef MAPGRAPH_PASSES_EXTRACT_H
#define MAPGRAPH_PASSES_EXTRACT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Substitute values offline and condense control flow before writing. */
#define MAPGRAPH_SIMPLIFY 1u
/* Also record reads and writes of memory that holds no pointers. */
#define MAPGRAPH_VARIABLES 2u

/* Module: LLVMModuleRef, not modified. NULL on success with *Data (free with
   mapgraph_free), *Size; else a malloc'ed one-line message. Thread-safe for
   distinct contexts. */
char *mapgraph_extract(void *Module, unsigned Flags, unsigned char **Data,
                       size_t *Size);
void mapgraph_free(void *P);

#ifdef __cplusplus
}
#endif

#endif
