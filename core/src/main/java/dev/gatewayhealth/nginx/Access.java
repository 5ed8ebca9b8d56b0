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

    /** Whether an address or a password lets in whom an {@code auth_request} would not. */
    static boolean otherRulesMayLetIn(Scope at) {
        return any(at)
                && (!at.nearestAll("allow", "deny").isEmpty()
                        || ASKING.stream().anyMatch(name -> !name.equals("auth_request") && at.nearest(name) != null));
    }

    private static boolean somebodyElseMayLetIn(Scope at) {
        return any(at) && ASKING.stream().anyMatch(name -> at.nearest(name) != null);
    }

    private static boolean any(Scope at) {
        Directive satisfy = at.nearest("satisfy");
        return satisfy != null && satisfy.arg(0).equals("any");
    }
}
