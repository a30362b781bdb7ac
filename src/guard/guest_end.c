/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest is ended: only where BMC, slot and name are still those of his record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xalloc.h"
#include "guard/guest_act.h"

/* --- whether he is still there -------------------------------------------------------------- */

/* Being deleted, the name goes last: what is left of that is finished. */
static bool end_is_his(const struct guest_record *record, const struct account *account)
{
    return strcmp(account->bytes, record->name) == 0 ||
           (account->bytes[0] == '\0' && record->state == GUEST_ENDING);
}

static void end_leave_alone(struct guest_act *act)
{
    static const char why[] = "the slot has another name now";
    struct guest_result *result = act->result;

    result->record.state = GUEST_LEFT;
    snprintf(result->record.left, sizeof result->record.left, "%s", why);
    result->outcome = GUEST_LEFT_ALONE;
    if (guest_write_file(act->guard, &result->record, &result->error) != 0)
        result->outcome = GUEST_FAILED;
    guest_act_log(act, "guest", "left alone: %s", why);
}

/* Should this be cut off, it goes on at the next start, whatever the clocks say then. */
static void end_mark(struct guest_act *act)
{
    struct guest_record *record = &act->result->record;

    if (record->state == GUEST_ENDING)
        return;
    record->state = GUEST_ENDING;
    (void)guest_write_file(act->guard, record, NULL);
}

static void end_account(struct guest_act *act)
{
    struct guest_result *result = act->result;
    const struct account *account = account_in(&act->accounts, result->record.slot);

    result->outcome = GUEST_FAILED;
    if (account == NULL || !account->named || !account->known) {
        error_copy(&result->error, &act->accounts.why);
        return;
    }
    if (account_free(account) && account->bytes[0] == '\0') {
        result->outcome = GUEST_WAS_GONE;
        guest_act_remove(act);
        return;
    }
    if (end_is_his(&result->record, account)) {
        end_mark(act);
        guest_act_delete(act);
    } else if (account->bytes[0] != '\0') {
        end_leave_alone(act);
    } else { /* the BMC may just not tell: nothing is concluded from that */
        error_set(&result->error, ERROR_MALFORMED,
                  _("slot %u accepts logins, but the BMC reports no name for it"),
                  result->record.slot);
    }
}

/* --- the end -------------------------------------------------------------------------------- */

static const char *end_reason(enum guest_due due)
{
    static const char *const words[] = {
        [GUEST_NOT_DUE] = "asked for",
        [GUEST_DUE_TIME] = "the time is over",
        [GUEST_DUE_CLOCK] = "the clock was set back while the machine was off",
        [GUEST_DUE_CUT_OFF] = "letting in was cut off",
        [GUEST_DUE_ASKED] = "asked for, or cut off",
    };

    return words[due];
}

static void end_log(const struct guest_act *act, enum guest_due due)
{
    static const char *const words[] = {
        [GUEST_DONE] = "deleted and seen to be",
        [GUEST_KEPT_NAME] = "cannot log in any more, this BMC keeps the name",
        [GUEST_WAS_GONE] = "had been deleted already",
        [GUEST_OTHER_BMC] = "LEFT ALONE, this is another BMC",
        [GUEST_FAILED] = "COULD NOT BE ENDED",
    };
    const struct guest_result *result = act->result;

    if (result->outcome == GUEST_LEFT_ALONE || result->outcome == GUEST_REFUSED)
        return;
    guest_act_log(act, "guest ended", "%s: %s%s%s", end_reason(due), words[result->outcome],
                  result->outcome == GUEST_FAILED ? ": " : "",
                  result->outcome == GUEST_FAILED ? result->error.sentence : "");
}

static void end_locked(struct guest_act *act, enum guest_due due)
{
    struct guest_result *result = act->result;
    uint8_t channel = result->record.channel;

    result->outcome = GUEST_FAILED;
    if (guest_act_identify(act, channel) == 0) {
        if (!guest_same_bmc(&result->record.bmc, &act->bmc)) {
            result->outcome = GUEST_OTHER_BMC;
        } else if (accounts_read(act->context->bmc, &act->accounts, channel, NULL,
                                 &result->error) == 0 &&
                   accounts_read_mac(act->context->bmc, &act->accounts, &result->error) == 0) {
            end_account(act);
        }
    }
    end_log(act, due);
}

/* Another one may have ended him meanwhile. */
static bool end_find(struct guest_act *act, uint8_t slot, bool asked, enum guest_due *due)
{
    struct guest_result *result = act->result;
    struct guest_time now;
    enum guest_read read = guest_read_file(act->guard, slot, &result->record, &result->error);

    guest_time_now(&now);
    *due = read == GUEST_READ ? guest_record_due(&result->record, &now) : GUEST_NOT_DUE;
    if (read == GUEST_NONE && !asked)
        result->outcome = GUEST_WAS_GONE;
    else if (read == GUEST_NONE || (read == GUEST_READ && *due == GUEST_NOT_DUE && !asked))
        error_set(&result->error, ERROR_USAGE, _("user %u is no guest"), slot);
    return read == GUEST_READ && (asked || *due != GUEST_NOT_DUE);
}

void guest_end(struct guard *guard, const struct save_context *context, uint8_t slot, bool asked,
               struct guest_result *result)
{
    struct guest_act *act = guest_act_create(guard, context, result);
    enum guest_due due;

    result->record.slot = slot;
    if (guest_act_lock(act, false) == 0 && end_find(act, slot, asked, &due))
        end_locked(act, due);
    guest_act_free(act);
}

static bool end_failed(const struct guest_result *result)
{
    return result->outcome == GUEST_FAILED || result->outcome == GUEST_OTHER_BMC ||
           (result->outcome == GUEST_REFUSED && result->error.kind != ERROR_USAGE);
}

size_t guest_end_due(struct guard *guard, const struct save_context *context,
                     void (*each)(void *data, const struct guest_result *result), void *data)
{
    struct guests *guests = xcalloc(1, sizeof *guests);
    struct guest_result *result = xcalloc(1, sizeof *result);
    size_t failed = 0;

    guest_look(guard, guests);
    for (size_t i = 0; i < guests->count; i++) {
        if (guests->of[i].due == GUEST_NOT_DUE)
            continue;
        guest_end(guard, context, guests->of[i].record.slot, false, result);
        failed += end_failed(result);
        if (each != NULL)
            each(data, result);
    }
    free(result);
    free(guests);
    return failed;
}

int guest_forget(struct guard *guard, uint8_t slot, struct bmc_error *error)
{
    return guest_remove_file(guard, slot, error);
}

/* --- what came of it ------------------------------------------------------------------------ */

int guest_exit(const struct guest_result *result)
{
    switch (result->outcome) {
    case GUEST_DONE:
    case GUEST_KEPT_NAME:
    case GUEST_WAS_GONE:
    case GUEST_LEFT_ALONE:
        return 0;
    case GUEST_UNDONE:
        return result->state.status == SAVE_UNREACHED ? 3 : 1;
    case GUEST_OTHER_BMC:
    case GUEST_FAILED:
        return 4;
    case GUEST_REFUSED:
        break;
    }
    return result->error.kind == ERROR_USAGE ? 2 : 1;
}

/* Of a save's error, which is a sentence with its point; others have none. */
static const char *guest_print_why(const struct guest_result *result, char text[ERROR_SENTENCE])
{
    size_t length;

    snprintf(text, ERROR_SENTENCE, "%s", result->error.sentence);
    length = strlen(text);
    if (length > 0 && text[length - 1] == '.')
        text[length - 1] = '\0';
    return text;
}

static const char *guest_print_end(const struct guest_result *result, char *text, size_t size)
{
    const struct guest_record *record = &result->record;
    char why[ERROR_SENTENCE];

    switch (result->outcome) {
    case GUEST_DONE:
        snprintf(text, size, _("ENDED: %s is deleted."), record->name);
        break;
    case GUEST_KEPT_NAME:
        snprintf(text, size, _("ENDED: %s cannot log in any more; this BMC keeps the name."),
                 record->name);
        break;
    case GUEST_WAS_GONE:
        snprintf(text, size, _("%s had been deleted already."),
                 record->name[0] != '\0' ? record->name : _("The guest"));
        break;
    case GUEST_LEFT_ALONE:
        snprintf(text, size,
                 _("User %u is not %s any more and was left alone: look at the BMC's users."),
                 record->slot, record->name);
        break;
    case GUEST_OTHER_BMC:
        snprintf(text, size, _("NOT ENDED: %s is a guest of another BMC. Nothing was written."),
                 record->name);
        break;
    default:
        snprintf(text, size, _("NOT ENDED: %s may still log in. It is tried again. %s."),
                 record->name, guest_print_why(result, why));
        break;
    }
    return text;
}

const char *guest_sentence(const struct guest_result *result, bool end, char *text, size_t size)
{
    char why[ERROR_SENTENCE];

    guest_print_why(result, why);
    if (result->outcome == GUEST_REFUSED)
        snprintf(text, size, _("Nothing was written: %s."), why);
    else if (end)
        return guest_print_end(result, text, size);
    else if (result->outcome == GUEST_UNDONE)
        snprintf(text, size, _("NOT LET IN, everything was undone: %s."), why);
    else
        snprintf(text, size, _("NOT LET IN, and not everything could be undone: %s. %s is ended "
                               "as soon as that can be done."),
                 why, result->record.name);
    return text;
}
