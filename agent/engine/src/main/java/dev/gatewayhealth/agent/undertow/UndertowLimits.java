package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Asked;
import dev.gatewayhealth.agent.server.Copy;
import dev.gatewayhealth.audit.LimitSource;
import dev.gatewayhealth.audit.ListenerLimits;
import dev.gatewayhealth.contract.Listening;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an Undertow listener: the options of its open listener, with Undertow's defaults where one is not set. The backlog is
 * XNIO's and is not told once the port is open.
 */
final class UndertowLimits implements LimitSource {

    private static final String OPTIONS = "io.undertow.UndertowOptions";

    private final WeakReference<Object> openListener;
    private final String server;
    private final Listening listening;

    /** @param openListener null where Undertow has dropped it */
    UndertowLimits(@Nullable Object openListener, String server, Listening listening) {
        this.openListener = new WeakReference<>(openListener);
        this.server = server;
        this.listening = listening;
    }

    @Override
    public ListenerLimits limits() {
        ListenerLimits.Builder limits = ListenerLimits.of(server, listening);
        Object listener = openListener.get();
        Object map = new Asked(listener).method("getUndertowOptions").object();
        if (listener == null || map == null) {
            return limits.build();
        }
        Options options = new Options(map, Copy.of(listener.getClass(), "io.undertow."));
        Long idle = options.number("NO_REQUEST_TIMEOUT");
        Long traffic = options.number("IDLE_TIMEOUT");
        // The one that ends an idle connection first; neither is set in a bare open listener.
        if (idle != null && (traffic == null || traffic <= 0 || idle <= traffic)) {
            limits.idleTimeout(idle, source("NO_REQUEST_TIMEOUT"));
        } else if (traffic != null) {
            limits.idleTimeout(traffic, source("IDLE_TIMEOUT"));
        }
        Long header = options.number("MAX_HEADER_SIZE");
        limits.requestHeaderBytes(header == null ? 1_048_576 : header, source("MAX_HEADER_SIZE"));
        Long headers = options.number("MAX_HEADERS");
        limits.requestHeaders(headers == null ? 200 : headers, source("MAX_HEADERS"));
        bodies(options, limits);
        return limits.build();
    }

    /** Undertow got a default here in the middle of 2.3, so it is asked for it. */
    private void bodies(Options options, ListenerLimits.Builder limits) {
        Long body = options.numberOr("MAX_ENTITY_SIZE", "DEFAULT_MAX_ENTITY_SIZE");
        if (body != null) {
            limits.bodyBytes(body <= 0 ? -1 : body, source("MAX_ENTITY_SIZE"));
        }
        Long parts = options.numberOr("MULTIPART_MAX_ENTITY_SIZE", "DEFAULT_MULTIPART_MAX_ENTITY_SIZE");
        if (parts != null) {
            limits.multipartBytes(parts <= 0 ? -1 : parts, source("MULTIPART_MAX_ENTITY_SIZE"));
        }
    }

    private String source(String option) {
        return option + " of the listener " + listening.address() + ":" + listening.port();
    }

    /** An XNIO option map, asked by the names of Undertow's own options. */
    private record Options(Object map, Copy undertow) {

        /** Where it is not set, the constant that is its default. */
        @Nullable
        Long numberOr(String name, String byDefault) {
            Long set = number(name);
            return set == null && constant(byDefault) instanceof Number number ? Long.valueOf(number.longValue()) : set;
        }

        private @Nullable Object constant(String name) {
            try {
                return undertow.type(OPTIONS).getField(name).get(null);
            } catch (ReflectiveOperationException | LinkageError e) {
                return null;
            }
        }

        @Nullable
        Long number(String name) {
            try {
                Object option = constant(name);
                Class<?> type = undertow.type("org.xnio.Option");
                Object value = map.getClass().getMethod("get", type).invoke(map, option);
                return value instanceof Number number ? number.longValue() : null;
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                return null;
            }
        }
    }
}
