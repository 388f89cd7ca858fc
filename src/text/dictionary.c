#include "text/dictionary.h"

#include <sys/mman.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/scripts.h"

/* ICU takes memory in proportion to the run, so that runs are bounded: hostile text can be one of
 * megabytes. People write a comma or a space long before this. */
enum { MAX_RUN_BYTES = 6000 };

/* More than ICU takes for a run and, at the first, for its tables (0.3 MB in all). */
enum { RESERVE_BYTES = 4 << 20 };

/* ICU 72 does not come through every allocation of its own that fails, so it is asked only while
 * there is memory to spare. */
static bool has_memory(void)
{
    void *reserve =
        mmap(NULL, RESERVE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return reserve != MAP_FAILED && munmap(reserve, RESERVE_BYTES) == 0;
}

/* Moves on to the next run that ends behind `at`. */
static void find_run(ca_dictionary *d, size_t at)
{
    ca_script_class kind = CA_KIND_SPACED; /* of the run */
    size_t from = d->run_to, to = from;
    while (to < d->text.size) {
        uint32_t c;
        size_t size = ca_utf8_decode(d->text.data + to, d->text.size - to, &c);
        ca_script_class found = ca_script_kind(ca_script_of(c));
        bool goes_on = found == kind && kind != CA_KIND_SPACED && to + size - from <= MAX_RUN_BYTES;
        if (!goes_on && to > at && from < to)
            break;
        if (!goes_on)
            from = found == CA_KIND_SPACED ? to + size : to;
        kind = found;
        to += size;
    }
    d->run_from = from;
    d->run_to = to;
    d->at_run = false;
}

/* Gives the run to ICU, which keeps a shallow copy of the UText: the text itself stays ours. */
static void take_run(ca_dictionary *d)
{
    UErrorCode status = has_memory() ? U_ZERO_ERROR : U_MEMORY_ALLOCATION_ERROR;
    UText run = UTEXT_INITIALIZER;
    if (!d->iterator)
        d->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    utext_openUTF8(&run, d->text.data + d->run_from, (int64_t)(d->run_to - d->run_from), &status);
    if (U_SUCCESS(status)) /* ICU looks into the iterator before it looks at the status */
        ubrk_setUText(d->iterator, &run, &status);
    utext_close(&run);
    d->absent = U_FAILURE(status);
    d->at_run = true;
}

ca_word_place ca_dictionary_place(ca_dictionary *d, size_t at)
{
    if (at >= d->run_to)
        find_run(d, at);
    if (at <= d->run_from || at >= d->run_to || d->absent)
        return CA_PLACE_UNKNOWN;
    if (!d->at_run)
        take_run(d);
    if (d->absent)
        return CA_PLACE_UNKNOWN;
    return ubrk_isBoundary(d->iterator, (int32_t)(at - d->run_from)) ? CA_PLACE_BETWEEN
                                                                     : CA_PLACE_INSIDE;
}

void ca_dictionary_close(ca_dictionary *d)
{
    if (d->iterator)
        ubrk_close(d->iterator);
    *d = (ca_dictionary){0};
}
