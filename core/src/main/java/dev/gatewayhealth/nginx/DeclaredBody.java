package dev.gatewayhealth.nginx;

import org.jspecify.annotations.Nullable;

/**
 * The length a request says its body has. nginx holds it against {@code client_max_body_size} wherever it has searched a location, also after
 * a rewrite and for an {@code auth_request}, and answers 413 once ({@code ngx_http_core_find_config_phase}).
 */
final class DeclaredBody {

    /** That of a request that declares none. */
    private static final long NONE = -1;

    private long length;

    DeclaredBody(ClientRequest request) {
        this.length = length(request);
    }

    /** Whether it is more than a level takes. What is refused nginx throws away, and asks no more. */
    boolean refusedBy(Scope level, Version version) {
        if (length <= 0) {
            return false;
        }
        Long most = new Values(level, version).clientMaxBodySize().value();
        boolean refused = most != null && most != 0 && length > most;
        if (refused) {
            length = NONE;
        }
        return refused;
    }

    private static long length(ClientRequest request) {
        String declared = header(request);
        return declared == null ? NONE : NginxSize.number(declared).orElse(NONE);
    }

    private static @Nullable String header(ClientRequest request) {
        for (var header : request.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase("content-length")) {
                return header.getValue();
            }
        }
        return null;
    }
}
