/* capalign align: a transcript to the speech of a medium. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <capalign/align.h>
#include <capalign/media.h>

#include "json.h"
#include "output.h"
#include "report.h"
#include "safe.h"
#include "table.h"
#include "term.h"
#include "text.h"
#include "work.h"

enum { OUTPUT, LANGUAGE, KEEP_CUES, WORDS, REPORT, PROFILE, FORCE, THREADS, STREAM };

/* A sound that ends so much before its container's word for it was cut off. */
enum { CUT_OFF_US = 1000000 };

static json_t *cue_json(const void *object, size_t index)
{
    const capalign_alignment *a = object;
    const capalign_cue *cue = capalign_track_cue(capalign_alignment_track(a), index);
    const capalign_cue_report *report = capalign_alignment_cue_report(a, index);
    return json_pack("{s:o, s:o, s:s%, s:f, s:I, s:I, s:b}", "start_us",
                     cli_json_time(cue->start_us), "end_us", cli_json_time(cue->end_us), "text",
                     cue->text, (size_t)cue->text_bytes, "confidence", report->confidence, "words",
                     (json_int_t)report->word_count, "unspoken", (json_int_t)report->unspoken_count,
                     "doubtful", report->doubtful);
}

static json_t *alignment_json(const capalign_alignment *a, json_t *files)
{
    size_t cues = capalign_track_cue_count(capalign_alignment_track(a));
    return json_pack("{s:s, s:f, s:b, s:o, s:I, s:I, s:o, s:o}", "language",
                     capalign_alignment_language(a), "match", capalign_alignment_match(a), "noisy",
                     capalign_alignment_noisy(a), "duration_us",
                     cli_json_time(capalign_alignment_duration_us(a)), "words",
                     (json_int_t)capalign_alignment_word_count(a), "doubtful",
                     (json_int_t)capalign_alignment_doubtful_count(a), "files", files, "cues",
                     cli_json_list(cues, cue_json, a));
}

/* A cue's text in one line. */
static void one_line(const capalign_cue *cue, char *out, size_t size)
{
    size_t n = cue->text_bytes < size - 1 ? cue->text_bytes : size - 1;
    memcpy(out, cue->text, n);
    out[n] = '\0';
    for (char *at = out; (at = strchr(at, '\n'));)
        *at = ' ';
}

static const char *percent(double share, char text[24])
{
    snprintf(text, 24, "%d %%", (int)(share * 100 + 0.5));
    return text;
}

static bool print_report(const cli_session *cli, const capalign_alignment *a)
{
    static const cli_column columns[] = {
        {.head = "CUE", .right = true},      {.head = "START", .right = true},
        {.head = "END", .right = true},      {.head = "SURE", .right = true},
        {.head = "UNSPOKEN", .right = true}, {.head = "TEXT", .shrinks = true},
    };
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    const capalign_track *track = capalign_alignment_track(a);
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue *cue = capalign_track_cue(track, i);
        const capalign_cue_report *report = capalign_alignment_cue_report(a, i);
        char number[24], start[CLI_TIME_TEXT], end[CLI_TIME_TEXT], sure[24], unspoken[24] = "";
        char text[512];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (report->unspoken_count)
            snprintf(unspoken, sizeof unspoken, "%zu", report->unspoken_count);
        one_line(cue, text, sizeof text);
        const char *cells[] = {number,
                               cli_time(cue->start_us, start),
                               cli_time(cue->end_us, end),
                               percent(report->confidence, sure),
                               unspoken,
                               text};
        cli_table_add(&table, cells);
    }
    return cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out);
}

/* Every doubtful cue with its time and text: they are what a person must look at. */
static void tell_doubtful(const cli_session *cli, const char *medium, const capalign_alignment *a)
{
    const capalign_track *track = capalign_alignment_track(a);
    for (size_t i = 0; i < capalign_track_cue_count(track); i++) {
        const capalign_cue_report *report = capalign_alignment_cue_report(a, i);
        if (!report->doubtful)
            continue;
        char text[256], safe[512], start[CLI_TIME_TEXT], sure[24];
        one_line(capalign_track_cue(track, i), text, sizeof text);
        cli_note(cli, medium, "%s: cue %zu is doubtful (%s sure%s): \"%s\"",
                 cli_time(capalign_track_cue(track, i)->start_us, start), i + 1,
                 percent(report->confidence, sure),
                 report->unspoken_count == report->word_count ? ", not spoken here" : "",
                 cli_safe(text, safe, sizeof safe));
    }
}

static void tell_cut_off(const cli_session *cli, const char *medium, const capalign_alignment *a)
{
    int64_t claim_us = capalign_alignment_container_duration_us(a);
    int64_t end_us = capalign_alignment_duration_us(a);
    char claim[CLI_TIME_TEXT], end[CLI_TIME_TEXT];
    if (claim_us != CAPALIGN_TIME_NONE && end_us < claim_us - CUT_OFF_US)
        cli_note(cli, medium,
                 "the sound ends at %s, where its header says %s: the file is cut off or damaged",
                 cli_time(end_us, end), cli_time(claim_us, claim));
}

static int count_only(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return 0;
}

/* What the file's format cannot hold of the kept cues. Cues that were laid out have nothing that
 * any format could not hold. */
static void tell_losses(const cli_session *cli, const capalign_alignment *a, const char *path)
{
    const char *format = capalign_caption_format_of_path(path);
    capalign_losses losses;
    capalign_error error;
    if (cli_given(cli, KEEP_CUES) && format && !capalign_words_format_of_path(path) &&
        capalign_caption_write(capalign_alignment_track(a), format, count_only, NULL, &losses,
                               &error) == CAPALIGN_OK)
        cli_tell_losses(cli, path, format, &losses);
}

/* Writes all files of -o; the first failure ends it. */
static int write_files(const cli_session *cli, const capalign_alignment *a, json_t *files)
{
    const char *path;
    for (size_t i = 0; (path = cli_value_at(cli, OUTPUT, i)); i++) {
        capalign_file_state state;
        capalign_error error;
        if (capalign_alignment_write(a, path, cli_given(cli, FORCE), &state, &error) != CAPALIGN_OK)
            return cli_fail(cli, &error, path);
        json_array_append_new(files, json_pack("{s:o, s:s}", "path", cli_json_text(path), "state",
                                               capalign_file_state_name(state)));
        cli_note(cli, path, "%s", capalign_file_state_name(state));
        tell_losses(cli, a, path);
    }
    return CLI_EXIT_SURE;
}

static int write_words(const cli_session *cli, const capalign_alignment *a)
{
    const char *path = cli_value(cli, WORDS);
    capalign_error error;
    capalign_code code =
        strcmp(path, "-") == 0
            ? capalign_words_write(a, "words", cli_output_sink, NULL, &error)
            : capalign_alignment_write_words(a, path, "words", cli_given(cli, FORCE), NULL, &error);
    return code == CAPALIGN_OK ? CLI_EXIT_SURE : cli_fail(cli, &error, path);
}

/* What goes to standard output: words, JSON, the report, or the captions where no file was asked
 * for. */
static int print_result(const cli_session *cli, const capalign_alignment *a, json_t *files)
{
    capalign_error error;
    if (cli->json)
        return cli_json_print(alignment_json(a, json_incref(files)));
    if (cli_given(cli, REPORT))
        return print_report(cli, a) ? CLI_EXIT_SURE : CLI_EXIT_MISSING;
    if (cli_given(cli, OUTPUT) || cli_given(cli, WORDS))
        return CLI_EXIT_SURE;
    capalign_losses losses;
    capalign_code code = capalign_caption_write(capalign_alignment_track(a), "srt", cli_output_sink,
                                                NULL, &losses, &error);
    if (code == CAPALIGN_OK)
        cli_tell_losses(cli, cli_operand_at(cli, 1), "srt", &losses);
    return code == CAPALIGN_OK ? CLI_EXIT_SURE : cli_fail(cli, &error, NULL);
}

static int give_results(const cli_session *cli, const capalign_alignment *a)
{
    json_t *files = json_array();
    const char *words = cli_value(cli, WORDS);
    bool words_to_file = words && strcmp(words, "-") != 0;
    cli_work work;
    cli_work_begin(&work, cli); /* a signal must not leave half a file */
    int result = write_files(cli, a, files);
    if (result == CLI_EXIT_SURE && words_to_file)
        result = write_words(cli, a);
    cli_work_end(&work);
    if (result == CLI_EXIT_SURE && words && !words_to_file)
        result = write_words(cli, a);
    if (result == CLI_EXIT_SURE)
        result = print_result(cli, a, files);
    json_decref(files);
    tell_cut_off(cli, cli_operand_at(cli, 0), a);
    tell_doubtful(cli, cli_operand_at(cli, 0), a);
    bool doubtful = capalign_alignment_doubtful_count(a) > 0;
    return result != CLI_EXIT_SURE ? result : doubtful ? CLI_EXIT_FINDINGS : CLI_EXIT_SURE;
}

/* Whether each file of -o has an extension that means a format: told before the long work. */
static int check_outputs(const cli_session *cli)
{
    const char *path;
    for (size_t i = 0; (path = cli_value_at(cli, OUTPUT, i)); i++) {
        if (capalign_words_format_of_path(path) || capalign_caption_format_of_path(path))
            continue;
        const capalign_error error = {
            .code = CAPALIGN_E_ARGUMENT,
            .time_us = CAPALIGN_TIME_NONE,
            .message = "no format has this extension; use .srt, .vtt, .json, .TextGrid or .ctm"};
        return cli_fail(cli, &error, path);
    }
    return CLI_EXIT_SURE;
}

/* What the command line says; an exit code other than CLI_EXIT_SURE: it is wrong. */
static int read_options(cli_session *cli, capalign_align_options *options)
{
    *options = capalign_align_options_default();
    options->language = cli_value(cli, LANGUAGE);
    options->profile = cli_value(cli, PROFILE);
    options->keep_cues = cli_given(cli, KEEP_CUES);
    options->force = cli_given(cli, FORCE);
    const char *threads = cli_value(cli, THREADS), *stream = cli_value(cli, STREAM);
    uint64_t thread_count = 0, stream_number = SIZE_MAX;
    if (threads && !cli_read_number(threads, 999, &thread_count))
        return cli_fail_usage(cli, "--threads needs a number, such as 1");
    if (stream && !cli_read_number(stream, CAPALIGN_MEDIUM_MAX_STREAMS - 1, &stream_number))
        return cli_fail_usage(cli, "--stream needs a number, as capalign probe shows it");
    options->threads = (unsigned)thread_count;
    options->stream = (size_t)stream_number;
    return CLI_EXIT_SURE;
}

static int run_align(cli_session *cli)
{
    capalign_align_options options;
    int wrong = read_options(cli, &options);
    if (wrong == CLI_EXIT_SURE)
        wrong = check_outputs(cli);
    if (wrong != CLI_EXIT_SURE)
        return wrong;
    cli_work work;
    capalign_alignment *alignment;
    capalign_error error;
    cli_work_begin(&work, cli);
    options.progress = &work.progress;
    capalign_code code = capalign_align_file(cli_operand_at(cli, 0), cli_operand_at(cli, 1),
                                             &options, &alignment, &error);
    cli_work_end(&work);
    if (code != CAPALIGN_OK)
        return cli_fail(cli, &error, cli_operand_at(cli, 0));
    int result = give_results(cli, alignment);
    capalign_alignment_destroy(alignment);
    return result;
}

static const cli_option option_table[] = {
    [OUTPUT] = {.name = "output",
                .letter = 'o',
                .value = "FILE",
                .kind = CLI_FILE,
                .many = true,
                .help = "a file to write: .srt, .vtt, .json (words), .TextGrid or .ctm; may be "
                        "given several times; by default SRT on standard output"},
    [LANGUAGE] = {.name = "lang",
                  .letter = 'l',
                  .value = "TAG",
                  .kind = CLI_TEXT,
                  .help = "the language that is spoken, as a BCP 47 tag; by default the medium's, "
                          "or what the text shows"},
    [KEEP_CUES] = {.name = "keep-cues",
                   .help = "TRANSCRIPT is a caption file: keep its cues and time them anew"},
    [WORDS] = {.name = "words-json",
               .value = "FILE",
               .kind = CLI_FILE,
               .help = "write the words with their times as JSON; - is standard output"},
    [REPORT] = {.name = "report", .help = "list every cue with how sure it is"},
    [PROFILE] = {.name = "profile",
                 .value = "NAME",
                 .kind = CLI_TEXT,
                 .help = "the house style of the cues: default, netflix, bbc, ted, dcmp …"},
    [THREADS] = {.name = "threads",
                 .value = "N",
                 .kind = CLI_TEXT,
                 .help = "how many threads; by default as many as there are processors, 4 at most; "
                         "the result is the same for any number"},
    [STREAM] = {.name = "stream",
                .value = "N",
                .kind = CLI_TEXT,
                .help = "which stream of the medium to hear, as capalign probe numbers them; by "
                        "default the one in the language, else the default one"},
    [FORCE] = {.name = "force",
               .help = "go on although the transcript does not match the speech, and replace files "
                       "that capalign did not write"},
};

static const cli_operand operands[] = {
    {.name = "MEDIUM", .kind = CLI_FILE, .help = "the media file with the speech"},
    {.name = "TRANSCRIPT",
     .kind = CLI_FILE,
     .help = "what is said: plain text, Markdown, HTML, or SRT or WebVTT whose times are thrown "
             "away; - is standard input, as text"},
};

static const cli_example examples[] = {
    {"capalign align talk.mp4 talk.txt -o talk.en.srt", "Writes subtitles for the talk."},
    {"capalign align talk.mp4 talk.txt -o talk.en.vtt -o talk.TextGrid",
     "Writes WebVTT and the words for Praat."},
    {"capalign align --keep-cues film.mkv film.srt -o film.timed.srt",
     "Gives the cues of a caption file their times by the speech."},
    {"capalign align --report talk.mp4 talk.txt", "Shows how sure each cue is."},
};

const cli_command cli_align = {
    .name = "align",
    .summary = "align a transcript to the speech of a medium",
    .synopsis = "[OPTION...] MEDIUM TRANSCRIPT",
    .description =
        "Finds when each word of TRANSCRIPT is said in MEDIUM, and makes cues of the words: broken "
        "at "
        "sentences, clauses and pauses, in lines that can be read in time.\n\n"
        "[music], (applause) and speaker labels stay in the text and are not looked for. Words "
        "that "
        "are not spoken get no invented time: their cue is placed by its neighbours and named. "
        "Speech "
        "and music that the transcript does not have are skipped. A transcript that does not "
        "belong "
        "to the speech at all is refused.\n\n"
        "A cue that is less than 80 % sure is named on standard error, and the exit code is 1.",
    .options = option_table,
    .option_count = CLI_COUNT(option_table),
    .operands = operands,
    .operand_count = CLI_COUNT(operands),
    .examples = examples,
    .example_count = CLI_COUNT(examples),
    .findings = "done, but cues are doubtful, or the transcript does not match the speech",
    .run = run_align,
};
