/* The main job run for people: its table, its JSON, and what is doubtful about it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <capalign/job.h>

#include "json.h"
#include "link.h"
#include "report.h"
#include "safe.h"
#include "table.h"
#include "tell.h"
#include "term.h"
#include "text.h"
#include "work.h"

static json_t *medium_json(const void *object, size_t index)
{
    const capalign_job_medium *medium = &((const capalign_job *)object)->media[index];
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "path", cli_json_text(medium->path),
                     "title", cli_json_text(medium->title), "language",
                     cli_json_text(medium->language), "start_us", cli_json_time(medium->start_us),
                     "duration_us", cli_json_time(medium->duration_us), "chapter",
                     cli_json_size(medium->chapter, SIZE_MAX), "error",
                     cli_json_error(medium->error, medium->path));
}

static json_t *file_json(const void *object, size_t index)
{
    const capalign_job_file *file = &((const capalign_job *)object)->files[index];
    return json_pack("{s:o, s:s, s:I, s:o}", "path", cli_json_text(file->path), "state",
                     capalign_file_state_name(file->state), "cues", (json_int_t)file->cue_count,
                     "error", cli_json_error(file->error, file->path));
}

static json_t *link_json(const capalign_link *link)
{
    return json_pack("{s:o, s:s, s:b, s:o, s:o, s:s}", "medium",
                     cli_json_size(link->medium, SIZE_MAX), "confidence",
                     capalign_confidence_name(link->confidence), "ambiguous", link->ambiguous,
                     "candidate_a", cli_json_size(link->candidate_a, SIZE_MAX), "candidate_b",
                     cli_json_size(link->candidate_b, SIZE_MAX), "reasons", link->reasons);
}

static json_t *clip_json(const void *object, size_t index)
{
    const capalign_job *job = object;
    const capalign_job_clip *clip = &job->clips[index];
    json_t *files = json_array();
    for (size_t i = 0; i < clip->file_count; i++)
        json_array_append_new(files, json_integer((json_int_t)(clip->first_file + i)));
    return json_pack("{s:o, s:o, s:o, s:o, s:s, s:o, s:s, s:o, s:I, s:o, s:o}", "caption",
                     cli_json_text(clip->clip->caption), "duration_us",
                     cli_json_time(clip->clip->duration_us), "line",
                     cli_json_size(clip->clip->line, 0), "link", link_json(&clip->link), "source",
                     capalign_source_name(clip->source), "source_path",
                     cli_json_text(clip->source_path), "language", clip->language, "note",
                     cli_json_text(clip->note), "doubtful_cues", (json_int_t)clip->doubtful_cues,
                     "files", files, "error", cli_json_error(clip->error, NULL));
}

static json_t *job_json(const capalign_job *job)
{
    return json_pack("{s:o, s:b, s:o, s:o, s:o}", "title",
                     cli_json_text(capalign_article_title(job->article)), "sure", job->sure,
                     "clips", cli_json_list(job->clip_count, clip_json, job), "media",
                     cli_json_list(job->medium_count, medium_json, job), "files",
                     cli_json_list(job->file_count, file_json, job));
}

/* "talk.mp4" or "talk.mp4, chapter 3". */
static void medium_name(const capalign_job *job, size_t index, char *out, size_t size)
{
    if (index == SIZE_MAX) {
        snprintf(out, size, "-");
        return;
    }
    const capalign_job_medium *medium = &job->media[index];
    const char *slash = strrchr(medium->path, '/');
    const char *name = slash ? slash + 1 : medium->path;
    if (medium->chapter == SIZE_MAX)
        snprintf(out, size, "%s", name);
    else
        snprintf(out, size, "%s, chapter %zu", name, medium->chapter + 1);
}

static void add_clip_row(cli_table *table, const capalign_job *job, size_t index)
{
    const capalign_job_clip *clip = &job->clips[index];
    char number[24], length[CLI_TIME_TEXT], medium[300];
    snprintf(number, sizeof number, "%zu", index + 1);
    medium_name(job, clip->link.medium, medium, sizeof medium);
    const char *cells[] = {number,
                           cli_time(clip->clip->duration_us, length),
                           clip->clip->caption,
                           medium,
                           capalign_confidence_name(clip->link.confidence),
                           capalign_source_name(clip->source),
                           clip->link.reasons};
    cli_table_add(table, cells);
}

static const char *link_style(const char *cell)
{
    return strcmp(cell, "sure") == 0 ? CLI_GREEN : strcmp(cell, "likely") == 0 ? CLI_YELLOW : NULL;
}

static bool print_clips(const cli_session *cli, const capalign_job *job)
{
    static const cli_column columns[] = {
        {.head = "CLIP", .right = true},       {.head = "LENGTH", .right = true},
        {.head = "CAPTION", .shrinks = true},  {.head = "MEDIUM", .shrinks = true},
        {.head = "LINK", .style = link_style}, {.head = "CAPTIONS"},
        {.head = "WHY", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < job->clip_count; i++)
        add_clip_row(&table, job, i);
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

/* The clips that a file is for: "1" or "1, 3". */
static void clips_of_file(const capalign_job *job, size_t file, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < job->clip_count && used + 24 < size; i++) {
        const capalign_job_clip *clip = &job->clips[i];
        if (file >= clip->first_file && file - clip->first_file < clip->file_count)
            used += (size_t)snprintf(out + used, size - used, used ? ", %zu" : "%zu", i + 1);
    }
}

static bool print_files(const cli_session *cli, const capalign_job *job)
{
    static const cli_column columns[] = {
        {.head = "CLIP", .right = true},
        {.head = "CUES", .right = true},
        {.head = "STATE"},
        {.head = "FILE"},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < job->file_count; i++) {
        char clips[128], cues[24];
        clips_of_file(job, i, clips, sizeof clips);
        snprintf(cues, sizeof cues, "%zu", job->files[i].cue_count);
        const char *cells[] = {clips, cues, capalign_file_state_name(job->files[i].state),
                               job->files[i].path};
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

static int print_job(const cli_session *cli, const capalign_job *job)
{
    if (!job->clip_count)
        return CLI_EXIT_SURE;
    bool whole = print_clips(cli, job);
    if (job->file_count) {
        putchar('\n');
        whole = print_files(cli, job) && whole;
    }
    return whole ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
}

/* "cranes.mp4 and lift.mp4 fit clip 1 equally well": the linker's reason names neither. */
static void tell_ambiguity(const cli_session *cli, const char *article, const capalign_job *job,
                           size_t index)
{
    const capalign_link *link = &job->clips[index].link;
    char a[300], b[300], safe_a[600], safe_b[600];
    medium_name(job, link->candidate_a, a, sizeof a);
    medium_name(job, link->candidate_b, b, sizeof b);
    cli_note(cli, article, "clip %zu is not linked: %s and %s fit it equally well; %s", index + 1,
             cli_safe(a, safe_a, sizeof safe_a), cli_safe(b, safe_b, sizeof safe_b),
             "name the right one alone");
}

static void tell_clip(const cli_session *cli, const char *article, const capalign_job *job,
                      size_t index)
{
    const capalign_job_clip *clip = &job->clips[index];
    if (clip->error) {
        capalign_error error = *clip->error;
        if (!error.file[0])
            error.line = clip->clip->line; /* it is about the clip as the article has it */
        cli_print_error(cli, &error, article);
    } else if (clip->link.ambiguous) {
        tell_ambiguity(cli, article, job, index);
    } else if (job->medium_count && clip->link.medium == SIZE_MAX) {
        cli_note(cli, article, "clip %zu is not linked: no medium fits it (%s)", index + 1,
                 clip->link.reasons);
    } else if (job->medium_count && clip->link.confidence == CAPALIGN_LIKELY) {
        cli_note(cli, article, "clip %zu is linked, but look at it: %s", index + 1,
                 clip->link.reasons);
    }
    if (clip->note)
        cli_note(cli, clip->source_path ? clip->source_path : article, "%s", clip->note);
}

static void tell(const cli_session *cli, const char *article, const capalign_job *job)
{
    if (!job->clip_count)
        cli_note(cli, article, "no clip was found in it");
    else if (!job->medium_count && cli->arguments.operand_count > 1)
        cli_note(cli, cli_operand_at(cli, 1),
                 "no media file was found in %s; name the files, or the folder that holds them",
                 cli->arguments.operand_count > 2 ? "this and the other folders" : "this folder");
    for (size_t i = 0; i < job->medium_count; i++)
        if (job->media[i].error)
            cli_print_error(cli, job->media[i].error, job->media[i].path);
    for (size_t i = 0; i < job->clip_count; i++)
        tell_clip(cli, article, job, i);
    for (size_t i = 0; i < job->file_count; i++)
        if (job->files[i].error)
            cli_print_error(cli, job->files[i].error, job->files[i].path);
}

static bool is_missing(const capalign_error *error)
{
    return error && error->code == CAPALIGN_E_MISSING;
}

/* A file in the way is a matter for a person; a full disk or a folder that is closed is none. */
static bool is_unwritten(const capalign_job *job)
{
    for (size_t i = 0; i < job->file_count; i++)
        if (job->files[i].error && job->files[i].error->code != CAPALIGN_E_EXISTS)
            return true;
    return false;
}

/* What the job itself ends with: a machine that lacks something, and files that could not be
 * written, are told apart from doubt. */
static int exit_of_job(const capalign_job *job)
{
    bool missing = false;
    for (size_t i = 0; i < job->medium_count; i++)
        missing = missing || is_missing(job->media[i].error);
    for (size_t i = 0; i < job->clip_count; i++)
        missing = missing || is_missing(job->clips[i].error);
    if (missing)
        return CLI_EXIT_MISSING;
    if (is_unwritten(job))
        return CLI_EXIT_INPUT;
    return job->sure && job->clip_count ? CLI_EXIT_SURE : CLI_EXIT_FINDINGS;
}

static void tell_batch(const cli_session *cli, const capalign_job *job)
{
    for (size_t i = 0; i < job->file_count; i++)
        if (job->files[i].state == CAPALIGN_FILE_WRITTEN ||
            job->files[i].state == CAPALIGN_FILE_UNCHANGED)
            cli_tell_file(cli, job->files[i].path);
}

int cli_link_job(cli_session *cli, capalign_job_options *options)
{
    const char *article = cli_operand_at(cli, 0);
    const char *const *media = (const char *const *)cli->arguments.operands + 1;
    cli_work work;
    capalign_job *job;
    capalign_error error;
    cli_work_begin(&work, cli);
    options->progress = &work.progress;
    capalign_code code =
        capalign_job_run(article, media, cli->arguments.operand_count - 1, options, &job, &error);
    cli_work_end(&work);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, article);
    tell_batch(cli, job);
    tell(cli, article, job);
    int printed = cli->json ? cli_json_print(job_json(job)) : print_job(cli, job);
    int exit_code = exit_of_job(job);
    capalign_job_destroy(job);
    return printed != CLI_EXIT_SURE ? printed : exit_code;
}
