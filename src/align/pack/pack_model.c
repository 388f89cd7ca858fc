/* Packs the acoustic model and the dictionary of Debian's pocketsphinx-en-us into one file.
 * A build tool, run by CMake (cmake/model.cmake); the formats are read as sphinxbase wrote them
 * (ms_gauden.c, bin_mdef.c, ptm_mgau.c, tmat.c).
 *
 * usage: pack-model MODEL_FOLDER DICTIONARY OUT */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "align/pack/pack.h"

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "pack-model: %s: %s\n", name, what);
    exit(1);
}

void *pack_need(size_t count, size_t size)
{
    void *memory = calloc(count + !count, size);
    if (!memory)
        fail("no memory", "pack-model");
    return memory;
}

static struct bytes load(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, folder ? "%s/%s" : "%s%s", folder ? folder : "", name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail("cannot be read", path);
    struct bytes b = {.name = name, .size = (size_t)ftell(file)};
    rewind(file);
    b.data = pack_need(b.size + 1, 1);
    if (fread(b.data, 1, b.size, file) != b.size)
        fail("cannot be read", path);
    fclose(file);
    return b;
}

/* The next `size` bytes; the end of the file is an error. */
static const unsigned char *take(struct bytes *b, size_t size)
{
    if (size > b->size - b->at)
        fail("the file ends early", b->name);
    const unsigned char *here = b->data + b->at;
    b->at += size;
    return here;
}

static uint32_t take_u32(struct bytes *b)
{
    const unsigned char *p = take(b, 4);
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static float take_f32(struct bytes *b)
{
    uint32_t u = take_u32(b);
    float f;
    memcpy(&f, &u, 4);
    return f;
}

static void expect(struct bytes *b, uint32_t want, const char *what)
{
    if (take_u32(b) != want)
        fail(what, b->name);
}

/* A text header that ends in "endhdr\n", then the byte order word. */
static void skip_s3_header(struct bytes *b)
{
    static const char end[] = "endhdr\n";
    const unsigned char *at = memmem(b->data, b->size, end, sizeof end - 1);
    if (!at)
        fail("no s3 header", b->name);
    b->at = (size_t)(at - b->data) + sizeof end - 1;
    expect(b, 0x11223344u, "byte order");
}

static float *load_gaussians(const char *folder, const char *name, size_t phones)
{
    struct bytes b = load(folder, name);
    skip_s3_header(&b);
    expect(&b, (uint32_t)phones, "number of codebooks");
    expect(&b, CA_STREAMS, "number of streams");
    expect(&b, CA_GAUSSIANS, "number of Gaussians");
    for (int i = 0; i < CA_STREAMS; i++)
        expect(&b, CA_STREAM_DIM, "width of a stream");
    size_t count = phones * CA_STREAMS * CA_GAUSSIANS * CA_STREAM_DIM;
    expect(&b, (uint32_t)count, "number of values");
    float *values = pack_need(count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = take_f32(&b);
    free(b.data);
    return values;
}

/* A row of each 3 × 4 matrix is counts of (stay, next, …): ln of the share of `stay`. */
static void add_transitions(struct pack *p, const char *folder)
{
    struct bytes b = load(folder, "transition_matrices");
    skip_s3_header(&b);
    expect(&b, (uint32_t)p->phones, "number of matrices");
    expect(&b, CA_STATES, "number of states");
    expect(&b, CA_STATES + 1, "number of columns");
    expect(&b, (uint32_t)(p->phones * CA_STATES * (CA_STATES + 1)), "number of values");
    float *stay = pack_need(p->phones * CA_STATES, sizeof *stay);
    for (size_t i = 0; i < p->phones * CA_STATES; i++) {
        float sum = 0, own = 0;
        for (size_t k = 0; k < CA_STATES + 1; k++) {
            float count = take_f32(&b);
            sum += count;
            if (k == i % CA_STATES)
                own = count;
        }
        if (!(sum > 0 && own > 0 && own < sum))
            fail("a state without transitions", b.name);
        stay[i] = logf(own / sum);
    }
    pack_section(p, CA_SECTION_TRANSITIONS, stay, p->phones * CA_STATES * sizeof *stay);
    free(b.data);
}

/* i16 with one step for each stream and dimension: the largest value is 32767 steps. */
static void add_means(struct pack *p, const float *means)
{
    enum { WIDTH = CA_STREAMS * CA_STREAM_DIM };
    size_t count = p->phones * CA_GAUSSIANS * WIDTH;
    size_t per_stream = (size_t)CA_GAUSSIANS * CA_STREAM_DIM;
    float step[WIDTH] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t k = i / per_stream % CA_STREAMS * CA_STREAM_DIM + i % CA_STREAM_DIM;
        if (fabsf(means[i]) > step[k] * 32767)
            step[k] = fabsf(means[i]) / 32767;
    }
    unsigned char *out = pack_need(count * 2 + sizeof step, 1);
    for (size_t i = 0; i < count; i++) {
        size_t k = i / per_stream % CA_STREAMS * CA_STREAM_DIM + i % CA_STREAM_DIM;
        pack_put16(out + 2 * i, (uint16_t)(int16_t)lrintf(means[i] / step[k]));
    }
    memcpy(out + 2 * count, step, sizeof step);
    pack_section(p, CA_SECTION_MEANS, out, 2 * count + sizeof step);
}

static void add_variances(struct pack *p, const float *variances)
{
    const float floor = 1e-4f; /* of sphinx (-varfloor) */
    size_t count = p->phones * CA_STREAMS * CA_GAUSSIANS * CA_STREAM_DIM;
    unsigned char *out = pack_need(count, 2);
    for (size_t i = 0; i < count; i++) {
        float v = variances[i] > floor ? variances[i] : floor;
        pack_put16(out + 2 * i, (uint16_t)(lrintf(logf(v) * CA_VARIANCE_STEPS) + CA_VARIANCE_ZERO));
    }
    pack_section(p, CA_SECTION_DEVIATIONS, out, 2 * count);
}

/* sendump: length-prefixed strings up to a length of 0, rows, columns, then
 * [stream][Gaussian][senone] bytes; here [senone][stream][Gaussian]. */
static void add_weights(struct pack *p, const char *folder)
{
    struct bytes b = load(folder, "sendump");
    for (uint32_t length; (length = take_u32(&b)) != 0;)
        take(&b, length);
    expect(&b, CA_GAUSSIANS, "number of rows");
    expect(&b, (uint32_t)p->senones, "number of columns");
    size_t rows = (size_t)CA_STREAMS * CA_GAUSSIANS;
    const unsigned char *in = take(&b, rows * p->senones);
    unsigned char *out = pack_need(rows, p->senones);
    for (size_t r = 0; r < rows; r++)
        for (size_t s = 0; s < p->senones; s++)
            out[s * rows + r] = in[r * p->senones + s];
    pack_section(p, CA_SECTION_WEIGHTS, out, rows * p->senones);
    free(b.data);
}

static void add_phone_names(struct pack *p, struct bytes *b)
{
    size_t from = b->at;
    char *names = pack_need(p->phones, 8);
    for (size_t i = 0; i < p->phones; i++) {
        const char *name = (const char *)b->data + b->at;
        take(b, strlen(name) + 1);
        if (strlen(name) > 7)
            fail("a phone's name is too long", b->name);
        memcpy(names + 8 * i, name, strlen(name));
    }
    take(b, (4 - (b->at - from) % 4) % 4);
    p->names = names;
    pack_section(p, CA_SECTION_PHONES, names, 8 * p->phones);
}

struct phone_record {
    uint32_t sequence;
    const unsigned char *position; /* then base, left, right */
};

static struct phone_record take_phone(struct bytes *b)
{
    uint32_t sequence = take_u32(b);
    take_u32(b); /* transition matrix: that of the base phone */
    return (struct phone_record){sequence, take(b, 4)};
}

static void add_triphones(struct pack *p, struct bytes *b, uint32_t models)
{
    size_t n = p->phones, size = 4 * n * n * n;
    unsigned char *out = pack_need(size, 2);
    memset(out, 0xff, 2 * size);
    for (size_t i = 0; i < n; i++)
        take_phone(b); /* context independent: sequence i is senones 3i … 3i+2 */
    for (size_t i = n; i < models; i++) {
        struct phone_record r = take_phone(b);
        const unsigned char *c = r.position;
        if (c[0] > 3 || c[1] >= n || c[2] >= n || c[3] >= n || r.sequence >= CA_NO_SEQUENCE)
            fail("a triphone is out of range", b->name);
        pack_put16(out + 2 * (((c[0] * n + c[1]) * n + c[2]) * n + c[3]), (uint16_t)r.sequence);
    }
    pack_section(p, CA_SECTION_TRIPHONES, out, 2 * size);
}

static void add_sequences(struct pack *p, struct bytes *b, size_t count)
{
    expect(b, (uint32_t)(CA_STATES * count), "number of state sequences");
    unsigned char *out = pack_need(count, 2 * CA_STATES);
    unsigned char *owner = pack_need(p->senones, 1);
    memcpy(out, take(b, 2 * CA_STATES * count), 2 * CA_STATES * count);
    for (size_t i = 0; i < p->phones * CA_STATES; i++)
        owner[i] = (unsigned char)(i / CA_STATES);
    p->sequences = out;
    pack_section(p, CA_SECTION_SEQUENCES, out, 2 * CA_STATES * count);
    pack_section(p, CA_SECTION_SENONES, owner, p->senones);
}

/* A tied state belongs to the phone whose triphones use it. */
static void own_senones(struct pack *p, size_t sequences)
{
    size_t n = p->phones;
    const unsigned char *triphones = p->sections[CA_SECTION_TRIPHONES].data;
    unsigned char *owner = p->sections[CA_SECTION_SENONES].data;
    for (size_t i = 0; i < 4 * n * n * n; i++) {
        unsigned sequence = triphones[2 * i] | triphones[2 * i + 1] << 8;
        if (sequence == CA_NO_SEQUENCE)
            continue;
        if (sequence >= sequences)
            fail("a state sequence is out of range", "mdef");
        for (int k = 0; k < CA_STATES; k++) {
            const unsigned char *at = p->sequences + 2 * (CA_STATES * sequence + (unsigned)k);
            unsigned senone = at[0] | at[1] << 8;
            if (senone >= p->senones)
                fail("a senone is out of range", "mdef");
            owner[senone] = (unsigned char)(i / (n * n) % n);
        }
    }
}

static void add_definition(struct pack *p, const char *folder)
{
    struct bytes b = load(folder, "mdef");
    if (memcmp(take(&b, 4), "BMDF", 4) != 0)
        fail("not a little-endian binary mdef", b.name);
    take_u32(&b); /* version */
    take(&b, take_u32(&b));
    p->phones = take_u32(&b);
    uint32_t models = take_u32(&b);
    expect(&b, CA_STATES, "number of states");
    expect(&b, (uint32_t)(CA_STATES * p->phones), "number of senones of the single phones");
    p->senones = take_u32(&b);
    take_u32(&b); /* transition matrices */
    size_t sequences = take_u32(&b);
    expect(&b, 3, "phones of context");
    size_t tree = take_u32(&b);
    take_u32(&b); /* which phone is silence */
    if (p->phones > CA_MAX_PHONES || p->senones > CA_MAX_SENONES || models < p->phones)
        fail("too many phones or senones", b.name);
    add_phone_names(p, &b);
    take(&b, 8 * tree);
    add_triphones(p, &b, models);
    add_sequences(p, &b, sequences);
    own_senones(p, sequences);
    free(b.data);
}

static void write_file(struct pack *p, const char *path)
{
    struct bytes out = pack_layout(p);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(out.data, 1, out.size, file) != out.size || fclose(file) != 0)
        fail("cannot be written", path);
    free(out.data);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: pack-model MODEL_FOLDER DICTIONARY OUT\n");
        return 2;
    }
    struct pack p = {0};
    add_definition(&p, argv[1]);
    struct bytes notice = load(argv[1], "README");
    pack_section(&p, CA_SECTION_NOTICE, notice.data, notice.size);
    add_transitions(&p, argv[1]);
    float *means = load_gaussians(argv[1], "means", p.phones);
    float *variances = load_gaussians(argv[1], "variances", p.phones);
    add_means(&p, means);
    add_variances(&p, variances);
    add_weights(&p, argv[1]);
    struct bytes dictionary = load(NULL, argv[2]);
    const char *problem = pack_dictionary(&p, &dictionary);
    if (problem)
        fail(problem, argv[2]);
    write_file(&p, argv[3]);
    free(means);
    free(variances);
    free(dictionary.data);
    for (int i = 0; i < CA_SECTION_COUNT; i++)
        free(p.sections[i].data);
    return 0;
}
