package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/** The URI a request has on its way, and what nginx remembers of how it came by it. */
final class CurrentUri {

    private final @Nullable RequestUri parsed;
    private final String asSent;
    private String uri;
    private String args;
    private boolean raw;
    private boolean locationValid = true;
    private boolean changed;
    private boolean internal;

    private CurrentUri(@Nullable RequestUri parsed, String asSent, String uri, String args, boolean internal) {
        this.parsed = parsed;
        this.asSent = asSent;
        this.uri = uri;
        this.args = args;
        this.internal = internal;
        this.raw = parsed != null && !internal;
    }

    /** That of a client's request. */
    static CurrentUri of(RequestUri read) {
        return new CurrentUri(read, read.raw(), read.path(), read.args(), false);
    }

    /** That of a request nginx could not read to its end. */
    static CurrentUri unreadable(String asSent, String path) {
        return new CurrentUri(null, asSent, path, "", false);
    }

    /** That of a request on the side of this one. */
    CurrentUri onTheSide(String path) {
        return new CurrentUri(parsed, asSent, path, "", true);
    }

    /** nginx: {@code ngx_http_internal_redirect}. The client's query is gone unless the target repeats it. */
    void redirected(String target) {
        int question = target.indexOf('?');
        uri = question < 0 ? target : target.substring(0, question);
        args = question < 0 ? "" : target.substring(question + 1);
        internal = true;
        raw = false;
        locationValid = true;
    }

    /** A {@code rewrite} has matched (nginx: {@code ngx_http_script_regex_start_code}). */
    void rewritten(String newUri, @Nullable String newArgs, boolean staysHere) {
        uri = newUri;
        if (newArgs != null) {
            args = newArgs;
        }
        internal = true;
        raw = false;
        if (staysHere) {
            locationValid = false;
        }
        changed = !staysHere;
    }

    /** A {@code break}: a URI that was changed before it stays in this location (nginx: {@code ngx_http_script_break_code}). */
    void stays() {
        locationValid &= !changed;
        changed = false;
    }

    /** A file that {@code try_files} has found. */
    void found(String file) {
        uri = file;
    }

    /** A {@code set $args}, the one variable of nginx's own that may be set here; what leaves is then written anew. */
    void args(String value) {
        args = value;
        raw = false;
    }

    /** A location is entered. */
    void settles() {
        changed = false;
    }

    /** It goes on inside nginx, where nobody from outside gets. */
    void staysInside() {
        internal = true;
    }

    /** Whether it has been changed so that a location has to be searched again. */
    boolean changed() {
        return changed;
    }

    boolean internal() {
        return internal;
    }

    /** The URI as the client sent it, null once nginx has changed it (nginx: {@code valid_unparsed_uri}). */
    @Nullable
    String untouched() {
        return raw && asSent.startsWith("/") ? asSent : null;
    }

    /** {@code $request_uri}. */
    String asSent() {
        return asSent;
    }

    /** Whether the path is encoded anew when it leaves. */
    boolean encodes() {
        return internal || (parsed != null && parsed.quoted());
    }

    /** Whether captures are encoded in the arguments a {@code rewrite} makes. */
    boolean encodesCaptures() {
        return parsed != null && parsed.quotedOrPlus();
    }

    /** Whether it still begins with the location's own name (nginx: {@code valid_location}). */
    boolean locationValid() {
        return locationValid;
    }

    String path() {
        return uri;
    }

    String args() {
        return args;
    }
}
