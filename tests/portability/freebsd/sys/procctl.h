/* SPDX-License-Identifier: GPL-3.0-or-later */
/* procctl(2) */
#include <sys/types.h>
#include <sys/wait.h>
#define PROC_TRACE_CTL 7
#define PROC_TRACE_CTL_DISABLE 2
#define PROC_PDEATHSIG_CTL 11
int procctl(idtype_t type, id_t id, int command, void *data);
