/* Bytes of unknown encoding to UTF-8. The order: byte order mark, strict UTF-8, what was declared,
 * then a guess, which the caller must report. iconv converts; what cannot be read becomes U+FFFD
 * and its place is kept. */
#ifndef CA_BASE_CHARSET_H
#define CA_BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

typedef struct ca_decoded {
    char *text; /* UTF-8, NUL-terminated after `size` bytes, without a leading BOM; malloc'd */
    size_t size;
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", or as declared */
    bool bom;             /* there was a byte order mark at the start */
    bool guessed;         /* neither a mark nor strict UTF-8 nor declared */
    size_t first_guess; /* unless UTF-8: offset in text of the first character that is not ASCII */
    size_t *invalid; /* ascending offsets in text of each U+FFFD that stands for unreadable bytes;
                        `size` for an odd byte at the end of UTF-16, which has none */
    size_t invalid_count;
} ca_decoded;

/* Takes `bytes` over: a malloc'd buffer with room for one byte more than `size`, freed (or kept as
 * text) in every case. `declared` is an iconv name or NULL; an unknown one is CAPALIGN_E_ARGUMENT.
 * The guess: UTF-16 where every second byte of most is 0; UTF-8 with broken bytes where there are
 * some valid multi-byte sequences; else Windows-1252. */
capalign_code ca_charset_decode(char *bytes, size_t size, const char *declared, ca_decoded *out,
                                capalign_error *error);
/* The same for what is UTF-8 whatever it looks like, as the "UTF-8 decode" of
 * https://encoding.spec.whatwg.org/: only the mark of UTF-8 is taken off. */
capalign_code ca_charset_decode_utf8(char *bytes, size_t size, ca_decoded *out,
                                     capalign_error *error);
void ca_decoded_free(ca_decoded *decoded);

#endif
