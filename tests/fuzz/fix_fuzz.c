/* Fixing: whatever the bytes are, nothing crashes, no text is lost, and a second run changes
 * nothing. The first byte chooses the format, safe or unsafe, and the profile. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <capalign/check.h>

#include "check/diff_lines.h"
#include "check/fix/plan.h"

#define CHECK(CONDITION)                                                                           \
    do                                                                                             \
        if (!(CONDITION)) {                                                                        \
            fprintf(stderr, "line %d: %s\n", __LINE__, #CONDITION);                                \
            abort();                                                                               \
        }                                                                                          \
    while (0)

static int count_bytes(void *context, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return 0;
}

/* Lines that are kept are the same in both texts, one by one. */
static void check_diff(const char *before, size_t before_size, const char *after, size_t after_size)
{
    ca_diff_text a = {0}, b = {0};
    if (ca_diff_lines((ca_str){before, before_size}, (ca_str){after, after_size}, &a, &b)) {
        size_t j = 0;
        for (size_t i = 0; i < a.count; i++) {
            if (a.changed[i])
                continue;
            while (j < b.count && b.changed[j])
                j++;
            CHECK(j < b.count && a.ids[i] == b.ids[j++]);
        }
        while (j < b.count)
            CHECK(b.changed[j++]);
    }
    ca_diff_text_free(&a);
    ca_diff_text_free(&b);
    size_t written = 0;
    capalign_error error;
    capalign_check_diff("captions", before, before_size, after, after_size, count_bytes, &written,
                        &error);
    CHECK(written != 0);
}

static int compare_cues(const void *a, const void *b)
{
    const ca_proof_cue *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return x->start_us < y->start_us ? -1 : x->start_us > y->start_us;
}

/* A cue whose time is read only now may stand elsewhere, so texts are compared one by one: all are
 * there as often as before, and those whose start was known have it. */
static void check_texts(ca_proof *a, ca_proof *b)
{
    size_t j = 0;
    qsort(a->cues, a->count, sizeof *a->cues, compare_cues);
    qsort(b->cues, b->count, sizeof *b->cues, compare_cues);
    for (size_t i = 0; i < a->count; i++) {
        const ca_proof_cue *cue = &a->cues[i];
        if (!cue->text || cue->start_us == CAPALIGN_TIME_NONE)
            continue;
        while (j < b->count && compare_cues(&b->cues[j], cue) < 0)
            j++;
        CHECK(j < b->count && compare_cues(&b->cues[j], cue) == 0);
        j++;
    }
    size_t texts[2] = {0, 0};
    for (size_t i = 0; i < a->count; i++)
        texts[0] += a->cues[i].text != 0;
    for (size_t i = 0; i < b->count; i++)
        texts[1] += b->cues[i].text != 0;
    CHECK(texts[0] <= texts[1]);
}

static bool has_unread_time(const ca_proof *proof)
{
    for (size_t i = 0; i < proof->count; i++)
        if (proof->cues[i].start_us == CAPALIGN_TIME_NONE)
            return true;
    return false;
}

static void check_proof(const char *before, size_t before_size, const char *after,
                        size_t after_size, const char *path, bool unsafe)
{
    capalign_track *old = NULL, *new = NULL;
    capalign_error error;
    ca_proof a = {0}, b = {0};
    const capalign_caption_read_options options = {.format = capalign_caption_format_of_path(path)};
    unsigned allowed = CA_PROOF_ORDER | CA_PROOF_ENCODING | CA_PROOF_TIMES;
    if (unsafe)
        allowed |= CA_PROOF_ENDS | CA_PROOF_EMPTY | CA_PROOF_FIRST_CUE;
    CHECK(capalign_caption_parse(before, before_size, &options, &old, &error) == CAPALIGN_OK &&
          capalign_caption_parse(after, after_size, &options, &new, &error) == CAPALIGN_OK);
    CHECK(ca_proof_make(&a, old) && ca_proof_make(&b, new));
    if (has_unread_time(&a))
        check_texts(&a, &b);
    else
        CHECK(ca_proof_holds(&a, &b, allowed) ||
              ca_proof_holds(&a, &b, allowed & ~(unsigned)CA_PROOF_ORDER));
    ca_proof_free(&a);
    ca_proof_free(&b);
    capalign_track_destroy(old);
    capalign_track_destroy(new);
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* How often letters stand in lines; `all`, or only in those that no fix may write otherwise:
 * without signs of markup, times and settings, and not those that WebVTT has for itself. */
static void count_letters(const char *text, size_t size, bool all, size_t counts[256])
{
    for (size_t at = 0, next; at < size; at = next + 1) {
        size_t letters = 0;
        bool plain = true;
        for (next = at; next < size && text[next] != '\n' && text[next] != '\r'; next++) {
            plain = plain && !memchr("<>&\\:%#-", text[next], 9) && text[next] >= ' ' &&
                    (unsigned char)text[next] < 0x80;
            letters += is_letter(text[next]);
        }
        bool own =
            next - at >= 5 && (!memcmp(text + at, "WEBVTT", 5) || !memcmp(text + at, "STYLE", 5) ||
                               !memcmp(text + at, "REGION", 5));
        for (size_t i = at; i < next && (all || (plain && !own && letters > 1)); i++)
            counts[(unsigned char)text[i]] += is_letter(text[i]);
    }
}

/* An account that trusts no reader of captions. */
static void check_letters(const char *before, size_t before_size, const char *after,
                          size_t after_size)
{
    size_t old[256] = {0}, new[256] = {0};
    if (memchr(before, 0, before_size))
        return; /* UTF-16, or NULs that stand inside of words */
    count_letters(before, before_size, false, old);
    count_letters(after, after_size, true, new);
    for (size_t i = 0; i < 256; i++)
        CHECK(old[i] <= new[i]);
}

/* Made once: it looks every rule up in every profile. */
static const capalign_check_config *config_of(bool netflix)
{
    static capalign_check_config *configs[2];
    capalign_error error;
    if (!configs[netflix]) {
        CHECK(capalign_check_config_create(&configs[netflix], &error) == CAPALIGN_OK);
        if (netflix)
            CHECK(capalign_check_config_profile(configs[netflix], "netflix", &error) ==
                  CAPALIGN_OK);
    }
    return configs[netflix];
}

/* What is fixed is gone: the fixed file has fewer findings of what is fixed (a rank of the plan
 * before another, as mending one thing can show another). */
static void check_better(const char *before, size_t before_size, const char *after,
                         size_t after_size, const char *path, bool unsafe,
                         const capalign_check_config *config)
{
    ca_fix_plan plan = {.path = path, .config = config};
    ca_fix_state old, new;
    capalign_error error;
    char *a = malloc(before_size + 1), *b = malloc(after_size + 1);
    CHECK(a && b && ca_fix_plan_make(&plan, unsafe));
    memcpy(a, before, before_size);
    memcpy(b, after, after_size);
    CHECK(ca_fix_state_make(&old, &plan, a, before_size, &error) == CAPALIGN_OK);
    CHECK(ca_fix_state_make(&new, &plan, b, after_size, &error) == CAPALIGN_OK);
    CHECK(ca_fix_state_is_better(&old, &new));
    ca_fix_state_free(&old);
    ca_fix_state_free(&new);
    ca_fix_plan_free(&plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    const char *bytes = (const char *)data + 1;
    const char *path = data[0] & 1 ? "a.vtt" : "a.srt";
    bool unsafe = data[0] & 2;
    const capalign_check_config *config = config_of(data[0] & 4);
    capalign_error error;
    char *fixed, *again;
    size_t fixed_size, again_size, count;
    const capalign_check_options options = {.config = config};
    capalign_code code = capalign_check_fix(bytes, size - 1, path, &options, unsafe, &fixed,
                                            &fixed_size, &count, &error);
    CHECK(code == CAPALIGN_OK); /* the cap on rounds is for files that are made for it */
    if (fixed) {
        CHECK(count != 0);
        check_diff(bytes, size - 1, fixed, fixed_size);
        check_proof(bytes, size - 1, fixed, fixed_size, path, unsafe);
        check_letters(bytes, size - 1, fixed, fixed_size);
        check_better(bytes, size - 1, fixed, fixed_size, path, unsafe, config);
        CHECK(capalign_check_fix(fixed, fixed_size, path, &options, unsafe, &again, &again_size,
                                 &count, &error) == CAPALIGN_OK);
        CHECK(!again);
        capalign_free(fixed);
    }
    return 0;
}
