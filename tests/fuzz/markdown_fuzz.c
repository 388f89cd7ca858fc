/* Any bytes as a Markdown article. */
#include "article_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_article(data, size, "markdown");
    return 0;
}
