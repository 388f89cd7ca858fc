#include "text/dictionary.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
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

/* ICU, loaded when a text asks for it first: it and C++'s library take longer to load than all the
 * rest of the program, and few texts need them. Its functions have its version in their names,
 * which its headers put there. */
struct ca_icu {
    __typeof__(ubrk_open) *open;
    __typeof__(ubrk_close) *close;
    __typeof__(ubrk_setUText) *set_text;
    __typeof__(ubrk_isBoundary) *is_boundary;
    __typeof__(utext_openUTF8) *open_text;
    __typeof__(utext_close) *close_text;
    UBreakIterator *iterator;
};

#define TEXT_OF(name) #name
#define NAME_OF(macro) TEXT_OF(macro)
#define FIND(library, into, function) find(library, NAME_OF(function), &(into), sizeof(into))

/* Writes the function's address to the pointer to a function at `into`. */
static bool find(void *library, const char *name, void *into, size_t size)
{
    void *address = dlsym(library, name);
    memcpy(into, &address, size);
    return address != NULL;
}

static bool find_all(void *library, struct ca_icu *icu)
{
    return FIND(library, icu->open, ubrk_open) && FIND(library, icu->close, ubrk_close) &&
           FIND(library, icu->set_text, ubrk_setUText) &&
           FIND(library, icu->is_boundary, ubrk_isBoundary) &&
           FIND(library, icu->open_text, utext_openUTF8) &&
           FIND(library, icu->close_text, utext_close);
}

/* NULL without ICU, or without memory for what is ours. */
static struct ca_icu *load(bool *no_memory)
{
    static const char name[] = "libicuuc.so." NAME_OF(U_ICU_VERSION_MAJOR_NUM);
    struct ca_icu *icu = calloc(1, sizeof *icu);
    *no_memory = !icu;
    /* NODELETE: it is loaded once, and the functions stay when the handle is closed. */
    void *library = icu ? dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) : NULL;
    UErrorCode status = U_ZERO_ERROR;
    if (library && find_all(library, icu))
        icu->iterator = icu->open(UBRK_WORD, "", NULL, 0, &status);
    if (library)
        dlclose(library);
    if (icu && icu->iterator)
        return icu;
    free(icu);
    return NULL;
}

/* Gives the run to ICU, which keeps a shallow copy of the UText: the text itself stays ours. */
static void take_run(ca_dictionary *d)
{
    UErrorCode status = U_ZERO_ERROR;
    UText run = UTEXT_INITIALIZER;
    bool memory = has_memory();
    if (memory && !d->icu)
        d->icu = load(&d->no_memory);
    d->absent = !memory || !d->icu;
    d->at_run = true;
    if (d->absent)
        return;
    d->icu->open_text(&run, d->text.data + d->run_from, (int64_t)(d->run_to - d->run_from),
                      &status);
    if (U_SUCCESS(status)) /* ICU looks into the iterator before it looks at the status */
        d->icu->set_text(d->icu->iterator, &run, &status);
    d->icu->close_text(&run);
    d->absent = U_FAILURE(status);
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
    return d->icu->is_boundary(d->icu->iterator, (int32_t)(at - d->run_from)) ? CA_PLACE_BETWEEN
                                                                              : CA_PLACE_INSIDE;
}

void ca_dictionary_close(ca_dictionary *d)
{
    if (d->icu)
        d->icu->close(d->icu->iterator);
    free(d->icu);
    *d = (ca_dictionary){0};
}
