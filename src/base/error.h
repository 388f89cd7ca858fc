/* Filling capalign_error. Internal to the library; see capalign/error.h for the contract. */
#ifndef CA_BASE_ERROR_H
#define CA_BASE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include <capalign/error.h>

/* Sets *error (may be NULL) to code and message, clears the position and file; returns code. The
 * message is cleaned: invalid UTF-8 becomes U+FFFD, control characters become '?'. */
capalign_code ca_fail(capalign_error *error, capalign_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with a line and column (0: does not apply). */
capalign_code ca_fail_at(capalign_error *error, capalign_code code, size_t line, size_t column,
                         const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Names the file of an error that has none yet; returns the error's code, `code` if NULL. */
capalign_code ca_fail_file(capalign_error *error, capalign_code code, const char *file);
/* An I/O error in plain words: "cannot <verb>: <reason of errno_value>"; CAPALIGN_E_FULL where no
 * room is left, CAPALIGN_E_MEMORY for ENOMEM. */
capalign_code ca_fail_errno(capalign_error *error, const char *file, const char *verb,
                            int errno_value);
/* CAPALIGN_E_MEMORY with its message. */
capalign_code ca_fail_memory(capalign_error *error);

#endif
