/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC that is changed by the very session it is changed over: where it is looked for, and with
 * what password, when the link is opened again.
 */
#include <string.h>

#include "bmc/scrub.h"
#include "bmc/state.h"

/* Looking for it must be quick: it may be here or there, and comes up in its own time. */
#define LOOK_TIMEOUT_MS 5000

void move_init(struct move *move)
{
    memset(move, 0, sizeof *move);
}

void move_destroy(struct move *move)
{
    secret_free(&move->fresh);
}

void bmc_moves_to(struct bmc *bmc, uint32_t address)
{
    struct move *move = &bmc->move;
    const char *host = bmc->target.hostname, *colon;

    if (!bmc_over_lan(bmc) || host == NULL)
        return;
    move->moving = true;
    snprintf(move->old_host, sizeof move->old_host, "%s", host);
    bmc->target.hostname = move->old_host;
    /* Only a port behind a name or dotted quad; a BMC that moves has an IPv4 address. */
    colon = host[0] == '[' ? strstr(host, "]:") : strchr(host, ':');
    if (colon != NULL && host[0] == '[')
        colon++;
    if (colon != NULL && strchr(colon + 1, ':') != NULL)
        colon = NULL;
    if (address == 0)
        move->new_host[0] = '\0';
    else
        snprintf(move->new_host, sizeof move->new_host, "%u.%u.%u.%u%.8s", address >> 24,
                 address >> 16 & 255, address >> 8 & 255, address & 255,
                 colon != NULL ? colon : "");
}

void bmc_password_changed(struct bmc *bmc, const char *user, const struct secret *password)
{
    struct move *move = &bmc->move;

    if (!bmc_over_lan(bmc) || bmc->target.username == NULL ||
        strcmp(bmc->target.username, user) != 0)
        return;
    if (move->fresh == NULL)
        move->fresh = secret_create();
    else if (bmc->target.password == move->fresh)
        bmc->target.password = move->old_password;
    secret_set(move->fresh, secret_bytes(password), secret_length(password));
    move->old_password = bmc->target.password;
    bmc->target.password = move->fresh;
}

static int open_class(struct bmc *bmc, struct bmc_error *why)
{
    int result = bmc->link->class->open(bmc->link, why);

    scrub_stack();
    return result;
}

/* Whether the BMC has taken a new password may be unknown: once more with the other one. */
static int open_with_passwords(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;
    const struct secret *tried = bmc->target.password;

    if (open_class(bmc, why) == 0)
        return 0;
    if (move->fresh == NULL || why->kind != ERROR_LOGIN)
        return -1;
    bmc->target.password = tried == move->fresh ? move->old_password : move->fresh;
    if (open_class(bmc, why) == 0)
        return 0;
    bmc->target.password = tried;
    return -1;
}

/* A short session is given up for one with the times that were asked for. */
static int look_at(struct bmc *bmc, const char *host, struct bmc_error *why)
{
    unsigned before = bmc->target.session_timeout_ms;
    bool shorten = link_session_timeout(&bmc->target) > LOOK_TIMEOUT_MS &&
                   link_retransmission_timeout(&bmc->target) < LOOK_TIMEOUT_MS;
    int result;

    bmc->target.hostname = host;
    if (shorten)
        bmc->target.session_timeout_ms = LOOK_TIMEOUT_MS;
    result = open_with_passwords(bmc, why);
    bmc->target.session_timeout_ms = before;
    if (result != 0 || !shorten)
        return result;
    bmc->link->class->close(bmc->link);
    return open_with_passwords(bmc, why);
}

int move_open(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;
    const char *before = bmc->target.hostname;

    if (!move->moving)
        return open_with_passwords(bmc, why);
    if (move->new_host[0] != '\0' && look_at(bmc, move->new_host, why) == 0)
        return 0;
    if (why->kind != ERROR_CANCELLED && look_at(bmc, move->old_host, why) == 0)
        return 0;
    bmc->target.hostname = before;
    return -1;
}
