/* The options of a batch run: durations, sizes, dates. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "batch.h"
#include "report.h"
#include "text.h"

/* A unit after a number. */
typedef struct unit {
    const char *name;
    uint64_t factor;
} unit;

static const unit durations[] = {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
static const unit sizes[] = {
    {"K", UINT64_C(1) << 10}, {"M", UINT64_C(1) << 20}, {"G", UINT64_C(1) << 30}};

/* No timeout or age needs more; both fit 64 bits in microseconds. */
#define MAX_SECONDS (UINT64_C(100) * 366 * 86400)
#define MAX_MEMORY (UINT64_C(1) << 46)

/* A number with a unit, at most `max` in all. */
static bool read_amount(const char *text, const unit *units, size_t count, uint64_t max,
                        uint64_t *amount)
{
    char digits[24] = "";
    size_t size = strspn(text, "0123456789");
    if (!size || size >= sizeof digits)
        return false;
    memcpy(digits, text, size);
    for (size_t i = 0; i < count; i++)
        if (strcmp(text + size, units[i].name) == 0 &&
            cli_read_number(digits, max / units[i].factor, amount)) {
            *amount *= units[i].factor;
            return true;
        }
    return false;
}

static int read_timeout(const cli_session *cli, capalign_batch_options *options)
{
    const char *text = cli_value(cli, BATCH_TIMEOUT);
    uint64_t seconds = 0;
    if (text &&
        (!read_amount(text, durations, CLI_COUNT(durations), MAX_SECONDS, &seconds) || !seconds))
        return cli_fail_usage(cli, "--timeout is \"%s\"; expected seconds, or e.g. 90s, 10m, 2h",
                              text);
    options->timeout_us = (int64_t)seconds * 1000000;
    return CLI_EXIT_SURE;
}

static int read_memory(const cli_session *cli, capalign_batch_options *options)
{
    const char *text = cli_value(cli, BATCH_MEMORY);
    uint64_t bytes = 0;
    if (text && (!read_amount(text, sizes, CLI_COUNT(sizes), MAX_MEMORY, &bytes) || !bytes))
        return cli_fail_usage(cli, "--memory is \"%s\"; expected a size such as 500M or 2G", text);
    options->memory_bytes = (size_t)bytes;
    return CLI_EXIT_SURE;
}

static int read_count(const cli_session *cli, size_t option, const char *name, uint64_t min,
                      uint64_t max, unsigned *count)
{
    const char *text = cli_value(cli, option);
    uint64_t number = 0;
    if (text && (!cli_read_number(text, max, &number) || number < min))
        return cli_fail_usage(cli, "%s is \"%s\"; expected a number from %u to %u", name, text,
                              (unsigned)min, (unsigned)max);
    *count = (unsigned)number;
    return CLI_EXIT_SURE;
}

/* "YYYY-MM-DD" with "THH:MM" or nothing after it, in local time. */
static bool read_date(const char *text, int64_t *seconds)
{
    static const char form[] = "dddd-dd-ddTdd:dd";
    int fields[5] = {0};
    size_t field = 0, size = strlen(text);
    if (size != sizeof form - 1 && size != sizeof "dddd-dd-dd" - 1)
        return false;
    for (size_t i = 0; i < size; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == 'd' ? !digit : text[i] != form[i])
            return false;
        if (digit)
            fields[field] = fields[field] * 10 + text[i] - '0';
        else
            field++;
    }
    if (fields[1] < 1 || fields[1] > 12 || fields[2] < 1 || fields[2] > 31 || fields[3] > 23 ||
        fields[4] > 59)
        return false;
    struct tm local = {.tm_year = fields[0] - 1900,
                       .tm_mon = fields[1] - 1,
                       .tm_mday = fields[2],
                       .tm_hour = fields[3],
                       .tm_min = fields[4],
                       .tm_isdst = -1};
    *seconds = (int64_t)mktime(&local);
    return local.tm_mday == fields[2];
}

static int read_since(const cli_session *cli, capalign_batch_options *options)
{
    const char *text = cli_value(cli, BATCH_SINCE);
    uint64_t ago;
    if (!text || read_date(text, &options->since_s))
        return CLI_EXIT_SURE;
    if (!read_amount(text, durations, CLI_COUNT(durations), MAX_SECONDS, &ago))
        return cli_fail_usage(cli,
                              "--since is \"%s\"; expected a date (2026-03-01, 2026-03-01T14:30) "
                              "or an age (12h, 3d)",
                              text);
    options->since_s = (int64_t)time(NULL) - (int64_t)ago;
    return CLI_EXIT_SURE;
}

static size_t collect(const cli_session *cli, size_t option, const char **list)
{
    size_t count = 0;
    for (const char *value; (value = cli_value_at(cli, option, count));)
        list[count++] = value;
    return count;
}

static int read_program(const cli_session *cli, batch_settings *settings)
{
    ssize_t size = readlink("/proc/self/exe", settings->program, sizeof settings->program - 1);
    if (size > 0) {
        settings->program[size] = '\0';
        return CLI_EXIT_SURE;
    }
    const capalign_error error = {.code = CAPALIGN_E_MISSING,
                                  .time_us = CAPALIGN_TIME_NONE,
                                  .message = "cannot find the program's own file; is /proc there?"};
    return cli_fail(cli, &error, NULL);
}

static void fill_lists(const cli_session *cli, batch_settings *settings)
{
    capalign_batch_options *o = &settings->options;
    o->kind = cli_operand_at(cli, 0);
    o->program = settings->program;
    o->folders = (const char *const *)cli->arguments.operands + 1;
    o->folder_count = cli->arguments.operand_count - 1;
    o->output_folder = cli_value(cli, BATCH_OUTPUT);
    o->include = settings->include;
    o->include_count = collect(cli, BATCH_INCLUDE, settings->include);
    o->exclude = settings->exclude;
    o->exclude_count = collect(cli, BATCH_EXCLUDE, settings->exclude);
    o->arguments = settings->arguments;
    o->argument_count = collect(cli, BATCH_PASS, settings->arguments);
    o->fail_fast = cli_given(cli, BATCH_FAIL_FAST);
    o->force = cli_given(cli, BATCH_FORCE);
}

int batch_read_settings(const cli_session *cli, batch_settings *settings)
{
    memset(settings, 0, sizeof *settings);
    capalign_batch_options *o = &settings->options;
    fill_lists(cli, settings);
    int result = read_program(cli, settings);
    if (result == CLI_EXIT_SURE)
        result = read_timeout(cli, o);
    if (result == CLI_EXIT_SURE)
        result = read_memory(cli, o);
    if (result == CLI_EXIT_SURE)
        result = read_since(cli, o);
    if (result == CLI_EXIT_SURE)
        result = read_count(cli, BATCH_JOBS, "--jobs", 1, CAPALIGN_BATCH_MAX_WORKERS, &o->workers);
    if (result == CLI_EXIT_SURE)
        result = read_count(cli, BATCH_RETRY, "--retry", 0, 100, &o->retries);
    return result == CLI_EXIT_SURE ? batch_read_shard(cli, o) : result;
}
