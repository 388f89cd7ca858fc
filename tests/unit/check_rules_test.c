/* Every rule by its samples in tests/check/rules: a file that has it, and one that just has not. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <capalign/check.h>

static const char folder[] = "tests/check/rules";
enum { MAX_LINE = 512, MAX_PATH = 1024 };

typedef struct expected {
    char code[64];
    char file[64];
    char settings[128];
    size_t line;
    size_t column;
} expected;

/* "-", "enable", or RULE=VALUE with commas between. */
static void apply(capalign_check_config *config, const expected *e)
{
    char settings[sizeof e->settings], *rest = settings;
    strcpy(settings, e->settings);
    if (strcmp(settings, "enable") == 0)
        assert_int_equal(capalign_check_config_enable(config, e->code, true, NULL), CAPALIGN_OK);
    else if (strcmp(settings, "-") != 0)
        for (char *part; (part = strsep(&rest, ","));) {
            char *value = strchr(part, '=');
            assert_non_null(value);
            *value++ = '\0';
            assert_int_equal(capalign_check_config_set(config, part, value, NULL), CAPALIGN_OK);
        }
}

static capalign_check_result *check(const char *path, const capalign_check_config *config)
{
    const capalign_check_options options = {.config = config};
    capalign_check_result *result;
    assert_int_equal(capalign_check_file(path, &options, &result, NULL), CAPALIGN_OK);
    return result;
}

/* One finding of the rule at its place, or none; 1: it is not so, and told. */
static int compare(const expected *e, const capalign_check_result *result)
{
    size_t count = 0, wanted = e->line ? 1 : 0;
    bool placed = true;
    if (result->error)
        print_error("%s/%s: %s\n", e->code, e->file, result->error->message);
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_finding *finding = &result->findings[i].finding;
        if (strcmp(finding->code, e->code) != 0)
            continue;
        count++;
        placed = finding->line == e->line && finding->column == e->column;
        if (!placed && wanted)
            print_error("%s/%s: told at %zu:%zu and not at %zu:%zu\n", e->code, e->file,
                        finding->line, finding->column, e->line, e->column);
    }
    if (count != wanted)
        print_error("%s/%s: %zu findings and not %zu\n", e->code, e->file, count, wanted);
    return result->error || count != wanted || (wanted && !placed);
}

static int try_sample(const expected *e)
{
    char path[MAX_PATH];
    capalign_check_config *config;
    assert_int_equal(capalign_check_config_create(&config, NULL), CAPALIGN_OK);
    apply(config, e);
    snprintf(path, sizeof path, "%s/%s/%s", folder, e->code, e->file);
    capalign_check_result *result = check(path, config);
    int failed = compare(e, result);
    capalign_check_result_destroy(result);
    capalign_check_config_destroy(config);
    return failed;
}

typedef struct seen {
    bool bad;
    bool good;
} seen;

static size_t index_of(const char *code)
{
    for (size_t i = 0; i < capalign_rule_count(); i++)
        if (strcmp(capalign_rule_at(i)->code, code) == 0)
            return i;
    print_error("there is no rule %s\n", code);
    fail();
    return 0;
}

static FILE *open_table(const char *name)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *table = fopen(path, "r");
    assert_non_null(table);
    return table;
}

/* Whether a test's source names the code, as a string. */
static bool is_named_in(const char *path, const char *code)
{
    char line[MAX_LINE], name[80];
    bool found = false;
    FILE *source = fopen(path, "r");
    assert_non_null(source);
    snprintf(name, sizeof name, "\"%s\"", code);
    while (!found && fgets(line, sizeof line, source))
        found = strstr(line, name) != NULL;
    fclose(source);
    return found;
}

/* Rules that no caption file alone can show, with the test that shows both, or why there is none.
 */
static int mark_elsewhere(seen *rules)
{
    char line[MAX_LINE], code[64], test[128];
    int failed = 0;
    FILE *table = open_table("elsewhere.tsv");
    while (fgets(line, sizeof line, table)) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%63[^\t]\t%*[^;]; %127s", code, test), 2);
        if (rules[index_of(code)].bad || !is_named_in(test, code)) {
            print_error("%s is not tested in %s, or has samples\n", code, test);
            failed++;
        }
        rules[index_of(code)] = (seen){true, true};
    }
    fclose(table);
    return failed;
}

/* A file in the folder that no row is about would prove nothing. */
static int count_unused(const char *code, const char *table)
{
    char path[MAX_PATH], row[MAX_PATH];
    int unused = 0;
    snprintf(path, sizeof path, "%s/%s", folder, code);
    DIR *open = opendir(path);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        snprintf(row, sizeof row, "\n%s\t%s\t", code, entry->d_name);
        if (entry->d_name[0] == '.' || strstr(table, row))
            continue;
        print_error("%s/%s is in no row of expect.tsv\n", path, entry->d_name);
        unused++;
    }
    closedir(open);
    return unused;
}

static void every_sample_is_in_the_table(void **state)
{
    (void)state;
    enum { MAX_TABLE = 1 << 16 };
    char *text = calloc(1, MAX_TABLE + 1);
    FILE *table = open_table("expect.tsv");
    assert_true(fread(text, 1, MAX_TABLE, table) < MAX_TABLE);
    fclose(table);
    int unused = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));)
        if (!strchr(entry->d_name, '.')) {
            index_of(entry->d_name);
            unused += count_unused(entry->d_name, text);
        }
    closedir(open);
    free(text);
    assert_int_equal(unused, 0);
}

static void every_sample_has_what_it_should(void **state)
{
    (void)state;
    char line[MAX_LINE];
    expected e;
    int failed = 0;
    seen *rules = calloc(capalign_rule_count(), sizeof *rules);
    FILE *table = open_table("expect.tsv");
    while (fgets(line, sizeof line, table)) {
        if (line[0] == '#')
            continue;
        assert_int_equal(sscanf(line, "%63[^\t]\t%63[^\t]\t%127[^\t]\t%zu\t%zu", e.code, e.file,
                                e.settings, &e.line, &e.column),
                         5);
        seen *rule = &rules[index_of(e.code)];
        rule->bad = rule->bad || e.line;
        rule->good = rule->good || !e.line;
        failed += try_sample(&e);
    }
    fclose(table);
    failed += mark_elsewhere(rules);
    for (size_t i = 0; i < capalign_rule_count(); i++) {
        if (rules[i].bad && rules[i].good)
            continue;
        print_error("%s has no %s sample\n", capalign_rule_at(i)->code,
                    rules[i].bad ? "good" : "bad");
        failed++;
    }
    free(rules);
    assert_int_equal(failed, 0);
}

/* The sample of webvtt-too-many is made here: so many settings that WebVTT does not have, some in
 * each cue. */
static size_t count_too_many(size_t settings)
{
    enum { A_CUE = 100 };
    static const char cue[] = "\n\n00:01.000 --> 00:02.000", some[] = " x";
    size_t size = 6, told = 0;
    char *text = malloc(size + settings * 2 + (settings / A_CUE + 1) * sizeof cue);
    assert_non_null(text);
    memcpy(text, "WEBVTT", size);
    for (size_t i = 0; i < settings; i++) {
        if (i % A_CUE == 0) {
            memcpy(text + size, cue, sizeof cue - 1);
            size += sizeof cue - 1;
        }
        memcpy(text + size, some, 2);
        size += 2;
    }
    const capalign_check_options options = {.max_findings = 2000000};
    capalign_check_result *result;
    assert_int_equal(capalign_check_bytes(text, size, "a.vtt", &options, &result, NULL),
                     CAPALIGN_OK);
    for (size_t i = 0; i < result->finding_count; i++)
        told += strcmp(result->findings[i].finding.code, "webvtt-too-many") == 0;
    capalign_check_result_destroy(result);
    free(text);
    return told;
}

static void a_million_findings_are_too_many(void **state)
{
    (void)state;
    assert_int_equal(count_too_many(1000), 0);
    assert_int_equal(count_too_many(990000), 0);
    assert_int_equal(count_too_many(1000001), 1);
}

/* ---- files without faults ---- */

typedef int visitor(const char *path, const capalign_check_config *config);

/* Calls `visit` for each file in the folder and below; the sum of what it gives. */
static int visit_all(const char *path, visitor *visit, const capalign_check_config *config)
{
    int sum = 0;
    DIR *open = opendir(path);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open));) {
        char *inner;
        struct stat info;
        if (entry->d_name[0] == '.')
            continue;
        assert_true(asprintf(&inner, "%s/%s", path, entry->d_name) > 0);
        assert_int_equal(stat(inner, &info), 0);
        const char *dot = strrchr(inner, '.');
        if (S_ISDIR(info.st_mode))
            sum += visit_all(inner, visit, config);
        else if (dot && (strcmp(dot, ".srt") == 0 || strcmp(dot, ".vtt") == 0))
            sum += visit(inner, config);
        free(inner);
    }
    closedir(open);
    return sum;
}

static int findings_of(const char *path, const capalign_check_config *config)
{
    capalign_check_result *result = check(path, config);
    int count = (int)result->finding_count + (result->error != NULL);
    for (size_t i = 0; i < result->finding_count; i++)
        print_error("%s:%zu:%zu: %s\n", path, result->findings[i].finding.line,
                    result->findings[i].finding.column, result->findings[i].finding.code);
    capalign_check_result_destroy(result);
    return count;
}

/* Thresholds, and rules that are off by default, are a matter of style. */
static capalign_check_config *without_limits(void)
{
    capalign_check_config *config;
    assert_int_equal(capalign_check_config_create(&config, NULL), CAPALIGN_OK);
    for (size_t i = 0; i < capalign_rule_count(); i++) {
        const capalign_rule *rule = capalign_rule_at(i);
        bool wanted = rule->enabled && (!rule->unit || strcmp(rule->code, "max-overlap") == 0);
        assert_int_equal(capalign_check_config_enable(config, rule->code, false, NULL),
                         CAPALIGN_OK);
        if (wanted)
            assert_int_equal(capalign_check_config_enable(config, rule->code, true, NULL),
                             CAPALIGN_OK);
    }
    return config;
}

static void clean_files_have_no_findings(void **state)
{
    (void)state;
    capalign_check_config *config = without_limits();
    assert_int_equal(visit_all("tests/check/clean", findings_of, config), 0);
    capalign_check_config_destroy(config);
}

/* What the SRT and WebVTT samples are about is told by the readers: no rule of text or style fires
 * on files that are accepted. */
static int text_findings_of(const char *path, const capalign_check_config *config)
{
    static const char *const allowed[] = {"edge-space",         "max-overlap",
                                          "cue-order",          "webvtt-line-number",
                                          "webvtt-time-digits", "webvtt-final-line-end",
                                          "webvtt-header-end",  "webvtt-time-line-space",
                                          "text-empty"};
    capalign_check_result *result = check(path, config);
    int count = 0;
    for (size_t i = 0; i < result->finding_count; i++) {
        const capalign_finding *finding = &result->findings[i].finding;
        bool known = finding->severity == CAPALIGN_INFO && !strstr(path, "webvtt");
        for (size_t k = 0; k < sizeof allowed / sizeof allowed[0]; k++)
            known = known || strcmp(finding->code, allowed[k]) == 0;
        known = known || strncmp(finding->code, "webvtt-signature", 16) == 0 ||
                strncmp(finding->code, "webvtt-header", 13) == 0;
        if (!known)
            print_error("%s:%zu: %s\n", path, finding->line, finding->code);
        count += !known;
    }
    capalign_check_result_destroy(result);
    return count;
}

static void accepted_samples_have_no_fault_of_text(void **state)
{
    (void)state;
    capalign_check_config *config = without_limits();
    assert_int_equal(visit_all("samples/srt/accept", text_findings_of, config) +
                         visit_all("samples/webvtt/accept", text_findings_of, config),
                     0);
    capalign_check_config_destroy(config);
}

/* ---- the shared cases ---- */

static int no_crash(const char *path, const capalign_check_config *config)
{
    capalign_check_result_destroy(check(path, config));
    return 0;
}

/* Files of the web-platform tests that keep to the syntax, but for a final line end. */
static const char *const conforming[] = {"comment-in-cue-text.vtt", "newlines.vtt"};

static void shared_cases_are_checked_through(void **state)
{
    (void)state;
    const char *shared = getenv("CAPALIGN_SHARED");
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s/cases", shared ? shared : "../shared");
    struct stat info;
    if (stat(path, &info) != 0)
        skip();
    capalign_check_config *config;
    assert_int_equal(capalign_check_config_create(&config, NULL), CAPALIGN_OK);
    assert_int_equal(capalign_check_config_enable(config, "all", true, NULL), CAPALIGN_OK);
    visit_all(path, no_crash, config);
    capalign_check_config_destroy(config);
    config = without_limits();
    assert_int_equal(capalign_check_config_enable(config, "max-overlap", false, NULL), 0);
    for (size_t i = 0; i < sizeof conforming / sizeof conforming[0]; i++) {
        snprintf(path, sizeof path, "%s/cases/webvtt/%s", shared ? shared : "../shared",
                 conforming[i]);
        assert_int_equal(findings_of(path, config), 0);
    }
    capalign_check_config_destroy(config);
}

/* ---- the list ---- */

static bool is_code(const char *code)
{
    size_t size = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return size && !code[size] && size < 40;
}

static void rules_are_well_formed(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_rule_count(); i++) {
        const capalign_rule *rule = capalign_rule_at(i);
        assert_true(is_code(rule->code));
        assert_ptr_equal(capalign_rule_named(rule->code), rule);
        if (!*rule->title || !*rule->why || !*rule->bad || !*rule->good)
            fail_msg("%s lacks a text", rule->code);
        assert_string_not_equal(rule->bad, rule->good);
        assert_true(strcmp(rule->formats, "srt") == 0 || strcmp(rule->formats, "vtt") == 0 ||
                    strcmp(rule->formats, "srt vtt") == 0);
    }
    assert_null(capalign_rule_at(capalign_rule_count()));
    assert_null(capalign_rule_named("no-such-rule"));
}

static void values_of_profiles_are_of_rules_with_a_threshold(void **state)
{
    (void)state;
    for (size_t i = 0; i < capalign_profile_value_count(); i++) {
        const capalign_profile_value *value = capalign_profile_value_at(i);
        const capalign_rule *rule = capalign_rule_named(value->rule);
        assert_true(value->source && *value->source);
        if (!rule) /* of the checks against the medium */
            continue;
        assert_non_null(rule->unit);
        assert_true(!value->frames || strcmp(rule->unit, "us") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_has_what_it_should),
        cmocka_unit_test(every_sample_is_in_the_table),
        cmocka_unit_test(a_million_findings_are_too_many),
        cmocka_unit_test(clean_files_have_no_findings),
        cmocka_unit_test(accepted_samples_have_no_fault_of_text),
        cmocka_unit_test(shared_cases_are_checked_through),
        cmocka_unit_test(rules_are_well_formed),
        cmocka_unit_test(values_of_profiles_are_of_rules_with_a_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
