package dev.gatewayhealth.nginx;

/** What happens next; the phases hand it to one another. */
sealed interface Next {

    /** Look for a location for the URI as it now is. */
    record Search() implements Next {}

    /** Begin anew with the URI as it now is, at the server's own rewrites. */
    record Redirected() implements Next {}

    /** Enter a named location. */
    record Enter(String name) implements Next {}

    /** Answer with a status, which an {@code error_page} may turn into something else. */
    record Status(int status) implements Next {}

    /** Over. */
    record End() implements Next {}
}
