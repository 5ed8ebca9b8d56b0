package dev.gatewayhealth.nginx;

import java.util.List;

/** Whom a level lets in, as far as the configuration alone says it (nginx: {@code ngx_http_access_module}). */
final class Access {

    private static final List<String> ASKING =
            List.of("auth_basic", "auth_request", "auth_jwt", "access_by_lua_block", "access_by_lua_file");

    private Access() {}

    /** Whether its first rule denies everybody, and no password can make up for it. */
    static boolean refusesEverybody(Scope at) {
        List<Directive> rules = at.nearestAll("allow", "deny");
        return !rules.isEmpty()
                && rules.get(0).is("deny")
                && rules.get(0).arg(0).equals("all")
                && !somebodyElseMayLetIn(at);
    }

    private static boolean somebodyElseMayLetIn(Scope at) {
        Directive satisfy = at.nearest("satisfy");
        boolean any = satisfy != null && satisfy.arg(0).equals("any");
        return any && ASKING.stream().anyMatch(name -> at.nearest(name) != null);
    }
}
