package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Sourced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one listener of this service tolerates itself, as it is in effect and not as somebody configured it. What a server does not tell
 * is unknown, and nothing is concluded from it.
 *
 * @param server name and version, {@code Tomcat/11.0.27}; decides what the remedies call a setting
 * @param listening where it takes connections
 * @param idleTimeout after which a kept connection that carries nothing is closed, over HTTP/1.1; {@link #NEVER} if it is not
 * @param pressedIdleTimeout the same when the server is short of resources (Jetty's low-resource mode); unknown where it has no such mode
 * @param http2IdleTimeout the same over HTTP/2
 * @param keepAliveRequests how many requests a connection may carry; {@link #NO_LIMIT} if any number
 * @param requestHeaderBytes of the request line and all header lines together
 * @param requestHeaders how many header lines
 * @param responseHeaderBytes of the status line and all header lines together
 * @param bodyBytes of any request body
 * @param formBytes of a body that is read as form parameters
 * @param multipartBytes of a body that is read as parts
 * @param swallowBytes of a body nobody read, which the server still takes before it closes the connection
 * @param asyncTimeout after which an asynchronous request is ended
 * @param backlog connections the kernel holds until they are accepted
 * @param tls whether it takes TLS and nothing else; false if it takes none
 * @param http2 whether it takes HTTP/2 without TLS
 * @param applicationTimeouts what else in the service waits for a bounded time
 */
public record ListenerLimits(
        String server,
        Listening listening,
        Sourced<Duration> idleTimeout,
        Sourced<Duration> pressedIdleTimeout,
        Sourced<Duration> http2IdleTimeout,
        Sourced<Long> keepAliveRequests,
        Sourced<Long> requestHeaderBytes,
        Sourced<Long> requestHeaders,
        Sourced<Long> responseHeaderBytes,
        Sourced<Long> bodyBytes,
        Sourced<Long> formBytes,
        Sourced<Long> multipartBytes,
        Sourced<Long> swallowBytes,
        Sourced<Duration> asyncTimeout,
        Sourced<Long> backlog,
        Sourced<Boolean> tls,
        Sourced<Boolean> http2,
        List<ApplicationTimeout> applicationTimeouts) {

    /** The timeout of what waits for ever. */
    public static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

    /** The limit of what has none. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * Keeps a copy of the collection.
     *
     * @param server see {@link #server()}
     * @param listening see {@link #listening()}
     * @param idleTimeout see {@link #idleTimeout()}
     * @param pressedIdleTimeout see {@link #pressedIdleTimeout()}
     * @param http2IdleTimeout see {@link #http2IdleTimeout()}
     * @param keepAliveRequests see {@link #keepAliveRequests()}
     * @param requestHeaderBytes see {@link #requestHeaderBytes()}
     * @param requestHeaders see {@link #requestHeaders()}
     * @param responseHeaderBytes see {@link #responseHeaderBytes()}
     * @param bodyBytes see {@link #bodyBytes()}
     * @param formBytes see {@link #formBytes()}
     * @param multipartBytes see {@link #multipartBytes()}
     * @param swallowBytes see {@link #swallowBytes()}
     * @param asyncTimeout see {@link #asyncTimeout()}
     * @param backlog see {@link #backlog()}
     * @param tls see {@link #tls()}
     * @param http2 see {@link #http2()}
     * @param applicationTimeouts copied
     */
    public ListenerLimits {
        applicationTimeouts = List.copyOf(applicationTimeouts);
    }

    /**
     * A timeout of the service's that is no listener's own: a statement's, an HTTP client's.
     *
     * @param name as it is set, {@code spring.mvc.async.request-timeout}
     * @param timeout how long it waits at most, and where that is written
     */
    public record ApplicationTimeout(String name, Sourced<Duration> timeout) {}

    /**
     * Starts with everything unknown.
     *
     * @param server name and version, {@code Tomcat/11.0.27}; empty where nobody knows
     * @param listening a place where this service takes connections
     * @return to be told what the server says of itself
     */
    public static Builder of(String server, Listening listening) {
        return new Builder(server, listening);
    }

    /**
     * {@return the listener of a server that says nothing of itself}
     *
     * @param server name and version, {@code Tomcat/11.0.27}; empty where nobody knows
     * @param listening a place where this service takes connections
     */
    public static ListenerLimits unknown(String server, Listening listening) {
        return of(server, listening).build();
    }

    /**
     * Collects what a server tells; for use by one thread. Every value comes with its source: where it was read and what it is called
     * there. Times of 0 or less are {@link #NEVER}, sizes below 0 are {@link #NO_LIMIT}, which is how every server means them; one
     * that means 0 as no limit too passes -1.
     */
    public static final class Builder {

        private static final Sourced<Duration> NO_TIME = Sourced.unknown("the server does not tell");
        private static final Sourced<Long> NO_NUMBER = Sourced.unknown("the server does not tell");
        private static final Sourced<Boolean> NO_WORD = Sourced.unknown("the server does not tell");

        private final String server;
        private final Listening listening;
        private final List<ApplicationTimeout> applicationTimeouts = new ArrayList<>();
        private Sourced<Duration> idleTimeout = NO_TIME;
        private Sourced<Duration> pressedIdleTimeout = NO_TIME;
        private Sourced<Duration> http2IdleTimeout = NO_TIME;
        private Sourced<Long> keepAliveRequests = NO_NUMBER;
        private Sourced<Long> requestHeaderBytes = NO_NUMBER;
        private Sourced<Long> requestHeaders = NO_NUMBER;
        private Sourced<Long> responseHeaderBytes = NO_NUMBER;
        private Sourced<Long> bodyBytes = NO_NUMBER;
        private Sourced<Long> formBytes = NO_NUMBER;
        private Sourced<Long> multipartBytes = NO_NUMBER;
        private Sourced<Long> swallowBytes = NO_NUMBER;
        private Sourced<Duration> asyncTimeout = NO_TIME;
        private Sourced<Long> backlog = NO_NUMBER;
        private Sourced<Boolean> tls = NO_WORD;
        private Sourced<Boolean> http2 = NO_WORD;

        private Builder(String server, Listening listening) {
            this.server = server;
            this.listening = listening;
        }

        /**
         * After which a kept connection that carries nothing is closed, over HTTP/1.1.
         *
         * @param millis milliseconds; 0 or less for ever
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder idleTimeout(long millis, String source) {
            idleTimeout = time(millis, source);
            return this;
        }

        /**
         * The same while the server is short of resources.
         *
         * @param millis milliseconds; 0 or less for ever
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder pressedIdleTimeout(long millis, String source) {
            pressedIdleTimeout = time(millis, source);
            return this;
        }

        /**
         * The same over HTTP/2.
         *
         * @param millis milliseconds; 0 or less for ever
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder http2IdleTimeout(long millis, String source) {
            http2IdleTimeout = time(millis, source);
            return this;
        }

        /**
         * How many requests a connection may carry.
         *
         * @param number how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder keepAliveRequests(long number, String source) {
            keepAliveRequests = size(number, source);
            return this;
        }

        /**
         * How long the request line and all header lines may be together.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder requestHeaderBytes(long bytes, String source) {
            requestHeaderBytes = size(bytes, source);
            return this;
        }

        /**
         * How many header lines a request may have.
         *
         * @param number how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder requestHeaders(long number, String source) {
            requestHeaders = size(number, source);
            return this;
        }

        /**
         * How long the status line and all header lines of a response may be together.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder responseHeaderBytes(long bytes, String source) {
            responseHeaderBytes = size(bytes, source);
            return this;
        }

        /**
         * How long any request body may be.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder bodyBytes(long bytes, String source) {
            bodyBytes = size(bytes, source);
            return this;
        }

        /**
         * How long a body may be that is read as form parameters.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder formBytes(long bytes, String source) {
            formBytes = size(bytes, source);
            return this;
        }

        /**
         * How long a body may be that is read as parts.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder multipartBytes(long bytes, String source) {
            multipartBytes = size(bytes, source);
            return this;
        }

        /**
         * How much of a body nobody read the server still takes before it closes the connection.
         *
         * @param bytes how many; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder swallowBytes(long bytes, String source) {
            swallowBytes = size(bytes, source);
            return this;
        }

        /**
         * After which an asynchronous request is ended.
         *
         * @param millis milliseconds; 0 or less for ever
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder asyncTimeout(long millis, String source) {
            asyncTimeout = time(millis, source);
            return this;
        }

        /**
         * How many connections the kernel holds until they are accepted.
         *
         * @param connections what the server asked for; negative for any
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder backlog(long connections, String source) {
            backlog = size(connections, source);
            return this;
        }

        /**
         * Whether it takes TLS.
         *
         * @param only true if it takes nothing else
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder tls(boolean only, String source) {
            tls = new Sourced<>(only, source);
            return this;
        }

        /**
         * Whether it takes HTTP/2 without TLS.
         *
         * @param takes whether it does
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder http2(boolean takes, String source) {
            http2 = new Sourced<>(takes, source);
            return this;
        }

        /**
         * Another time that the service waits at most.
         *
         * @param name as it is set
         * @param millis milliseconds; 0 or less for ever
         * @param source where it is set, in the server's words
         * @return this builder
         */
        public Builder applicationTimeout(String name, long millis, String source) {
            applicationTimeouts.add(new ApplicationTimeout(name, time(millis, source)));
            return this;
        }

        /** {@return what was told; all else is unknown} */
        public ListenerLimits build() {
            return new ListenerLimits(
                    server,
                    listening,
                    idleTimeout,
                    pressedIdleTimeout,
                    http2IdleTimeout,
                    keepAliveRequests,
                    requestHeaderBytes,
                    requestHeaders,
                    responseHeaderBytes,
                    bodyBytes,
                    formBytes,
                    multipartBytes,
                    swallowBytes,
                    asyncTimeout,
                    backlog,
                    tls,
                    http2,
                    applicationTimeouts);
        }

        private static Sourced<Duration> time(long millis, String source) {
            return new Sourced<>(millis <= 0 ? NEVER : Duration.ofMillis(millis), source);
        }

        private static Sourced<Long> size(long number, String source) {
            return new Sourced<>(number < 0 ? NO_LIMIT : number, source);
        }
    }
}
