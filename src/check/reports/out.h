/* Output of a report: collected in a buffer of fixed size and handed to the sink piece by piece.
 * Failures stick, so it is enough to look at them at the end. */
#ifndef CA_CHECK_REPORTS_OUT_H
#define CA_CHECK_REPORTS_OUT_H

#include <capalign/caption.h>

#include "base/utf8.h"

enum { CA_OUT_BUFFER = 1 << 14 };

typedef struct ca_out {
    capalign_sink sink;
    void *context;
    bool break_tokens; /* the output is a GitHub Actions log (capalign_report_options) */
    bool stopped;      /* the sink wanted no more */
    bool no_memory;    /* something that should have been written is missing */
    size_t used;
    char buffer[CA_OUT_BUFFER];
} ca_out;

void ca_out_bytes(ca_out *out, const char *bytes, size_t size);
void ca_out_str(ca_out *out, ca_str text);
void ca_out_text(ca_out *out, const char *text);
void ca_out_number(ca_out *out, uint64_t number);
/* `count` times the same byte. */
void ca_out_fill(ca_out *out, char byte, size_t count);
void ca_out_flush(ca_out *out);

#endif
