/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A BMC that is changed by the very session it is changed over: where it is looked for, and with
 * what password, when the link is opened again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/ping.h"
#include "bmc/scrub.h"
#include "bmc/state.h"

/* Looking for it must be quick: it may be here or there, and comes up in its own time. */
#define LOOK_TIMEOUT_MS 5000
#define PORT_DEFAULT    623

void move_destroy(struct move *move)
{
    secret_free(&move->fresh);
}

/* ":PORT" behind a name, a dotted quad or brackets; "" without. */
static const char *port_of(const char *host)
{
    const char *colon = host[0] == '[' ? strstr(host, "]:") : strchr(host, ':');

    if (colon != NULL && host[0] == '[')
        colon++;
    return colon == NULL || strchr(colon + 1, ':') != NULL ? "" : colon;
}

static uint16_t port_number(const char *host)
{
    const char *port = port_of(host);

    return port[0] == ':' ? (uint16_t)strtoul(port + 1, NULL, 10) : PORT_DEFAULT;
}

void move_host(const struct bmc_target *target, uint32_t address, char host[MOVE_HOST])
{
    snprintf(host, MOVE_HOST, "%u.%u.%u.%u%.8s", address >> 24, address >> 16 & 255,
             address >> 8 & 255, address & 255, port_of(target->hostname));
}

void bmc_moves_to(struct bmc *bmc, uint32_t address)
{
    struct move *move = &bmc->move;
    const char *host = bmc->target.hostname;

    if (!bmc_over_lan(bmc) || host == NULL)
        return;
    move->moving = true;
    move->taken.kind = ERROR_NONE;
    if (host != move->old_host)
        snprintf(move->old_host, sizeof move->old_host, "%s", host);
    bmc->target.hostname = move->old_host;
    if (address == 0)
        move->new_host[0] = '\0';
    else
        move_host(&bmc->target, address, move->new_host);
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
    if (result == 0 && shorten) {
        bmc->link->class->close(bmc->link);
        result = open_with_passwords(bmc, why);
    }
    return result == 0 ? identity_prove(bmc, why) : -1;
}

/* Another BMC that was met there once is not logged in to again. */
static int look_at_new(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;

    if (move->new_host[0] == '\0' || move->taken.kind != ERROR_NONE)
        return -1;
    if (look_at(bmc, move->new_host, why) == 0)
        return 0;
    if (why->kind == ERROR_OTHER_BMC)
        move->taken = *why;
    return -1;
}

int move_open(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;
    const char *before = bmc->target.hostname;

    if (!move->moving)
        return open_with_passwords(bmc, why) == 0 ? identity_prove(bmc, why) : -1;
    if (look_at_new(bmc, why) == 0)
        return 0;
    if (why->kind != ERROR_CANCELLED && look_at(bmc, move->old_host, why) == 0)
        return 0;
    bmc->target.hostname = before;
    if (why->kind != ERROR_CANCELLED && move->taken.kind != ERROR_NONE)
        *why = move->taken;
    return -1;
}

bool bmc_met_another(struct bmc *bmc, struct bmc_error *error)
{
    if (!bmc->move.moving || bmc->move.taken.kind == ERROR_NONE)
        return false;
    *error = bmc->move.taken;
    return true;
}

/* Its own session, as long as it takes to ask who it is. */
static bool is_itself(struct bmc *bmc, const char *host, struct bmc_error *why)
{
    struct bmc_target target = bmc->target;
    struct bmc *there;
    bool same;

    target.hostname = host;
    target.name = NULL;
    if (link_retransmission_timeout(&target) < LOOK_TIMEOUT_MS &&
        link_session_timeout(&target) > LOOK_TIMEOUT_MS)
        target.session_timeout_ms = LOOK_TIMEOUT_MS;
    there = bmc_create(&target, bmc->clock);
    there->identity = bmc->identity;
    there->link->cancel = &bmc->cancel;
    same = bmc_open(there, why) == 0;
    bmc_destroy(there);
    return same;
}

bool bmc_address_taken(struct bmc *bmc, uint32_t address, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};
    char host[MOVE_HOST];

    if (!bmc_over_lan(bmc) || bmc->target.hostname == NULL)
        return false;
    move_host(&bmc->target, address, host);
    if (!ping_answered(address, port_number(host), &bmc->cancel) || is_itself(bmc, host, &why))
        return false;
    if (error != NULL && why.kind == ERROR_OTHER_BMC)
        *error = why;
    else
        error_set(error, ERROR_OTHER_BMC, _("another BMC answers at %s"), host);
    return true;
}
