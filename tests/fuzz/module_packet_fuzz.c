#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "media/language.h"
#include "media/subtitle_packet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool right)
{
    if (!right)
        abort();
}

/* The first byte chooses the kind; what comes out is clean text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    ca_strbuf out = {0};
    ca_subtitle_kind kind = (ca_subtitle_kind)(data[0] % (CA_SUBTITLE_ASS + 1));
    ca_subtitle_text(kind, (ca_str){(const char *)data + 1, size - 1}, &out);
    ca_str text = ca_strbuf_view(&out);
    check(ca_utf8_valid_prefix(text.data, text.size) == text.size);
    check(!memchr(text.data, '\0', text.size) && !memchr(text.data, '\r', text.size));
    check(!memmem(text.data, text.size, "\n\n", 2));
    ca_strbuf_free(&out);

    char value[64], tag[CA_LANGUAGE_TAG];
    size_t n = size < sizeof value ? size : sizeof value - 1;
    memcpy(value, data, n);
    value[n] = '\0';
    if (ca_language_tag(value, tag))
        check(strlen(tag) >= 2 && strlen(tag) < sizeof tag);
    return 0;
}
