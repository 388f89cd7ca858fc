#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "caption/webvtt.h"

#include "webvtt_help.h"

/* The settings of a cue as they are written again, and what was told. */
static void check(const char *settings, const char *written, const char *told)
{
    ca_strbuf file = {0}, out = {0}, findings = {0};
    ca_vtt_region_index index;
    print_message("%s\n", settings);
    ca_strbuf_format(&file, "WEBVTT\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000%s", settings);
    capalign_track *track = read_vtt(file.data, file.size);
    assert_non_null(track);
    findings_text(track, &findings);
    assert_string_equal(ca_strbuf_view(&findings).data, told);
    const capalign_cue_settings *s = capalign_track_cue(track, 0)->settings;
    assert_true(ca_vtt_region_index_make(&index, track->regions, track->region_count));
    if (s)
        assert_true(ca_vtt_settings_format(s, &index, &out));
    assert_string_equal(ca_strbuf_view(&out).data, written);
    ca_vtt_region_index_free(&index);
    capalign_track_destroy(track);
    ca_strbuf_free(&file);
    ca_strbuf_free(&out);
    ca_strbuf_free(&findings);
}

static void valid(void **state)
{
    (void)state;
    check("", "", "");
    check(" vertical:rl", " vertical:rl", "");
    check("\tvertical:lr\t", " vertical:lr", "");
    check(" line:-1", " line:-1", "");
    check(" line:0", " line:0", "");
    check(" line:1.50", " line:1.5", "");
    check(" line:50%", " line:50%", "");
    check(" line:50%,start", " line:50%", "");
    check(" line:50%,center", " line:50%,center", "");
    check(" line:5,end", " line:5,end", "");
    check(" position:10%", " position:10%", "");
    check(" position:10%,line-left", " position:10%,line-left", "");
    check(" position:10%,center", " position:10%,center", "");
    check(" position:10%,line-right", " position:10%,line-right", "");
    check(" size:33.3%", " size:33.3%", "");
    check(" size:100%", "", "");
    check(" align:start", " align:start", "");
    check(" align:center", "", "");
    check(" align:end", " align:end", "");
    check(" align:left", " align:left", "");
    check(" align:right", " align:right", "");
    check(" region:a", " region:a", "");
    check(" align:left size:5% position:1% line:2", " line:2 position:1% size:5% align:left", "");
}

static void invalid(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "vertical:",     "vertical:RL",
        "vertical",      ":rl",
        "line:x",        "line:1x",
        "line:50%,",     "line:50%,middle",
        "line:,start",   "line:101%",
        "line:-1%",      "line:1,center,",
        "position:1",    "position:50%,start",
        "position:50%,", "position:,center",
        "position:-1%",  "size:101%",
        "size:50",       "size:50%,start",
        "align:middle",  "align:Start",
        "align:",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ca_strbuf settings = {0};
        const char *colon = strchr(bad[i], ':');
        bool split = colon && colon > bad[i] && colon[1];
        size_t column = 25 + (split ? (size_t)(colon + 1 - bad[i]) : 0);
        char told[64];
        snprintf(told, sizeof told, "setting-invalid@6:%zu", column);
        ca_strbuf_format(&settings, " %s", bad[i]);
        check(settings.data, "", told);
        ca_strbuf_free(&settings);
    }
    check(" Line:1 D:vertical", "", "setting-unknown@6:25 setting-unknown@6:32");
    check(" align:end align:x", " align:end", "setting-invalid@6:41");
    check(" line:50%,end line:x", " line:50%,end", "setting-invalid@6:43");
}

static void repeated(void **state)
{
    (void)state;
    check(" align:end align:left align:right", " align:right", "setting-repeated@6:35");
    check(" line:50%,end line:2", " line:2,end", "setting-repeated@6:38");
    check(" position:1%,center position:2%", " position:2%,center", "setting-repeated@6:44");
}

/* What takes a cue out of its region, in the order of the settings. */
static void region_rules(void **state)
{
    (void)state;
    check(" region:a line:1", " line:1", "region-dropped@6:32");
    check(" region:a size:50%", " size:50%", "region-dropped@6:32");
    check(" region:a vertical:rl", " vertical:rl", "region-dropped@6:32");
    check(" region:a size:100%", " region:a", "");
    check(" region:a position:5% align:left", " position:5% align:left region:a", "");
    check(" region:a line:x", " region:a", "setting-invalid@6:39");
    check(" line:1 region:a", " line:1 region:a", "");
    check(" vertical:rl region:a", " vertical:rl region:a", "");
    check(" vertical:rl region:a vertical:x", " vertical:rl",
          "region-dropped@6:44 setting-invalid@6:55");
    check(" region:a region:b", "", "setting-repeated@6:34 region-unknown@6:41");
    check(" region:b", "", "region-unknown@6:32");
    check(" region:a line:1 region:a line:2", " line:2",
          "region-dropped@6:32 setting-repeated@6:41 setting-repeated@6:50");
}

static void not_expressible(void **state)
{
    (void)state;
    ca_vtt_region_index index = {0};
    ca_strbuf out = {0};
    capalign_cue_settings bad[8];
    for (size_t i = 0; i < 8; i++)
        bad[i] = ca_vtt_default_settings;
    bad[0].line_align = CAPALIGN_LINE_END;
    bad[1].position_align = CAPALIGN_POSITION_CENTER;
    bad[2].snap_to_lines = false;
    bad[3].size = 101;
    bad[4].position_auto = false, bad[4].position = NAN;
    bad[5].line_auto = false, bad[5].line = INFINITY;
    bad[6].line_auto = bad[6].snap_to_lines = false, bad[6].line = -1;
    bad[7].region = "unknown";
    for (size_t i = 0; i < 8; i++) {
        assert_false(ca_vtt_settings_format(&bad[i], &index, &out));
        assert_int_equal(out.size, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid),           cmocka_unit_test(invalid),
        cmocka_unit_test(repeated),        cmocka_unit_test(region_rules),
        cmocka_unit_test(not_expressible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
