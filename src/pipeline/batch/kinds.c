/* The kinds of work. A new one is one row of the list at the end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "pipeline/batch/batch.h"
#include "pipeline/media_names.h"
#include "pipeline/path.h"

void ca_batch_add_word(ca_batch_words *words, const char *word)
{
    if (words->no_memory)
        return;
    char **grown = ca_grow(words->items, &words->capacity, words->count + 2, sizeof *grown);
    char *copy = word ? ca_arena_copy(&words->arena, ca_str_of(word)) : NULL;
    if (grown)
        words->items = grown;
    if (!grown || !copy) {
        words->no_memory = true;
        return;
    }
    words->items[words->count++] = copy;
    words->items[words->count] = NULL;
}

void ca_batch_free_words(ca_batch_words *words)
{
    ca_arena_free(&words->arena);
    free(words->items);
}

static void add_own_arguments(const capalign_batch_options *options, ca_batch_words *words)
{
    for (size_t i = 0; i < options->argument_count; i++)
        ca_batch_add_word(words, options->arguments[i]);
}

static const char *join(ca_batch_task *task, const char *a, const char *b, bool *no_memory)
{
    ca_strbuf buffer = {0};
    ca_strbuf_add_text(&buffer, a);
    ca_strbuf_add_text(&buffer, b);
    const char *joined =
        buffer.failed ? NULL : ca_arena_copy(&task->arena, ca_strbuf_view(&buffer));
    ca_strbuf_free(&buffer);
    *no_memory = *no_memory || !joined;
    return joined ? joined : "";
}

/* A list of one path, or of two (`second` not NULL). */
static const char *list_of(ca_batch_task *task, const char *first, const char *second,
                           bool *no_memory)
{
    ca_strbuf buffer = {0};
    ca_strbuf_add(&buffer, first, strlen(first) + 1);
    if (second)
        ca_strbuf_add(&buffer, second, strlen(second) + 1);
    const char *list = buffer.failed ? NULL : ca_arena_copy(&task->arena, ca_strbuf_view(&buffer));
    ca_strbuf_free(&buffer);
    *no_memory = *no_memory || !list;
    return list ? list : "";
}

static bool has_name(const ca_batch_names *names, const char *name)
{
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(names->names[middle], name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* ---- align: a medium with a transcript beside it ---- */

/* Whether `name` is <stem>.txt, <stem>.md, <stem>.transcript.txt or <stem>.<language>.txt. */
static bool is_transcript_of(ca_str stem, const char *name, ca_str *language)
{
    *language = (ca_str){"", 0};
    if (strncmp(name, stem.data, stem.size) != 0 || name[stem.size] != '.' ||
        !ca_path_has_extension(name, "txt md"))
        return false;
    const char *middle = name + stem.size;
    const char *dot = strrchr(name, '.');
    if (middle == dot || strncmp(middle, ".transcript.", (size_t)(dot - middle) + 1) == 0)
        return true;
    *language = (ca_str){middle + 1, (size_t)(dot - middle) - 1};
    return ca_path_is_language(*language);
}

static bool take_medium(const capalign_batch_options *options, const char *folder,
                        const ca_batch_names *names, const char *name, ca_batch_task *task,
                        bool *no_memory)
{
    (void)options;
    ca_str language, stem = ca_path_stem(name);
    if (!ca_is_media_name(name))
        return false;
    for (size_t i = 0; i < names->count; i++) {
        if (!is_transcript_of(stem, names->names[i], &language))
            continue;
        char suffix[80];
        snprintf(suffix, sizeof suffix, "%s%.*s", language.size ? "." : "", (int)language.size,
                 language.data);
        task->with = join(task, folder, names->names[i], no_memory);
        const char *base = join(task, task->stem, suffix, no_memory);
        task->outputs = list_of(task, join(task, base, ".srt", no_memory),
                                join(task, base, ".vtt", no_memory), no_memory);
        return true;
    }
    return false;
}

static void add_outputs(const ca_batch_task *task, ca_batch_words *words)
{
    const char *list = task->outputs;
    ca_str output;
    while (ca_batch_next_path(&list, &output)) {
        ca_batch_add_word(words, "-o");
        ca_batch_add_word(words, output.data);
    }
}

static void align_command(const capalign_batch_options *options, const ca_batch_task *task,
                          ca_batch_words *words)
{
    ca_batch_add_word(words, "align");
    ca_batch_add_word(words, "--threads=1"); /* the jobs share the processors among them */
    add_own_arguments(options, words);
    add_outputs(task, words);
    ca_batch_add_word(words, "--");
    ca_batch_add_word(words, task->input);
    ca_batch_add_word(words, task->with);
}

/* ---- link: an article, with the media in its folder ---- */

/* A transcript beside a medium is no article. */
static bool belongs_to_medium(const ca_batch_names *names, const char *name)
{
    ca_str language;
    for (size_t i = 0; i < names->count; i++)
        if (ca_is_media_name(names->names[i]) &&
            is_transcript_of(ca_path_stem(names->names[i]), name, &language))
            return true;
    return false;
}

static bool take_article(const capalign_batch_options *options, const char *folder,
                         const ca_batch_names *names, const char *name, ca_batch_task *task,
                         bool *no_memory)
{
    (void)options;
    if (!ca_path_has_extension(name, "html htm xhtml md markdown txt") ||
        belongs_to_medium(names, name))
        return false;
    bool beside = has_name(names, "media");
    for (size_t i = 0; i < names->count && !beside; i++)
        beside = ca_is_media_name(names->names[i]);
    if (!beside)
        return false;
    task->with = join(task, folder, has_name(names, "media") ? "media" : "", no_memory);
    return true;
}

static void link_command(const capalign_batch_options *options, const ca_batch_task *task,
                         ca_batch_words *words)
{
    ca_batch_add_word(words, "link");
    add_own_arguments(options, words);
    ca_batch_add_word(words, "-o");
    ca_batch_add_word(words, task->folder);
    ca_batch_add_word(words, "--");
    ca_batch_add_word(words, task->input);
    ca_batch_add_word(words, *task->with ? task->with : ".");
}

/* ---- convert and check: caption files ---- */

/* The value of --to among the command's own words. */
static const char *target_format(const capalign_batch_options *options)
{
    for (size_t i = 0; i < options->argument_count; i++) {
        const char *word = options->arguments[i];
        if (strncmp(word, "--to=", 5) == 0)
            return word + 5;
        if (strcmp(word, "--to") == 0 && i + 1 < options->argument_count)
            return options->arguments[i + 1];
    }
    return "vtt";
}

static bool take_captions(const capalign_batch_options *options, const char *folder,
                          const ca_batch_names *names, const char *name, ca_batch_task *task,
                          bool *no_memory)
{
    (void)folder, (void)names;
    const char *to = target_format(options);
    const char *from = capalign_caption_format_of_path(name);
    if (!from || strcmp(from, to) == 0)
        return false;
    char extension[32];
    snprintf(extension, sizeof extension, ".%s", to);
    task->outputs = list_of(task, join(task, task->stem, extension, no_memory), NULL, no_memory);
    return true;
}

static void convert_command(const capalign_batch_options *options, const ca_batch_task *task,
                            ca_batch_words *words)
{
    ca_batch_add_word(words, "convert");
    ca_batch_add_word(words, "--to");
    ca_batch_add_word(words, target_format(options));
    add_own_arguments(options, words);
    if (task->replace)
        ca_batch_add_word(words, "--force");
    ca_batch_add_word(words, "--");
    ca_batch_add_word(words, task->input);
    ca_batch_add_word(words, task->outputs);
}

static bool take_checked(const capalign_batch_options *options, const char *folder,
                         const ca_batch_names *names, const char *name, ca_batch_task *task,
                         bool *no_memory)
{
    (void)options, (void)folder, (void)names, (void)task, (void)no_memory;
    return ca_path_has_extension(name, "srt vtt");
}

static void check_command(const capalign_batch_options *options, const ca_batch_task *task,
                          ca_batch_words *words)
{
    ca_batch_add_word(words, "check");
    ca_batch_add_word(words, "--jobs=1");
    add_own_arguments(options, words);
    ca_batch_add_word(words, "--");
    ca_batch_add_word(words, task->input);
}

static const ca_batch_kind kinds[] = {
    {"align",
     "media with a transcript beside them: NAME.txt, NAME.md, NAME.transcript.txt or "
     "NAME.LANGUAGE.txt",
     take_medium, false, align_command},
    {"link", "articles (.html, .md, .txt) with media in their folder, or in media/ there",
     take_article, true, link_command},
    {"convert", "caption files of another format than --to (by default vtt)", take_captions, false,
     convert_command},
    {"check", "SRT and WebVTT files", take_checked, false, check_command},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

size_t capalign_batch_kind_count(void)
{
    return KIND_COUNT;
}

const char *capalign_batch_kind_name(size_t index)
{
    return index < KIND_COUNT ? kinds[index].name : NULL;
}

const ca_batch_kind *ca_batch_kind_named(const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

const char *capalign_batch_kind_inputs(const char *name)
{
    const ca_batch_kind *kind = ca_batch_kind_named(name);
    return kind ? kind->inputs : NULL;
}
