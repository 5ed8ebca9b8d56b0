package dev.gatewayhealth.nginx;

/** Asks on the side whether a request may pass (nginx: {@code ngx_http_auth_request_handler}). */
final class AuthRequest {

    private static final int REFUSED = 403;
    private static final int UNKNOWN_USER = 401;
    private static final int FAILED = 500;

    private AuthRequest() {}

    /** The status that keeps the request out, 0 where it may pass or nobody can tell. */
    static int refusal(Walk walk, Scope at) {
        Directive asked = at.nearest("auth_request");
        if (asked == null || asked.arg(0).equals("off") || Access.otherRulesMayLetIn(at)) {
            return 0;
        }
        // What stands behind a question mark is part of the path here.
        Trail trail = walk.onTheSide(asked.arg(0));
        for (Directive value : at.nearestAll("auth_request_set")) {
            // Of an answer that is not here.
            walk.variables().assign(ByteText.lower(value.arg(0).replace("$", "")), null);
        }
        int status = trail.outcome() == Trail.Outcome.UNKNOWN ? 200 : trail.status();
        return switch (status) {
            case REFUSED, UNKNOWN_USER -> status;
            default -> status >= 200 && status < 300 ? 0 : FAILED;
        };
    }
}
