#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

/* Grows by doubling inside ca_grow; `invalid_capacity` is only needed while decoding. */
typedef struct decoder {
    ca_decoded *out;
    ca_strbuf text;
    size_t invalid_capacity;
    bool failed;
} decoder;

static void note_invalid(decoder *d)
{
    ca_decoded *out = d->out;
    size_t *grown =
        ca_grow(out->invalid, &d->invalid_capacity, out->invalid_count + 1, sizeof *grown);
    if (!grown) {
        d->failed = true;
        return;
    }
    out->invalid = grown;
    out->invalid[out->invalid_count++] = d->text.size;
}

static void add_invalid(decoder *d)
{
    note_invalid(d);
    ca_strbuf_add_char(&d->text, CA_REPLACEMENT);
}

/* UTF-16: Windows-1252 and UTF-8 text would both be readable, so zeros decide. */
static const char *guess_utf16(const unsigned char *bytes, size_t size)
{
    size_t zeros[2] = {0, 0}, look = size < 4096 ? size & ~(size_t)1 : 4096;
    if (look < 4)
        return NULL;
    for (size_t i = 0; i < look; i++)
        zeros[i & 1] += bytes[i] == 0;
    size_t half = look / 2;
    if (zeros[1] > half * 3 / 4 && zeros[0] < half / 8)
        return "UTF-16LE";
    if (zeros[0] > half * 3 / 4 && zeros[1] < half / 8)
        return "UTF-16BE";
    return NULL;
}

/* Whether text that is not all UTF-8 is UTF-8 nevertheless. In other encodings a valid multi-byte
 * sequence is rare: French in Windows-1252 has hardly any, and of the pairs of GB 2312, EUC-KR or
 * Shift-JIS fewer than one in ten bytes begins one. */
static bool mostly_utf8(const char *bytes, size_t size)
{
    size_t valid_sequences = 0, broken = 0;
    for (size_t i = 0; i < size;) {
        uint32_t c;
        bool valid;
        size_t n = ca_utf8_decode_strict(bytes + i, size - i, &c, &valid);
        valid_sequences += valid && n > 1;
        broken += !valid;
        i += n;
    }
    return valid_sequences && valid_sequences * 8 >= broken;
}

static void decode_broken_utf8(decoder *d, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size && !d->failed;) {
        uint32_t c;
        bool valid;
        size_t n = ca_utf8_decode_strict(bytes + i, size - i, &c, &valid);
        if (valid)
            ca_strbuf_add(&d->text, bytes + i, n);
        else
            add_invalid(d);
        i += n;
    }
}

static void decode_utf16(decoder *d, const unsigned char *bytes, size_t size, bool big)
{
    for (size_t i = 0; i < size && !d->failed; i += 2) {
        if (i + 1 == size) {
            note_invalid(d); /* an odd byte at the end is dropped: it is no character */
            return;
        }
        uint32_t c = (uint32_t)(bytes[i + !big] << 8 | bytes[i + big]);
        if (c >= 0xD800 && c <= 0xDBFF && i + 3 < size) {
            uint32_t low = (uint32_t)(bytes[i + 2 + !big] << 8 | bytes[i + 2 + big]);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c >= 0xD800 && c <= 0xDFFF)
            add_invalid(d);
        else
            ca_strbuf_add_char(&d->text, c);
    }
}

static void decode_iconv(decoder *d, iconv_t converter, char *bytes, size_t size)
{
    char piece[4096];
    while (size && !d->failed && !d->text.failed) {
        char *to = piece;
        size_t room = sizeof piece;
        size_t result = iconv(converter, &bytes, &size, &to, &room);
        int reason = errno;
        ca_strbuf_add(&d->text, piece, (size_t)(to - piece));
        if (result != (size_t)-1 || reason == E2BIG)
            continue;
        add_invalid(d); /* EILSEQ, or EINVAL for a sequence cut off by the end */
        bytes++, size--;
    }
    char *to = piece;
    size_t room = sizeof piece;
    iconv(converter, NULL, NULL, &to, &room);
    ca_strbuf_add(&d->text, piece, (size_t)(to - piece));
}

static capalign_code convert(decoder *d, char *bytes, size_t size, const char *encoding,
                             capalign_error *error)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        decode_broken_utf8(d, bytes, size);
    } else if (strcmp(encoding, "UTF-16LE") == 0 || strcmp(encoding, "UTF-16BE") == 0) {
        decode_utf16(d, (unsigned char *)bytes, size, encoding[6] == 'B');
    } else {
        iconv_t converter = iconv_open("UTF-8", encoding);
        if (converter == (iconv_t)-1)
            return ca_fail(error, CAPALIGN_E_ARGUMENT,
                           "unknown encoding \"%s\"; use a name that iconv -l lists", encoding);
        decode_iconv(d, converter, bytes, size);
        iconv_close(converter);
    }
    d->out->encoding = encoding;
    return d->failed || d->text.failed ? ca_fail_memory(error) : CAPALIGN_OK;
}

/* The encodings that are decoded here have one name each; UTF-16 without a mark is little-endian,
 * as https://encoding.spec.whatwg.org/ has it. */
static const char *own_name(const char *declared)
{
    static const char *const names[][2] = {{"utf-8", "UTF-8"},       {"utf8", "UTF-8"},
                                           {"utf-16", "UTF-16LE"},   {"utf16", "UTF-16LE"},
                                           {"utf-16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (ca_str_equal_nocase(ca_str_of(declared), names[i][0]))
            return names[i][1];
    return declared;
}

/* Without a mark and not UTF-8: the encoding declared, or the guess. */
static const char *choose_encoding(const char *bytes, size_t size, const char *declared,
                                   bool *guessed)
{
    const char *utf16 = guess_utf16((const unsigned char *)bytes, size);
    if (utf16)
        return utf16;
    if (declared)
        return own_name(declared);
    if (mostly_utf8(bytes, size))
        return "UTF-8";
    *guessed = true;
    return "WINDOWS-1252";
}

/* Strict UTF-8: no copy. */
static void keep(char *bytes, size_t skip, size_t size, ca_decoded *out)
{
    memmove(bytes, bytes + skip, size);
    bytes[size] = '\0';
    out->text = bytes;
    out->size = size;
}

/* Converts bytes[skip, size) and frees them. */
static capalign_code convert_all(char *bytes, size_t skip, size_t size, const char *encoding,
                                 ca_decoded *out, capalign_error *error)
{
    decoder d = {.out = out};
    capalign_code code = convert(&d, bytes + skip, size - skip, encoding, error);
    free(bytes);
    ca_strbuf_add(&d.text, "", 0);
    if (code == CAPALIGN_OK && d.text.failed)
        code = ca_fail_memory(error);
    out->text = d.text.data;
    out->size = d.text.size;
    while (code == CAPALIGN_OK && out->first_guess < out->size &&
           (unsigned char)out->text[out->first_guess] < 0x80)
        out->first_guess++;
    if (code != CAPALIGN_OK)
        ca_decoded_free(out);
    return code;
}

static bool has_utf8_mark(const char *bytes, size_t size)
{
    return size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
}

capalign_code ca_charset_decode(char *bytes, size_t size, const char *declared, ca_decoded *out,
                                capalign_error *error)
{
    *out = (ca_decoded){.encoding = "UTF-8"};
    size_t skip = has_utf8_mark(bytes, size) ? 3 : 0;
    const char *marked = NULL;
    if (size >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        marked = "UTF-16LE";
    else if (size >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        marked = "UTF-16BE";
    out->bom = skip || marked;

    size_t valid = marked ? 0 : ca_utf8_valid_prefix(bytes + skip, size - skip);
    bool zeros = !skip && !marked && guess_utf16((unsigned char *)bytes, size);
    if (!marked && !zeros && valid == size - skip) {
        keep(bytes, skip, valid, out);
        return CAPALIGN_OK;
    }
    const char *encoding = marked ? marked : skip ? "UTF-8" : NULL;
    if (!encoding)
        encoding = choose_encoding(bytes, size, declared, &out->guessed);
    return convert_all(bytes, marked ? 2 : skip, size, encoding, out, error);
}

capalign_code ca_charset_decode_utf8(char *bytes, size_t size, ca_decoded *out,
                                     capalign_error *error)
{
    *out = (ca_decoded){.encoding = "UTF-8"};
    size_t skip = has_utf8_mark(bytes, size) ? 3 : 0;
    out->bom = skip;
    if (ca_utf8_valid_prefix(bytes + skip, size - skip) != size - skip)
        return convert_all(bytes, skip, size, "UTF-8", out, error);
    keep(bytes, skip, size - skip, out);
    return CAPALIGN_OK;
}

void ca_decoded_free(ca_decoded *decoded)
{
    free(decoded->text);
    free(decoded->invalid);
    *decoded = (ca_decoded){0};
}
