/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/login_wait.h"

#define FIRST_MS 2000
#define DOUBLINGS 5 /* 64 s, more than the most */

void login_wait_failed(struct login_wait *wait, int64_t now_ms)
{
    int64_t pause = FIRST_MS << (wait->failures < DOUBLINGS ? wait->failures : DOUBLINGS);

    if (wait->failures < UINT32_MAX)
        wait->failures++;
    wait->until_ms = now_ms + (pause < LOGIN_WAIT_MOST_MS ? pause : LOGIN_WAIT_MOST_MS);
}

void login_wait_let_in(struct login_wait *wait)
{
    wait->failures = 0;
    wait->until_ms = 0;
}

int64_t login_wait_left_ms(const struct login_wait *wait, int64_t now_ms)
{
    return wait->failures > 0 && wait->until_ms > now_ms ? wait->until_ms - now_ms : 0;
}
