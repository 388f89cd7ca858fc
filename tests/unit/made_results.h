/* Results made by hand, with lines and paths that a report must not pass on as they are. */
#ifndef TESTS_UNIT_MADE_RESULTS_H
#define TESTS_UNIT_MADE_RESULTS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <capalign/check.h>

#include "base/utf8.h"

/* A line with its size, since one holds a NUL. */
#define MADE_LINE(text)                                                                            \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }

static const ca_str made_lines[] = {
    MADE_LINE("::error::x"),
    MADE_LINE("  ::stop-commands::x"),
    MADE_LINE("a ##[error]b ###[group]"),
    MADE_LINE(":::add-mask::y"),
    MADE_LINE("]]>"),
    MADE_LINE("<!--"),
    MADE_LINE("&amp; <b>\"'"),
    MADE_LINE("%0A %25"),
    MADE_LINE("a,b:c"),
    MADE_LINE("[a](1) \\[b](2)"),
    MADE_LINE("[[ATTACHMENT|x]]"),
    MADE_LINE("\033[31m"),
    MADE_LINE("\033]0;t\a"),
    MADE_LINE("a\0b"),
    MADE_LINE("x\xE2\x80\xAEy\xE2\x81\xA6"),
    MADE_LINE("x\xE2\x80\xA8y\xE2\x80\xA9"),
    MADE_LINE("x\xEF\xBF\xBFy\xEF\xBF\xBE\xEF\xBB\xBF"),
    MADE_LINE("x\xED\xA0\x80y"),
    MADE_LINE("x\xFFy\xC3"),
    MADE_LINE("\xC2\x9B\x33\x31m\x7F"),
    MADE_LINE("\t\xE5\xAD\x97\xE5\xB9\x95 \xF0\x9F\x98\x80 e\xCC\x81!"),
};

enum {
    MADE_LINES = sizeof made_lines / sizeof made_lines[0],
    MADE_FILES = 5, /* hostile; clean; unreadable; UTF-16 and capped; infos */
};

static const char made_path[] = "/repo/./sub dir//a%b#c,d:e::f##[g]\n<&\"\x1b\xFF.srt";

typedef struct made_results {
    capalign_check_finding hostile[MADE_LINES];
    char messages[MADE_LINES][64];
    capalign_check_finding plain[4];
    capalign_error error;
    capalign_check_result files[MADE_FILES];
    const capalign_check_result *list[MADE_FILES];
} made_results;

/* Messages are C strings, so a NUL is left out there. */
static void made_hostile(made_results *made, size_t i)
{
    ca_str line = made_lines[i];
    snprintf(made->messages[i], sizeof made->messages[i], "found \"%s\"", line.data);
    made->hostile[i] = (capalign_check_finding){
        .finding = {.code = i % 2 ? "max-reading-speed" : "bidi-control",
                    .message = made->messages[i],
                    .severity = (capalign_severity)(i % 3),
                    .fix = CAPALIGN_FIX_SAFE,
                    .line = i + 1,
                    .column = 2,
                    .cue = i},
        .from = 100 * i + 1,
        .to = 100 * i + line.size,
        .end_line = i + 1,
        .end_column = ca_utf8_length(line.data, line.size) + 1,
        .start_us = (int64_t)i * 1000000,
        .source_line = line.data,
        .source_line_bytes = line.size,
        .end_source_line = line.data,
        .end_source_line_bytes = line.size,
        .value = "23.4 cps",
        .limit = "17 cps",
        .replacement = line.data,
        .replaced_from = 100 * i + 1,
        .replaced_to = 100 * i + line.size,
    };
    snprintf(made->hostile[i].fingerprint, sizeof made->hostile[i].fingerprint, "%032zx", i + 1);
}

/* About a file, about a line, about more than one line, and a place of no width; the last two of
 * one code at one place. */
static void made_plain(made_results *made)
{
    static const char first[] = "\xF0\x9F\x98\x80 one", second[] = "\xE5\xAD\x97 two";
    for (size_t i = 0; i < 4; i++) {
        capalign_check_finding *finding = &made->plain[i];
        *finding = (capalign_check_finding){
            .finding = {.code = "min-duration",
                        .message = "a plain finding",
                        .severity = CAPALIGN_WARNING,
                        .line = i ? 3 : 0,
                        .column = i > 1 ? 3 : 0,
                        .cue = SIZE_MAX},
            .start_us = CAPALIGN_TIME_NONE,
            .from = i > 1 ? 25 : 20,
            .to = i == 2 ? 33 : 25,
            .end_line = i == 2 ? 4
                        : i    ? 3
                               : 0,
            .end_column = i == 2 ? 2 : 3,
        };
        if (i) {
            finding->source_line = finding->end_source_line = first;
            finding->source_line_bytes = finding->end_source_line_bytes = sizeof first - 1;
        }
        snprintf(finding->fingerprint, sizeof finding->fingerprint, "%032zx", i + 100);
    }
    made->plain[2].end_source_line = second;
    made->plain[2].end_source_line_bytes = sizeof second - 1;
    made->plain[2].to = 20 + sizeof first - 1 + 1 + 3;
}

static void made_fill(made_results *made)
{
    memset(made, 0, sizeof *made);
    for (size_t i = 0; i < MADE_LINES; i++)
        made_hostile(made, i);
    made_plain(made);
    made->error = (capalign_error){.code = CAPALIGN_E_INPUT, .time_us = CAPALIGN_TIME_NONE};
    strcpy(made->error.message, "cannot open ::error::it");
    made->files[0] = (capalign_check_result){.path = made_path,
                                             .format = "srt",
                                             .encoding = "UTF-8",
                                             .cue_count = MADE_LINES,
                                             .findings = made->hostile,
                                             .finding_count = MADE_LINES,
                                             .baseline_count = 2};
    for (size_t i = 0; i < MADE_LINES; i++)
        made->files[0].counts[i % 3]++;
    made->files[1] = (capalign_check_result){
        .path = "./clean.vtt", .format = "vtt", .encoding = "UTF-8", .cue_count = 3};
    made->files[2] = (capalign_check_result){.path = ":", .error = &made->error};
    made->files[3] = (capalign_check_result){.path = "/repo/wide.srt",
                                             .format = "srt",
                                             .encoding = "UTF-16LE",
                                             .cue_count = 1,
                                             .findings = made->plain,
                                             .finding_count = 4,
                                             .omitted = 7,
                                             .counts = {0, 11, 0}};
    made->files[4] = (capalign_check_result){.path = "/repo/info.srt",
                                             .format = "srt",
                                             .encoding = "UTF-8",
                                             .cue_count = 1,
                                             .findings = made->hostile,
                                             .finding_count = 1,
                                             .counts = {1, 0, 0}};
    for (size_t i = 0; i < MADE_FILES; i++)
        made->list[i] = &made->files[i];
}

#endif
