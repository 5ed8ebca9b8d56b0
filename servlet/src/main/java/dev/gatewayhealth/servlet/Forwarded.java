package dev.gatewayhealth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Whether the gateway said for whom it passed a request on. */
final class Forwarded {

    static final String HEADER = "X-Forwarded-For";

    /** Where Tomcat's {@code RemoteIpValve} and {@code RemoteIpFilter} put an address; they may take the header out. */
    private static final String TAKEN_OUT = "org.apache.tomcat.remoteAddr";

    private Forwarded() {}

    /** The header, or what may have been one; null if nobody said. */
    static @Nullable String orTakenOut(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        return header != null ? header : request.getAttribute(TAKEN_OUT) instanceof String whom ? whom : null;
    }
}
