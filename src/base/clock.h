/* The time that only goes forward: for how long things take, never for what is written down. */
#ifndef CA_BASE_CLOCK_H
#define CA_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t ca_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline int64_t ca_now_ms(void)
{
    return ca_now_us() / 1000;
}

#endif
