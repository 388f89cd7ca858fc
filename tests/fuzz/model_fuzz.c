/* The packed model: the input patches a good one, five bytes a patch (offset, value), and the
 * checksum is made right, so that what is behind it is reached. What opens must be usable. */
#include <stdint.h>

#include "../unit/toy_model.h"
#include "align/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length;
    unsigned char *bytes = toy_model(&length);
    for (; size >= 5; data += 5, size -= 5) {
        uint32_t offset;
        memcpy(&offset, data, 4);
        bytes[offset % length] = data[4];
    }
    size_t cut = size > 0 ? length - data[0] % 8 : length;
    toy_seal(bytes, cut);
    ca_model *model;
    if (ca_model_open(bytes, cut, &model, NULL) == CAPALIGN_OK) {
        ca_pronunciation p[4];
        uint16_t senones[CA_STATES];
        ca_model_lookup(model, ca_str_of("a"), p, 4);
        ca_model_lookup(model, ca_str_of("zz"), p, 4);
        uint8_t last = (uint8_t)(ca_model_phone_count(model) - 1);
        ca_model_triphone(model, CA_END, last, 0, last, senones);
        ca_model_weights(model, senones[2], 2);
        ca_model_free(model);
    }
    free(bytes);
    return 0;
}
