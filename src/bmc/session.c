/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The link to a BMC: opening, closing, and reopening it when this very session has changed the
 * BMC's address or its user's password. And what any thread may ask about it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "bmc/host.h"
#include "bmc/state.h"

/* A BMC that moves may be at either address, and takes its time: each look must be short. */
#define LOOK_TIMEOUT_MS 5000

/* --- what is known of the link ---------------------------------------------- */

/* SPEC 1.2: not with suites without confidentiality, or with RC4. */
static bool session_is_encrypted(enum bmc_driver driver, int cipher_suite)
{
    static const uint8_t plain[] = {0, 1, 2, 6, 7, 11, 15, 16};

    if (driver != BMC_DRIVER_LAN_2_0)
        return driver != BMC_DRIVER_LAN;
    return memchr(plain, cipher_suite, sizeof plain) == NULL;
}

static void session_publish(struct bmc *bmc, const char *description)
{
    atomic_store(&bmc->description, description);
    atomic_store(&bmc->driver, (int)bmc->link->driver);
    atomic_store(&bmc->encrypted, session_is_encrypted(bmc->link->driver, bmc->link->cipher_suite));
}

void bmc_link_create(struct bmc *bmc)
{
    const struct bmc_target *target = &bmc->target;
    struct link *link = target->driver == BMC_DRIVER_DEMO   ? link_demo_create(bmc->clock)
                        : bmc_driver_is_lan(target->driver) ? link_lan_create()
                                                            : link_inband_create();

    link->target = target;
    link->clock = bmc->clock;
    link->cancel = &bmc->cancel;
    link->driver = target->driver;
    link->cipher_suite = target->cipher_suite;
    bmc->link = link;
    bmc_describe(target->driver, target->hostname, bmc->closed_description);
    session_publish(bmc, bmc->closed_description);
}

void bmc_link_destroy(struct bmc *bmc)
{
    bmc_link_down(bmc);
    if (bmc->link->class->destroy != NULL)
        bmc->link->class->destroy(bmc->link);
    free(bmc->link);
    secret_free(&bmc->move.fresh);
}

bool bmc_over_lan(const struct bmc *bmc)
{
    return bmc_driver_is_lan(bmc->target.driver);
}

const char *bmc_description(const struct bmc *bmc)
{
    return bmc->target.name != NULL ? bmc->target.name : atomic_load(&bmc->description);
}

const char *bmc_driver_in_use(const struct bmc *bmc)
{
    return bmc_driver_name((enum bmc_driver)atomic_load(&bmc->driver));
}

bool bmc_link_encrypted(const struct bmc *bmc)
{
    return atomic_load(&bmc->encrypted);
}

int bmc_session_suite(const struct bmc *bmc)
{
    return bmc->link->driver == BMC_DRIVER_LAN_2_0 ? bmc->link->cipher_suite : -1;
}

const char *bmc_session_user(const struct bmc *bmc)
{
    return bmc->target.username != NULL ? bmc->target.username : "";
}

/* --- a BMC that is changed over its own session -------------------------------- */

void bmc_host_at(const struct bmc_target *target, uint32_t address, char host[HOST_TEXT])
{
    snprintf(host, HOST_TEXT, "%u.%u.%u.%u%.8s", address >> 24, address >> 16 & 255,
             address >> 8 & 255, address & 255, host_port(target->hostname));
}

void bmc_look_briefly(struct bmc_target *target)
{
    if (link_retransmission_timeout(target) < LOOK_TIMEOUT_MS &&
        link_session_timeout(target) > LOOK_TIMEOUT_MS)
        target->session_timeout_ms = LOOK_TIMEOUT_MS;
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
        bmc_host_at(&bmc->target, address, move->new_host);
}

bool bmc_met_another(struct bmc *bmc, struct bmc_error *error)
{
    if (!bmc->move.moving || bmc->move.taken.kind == ERROR_NONE)
        return false;
    *error = bmc->move.taken;
    return true;
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

/* --- opening and closing ---------------------------------------------------- */

static int session_log_in(struct bmc *bmc, struct bmc_error *why)
{
    int result = bmc->link->class->open(bmc->link, why);

    link_scrub_stack();
    return result;
}

/* The BMC may or may not have taken a new password: try both. */
static int session_try_passwords(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;
    const struct secret *tried = bmc->target.password;

    if (session_log_in(bmc, why) == 0)
        return 0;
    if (move->fresh == NULL || why->kind != ERROR_LOGIN)
        return -1;
    bmc->target.password = tried == move->fresh ? move->old_password : move->fresh;
    if (session_log_in(bmc, why) == 0)
        return 0;
    bmc->target.password = tried;
    return -1;
}

/* Nothing but the proof is sent meanwhile. */
static int session_prove(struct bmc *bmc, struct bmc_error *why)
{
    int result;

    if (bmc->prove == NULL)
        return 0;
    bmc->linked = bmc->proving = true;
    bmc->link->answered_ms = clock_now(bmc->clock);
    result = bmc->prove(bmc, why);
    bmc->proving = false;
    if (result == 0 && !bmc->linked)
        result = error_set(why, ERROR_GONE, _("the link to the BMC was lost"));
    if (result != 0)
        bmc_link_down(bmc);
    return result;
}

/* Looks with a short time-out, then opens the session with the one that was asked for. */
static int session_look(struct bmc *bmc, const char *host, struct bmc_error *why)
{
    unsigned asked_for = bmc->target.session_timeout_ms;
    bool brief;
    int result;

    bmc->target.hostname = host;
    bmc_look_briefly(&bmc->target);
    brief = bmc->target.session_timeout_ms != asked_for;
    result = session_try_passwords(bmc, why);
    bmc->target.session_timeout_ms = asked_for;
    if (result == 0 && brief) {
        bmc->link->class->close(bmc->link);
        result = session_try_passwords(bmc, why);
    }
    return result == 0 ? session_prove(bmc, why) : -1;
}

/* Does not log in to another BMC twice. */
static int session_look_at_new(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;

    if (move->new_host[0] == '\0' || move->taken.kind != ERROR_NONE)
        return -1;
    if (session_look(bmc, move->new_host, why) == 0)
        return 0;
    if (why->kind == ERROR_OTHER_BMC)
        move->taken = *why;
    return -1;
}

static int session_find(struct bmc *bmc, struct bmc_error *why)
{
    struct move *move = &bmc->move;
    const char *before = bmc->target.hostname;

    if (!move->moving)
        return session_try_passwords(bmc, why) == 0 ? session_prove(bmc, why) : -1;
    if (session_look_at_new(bmc, why) == 0)
        return 0;
    if (why->kind != ERROR_CANCELLED && session_look(bmc, move->old_host, why) == 0)
        return 0;
    bmc->target.hostname = before;
    if (why->kind != ERROR_CANCELLED && move->taken.kind != ERROR_NONE)
        *why = move->taken;
    return -1;
}

int bmc_link_up(struct bmc *bmc, struct bmc_error *error)
{
    struct bmc_error why = {.kind = ERROR_NONE};

    if (cancel_asked(&bmc->cancel))
        return error_set(error, ERROR_CANCELLED, _("cancelled"));
    if (bmc->proving) /* the link broke during the proof, which fails by this */
        return error_set(error, ERROR_GONE, _("the link to the BMC was lost"));
    if (session_find(bmc, &why) != 0) {
        trace_note(&bmc->trace, "not opened: error %d", (int)why.kind);
        return error_copy(error, &why);
    }
    bmc->linked = true;
    bmc->opened++;
    bmc->link->answered_ms = clock_now(bmc->clock);
    /* On a silent reopening nothing of this changes, and other threads may be reading it. */
    if (!atomic_load(&bmc->open)) {
        bmc_describe(bmc->link->driver, bmc->target.hostname, bmc->open_description);
        session_publish(bmc, bmc->open_description);
    }
    trace_note(&bmc->trace, "opened: %s", bmc_driver_name(bmc->link->driver));
    return 0;
}

void bmc_link_down(struct bmc *bmc)
{
    if (!bmc->linked)
        return;
    bmc->link->class->close(bmc->link);
    bmc->linked = false;
    trace_note(&bmc->trace, "closed");
}
