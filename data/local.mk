# An example: what stands in $(sysconfdir) is the administrator's and never overwritten.
dist_doc_DATA = data/bmctui.conf
