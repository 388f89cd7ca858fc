/* Any bytes as a duration mark: what is believed lies between nothing and a day. */
#include <stdlib.h>

#include "text/duration.h"
#include "text/mark.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok, const int64_t *us)
{
    if (ok && (*us <= 0 || *us > CA_DURATION_MAX_US))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ca_str text = {(const char *)data, size};
    int64_t us = 0;
    check(ca_duration_clock(text, &us), &us);
    check(ca_duration_iso(text, &us), &us);
    check(ca_duration_seconds(text, &us), &us);
    ca_words *words = ca_words_create();
    ca_mark mark;
    if (words && ca_mark_take(words, &text, &mark)) {
        check(mark.duration_us >= 0, &mark.duration_us);
        if (text.size >= size) /* it took something */
            abort();
    }
    ca_words_destroy(words);
    return 0;
}
