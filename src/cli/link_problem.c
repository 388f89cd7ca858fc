/* link --problem: a test of the linker alone, on durations and names given as JSON. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <capalign/link.h>

#include "link.h"
#include "report.h"

typedef struct problem {
    json_t *json;
    capalign_link_clip *clips;
    capalign_link_medium *media;
    capalign_link *links;
    size_t clip_count;
    size_t medium_count;
} problem;

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static int64_t time_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : CAPALIGN_TIME_NONE;
}

static void read_problem(problem *p)
{
    const json_t *clips = json_object_get(p->json, "clips"),
                 *media = json_object_get(p->json, "media");
    for (size_t i = 0; i < p->clip_count; i++) {
        const json_t *clip = json_array_get(clips, i);
        p->clips[i] = (capalign_link_clip){
            .duration_us = time_of(clip, "duration_us"),
            .caption = text_of(clip, "caption"),
            .name = text_of(clip, "name"),
            .media_src = text_of(clip, "media_src"),
            .language = text_of(clip, "language"),
        };
    }
    for (size_t i = 0; i < p->medium_count; i++) {
        const json_t *medium = json_array_get(media, i);
        const json_t *chapter = json_object_get(medium, "chapter");
        p->media[i] = (capalign_link_medium){
            .file = text_of(medium, "file"),
            .title = text_of(medium, "title"),
            .language = text_of(medium, "language"),
            .duration_us = time_of(medium, "duration_us"),
            .chapter = json_is_integer(chapter) ? (size_t)json_integer_value(chapter) : SIZE_MAX,
        };
    }
}

static json_t *link_json(const void *context, size_t index)
{
    const problem *p = context;
    const capalign_link *link = &p->links[index];
    json_t *candidates = json_array();
    if (link->ambiguous) {
        json_array_append_new(candidates, cli_json_text(p->media[link->candidate_a].file));
        json_array_append_new(candidates, cli_json_text(p->media[link->candidate_b].file));
    }
    const char *file = link->medium == SIZE_MAX ? NULL : p->media[link->medium].file;
    return json_pack("{s:I, s:o, s:s, s:b, s:o, s:o}", "clip", (json_int_t)link->clip, "file",
                     cli_json_text(file), "confidence", capalign_confidence_name(link->confidence),
                     "ambiguous", (int)link->ambiguous, "candidates", candidates, "reasons",
                     cli_json_text(link->reasons));
}

static int solve(const cli_session *cli, const char *path, problem *p)
{
    capalign_error error;
    capalign_code code =
        capalign_link_assign(p->clips, p->clip_count, p->media, p->medium_count, p->links, &error);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, path);
    int exit_code = CLI_EXIT_SURE;
    for (size_t i = 0; i < p->clip_count; i++)
        if (p->links[i].confidence != CAPALIGN_SURE)
            exit_code = CLI_EXIT_FINDINGS;
    int printed =
        cli_json_print(json_pack("{s:o}", "links", cli_json_list(p->clip_count, link_json, p)));
    return printed == CLI_EXIT_SURE ? exit_code : printed;
}

static int fail(const cli_session *cli, const char *path, capalign_code code, const char *what,
                const char *detail)
{
    capalign_error error = {.code = code, .time_us = CAPALIGN_TIME_NONE};
    snprintf(error.message, sizeof error.message, "%s%s", what, detail);
    return cli_fail(cli, &error, path);
}

static int fail_json(const cli_session *cli, const char *path, const json_error_t *reason)
{
    capalign_error error = {.code = CAPALIGN_E_INPUT, .time_us = CAPALIGN_TIME_NONE};
    if (reason->line > 0) {
        error.line = (size_t)reason->line;
        error.column = reason->column > 0 ? (size_t)reason->column : 0;
    }
    snprintf(error.message, sizeof error.message, "this cannot be read as JSON: %s", reason->text);
    return cli_fail(cli, &error, path);
}

/* Returns 0, or the exit code of an error that was told. */
static int load_json(const cli_session *cli, const char *path, json_t **json)
{
    /* O_NONBLOCK: opening a FIFO must not wait for a writer */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    json_error_t reason;
    if (fd < 0)
        return fail(cli, path, CAPALIGN_E_IO, "cannot open: ", strerror(errno));
    bool ordinary = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    *json = ordinary ? json_loadfd(fd, 0, &reason) : NULL;
    close(fd);
    if (!ordinary)
        return fail(cli, path, CAPALIGN_E_IO, "this is no ordinary file; name a file", "");
    if (!*json)
        return fail_json(cli, path, &reason);
    if (json_is_array(json_object_get(*json, "clips")) &&
        json_is_array(json_object_get(*json, "media")))
        return 0;
    json_decref(*json);
    return fail(cli, path, CAPALIGN_E_INPUT,
                "an object with the lists \"clips\" and \"media\" was expected", "");
}

int cli_link_problem(const cli_session *cli, const char *path)
{
    problem p = {0};
    int failed = load_json(cli, path, &p.json);
    if (failed)
        return failed;
    p.clip_count = json_array_size(json_object_get(p.json, "clips"));
    p.medium_count = json_array_size(json_object_get(p.json, "media"));
    p.clips = calloc(p.clip_count + 1, sizeof *p.clips);
    p.media = calloc(p.medium_count + 1, sizeof *p.media);
    p.links = calloc(p.clip_count + 1, sizeof *p.links);
    int exit_code = CLI_EXIT_MISSING;
    if (p.clips && p.media && p.links) {
        read_problem(&p);
        exit_code = solve(cli, path, &p);
    } else {
        cli_json_print(NULL);
    }
    free(p.clips);
    free(p.media);
    free(p.links);
    json_decref(p.json);
    return exit_code;
}
