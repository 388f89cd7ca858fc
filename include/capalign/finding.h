/* Findings: problems in an input that was read all the same. */
#ifndef CAPALIGN_FINDING_H
#define CAPALIGN_FINDING_H

#include <capalign/error.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum capalign_severity {
    CAPALIGN_INFO,
    CAPALIGN_WARNING,
    CAPALIGN_ERROR,
} capalign_severity;

/* Whether the finding's problem can be mended without a decision by a person. */
typedef enum capalign_fix {
    CAPALIGN_FIX_NONE,   /* a person must decide */
    CAPALIGN_FIX_UNSAFE, /* there is a likely fix, which may change the meaning */
    CAPALIGN_FIX_SAFE,   /* the fix loses nothing and has one reading */
} capalign_fix;

/* A finding. Its strings belong to the object that it was asked of (a track, a report). */
typedef struct capalign_finding {
    const char *code;    /* stable name, e.g. "time-overlap"; docs/formats.md lists them */
    const char *message; /* one English sentence */
    capalign_severity severity;
    capalign_fix fix;
    size_t line;   /* 1-based; 0: the file as a whole */
    size_t column; /* 1-based in characters; 0: the whole line */
    size_t cue;    /* 0-based index of the cue that it is about; SIZE_MAX: none */
} capalign_finding;

/* "info", "warning" or "error"; never NULL. */
CAPALIGN_API const char *capalign_severity_name(capalign_severity severity);
/* "none", "unsafe" or "safe"; never NULL. */
CAPALIGN_API const char *capalign_fix_name(capalign_fix fix);

#ifdef __cplusplus
}
#endif
#endif
