/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rmcp/rmcp_rig.h"

#define MANNER_MAX 80

static void read_manners(struct rmcp_manners *manners, const char *text)
{
    rmcp_manners_init(manners);
    while (text && *text) {
        size_t length = strcspn(text, ";");
        char manner[MANNER_MAX];

        assert_uint_in_range(length, 1, sizeof(manner) - 1);
        memcpy(manner, text, length);
        manner[length] = '\0';
        if (!rmcp_manners_set(manners, manner))
            fail_msg("\"%s\" is no manner", manner);
        text += length + (text[length] ? 1 : 0);
    }
}

void rmcp_rig_start(struct rmcp_rig *rig, const char *manners)
{
    struct rmcp_manners wanted;

    memset(rig, 0, sizeof(*rig));
    read_manners(&wanted, manners);
    rig->rmcp = rmcp_start(&wanted, NULL);
    assert_non_null(rig->rmcp);
    rig->password = secret_create();
    snprintf(rig->hostname, sizeof(rig->hostname), "127.0.0.1:%u", rmcp_port(rig->rmcp));
    rig->target = (struct bmc_target){
        .driver = BMC_DRIVER_LAN_2_0,
        .hostname = rig->hostname,
        .cipher_suite = -1,
        .session_timeout_ms = 1500,
        .retransmission_timeout_ms = 300,
    };
    rmcp_rig_user(rig, "ADMIN", "ADMIN");
}

void rmcp_rig_user(struct rmcp_rig *rig, const char *name, const char *password)
{
    rig->target.username = name;
    assert_true(secret_set(rig->password, password, strlen(password)));
    rig->target.password = rig->password;
}

int rmcp_rig_login(struct rmcp_rig *rig)
{
    if (rig->bmc)
        bmc_destroy(rig->bmc);
    rig->bmc = bmc_create(&rig->target, clock_monotonic());
    memset(&rig->error, 0, sizeof(rig->error));
    return bmc_open(rig->bmc, &rig->error);
}

void rmcp_rig_stop(struct rmcp_rig *rig)
{
    if (rig->bmc)
        bmc_destroy(rig->bmc);
    secret_free(&rig->password);
    rmcp_stop(rig->rmcp);
}
