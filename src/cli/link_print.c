/* What capalign link tells of a finished job. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "link.h"
#include "report.h"
#include "safe.h"
#include "table.h"
#include "term.h"
#include "text.h"

enum { CELL = 1024 };

static const capalign_job_medium *medium_of(const capalign_job *job, size_t index)
{
    return index == SIZE_MAX ? NULL : &job->media[index];
}

/* "talk.mp4", or "talk.mp4, chapter 2". */
static const char *medium_name(const capalign_job_medium *medium, char *text)
{
    if (!medium)
        return "-";
    if (medium->chapter == SIZE_MAX)
        return medium->path;
    snprintf(text, CELL, "%.900s, chapter %zu", medium->path, medium->chapter + 1);
    return text;
}

static const char *confidence_style(const char *cell)
{
    static const struct {
        const char *cell, *style;
    } styles[] = {{"sure", CLI_GREEN}, {"likely", CLI_YELLOW}, {"none", CLI_BOLD_RED}};
    for (size_t i = 0; i < CLI_COUNT(styles); i++)
        if (strcmp(styles[i].cell, cell) == 0)
            return styles[i].style;
    return NULL;
}

static bool print_clips(const cli_session *cli, const capalign_job *job)
{
    static const cli_column columns[] = {
        {.head = "CLIP", .right = true},     {.head = "LENGTH", .right = true},
        {.head = "MEDIUM", .shrinks = true}, {.head = "LINK", .style = confidence_style},
        {.head = "CAPTIONS FROM"},           {.head = "WHY", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < job->clip_count; i++) {
        const capalign_job_clip *clip = &job->clips[i];
        char number[24], length[CLI_TIME_TEXT], medium[CELL];
        snprintf(number, sizeof number, "%zu", i + 1);
        const char *cells[] = {
            number,
            cli_time(clip->clip->duration_us, length),
            medium_name(medium_of(job, clip->link.medium), medium),
            capalign_confidence_name(clip->link.confidence),
            capalign_source_name(clip->source),
            clip->link.reasons,
        };
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

static bool print_files(const cli_session *cli, const capalign_job *job)
{
    static const cli_column columns[] = {
        {.head = "FILE"},
        {.head = "CUES", .right = true},
        {.head = "STATE"},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; i < job->file_count; i++) {
        const capalign_job_file *file = &job->files[i];
        char cues[24];
        snprintf(cues, sizeof cues, "%zu", file->cue_count);
        const char *cells[] = {file->path, cues, capalign_file_state_name(file->state)};
        cli_table_add(&table, cells);
    }
    if (job->file_count)
        putchar('\n');
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

/* What a person should look at: on standard error, so that it is seen where the table is piped. */
static void note_doubts(const cli_session *cli, const capalign_job *job)
{
    for (size_t i = 0; i < job->clip_count; i++) {
        const capalign_job_clip *clip = &job->clips[i];
        char a[CELL], b[CELL];
        if (clip->link.ambiguous)
            cli_note(cli, NULL, "clip %zu: \"%s\" and \"%s\" fit it equally well; it is not linked",
                     i + 1, medium_name(medium_of(job, clip->link.candidate_a), a),
                     medium_name(medium_of(job, clip->link.candidate_b), b));
        if (clip->note)
            cli_note(cli, NULL, "clip %zu: %s", i + 1, clip->note);
        if (clip->doubtful_cues)
            cli_note(cli, NULL, "clip %zu: the timing of %zu cue%s is doubtful", i + 1,
                     clip->doubtful_cues, cli_plural(clip->doubtful_cues));
    }
}

static bool nothing_changed(const capalign_job *job)
{
    for (size_t i = 0; i < job->file_count; i++)
        if (job->files[i].state != CAPALIGN_FILE_UNCHANGED)
            return false;
    return job->file_count > 0;
}

int cli_link_print(const cli_session *cli, const capalign_job *job)
{
    if (!job->clip_count)
        cli_note(cli, NULL, "no clips were found in the article, so there is nothing to write");
    bool whole = print_clips(cli, job);
    whole = print_files(cli, job) && whole;
    note_doubts(cli, job);
    if (nothing_changed(job))
        cli_note(cli, NULL, "nothing has changed");
    return whole ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
}
