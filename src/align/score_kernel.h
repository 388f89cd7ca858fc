/* The inner loops, written once for a vector type V of WIDTH floats; score.c includes this file
 * twice. Eight Gaussians (a lane group) are one V or two. */

/* out[frame][lane] = Σ_d (x_d − mean_d)²·precision_d·trust_d for FRAMES frames and one V of lanes;
 * without `trust` that is 1. */
static inline __attribute__((always_inline)) void
NAME(distances)(const float *mean, const float *precision, const float *trust,
                const float *const *x, V out[FRAMES])
{
    for (int f = 0; f < FRAMES; f++)
        out[f] = (V){0};
    for (int d = 0; d < CA_STREAM_DIM; d++) {
        V m = *(const V *)(mean + d * CA_LANES), p = *(const V *)(precision + d * CA_LANES);
        if (trust)
            p *= trust[d];
        for (int f = 0; f < FRAMES; f++) {
            V t = m - x[f][d];
            out[f] += t * t * p;
        }
    }
}

/* best[state][frame][lane]: the largest weighted Gaussian of each lane over the groups. */
static TARGET void NAME(sketch_stream)(const ca_sketch_group *groups, unsigned count,
                                       const float *const *x,
                                       float best[CA_STATES][FRAMES][CA_LANES])
{
    for (int lane = 0; lane < CA_LANES; lane += WIDTH) {
        V top[CA_STATES][FRAMES];
        for (int s = 0; s < CA_STATES; s++)
            for (int f = 0; f < FRAMES; f++)
                top[s][f] = (V){0} - 1e30f;
        for (unsigned g = 0; g < count; g++) {
            V distance[FRAMES];
            NAME(distances)
            (&groups[g].gaussians.mean[0][lane], &groups[g].gaussians.precision[0][lane], NULL, x,
             distance);
            for (int s = 0; s < CA_STATES; s++) {
                V w = *(const V *)&groups[g].weight[s][lane];
                for (int f = 0; f < FRAMES; f++) {
                    V value = w - distance[f];
                    top[s][f] = LARGER(value, top[s][f]);
                }
            }
        }
        for (int s = 0; s < CA_STATES; s++)
            for (int f = 0; f < FRAMES; f++)
                *(V *)&best[s][f][lane] = top[s][f];
    }
}

/* ln N of the 128 Gaussians of a stream, as far as they are trusted, for FRAMES frames. */
static TARGET void NAME(full_stream)(const ca_gaussian_group *groups, const float *trust,
                                     const float *const *x, float out[FRAMES][CA_GAUSSIANS])
{
    for (int g = 0; g < CA_FULL_GROUPS; g++)
        for (int lane = 0; lane < CA_LANES; lane += WIDTH) {
            V distance[FRAMES], constant = *(const V *)&groups[g].constant[lane];
            NAME(distances)
            (&groups[g].mean[0][lane], &groups[g].precision[0][lane], trust, x, distance);
            for (int f = 0; f < FRAMES; f++)
                *(V *)&out[f][g * CA_LANES + lane] = constant - distance[f];
        }
}

/* values[i] = e^(values[i] − top), 0 where that is below e^−80; cephes' expf without its tables. */
static TARGET void NAME(exponentials)(float values[CA_GAUSSIANS], float top)
{
    for (int i = 0; i < CA_GAUSSIANS; i += WIDTH) {
        V x = *(V *)&values[i] - top;
        I small = x < -80.0f;
        x = (V)(~small & (I)x);
        I n = __builtin_convertvector(x * 1.44269504088896341f - 0.5f, I); /* x ≤ 0: rounds */
        V k = __builtin_convertvector(n, V);
        V r = x - k * 0.693359375f + k * 2.12194440e-4f; /* ln 2 in two parts */
        V y = r * 1.9875691500e-4f + 1.3981999507e-3f;
        y = y * r + 8.3334519073e-3f;
        y = y * r + 4.1665795894e-2f;
        y = y * r + 1.6666665459e-1f;
        y = y * r + 5.0000001201e-1f;
        y = y * r * r + r + 1.0f;
        I power = (n + 127) << 23;
        y *= (V)power;
        *(V *)&values[i] = (V)(~small & (I)y);
    }
}

/* Σ weights·values, in eight partial sums that are then added pairwise. */
static TARGET float NAME(dot)(const float *weights, const float *values)
{
    float part[CA_LANES];
    for (int lane = 0; lane < CA_LANES; lane += WIDTH) {
        V sum = {0};
        for (int g = 0; g < CA_GAUSSIANS; g += CA_LANES)
            sum += *(const V *)&weights[g + lane] * *(const V *)&values[g + lane];
        *(V *)&part[lane] = sum;
    }
    return ((part[0] + part[1]) + (part[2] + part[3])) +
           ((part[4] + part[5]) + (part[6] + part[7]));
}

/* The largest of 128 values. */
static TARGET float NAME(largest)(const float values[CA_GAUSSIANS])
{
    V top = *(const V *)values;
    for (int i = WIDTH; i < CA_GAUSSIANS; i += WIDTH)
        top = LARGER(*(const V *)&values[i], top);
    float most = top[0];
    for (int i = 1; i < WIDTH; i++)
        most = top[i] > most ? top[i] : most;
    return most;
}

static TARGET void NAME(full_score)(const ca_model *model, uint8_t phone, const float *trust,
                                    const float *const *x, const uint16_t *senones, size_t count,
                                    float *out)
{
    for (size_t i = 0; i < FRAMES * count; i++)
        out[i] = 0;
    for (unsigned stream = 0; stream < CA_STREAMS; stream++) {
        const float *at[FRAMES];
        float values[FRAMES][CA_GAUSSIANS];
        for (int f = 0; f < FRAMES; f++)
            at[f] = x[f] + stream * CA_STREAM_DIM;
        NAME(full_stream)(ca_model_gaussians(model, phone, stream), trust, at, values);
        for (int f = 0; f < FRAMES; f++) {
            float top = NAME(largest)(values[f]);
            NAME(exponentials)(values[f], top);
            for (size_t i = 0; i < count; i++) {
                float sum = NAME(dot)(ca_model_weights(model, senones[i], stream), values[f]);
                out[(size_t)f * count + i] += top + (float)ca_ln((double)sum + 1e-30);
            }
        }
    }
}
