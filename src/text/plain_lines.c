#include "text/plain_lines.h"

#include "base/strbuf.h"
#include "text/line_text.h"

capalign_code ca_line_list_add(ca_line_list *list, const ca_line *line, capalign_error *error)
{
    ca_str text = ca_line_trim(line->text);
    if (!text.size && !line->medium && list->count && !list->lines[list->count - 1].text.size &&
        !list->lines[list->count - 1].medium)
        return CAPALIGN_OK;
    if (list->count == CA_ARTICLE_MAX_LINES)
        return ca_fail_at(error, CAPALIGN_E_LIMIT, line->number, 0,
                          "the article has more than %zu lines, which is the most that are read",
                          CA_ARTICLE_MAX_LINES);
    ca_line *grown = ca_grow(list->lines, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown)
        return ca_fail_memory(error);
    list->lines = grown;
    list->lines[list->count] = *line;
    list->lines[list->count++].text = text;
    return CAPALIGN_OK;
}

ca_str ca_line_next(ca_str *text)
{
    size_t n = 0;
    while (n < text->size && text->data[n] != '\n' && text->data[n] != '\r')
        n++;
    ca_str line = {text->data, n};
    if (n < text->size)
        n += text->data[n] == '\r' && n + 1 < text->size && text->data[n + 1] == '\n' ? 2 : 1;
    text->data += n, text->size -= n;
    return line;
}
