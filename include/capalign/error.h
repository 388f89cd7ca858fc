/* Status codes and errors.
 *
 * Every function of the library that can fail returns a capalign_code and fills the
 * capalign_error that the caller passes (NULL: only the code is wanted). The library never
 * prints, exits or aborts; it frees what it made before it returns an error. */
#ifndef CAPALIGN_ERROR_H
#define CAPALIGN_ERROR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CAPALIGN_API __attribute__((visibility("default")))
#else
#define CAPALIGN_API
#endif

/* A time that is not known; no valid time is negative. */
#define CAPALIGN_TIME_NONE INT64_MIN

typedef enum capalign_code {
    CAPALIGN_OK = 0,
    CAPALIGN_E_MEMORY,    /* no memory left */
    CAPALIGN_E_ARGUMENT,  /* an argument of the call is out of its range */
    CAPALIGN_E_IO,        /* a file cannot be opened, read or written */
    CAPALIGN_E_INPUT,     /* the input is not what it should be; message and position say what */
    CAPALIGN_E_LIMIT,     /* the input is over a documented cap of size, depth or count */
    CAPALIGN_E_MISSING,   /* something is missing on this machine: codec, voice, model, module */
    CAPALIGN_E_EXISTS,    /* a file that capalign did not write is in the way */
    CAPALIGN_E_MISMATCH,  /* the transcript does not belong to the audio */
    CAPALIGN_E_CANCELLED, /* the caller's progress function asked to stop */
    CAPALIGN_E_FULL,      /* a file cannot be written: the disk or the quota is full */
} capalign_code;

/* What went wrong and where. The message is one English sentence without a full stop or line
 * end: what was found, what was expected, what to do. It is valid UTF-8 without control
 * characters, whatever the input held. Positions that do not apply are 0, times
 * CAPALIGN_TIME_NONE, the file an empty string. The struct owns no memory: copy it freely. */
typedef struct capalign_error {
    capalign_code code;
    size_t line;     /* 1-based line of the input; CR, LF and CRLF end a line */
    size_t column;   /* 1-based column, counted in characters (code points) of that line */
    int64_t time_us; /* a time in the medium or track, in microseconds */
    char message[1024];
    char file[4096]; /* the path as the caller gave it (bytes, not necessarily UTF-8) */
} capalign_error;

/* The code's name in lower case, e.g. "memory"; stable, used by --json. Never NULL. */
CAPALIGN_API const char *capalign_code_name(capalign_code code);

/* Lets long work report its progress and be cancelled. `report` is called from the thread
 * that made the call, at most about ten times a second, with 0 <= done <= total (any unit;
 * total 0: unknown). It returns 0 to go on, anything else to stop the work, which then ends
 * with CAPALIGN_E_CANCELLED and leaves no file behind. */
typedef struct capalign_progress {
    int (*report)(void *context, const char *stage, int64_t done, int64_t total);
    void *context;
} capalign_progress;

#ifdef __cplusplus
}
#endif
#endif
