/* Which part of the jobs a machine does. */
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "report.h"
#include "text.h"

/* Where a scheduler tells its jobs which of how many they are. */
typedef struct scheduler {
    const char *name;
    const char *index;
    const char *count;
    const char *first; /* variable with the lowest index; NULL: `base` is it */
    uint64_t base;
} scheduler;

static const scheduler schedulers[] = {
    {"a Slurm array", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", 0},
    {"a Kubernetes Indexed Job", "JOB_COMPLETION_INDEX", "JOB_COMPLETION_COUNT", NULL, 0},
    {"CI", "CI_NODE_INDEX", "CI_NODE_TOTAL", NULL, 1},
};

static bool variable(const char *name, uint64_t *number)
{
    const char *text = getenv(name);
    return text && cli_read_number(text, UINT32_MAX, number);
}

static int take_scheduler(const cli_session *cli, const scheduler *s,
                          capalign_batch_options *options)
{
    uint64_t index, count, base = s->base;
    if (!variable(s->index, &index) || !variable(s->count, &count))
        return cli_fail_usage(cli, "%s sets %s, so %s must be there too, both as numbers", s->name,
                              s->index, s->count);
    if (s->first && getenv(s->first) && !variable(s->first, &base))
        return cli_fail_usage(cli, "%s must be a number", s->first);
    if (!count || count > CAPALIGN_BATCH_MAX_SHARDS || index < base || index - base >= count)
        return cli_fail_usage(cli,
                              "%s is %s and %s is %s: the indices of %s must follow each other, "
                              "and be %d at most",
                              s->index, getenv(s->index), s->count, getenv(s->count), s->name,
                              CAPALIGN_BATCH_MAX_SHARDS);
    options->shard = (unsigned)(index - base);
    options->shard_count = (unsigned)count;
    cli_note(cli, NULL, "shard %u of %u, as %s and %s of %s say", options->shard + 1,
             options->shard_count, s->index, s->count, s->name);
    return CLI_EXIT_SURE;
}

static int take_auto(const cli_session *cli, capalign_batch_options *options)
{
    for (size_t i = 0; i < CLI_COUNT(schedulers); i++)
        if (getenv(schedulers[i].index))
            return take_scheduler(cli, &schedulers[i], options);
    return cli_fail_usage(cli, "--shard auto finds none of SLURM_ARRAY_TASK_ID, "
                               "JOB_COMPLETION_INDEX and CI_NODE_INDEX; use --shard I/N");
}

int batch_read_shard(const cli_session *cli, capalign_batch_options *options)
{
    const char *text = cli_value(cli, BATCH_SHARD);
    if (!text)
        return CLI_EXIT_SURE;
    if (strcmp(text, "auto") == 0)
        return take_auto(cli, options);
    const char *slash = strchr(text, '/');
    char first[16] = "";
    if (slash && (size_t)(slash - text) < sizeof first)
        memcpy(first, text, (size_t)(slash - text));
    uint64_t index, count;
    if (!slash || !cli_read_number(first, CAPALIGN_BATCH_MAX_SHARDS, &index) ||
        !cli_read_number(slash + 1, CAPALIGN_BATCH_MAX_SHARDS, &count) || !index || index > count)
        return cli_fail_usage(cli,
                              "--shard is \"%s\"; expected I/N with I from 1 to N and N at most "
                              "%d, or auto",
                              text, CAPALIGN_BATCH_MAX_SHARDS);
    options->shard = (unsigned)index - 1;
    options->shard_count = (unsigned)count;
    return CLI_EXIT_SURE;
}
