/* Files that are no SRT: saying what they are helps more than "no time line". */
#include "base/error.h"
#include "caption/srt.h"

typedef struct other_kind {
    const char *start; /* in lower case */
    const char *what;
} other_kind;

static const other_kind kinds[] = {
    {"version https://git-lfs.github.com/", "a Git LFS pointer instead of the file; fetch the file "
                                            "itself with git lfs pull"},
    {"<!doctype html", "an HTML page, perhaps an error page; download the file again"},
    {"<html", "an HTML page, perhaps an error page; download the file again"},
    {"<sami", "SAMI captions; convert them first"},
    {"<?xml", "XML, perhaps TTML captions; convert them first"},
    {"<tt", "TTML captions; convert them first"},
    {"[script info]", "ASS or SSA captions; convert them first"},
    {"[information]", "SubViewer captions; convert them first"},
    {"scenarist_scc", "SCC captions; convert them first"},
    {"webvtt", "WebVTT without a single cue"},
    {"{\\rtf", "a word processor's file (RTF); save it as plain text"},
    {"%pdf", "a PDF file"},
    {"pk\x03\x04", "a ZIP archive; unpack it first"},
    {"\x1f\x8b", "a gzip archive; unpack it first"},
    {"rar!", "a RAR archive; unpack it first"},
};

static bool starts_nocase(ca_str text, const char *start)
{
    size_t size = strlen(start);
    return text.size >= size && ca_str_equal_nocase((ca_str){text.data, size}, start);
}

/* {25}{62}One */
static bool is_microdvd(ca_str text)
{
    size_t at = 0;
    for (int i = 0; i < 2; i++) {
        if (at >= text.size || text.data[at] != '{')
            return false;
        size_t digits = ++at;
        while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
            at++;
        if (at == digits || at >= text.size || text.data[at++] != '}')
            return false;
    }
    return true;
}

/* Unreadable and control characters in number: no text in any encoding. */
static bool is_binary(ca_str text)
{
    size_t look = text.size < 4096 ? text.size : 4096, odd = 0;
    for (size_t i = 0; i < look; i++) {
        unsigned char c = (unsigned char)text.data[i];
        odd += (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    }
    return odd * 20 > look;
}

capalign_code ca_srt_refuse(ca_str source, capalign_error *error)
{
    ca_str text = ca_str_trim(source);
    if (!text.size)
        return ca_fail(error, CAPALIGN_E_INPUT, "the file is empty; SRT captions were expected");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (starts_nocase(text, kinds[i].start))
            return ca_fail(error, CAPALIGN_E_INPUT, "no SRT captions but %s", kinds[i].what);
    if (is_microdvd(text))
        return ca_fail(error, CAPALIGN_E_INPUT,
                       "no SRT captions but MicroDVD ones, which count frames; convert them with "
                       "the video's frame rate first");
    if (is_binary(text))
        return ca_fail(error, CAPALIGN_E_INPUT, "no SRT captions and no text at all");
    return ca_fail(error, CAPALIGN_E_INPUT,
                   "no time line is in it, such as 00:00:01,000 --> 00:00:02,500; SRT captions "
                   "were expected");
}
