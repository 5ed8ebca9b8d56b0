package dev.gatewayhealth.agent.cli;

import dev.gatewayhealth.nginx.ClientRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as somebody types it: {@code GET https://host/path}. */
record RequestLine(String method, boolean tls, String host, int port, String uri) {

    /** Null where it is none; the method may be left out. */
    static @Nullable RequestLine of(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String method = words.length == 2 ? words[0].toUpperCase(Locale.ROOT) : "GET";
        String url = words[words.length - 1];
        boolean tls = url.startsWith("https://");
        if (!tls && !url.startsWith("http://")) {
            return null;
        }
        String rest = url.substring(tls ? 8 : 7);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int colon = authority.startsWith("[") ? authority.indexOf(':', authority.indexOf(']')) : authority.indexOf(':');
        try {
            int port = colon < 0 ? (tls ? 443 : 80) : Integer.parseInt(authority.substring(colon + 1));
            return authority.isEmpty()
                    ? null
                    : new RequestLine(method, tls, authority, port, slash < 0 ? "/" : rest.substring(slash));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    ClientRequest toRequest() {
        return new ClientRequest(method, host, null, port, null, tls, uri, Map.of(), 200, Set.of());
    }
}
