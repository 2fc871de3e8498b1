/* What every public header needs. */
#ifndef CHP_API_H
#define CHP_API_H

#include <stdbool.h>
#include <stddef.h>

#define CHP_VERSION "0.1.0"

/* Between CHP_BEGIN and CHP_END lies what the library exports. */
#ifdef __cplusplus
#define CHP_BEGIN                                                                      \
    _Pragma("GCC visibility push(default)") extern "C"                                 \
    {
#define CHP_END                                                                        \
    }                                                                                  \
    _Pragma("GCC visibility pop")
#else
#define CHP_BEGIN _Pragma("GCC visibility push(default)")
#define CHP_END   _Pragma("GCC visibility pop")
#endif

#define CHP_MUST_CHECK __attribute__((warn_unused_result))

#endif
