#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "pipeline/transcript.h"

static void check(const char *text, const char *expected)
{
    ca_transcript transcript;
    assert_int_equal(ca_transcript_from_text(text, strlen(text), &transcript, NULL), CAPALIGN_OK);
    assert_string_equal(transcript.text, expected);
    assert_int_equal(transcript.size, strlen(expected));
    ca_transcript_free(&transcript);
}

static void text_in_memory_is_tidied_as_files_are(void **state)
{
    (void)state;
    check("", "");
    check("[00:01] &ldquo;Good&rdquo; wa-\nter &amp; AT&T, a&b; &#x41;&#65;",
          "\xE2\x80\x9CGood\xE2\x80\x9D water & AT&T, a&b; AA");
}

static void what_is_no_utf8_is_refused(void **state)
{
    (void)state;
    ca_transcript transcript;
    assert_int_equal(ca_transcript_from_text("a\xFF", 2, &transcript, NULL), CAPALIGN_E_ARGUMENT);
    assert_int_equal(ca_transcript_from_text(NULL, 0, &transcript, NULL), CAPALIGN_OK);
    ca_transcript_free(&transcript);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_in_memory_is_tidied_as_files_are),
        cmocka_unit_test(what_is_no_utf8_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
