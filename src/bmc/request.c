/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bmc/request.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"

/* More fields than any response here has, and room for what a BMC may add. */
#define FIELDS_MAX   48
#define SURPLUS_BITS (64 * 8)

static bool response_may_lack(const fiid_field_t *field)
{
    return (field->flags & FIID_FIELD_OPTIONAL) && (field->flags & FIID_FIELD_LENGTH_FIXED);
}

/*
 * Over LAN FreeIPMI drops a response that is longer than its template and repeats the request until
 * the session times out: the light was switched nine times. So templates end with a field for
 * whatever a BMC adds, which nobody reads. Optional fields at the end (the auxiliary firmware
 * revision, the front panel) go there too, as some BMCs send only a part of them.
 */
static fiid_obj_t response_create(const fiid_field_t *rs)
{
    static const fiid_field_t surplus = {SURPLUS_BITS, "surplus",
                                         FIID_FIELD_OPTIONAL | FIID_FIELD_LENGTH_VARIABLE};
    fiid_field_t fields[FIELDS_MAX];
    size_t count = 0;

    memset(fields, 0, sizeof fields);
    for (; rs[count].max_field_len != 0 && !response_may_lack(&rs[count]); count++) {
        assert(count < FIELDS_MAX - 2);
        fields[count] = rs[count];
    }
    fields[count] = surplus;
    return fiid_obj_create(fields);
}

void request_make(struct request *request, enum request_kind kind, fiid_template_t rq,
                  fiid_template_t rs)
{
    *request = (struct request){.kind = kind, .lun = IPMI_BMC_IPMB_LUN_BMC};
    request->rq = fiid_obj_create(rq);
    request->rs = response_create(rs);
}

/* Cleared first, as it may hold a password: destroying alone leaves the bytes behind. */
int request_end(struct request *request, struct bmc_error *error)
{
    fiid_obj_clear(request->rq);
    fiid_obj_clear(request->rs);
    fiid_obj_destroy(request->rq);
    fiid_obj_destroy(request->rs);
    if (request->result != 0 && error != NULL)
        *error = request->error;
    return request->result;
}

uint64_t request_field(const struct request *request, const char *name)
{
    uint64_t value;

    return fiid_obj_get(request->rs, name, &value) == 1 ? value : 0;
}

void request_bytes(const struct request *request, const char *name, uint8_t *bytes, size_t length)
{
    memset(bytes, 0, length);
    (void)fiid_obj_get_data(request->rs, name, bytes, (unsigned)length);
}

size_t request_data(const struct request *request, const char *name, uint8_t *bytes, size_t size)
{
    int length = fiid_obj_get_data(request->rs, name, bytes, (unsigned)size);

    return length > 0 ? (size_t)length : 0;
}

int request_check_channel(uint8_t channel, struct bmc_error *error)
{
    if (channel < BMC_CHANNEL_FIRST || channel > BMC_CHANNEL_LAST)
        return error_set(error, ERROR_USAGE, _("there is no LAN channel %d: channels are %d to %d"),
                         channel, BMC_CHANNEL_FIRST, BMC_CHANNEL_LAST);
    return 0;
}

int request_check_user(uint8_t user, struct bmc_error *error)
{
    if (user < BMC_USER_FIRST || user > BMC_USER_LAST)
        return error_set(error, ERROR_USAGE, _("there is no user %d: users are %d to %d"), user,
                         BMC_USER_FIRST, BMC_USER_LAST);
    return 0;
}

bool request_absent(const struct bmc_error *error)
{
    const uint8_t code = error->completion_code;

    return error->kind == ERROR_REFUSED &&
           (code == 0x80 /* parameter not supported (Table 23-2) */ ||
            code == IPMI_COMP_CODE_INVALID_COMMAND ||
            code == IPMI_COMP_CODE_REQUEST_DATA_LENGTH_INVALID ||
            code == IPMI_COMP_CODE_PARAMETER_OUT_OF_RANGE ||
            code == IPMI_COMP_CODE_REQUESTED_SENSOR_DATA_OR_RECORD_NOT_PRESENT ||
            code == IPMI_COMP_CODE_INVALID_DATA_FIELD_IN_REQUEST);
}

bool bmc_survived(const struct bmc_error *error)
{
    return error->kind == ERROR_REFUSED || error->kind == ERROR_DENIED ||
           error->kind == ERROR_BUSY || error->kind == ERROR_MALFORMED;
}
