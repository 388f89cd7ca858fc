#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <capalign/article.h>
#include <capalign/link.h>

/* --- the cases in samples/links --------------------------------------------------------------- */

static int64_t time_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : CAPALIGN_TIME_NONE;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static size_t number_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? (size_t)json_integer_value(value) : SIZE_MAX;
}

static bool agrees(const json_t *want, const capalign_link *got, const capalign_link_medium *media)
{
    const char *file = text_of(want, "file"), *confidence = text_of(want, "confidence");
    const char *linked = got->medium == SIZE_MAX ? NULL : media[got->medium].file;
    bool same_file = file && linked ? strcmp(file, linked) == 0 : file == linked;
    bool same_chapter = !file || !json_object_get(want, "chapter") ||
                        media[got->medium].chapter == number_of(want, "chapter");
    bool tie = json_is_true(json_object_get(want, "ambiguous"));
    return same_file && same_chapter &&
           (!tie || (got->ambiguous && got->candidate_a != SIZE_MAX)) &&
           strcmp(confidence, capalign_confidence_name(got->confidence)) == 0;
}

/* Returns the number of clips that are wrong. */
static size_t run_case(const char *path)
{
    json_error_t problem;
    json_t *root = json_load_file(path, 0, &problem);
    assert_non_null(root);
    const json_t *clip_list = json_object_get(root, "clips"),
                 *media_list = json_object_get(root, "media");
    size_t n = json_array_size(clip_list), m = json_array_size(media_list), wrong = 0;
    capalign_link_clip *clips = calloc(n + 1, sizeof *clips);
    capalign_link_medium *media = calloc(m + 1, sizeof *media);
    capalign_link *links = calloc(n + 1, sizeof *links);
    assert_true(clips && media && links);
    for (size_t i = 0; i < n; i++) {
        const json_t *c = json_array_get(clip_list, i);
        clips[i] = (capalign_link_clip){time_of(c, "duration_us"), text_of(c, "caption"),
                                        text_of(c, "name"), text_of(c, "media_src"),
                                        text_of(c, "language")};
    }
    for (size_t i = 0; i < m; i++) {
        const json_t *x = json_array_get(media_list, i);
        media[i] =
            (capalign_link_medium){text_of(x, "file"), text_of(x, "title"), text_of(x, "language"),
                                   time_of(x, "duration_us"), number_of(x, "chapter")};
    }
    capalign_error error;
    assert_int_equal(capalign_link_assign(clips, n, media, m, links, &error), CAPALIGN_OK);
    const json_t *expect = json_object_get(root, "expect");
    assert_int_equal(json_array_size(expect), n);
    for (size_t i = 0; i < n; i++) {
        const json_t *want = json_array_get(expect, i);
        const capalign_link *got = &links[number_of(want, "clip")];
        bool verbose = getenv("LINK_VERBOSE") != NULL, right = agrees(want, got, media);
        if (!right || verbose)
            printf("%s%s clip %zu: %s %s%s (%s)\n", right ? "" : "WRONG ", path, i,
                   got->medium == SIZE_MAX ? "-" : media[got->medium].file,
                   capalign_confidence_name(got->confidence), got->ambiguous ? " ambiguous" : "",
                   got->reasons);
        wrong += !right;
    }
    free(clips);
    free(media);
    free(links);
    json_decref(root);
    return wrong;
}

static void every_sample_is_linked_as_it_says(void **state)
{
    (void)state;
    DIR *folder = opendir("samples/links");
    assert_non_null(folder);
    size_t cases = 0, wrong = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        char path[512];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "samples/links/%s", entry->d_name);
        wrong += run_case(path);
        cases++;
    }
    closedir(folder);
    assert_true(cases >= 37);
    assert_int_equal(wrong, 0);
}

/* --- many clips and media --------------------------------------------------------------------- */

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* A word of two to four syllables, the same for the same number. */
static void spell(uint32_t number, char word[16])
{
    static const char *const syllables[] = {"ba", "de", "fi", "go", "hu", "ja", "ke", "li",
                                            "mo", "nu", "pa", "re", "si", "to", "vu", "za"};
    word[0] = '\0';
    for (int i = 0; i < 4; i++, number /= 16)
        strcat(word, syllables[number % 16]);
}

typedef struct crowd {
    capalign_link_clip *clips;
    capalign_link_medium *media;
    capalign_link *links;
    size_t clip_count, medium_count;
    char (*captions)[64];
    char (*files)[64];
} crowd;

static crowd make_crowd(size_t clips, size_t media)
{
    crowd c = {calloc(clips, sizeof *c.clips),
               calloc(media, sizeof *c.media),
               calloc(clips, sizeof *c.links),
               clips,
               media,
               calloc(clips, 64),
               calloc(media, 64)};
    assert_true(c.clips && c.media && c.links && c.captions && c.files);
    for (size_t i = 0; i < clips; i++)
        c.clips[i] =
            (capalign_link_clip){.duration_us = CAPALIGN_TIME_NONE, .caption = c.captions[i]};
    for (size_t i = 0; i < media; i++)
        c.media[i] = (capalign_link_medium){
            .file = c.files[i], .duration_us = CAPALIGN_TIME_NONE, .chapter = SIZE_MAX};
    return c;
}

static void free_crowd(crowd *c)
{
    free(c->clips);
    free(c->media);
    free(c->links);
    free(c->captions);
    free(c->files);
}

static double assign(crowd *c)
{
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    assert_int_equal(
        capalign_link_assign(c->clips, c->clip_count, c->media, c->medium_count, c->links, NULL),
        CAPALIGN_OK);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* Clip i belongs to medium i * 10; names share two words of three, lengths repeat all the time. */
static void ten_thousand_clips_find_their_files_among_a_hundred_thousand(void **state)
{
    (void)state;
    crowd c = make_crowd(10000, 100000);
    uint32_t seed = 5;
    for (size_t m = 0; m < c.medium_count; m++) {
        char a[16], b[16];
        spell((uint32_t)(m * 7919 % 65536), a);
        spell((uint32_t)(m * 104729 / 65536 * 31 % 65536 + m % 97), b);
        snprintf(c.files[m], 64, "archive/2024-%02zu-%02zu_%s_%s_1080p.mp4", m % 12 + 1, m % 28 + 1,
                 a, b);
        c.media[m].duration_us = (int64_t)(10 + next(&seed) % 600) * 1000000 + m % 400000;
        if (m % 10 == 0) {
            snprintf(c.captions[m / 10], 64, "The %s and a %s by the river", a, b);
            c.clips[m / 10].duration_us = c.media[m].duration_us / 1000000 * 1000000;
        }
    }
    double seconds = assign(&c);
    size_t right = 0, wrong = 0;
    for (size_t i = 0; i < c.clip_count; i++) {
        right += c.links[i].medium == i * 10;
        wrong += c.links[i].medium != i * 10 && c.links[i].medium != SIZE_MAX;
    }
    printf("10,000 x 100,000: %.2f s, %zu right, %zu wrong\n", seconds, right, wrong);
    assert_int_equal(wrong, 0);
    assert_true(right > 9900);
    assert_true(seconds < 20);
    free_crowd(&c);
}

/* Nothing tells them apart: no link, whatever the numbers, and it ends. */
static void a_crowd_without_differences_is_not_linked(void **state)
{
    (void)state;
    static const size_t media_counts[] = {1, 20, 33, 5000, 100000};
    for (size_t k = 0; k < sizeof media_counts / sizeof media_counts[0]; k++) {
        crowd c = make_crowd(10000, media_counts[k]);
        for (size_t i = 0; i < c.clip_count; i++) {
            snprintf(c.captions[i], 64, "The harbour at night");
            c.clips[i].duration_us = 60000000;
        }
        for (size_t m = 0; m < c.medium_count; m++) {
            snprintf(c.files[m], 64, "harbour-%zu.mp4", m * 3 + 5);
            c.media[m].duration_us = 60000000 + (int64_t)(m % 3) * 100000;
        }
        double seconds = assign(&c);
        printf("10,000 x %zu alike: %.2f s\n", c.medium_count, seconds);
        for (size_t i = 0; i < c.clip_count; i++) {
            assert_true(c.links[i].medium == SIZE_MAX);
            assert_true(c.links[i].ambiguous);
            assert_true(c.links[i].candidate_a < c.medium_count);
        }
        assert_true(seconds < 30);
        free_crowd(&c);
    }
}

/* Lengths a third of a second apart chain all clips and media to one part. */
static void a_chain_of_overlapping_lengths_ends_and_uses_no_file_twice(void **state)
{
    (void)state;
    crowd c = make_crowd(10000, 9000);
    for (size_t i = 0; i < c.clip_count; i++)
        c.clips[i].duration_us = (int64_t)(i / 6 + 10) * 1000000;
    for (size_t m = 0; m < c.medium_count; m++) {
        snprintf(c.files[m], 64, "x%zu.mp4", m * 3 + 5);
        c.media[m].duration_us = (int64_t)m * 180000 + 10000000;
    }
    double seconds = assign(&c);
    bool used[9000] = {false};
    size_t linked = 0;
    for (size_t i = 0; i < c.clip_count; i++) {
        size_t m = c.links[i].medium;
        if (m == SIZE_MAX)
            continue;
        assert_false(used[m]);
        used[m] = true;
        linked++;
    }
    printf("chain of 10,000 x 9,000: %.2f s, %zu linked\n", seconds, linked);
    assert_true(seconds < 30);
    free_crowd(&c);
}

static void numbered_clips_are_linked_in_order_even_if_there_are_many(void **state)
{
    (void)state;
    crowd c = make_crowd(40, 40);
    for (size_t i = 0; i < 40; i++) {
        c.clips[i].duration_us = 30000000;
        snprintf(c.files[i], 64, "clip%02zu.mp4", (i * 7) % 40 + 1);
        c.media[i].duration_us = 30000000;
    }
    assign(&c);
    for (size_t i = 0; i < 40; i++) {
        assert_int_equal(c.links[i].medium * 7 % 40, i);
        assert_int_equal(c.links[i].confidence, CAPALIGN_LIKELY);
    }
    free_crowd(&c);
}

static void the_result_does_not_depend_on_the_order_of_media(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 300; round++) {
        crowd c = make_crowd(1 + next(&seed) % 6, 1 + next(&seed) % 8);
        static const char *const words[] = {"crane", "ferry", "lift", "quay", "dawn", "clip1"};
        for (size_t i = 0; i < c.clip_count; i++) {
            if (next(&seed) % 3)
                c.clips[i].duration_us = (int64_t)(60 + next(&seed) % 3) * 1000000;
            snprintf(c.captions[i], 64, "%s %s", words[next(&seed) % 6], words[next(&seed) % 6]);
        }
        for (size_t m = 0; m < c.medium_count; m++) {
            c.media[m].duration_us = 59000000 + (int64_t)(next(&seed) % 5000) * 1000;
            snprintf(c.files[m], 64, "%s-%s-%zu.mp4", words[next(&seed) % 6],
                     words[next(&seed) % 6], m * 3 + 7);
        }
        assign(&c);
        capalign_link before[6];
        memcpy(before, c.links, c.clip_count * sizeof *before);
        for (size_t m = 0; m < c.medium_count / 2; m++) {
            capalign_link_medium swap = c.media[m];
            c.media[m] = c.media[c.medium_count - 1 - m];
            c.media[c.medium_count - 1 - m] = swap;
        }
        assign(&c);
        for (size_t i = 0; i < c.clip_count; i++) {
            size_t mirrored =
                before[i].medium == SIZE_MAX ? SIZE_MAX : c.medium_count - 1 - before[i].medium;
            assert_true(c.links[i].medium == mirrored);
            assert_int_equal(c.links[i].confidence, before[i].confidence);
            assert_int_equal(c.links[i].ambiguous, before[i].ambiguous);
        }
        free_crowd(&c);
    }
}

static void caps_and_arguments_are_checked(void **state)
{
    (void)state;
    capalign_error error;
    capalign_link_medium nameless = {.chapter = SIZE_MAX};
    capalign_link link;
    capalign_link_clip clip = {.duration_us = 1};
    assert_int_equal(capalign_link_assign(&clip, 1, &nameless, 1, &link, &error),
                     CAPALIGN_E_ARGUMENT);
    assert_int_equal(
        capalign_link_assign(&clip, 1, &nameless, CAPALIGN_LINK_MAX_MEDIA + 1, &link, &error),
        CAPALIGN_E_LIMIT);
    assert_int_equal(
        capalign_link_assign(&clip, CAPALIGN_ARTICLE_MAX_CLIPS + 1, &nameless, 1, &link, &error),
        CAPALIGN_E_LIMIT);
    assert_int_equal(capalign_link_assign(NULL, 1, NULL, 0, &link, &error), CAPALIGN_E_ARGUMENT);
    assert_int_equal(capalign_link_assign(NULL, 0, NULL, 0, NULL, &error), CAPALIGN_OK);
}

static void reasons_are_clean_and_fit(void **state)
{
    (void)state;
    char file[2000];
    memset(file, 'x', sizeof file);
    memcpy(file, "crane\n\xFF-lift", 12);
    memcpy(file + sizeof file - 5, ".mp4", 5);
    capalign_link_clip clips[2] = {
        {.duration_us = 60000000, .caption = "Crane lift \xFF\n", .name = file},
        {.duration_us = 60000000, .caption = "Crane lift"}};
    capalign_link_medium media[2] = {{.file = file, .duration_us = 60000000, .chapter = SIZE_MAX},
                                     {.file = "b", .duration_us = 60000000, .chapter = SIZE_MAX}};
    capalign_link links[2];
    assert_int_equal(capalign_link_assign(clips, 2, media, 2, links, NULL), CAPALIGN_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_true(strlen(links[i].reasons) > 0);
        for (const char *c = links[i].reasons; *c; c++)
            assert_true((unsigned char)*c >= 0x20);
    }
    assert_string_equal(capalign_confidence_name(links[0].confidence), "sure");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_is_linked_as_it_says),
        cmocka_unit_test(ten_thousand_clips_find_their_files_among_a_hundred_thousand),
        cmocka_unit_test(a_crowd_without_differences_is_not_linked),
        cmocka_unit_test(a_chain_of_overlapping_lengths_ends_and_uses_no_file_twice),
        cmocka_unit_test(numbered_clips_are_linked_in_order_even_if_there_are_many),
        cmocka_unit_test(the_result_does_not_depend_on_the_order_of_media),
        cmocka_unit_test(caps_and_arguments_are_checked),
        cmocka_unit_test(reasons_are_clean_and_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
