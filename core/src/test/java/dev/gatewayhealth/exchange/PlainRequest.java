package dev.gatewayhealth.exchange;

import java.util.HashMap;
import java.util.Map;

/** A request with everything a view reads of it; stands in for a container's object, which needs a container. */
public final class PlainRequest {

    public String method = "GET";
    public String path = "/";
    public String protocol = "HTTP/1.1";
    public final Map<String, String> headers = new HashMap<>();
    public long bodyExpected;
    public long bodyReceived;
    public BodyStream bodyStream;
    public boolean delivered;
    public Connection connection;

    /** A connection whose socket can be asked. */
    public static final class Told {

        private final Connection ends;
        public OtherEnd otherEnd = OtherEnd.THERE;

        public Told(Connection ends) {
            this.ends = ends;
        }
    }

    public static PlainRequest get(String path) {
        PlainRequest request = new PlainRequest();
        request.path = path;
        return request;
    }

    /** Reads it. */
    public static final RequestView VIEW = new RequestView() {
        @Override
        public String method(Object request) {
            return of(request).method;
        }

        @Override
        public String path(Object request) {
            return of(request).path;
        }

        @Override
        public String protocol(Object request) {
            return of(request).protocol;
        }

        @Override
        public String header(Object request, String name) {
            return of(request).headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public long bodyExpected(Object request) {
            return of(request).bodyExpected;
        }

        @Override
        public long bodyReceived(Object request) {
            return of(request).bodyReceived;
        }

        @Override
        public BodyStream bodyStream(Object request) {
            return of(request).bodyStream;
        }

        @Override
        public boolean delivered(Object request, Object connection) {
            return of(request).delivered;
        }

        @Override
        public Connection connection(Object connection) {
            return connection instanceof Told told ? told.ends : (Connection) connection;
        }

        @Override
        public OtherEnd otherEnd(Object connection) {
            return connection instanceof Told told ? told.otherEnd : OtherEnd.UNTOLD;
        }

        private PlainRequest of(Object request) {
            return (PlainRequest) request;
        }
    };
}
