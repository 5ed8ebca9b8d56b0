package dev.gatewayhealth.settings;

import dev.gatewayhealth.nginx.NginxSize;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A kind of value: what is accepted, in words, and how it is read. Times and sizes follow nginx's own grammar. Written
 * without lambdas and regular expressions, as all that is read at start: the first of them cost somebody else's start-up
 * tens of milliseconds.
 */
enum Kind {
    FLAG("`true` or `false`"),
    ENDPOINT("a path that starts with `/`, does not end with it, and has only letters, digits and `-._~` in between"),
    FILE("the path of a file or directory"),
    MAPPING("two absolute paths, `/as/nginx/sees=/as/the/service/sees`"),
    NGINX_VERSION("three numbers such as `1.26.3`"),
    TIME("a time up to 365d in nginx's grammar (`5s`, `1m30s`; a bare number is seconds)"),
    TIME_ABOVE_ZERO("a time above 0 and up to 365d in nginx's grammar (`5s`, `1m30s`; a bare number is seconds)"),
    PERIOD("a time from 100ms to 365d, or `off`"),
    MEMORY_SIZE("a size above 0 such as `4k` or `1m`"),
    BODY_SIZE("a size such as `8m` or `1g`; `0` is unlimited"),
    SHARE("a share above 0 and at most 1, such as `0.8`"),
    TICKS("a whole number from 1 to 3600"),
    PORT("a port from 1 to 65535, or `off`"),
    HOST("an address or a host name"),
    TOKEN("letters, digits and `-._~+/` (RFC 6750)"),
    CODES("`none`, or some of " + String.join(", ", Values.RESOURCES) + " with commas between");

    private final String accepted;

    Kind(String accepted) {
        this.accepted = accepted;
    }

    /** Words that follow "accepted is". */
    String accepted() {
        return accepted;
    }

    /** Null means that the thing is off; throws {@link IllegalArgumentException} for anything not accepted. */
    @Nullable
    Object parse(String text) {
        return switch (this) {
            case FLAG -> Values.flag(text);
            case ENDPOINT -> Values.endpoint(text);
            case FILE -> Path.of(Values.check(text, !text.isEmpty()));
            case MAPPING -> PrefixMapping.parse(text);
            case NGINX_VERSION -> Values.version(text);
            case TIME -> Values.time(text, 0);
            case TIME_ABOVE_ZERO -> Values.time(text, 1);
            case PERIOD -> Values.off(text) ? null : Values.time(text, 100);
            case MEMORY_SIZE -> Values.within(NginxSize.memory(text), 1, Long.MAX_VALUE);
            case BODY_SIZE -> Values.within(NginxSize.offset(text), 0, Long.MAX_VALUE);
            case SHARE -> Values.share(text);
            case TICKS -> (int) Values.within(NginxSize.number(text), 1, 3_600);
            case PORT -> Values.off(text) ? null : (int) Values.within(NginxSize.number(text), 1, 65_535);
            case HOST -> Values.of(text, "._:%-", 253);
            case TOKEN -> Values.token(text);
            case CODES -> Values.codes(text);
        };
    }
}
