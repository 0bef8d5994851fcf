/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The modules of the image (lighttpd's INSTALL, "static build using make"): all that
 * need neither fork nor a library that is no port. mod_cgi forks.
 */
PLUGIN_INIT(mod_access)
PLUGIN_INIT(mod_accesslog)
PLUGIN_INIT(mod_ajp13)
PLUGIN_INIT(mod_alias)
PLUGIN_INIT(mod_auth)
PLUGIN_INIT(mod_authn_file)
PLUGIN_INIT(mod_deflate)
PLUGIN_INIT(mod_dirlisting)
PLUGIN_INIT(mod_evhost)
PLUGIN_INIT(mod_expire)
PLUGIN_INIT(mod_extforward)
PLUGIN_INIT(mod_fastcgi)
PLUGIN_INIT(mod_indexfile)
PLUGIN_INIT(mod_proxy)
PLUGIN_INIT(mod_redirect)
PLUGIN_INIT(mod_rewrite)
PLUGIN_INIT(mod_scgi)
PLUGIN_INIT(mod_setenv)
PLUGIN_INIT(mod_simple_vhost)
PLUGIN_INIT(mod_sockproxy)
PLUGIN_INIT(mod_ssi)
PLUGIN_INIT(mod_staticfile)
PLUGIN_INIT(mod_status)
PLUGIN_INIT(mod_userdir)
