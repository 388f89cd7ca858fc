#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "align/model.h"
#include "toy_model.h"

static void open_reads_what_was_packed(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = toy_model(&size);
    ca_model *m;
    assert_int_equal(ca_model_open(bytes, size, &m, NULL), CAPALIGN_OK);
    assert_int_equal(ca_model_phone_count(m), TOY_PHONES);
    assert_int_equal(ca_model_phone(m, ca_str_of("B")), TOY_B);
    assert_int_equal(ca_model_phone(m, ca_str_of("ZH")), -1);
    assert_true(ca_model_is_filler(m, TOY_NSN));
    assert_false(ca_model_is_filler(m, TOY_A));
    assert_true(fabsf(ca_model_leave(m, TOY_A, 1) - logf(0.5f)) < 1e-5f);
    assert_true(fabsf(ca_model_gaussians(m, TOY_B, 0)->mean[0][3] - 12) < 1e-6f);
    assert_true(fabsf(ca_model_gaussians(m, TOY_B, 0)->precision[0][3] - 0.5f) < 1e-6f);
    assert_true(fabsf(ca_model_weights(m, 5, 2)[100] - 1 / 128.0f) < 1e-7f);
    ca_model_free(m);
    free(bytes);
}

static void lookup_finds_words_and_variants(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = toy_model(&size);
    ca_model *m;
    assert_int_equal(ca_model_open(bytes, size, &m, NULL), CAPALIGN_OK);
    ca_pronunciation p[4];
    assert_int_equal(ca_model_lookup(m, ca_str_of("a"), p, 4), 2);
    assert_int_equal(p[1].count, 2);
    assert_int_equal(p[1].phones[1], TOY_B);
    assert_int_equal(ca_model_lookup(m, ca_str_of("ab"), p, 4), 1);
    assert_int_equal(ca_model_lookup(m, ca_str_of("a"), p, 1), 2);
    assert_int_equal(ca_model_lookup(m, ca_str_of("abc"), p, 4), 0);
    assert_int_equal(ca_model_lookup(m, ca_str_of(""), p, 4), 0);
    ca_model_free(m);
    free(bytes);
}

static void triphones_fall_back(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = toy_model(&size);
    ca_model *m;
    uint16_t s[CA_STATES];
    assert_int_equal(ca_model_open(bytes, size, &m, NULL), CAPALIGN_OK);
    ca_model_triphone(m, CA_INSIDE, TOY_A, TOY_A, TOY_B, s);
    assert_int_equal(s[0], 9);
    ca_model_triphone(m, CA_END, TOY_A, TOY_A, TOY_B, s); /* another position */
    assert_int_equal(s[0], 9);
    ca_model_triphone(m, CA_INSIDE, TOY_A, TOY_B, TOY_B, s); /* no such context */
    assert_int_equal(s[0], 6);
    assert_int_equal(s[2], 8);
    ca_model_free(m);
    free(bytes);
}

static void open_fails(unsigned char *bytes, size_t size, const char *part)
{
    ca_model *m;
    capalign_error error;
    assert_int_equal(ca_model_open(bytes, size, &m, &error), CAPALIGN_E_INPUT);
    assert_null(m);
    assert_non_null(strstr(error.message, part));
}

static void damage_is_an_error(void **state)
{
    (void)state;
    size_t size;
    unsigned char *bytes = toy_model(&size);
    open_fails(bytes, 0, "begin with");
    open_fails(bytes, 20, "cut off");
    open_fails(bytes, size - 1, "size");
    bytes[size / 2] ^= 1;
    open_fails(bytes, size, "checksum");
    bytes[size / 2] ^= 1;
    bytes[8] = 99;
    open_fails(bytes, size, "version 99");
    bytes[8] = CA_MODEL_VERSION;
    bytes[0] = 'x';
    open_fails(bytes, size, "begin with");
    free(bytes);
}

/* With the checksum right: what a broken packer could write. */
static void nonsense_is_an_error(void **state)
{
    (void)state;
    static const struct {
        enum ca_section section;
        size_t at;
        unsigned char value;
        const char *message;
    } cases[] = {
        {CA_SECTION_SENONES, 5, 9, "out of range"},   {CA_SECTION_SEQUENCES, 1, 1, "out of range"},
        {CA_SECTION_TRIPHONES, 0, 3, "out of range"}, {CA_SECTION_ENTRIES, 4, 17, "dictionary"},
        {CA_SECTION_ENTRIES, 3, 0, "dictionary"},     {CA_SECTION_ENTRIES, 12, 200, "dictionary"},
        {CA_SECTION_WORDS, 2, 1, "dictionary"},       {CA_SECTION_PHONES, 0, 'X', "names"},
        {CA_SECTION_PHONES, 31, 'X', "names"},        {CA_SECTION_TRANSITIONS, 3, 0x3f, "number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size;
        unsigned char *bytes = toy_model(&size);
        ca_model_header header;
        memcpy(&header, bytes, sizeof header);
        bytes[header.sections[cases[i].section].offset + cases[i].at] = cases[i].value;
        if (cases[i].section == CA_SECTION_TRIPHONES)
            bytes[header.sections[cases[i].section].offset + 1] = 0;
        toy_seal(bytes, size);
        open_fails(bytes, size, cases[i].message);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open_reads_what_was_packed),
        cmocka_unit_test(lookup_finds_words_and_variants),
        cmocka_unit_test(triphones_fall_back),
        cmocka_unit_test(damage_is_an_error),
        cmocka_unit_test(nonsense_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
