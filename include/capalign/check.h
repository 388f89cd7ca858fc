/* Checking captions: rules, profiles, findings with fixes, and reports for people and for CI. */
#ifndef CAPALIGN_CHECK_H
#define CAPALIGN_CHECK_H

#include <stdbool.h>

#include <capalign/caption.h>
#include <capalign/error.h>
#include <capalign/finding.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Rules ---- */

/* A rule, as `capalign check --rules` and `--explain` show it. Strings are static. */
typedef struct capalign_rule {
    const char *code;    /* stable, e.g. "max-reading-speed" */
    const char *title;   /* what it finds, a few words */
    const char *why;     /* what goes wrong for viewers or tools otherwise */
    const char *formats; /* "srt", "vtt", or "srt vtt" */
    const char *unit;    /* of its threshold: "us" is time, "cps" and "wpm" are speeds, others
                            ("chars", "lines", "percent" ...) count; NULL: it has none */
    capalign_severity severity;
    capalign_fix fix;
    bool enabled;     /* by default */
    const char *bad;  /* a cue or file that has it */
    const char *good; /* the same made right */
} capalign_rule;

CAPALIGN_API size_t capalign_rule_count(void);
CAPALIGN_API const capalign_rule *capalign_rule_at(size_t index);
/* NULL: no rule has this code. */
CAPALIGN_API const capalign_rule *capalign_rule_named(const char *code);

/* One value of one profile, with where it comes from. */
typedef struct capalign_profile_value {
    const char *profile;
    const char *rule;
    int64_t value; /* in the rule's unit, speeds in thousandths */
    const char *source;
    bool frames;      /* the value counts frames, of the configuration's frame rate */
    bool second_hand; /* read about, not read in the document itself */
} capalign_profile_value;

CAPALIGN_API size_t capalign_profile_count(void);
CAPALIGN_API const char *capalign_profile_name(size_t index);
/* What it is, a few words. */
CAPALIGN_API const char *capalign_profile_note(size_t index);
/* The profile that has what this one does not give: "netflix" of "netflix-children", "default" of
 * most; NULL: it is "default", or there is none at this index. */
CAPALIGN_API const char *capalign_profile_base(size_t index);
CAPALIGN_API size_t capalign_profile_value_count(void);
CAPALIGN_API const capalign_profile_value *capalign_profile_value_at(size_t index);

/* ---- Configuration ---- */

/* Which rules apply, how severe they are, and their thresholds. Immutable once it is used by a
 * check; may then be shared by threads. */
typedef struct capalign_check_config capalign_check_config;

/* The profile "default". */
CAPALIGN_API capalign_code capalign_check_config_create(capalign_check_config **out,
                                                        capalign_error *error);
CAPALIGN_API void capalign_check_config_destroy(capalign_check_config *config);
CAPALIGN_API capalign_code capalign_check_config_copy(const capalign_check_config *config,
                                                      capalign_check_config **out,
                                                      capalign_error *error);
/* Each is CAPALIGN_E_ARGUMENT for a name or value that there is not; the message says what there
 * is. `profile` takes the place of the profile before; thresholds that were set stay where it gives
 * none. `set` takes a rule's code (or "max-cps", "max-wpm", "max-cpl") and a number in its unit,
 * times with theirs: "800ms", "1.5s", "2f" (frames). Besides rules it takes "frame-rate" (frames a
 * second, 24 by default: what thresholds in frames mean) and "count" ("columns", the default,
 * counts wide characters of East Asia twice; "graphemes" does not). */
CAPALIGN_API capalign_code capalign_check_config_profile(capalign_check_config *config,
                                                         const char *profile,
                                                         capalign_error *error);
CAPALIGN_API capalign_code capalign_check_config_set(capalign_check_config *config,
                                                     const char *code, const char *value,
                                                     capalign_error *error);
CAPALIGN_API capalign_code capalign_check_config_enable(capalign_check_config *config,
                                                        const char *code, bool enabled,
                                                        capalign_error *error);
CAPALIGN_API capalign_code capalign_check_config_severity(capalign_check_config *config,
                                                          const char *code,
                                                          capalign_severity severity,
                                                          capalign_error *error);
/* How a rule stands in a configuration. */
typedef struct capalign_rule_setting {
    bool enabled; /* and with a threshold, where it needs one */
    capalign_severity severity;
    int64_t limit;       /* CAPALIGN_TIME_NONE: none */
    char limit_text[48]; /* with its unit; "" for none */
} capalign_rule_setting;
/* False: no rule has this code. */
CAPALIGN_API bool capalign_check_config_rule(const capalign_check_config *config, const char *code,
                                             capalign_rule_setting *setting);
/* Reads a .capalign.ini (docs/check.md); errors name its line. */
CAPALIGN_API capalign_code capalign_check_config_read(capalign_check_config *config,
                                                      const char *path, capalign_error *error);

/* ---- Checking ---- */

/* A finding with all that a report needs. Strings belong to the result. */
typedef struct capalign_check_finding {
    capalign_finding finding; /* code, message, severity, fix, line, column, cue */
    size_t from;              /* byte range in the text as UTF-8, [from, to); from == to: a place */
    size_t to;
    size_t end_line; /* of `to`, as finding.line and .column */
    size_t end_column;
    int64_t start_us;        /* of the cue; CAPALIGN_TIME_NONE: none */
    const char *source_line; /* the line that finding.line means, not NUL-terminated */
    size_t source_line_bytes;
    const char *end_source_line; /* the same of end_line; source_line itself where it is the same */
    size_t end_source_line_bytes;
    const char *value;       /* what was measured, with its unit ("23.4 cps"); NULL: nothing */
    const char *limit;       /* the threshold, with its unit; NULL: none */
    const char *replacement; /* what its fix puts in place of [replaced_from, replaced_to) of the
                                text; NULL: it has no fix, or one of several edits */
    size_t replaced_from;
    size_t replaced_to;
    char fingerprint[33]; /* hexadecimal, of the code and the text it is about, with a number
                             among equals: stable when lines move, unique in the file */
} capalign_check_finding;

typedef struct capalign_check_result {
    const char *path;
    const char *format; /* of the captions; NULL where the file could not be read */
    const char *encoding;
    size_t cue_count;
    const capalign_check_finding *findings; /* by line, column and code */
    size_t finding_count;
    size_t omitted;                     /* findings over the cap, which are counted only */
    size_t counts[3];                   /* by severity, omitted ones included */
    size_t baseline_count;              /* left out because the baseline has them */
    const capalign_error *error;        /* why it could not be read, or NULL */
    const char *medium;                 /* what it was compared with; NULL: nothing */
    const capalign_error *medium_error; /* why that could not be done, or not in full; NULL: it was.
                                           A finding says it too */
} capalign_check_result;

/* Findings that are known already, so that an old archive fails only on what is new. */
typedef struct capalign_baseline capalign_baseline;
/* Reads a JSON report (format "json") as a baseline; errors name line and column. */
CAPALIGN_API capalign_code capalign_baseline_read(const char *path, capalign_baseline **out,
                                                  capalign_error *error);
CAPALIGN_API void capalign_baseline_destroy(capalign_baseline *baseline);
/* Whether the report has a finding with this fingerprint for this path, shown relative to `root`
 * as reports show it (NULL: as given). */
CAPALIGN_API bool capalign_baseline_has(const capalign_baseline *baseline, const char *path,
                                        const char *root, const char *fingerprint);

typedef struct capalign_check_options {
    const capalign_check_config *config; /* NULL: the default */
    const capalign_baseline *baseline;   /* its findings are counted and left out; NULL: none */
    const char *root;                    /* paths of the baseline are relative to it; may be NULL */
    size_t max_findings;                 /* kept for a file; 0: 1000 */
} capalign_check_options;

/* Checks one caption file, or bytes. A file that cannot be read is a result with an error; the call
 * itself fails only without memory. Free it with capalign_check_result_destroy. */
CAPALIGN_API capalign_code capalign_check_file(const char *path,
                                               const capalign_check_options *options,
                                               capalign_check_result **out, capalign_error *error);
CAPALIGN_API capalign_code capalign_check_bytes(const char *bytes, size_t size, const char *path,
                                                const capalign_check_options *options,
                                                capalign_check_result **out, capalign_error *error);
CAPALIGN_API void capalign_check_result_destroy(capalign_check_result *result);

typedef struct capalign_check_media_options {
    const char *medium;   /* NULL: the one beside the captions, as players find it */
    const char *language; /* of the captions, BCP 47; NULL: as their name, their header, the medium
                             or the text says */
    unsigned threads;     /* 0: as many as the machine has processors, at most 4. Never changes the
                             result */
    const capalign_progress *progress; /* NULL: none */
} capalign_check_media_options;

/* capalign_check_file, and the captions against the sound of their medium: docs/check-media.md says
 * what is claimed. Where there is no medium beside the file, the rest is checked, and the result's
 * `medium` is NULL. A medium that cannot be read, and a language that has no voice here, are told
 * in `medium_error`. `media` may be NULL. CAPALIGN_E_CANCELLED where its progress function stops
 * it. */
CAPALIGN_API capalign_code capalign_check_media_file(const char *path,
                                                     const capalign_check_options *options,
                                                     const capalign_check_media_options *media,
                                                     capalign_check_result **out,
                                                     capalign_error *error);

/* Applies the fixes to the file's bytes until a check finds none of them left: safe ones, or unsafe
 * ones too. *fixed is a malloc'd buffer (free with capalign_free) with the new bytes, NULL where
 * nothing changed; all that no fix touches keeps its bytes. */
CAPALIGN_API capalign_code capalign_check_fix(const char *bytes, size_t size, const char *path,
                                              const capalign_check_options *options, bool unsafe,
                                              char **fixed, size_t *fixed_size, size_t *fix_count,
                                              capalign_error *error);
CAPALIGN_API void capalign_free(void *memory);
/* What changed, as a unified diff with `path` as its name; nothing where the texts are equal. */
CAPALIGN_API capalign_code capalign_check_diff(const char *path, const char *before,
                                               size_t before_size, const char *after,
                                               size_t after_size, capalign_sink sink, void *context,
                                               capalign_error *error);
/* Fixes a file in place, atomically; *changed tells whether anything was written. A file that
 * cannot be read as captions is left alone, and that is no error: a check tells it. A file that
 * another program changes meanwhile is CAPALIGN_E_IO, and left as it is. */
CAPALIGN_API capalign_code capalign_check_fix_file(const char *path,
                                                   const capalign_check_options *options,
                                                   bool unsafe, bool *changed,
                                                   capalign_error *error);
/* What capalign_check_fix_file would do, as a unified diff; *changes: it would do something. */
CAPALIGN_API capalign_code capalign_check_diff_file(const char *path,
                                                    const capalign_check_options *options,
                                                    bool unsafe, capalign_sink sink, void *context,
                                                    bool *changes, capalign_error *error);

/* ---- Reports ---- */

/* "text", "json", "junit", "sarif", "github", "gitlab", "rdjsonl". */
CAPALIGN_API size_t capalign_report_format_count(void);
CAPALIGN_API const char *capalign_report_format_name(size_t index);

typedef struct capalign_report_options {
    bool color;        /* text: terminal colours */
    bool break_tokens; /* the output is a GitHub Actions log: break up "::" and "##[" of captions */
    const char *root;  /* paths are shown relative to this folder; NULL: as given */
} capalign_report_options;

/* Writes a report on results, in their order. */
CAPALIGN_API capalign_code capalign_report_write(const char *format,
                                                 const capalign_check_result *const *results,
                                                 size_t count,
                                                 const capalign_report_options *options,
                                                 capalign_sink sink, void *context,
                                                 capalign_error *error);
/* The same to a file, whole or not at all; a file that is there is replaced. */
CAPALIGN_API capalign_code capalign_report_write_file(const char *format,
                                                      const capalign_check_result *const *results,
                                                      size_t count,
                                                      const capalign_report_options *options,
                                                      const char *path, capalign_error *error);

#ifdef __cplusplus
}
#endif
#endif
