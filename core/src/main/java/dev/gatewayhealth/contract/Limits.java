package dev.gatewayhealth.contract;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract's values that bind one request. Immutable; the two the watch compares with every tick are at hand in nanoseconds. */
public final class Limits {

    private static final Duration SIXTY_SECONDS = Duration.ofSeconds(60);
    private static final String NOT_READ = "a stream server does not read what it hands on";
    private static final String NO_POOL = "nginx keeps no connections to this service open";

    private final Sourced<Duration> proxyReadTimeout;
    private final Sourced<Duration> proxySendTimeout;
    private final Sourced<Duration> proxyConnectTimeout;
    private final Sourced<Duration> keepaliveTimeout;
    private final Sourced<Long> proxyBufferSize;
    private final Sourced<Long> clientMaxBodySize;
    private final long readTimeoutNanos;
    private final long sendTimeoutNanos;
    private final boolean handedOn;

    /**
     * Values of any source; an unknown one binds nothing.
     *
     * @param proxyReadTimeout how long nginx waits for the next byte of the answer
     * @param proxySendTimeout how long nginx waits until the service takes the next bytes of the request
     * @param proxyConnectTimeout how long nginx waits for a connection to be made
     * @param keepaliveTimeout how long nginx keeps an idle connection ({@code keepalive_timeout} of the upstream)
     * @param proxyBufferSize bytes the response header must fit into
     * @param clientMaxBodySize bytes of a request's body; 0 lets any pass
     */
    public Limits(
            Sourced<Duration> proxyReadTimeout,
            Sourced<Duration> proxySendTimeout,
            Sourced<Duration> proxyConnectTimeout,
            Sourced<Duration> keepaliveTimeout,
            Sourced<Long> proxyBufferSize,
            Sourced<Long> clientMaxBodySize) {
        this(
                proxyReadTimeout,
                proxySendTimeout,
                proxyConnectTimeout,
                keepaliveTimeout,
                proxyBufferSize,
                clientMaxBodySize,
                false);
    }

    Limits(
            Sourced<Duration> proxyReadTimeout,
            Sourced<Duration> proxySendTimeout,
            Sourced<Duration> proxyConnectTimeout,
            Sourced<Duration> keepaliveTimeout,
            Sourced<Long> proxyBufferSize,
            Sourced<Long> clientMaxBodySize,
            boolean handedOn) {
        this.proxyReadTimeout = proxyReadTimeout;
        this.proxySendTimeout = proxySendTimeout;
        this.proxyConnectTimeout = proxyConnectTimeout;
        this.keepaliveTimeout = keepaliveTimeout;
        this.proxyBufferSize = proxyBufferSize;
        this.clientMaxBodySize = clientMaxBodySize;
        this.readTimeoutNanos = nanos(proxyReadTimeout);
        this.sendTimeoutNanos = nanos(proxySendTimeout);
        this.handedOn = handedOn;
    }

    /** {@return what nginx does when nobody tells it anything, on a machine with pages of 4 KiB} */
    public static Limits defaults() {
        return new Limits(
                Sourced.byDefault(SIXTY_SECONDS),
                Sourced.byDefault(SIXTY_SECONDS),
                Sourced.byDefault(SIXTY_SECONDS),
                Sourced.unknown(NO_POOL),
                Sourced.byDefault(4096L),
                Sourced.byDefault(1_048_576L));
    }

    /**
     * What binds a connection that nginx hands on byte by byte ({@code ngx_stream_proxy_module}).
     *
     * @param idles after how long without a byte from either side nginx closes both connections ({@code proxy_timeout})
     * @param connects how long nginx waits for a connection to be made ({@code proxy_connect_timeout})
     * @return with no limit of header or body, which nginx does not read then
     */
    public static Limits handedOn(Sourced<Duration> idles, Sourced<Duration> connects) {
        return new Limits(
                idles,
                idles,
                connects,
                Sourced.unknown("a stream server keeps no connections open"),
                Sourced.unknown(NOT_READ),
                Sourced.unknown(NOT_READ),
                true);
    }

    /**
     * {@return per value the one that bites first; unknown ones give way to known ones}
     *
     * @param candidates of the locations a request can have come through; not empty
     */
    public static Limits strictest(Collection<Limits> candidates) {
        return pick(candidates, Comparator.naturalOrder(), bodySizes());
    }

    /**
     * {@return per value the one that bites last}
     *
     * @param candidates of the locations a request can have come through; not empty
     */
    public static Limits mostLenient(Collection<Limits> candidates) {
        return pick(
                candidates,
                Comparator.<Duration>naturalOrder().reversed(),
                bodySizes().reversed());
    }

    /** {@return how long nginx waits for the next byte of the answer ({@code proxy_read_timeout})} */
    public Sourced<Duration> proxyReadTimeout() {
        return proxyReadTimeout;
    }

    /** {@return how long nginx waits until the service takes the next bytes of the request ({@code proxy_send_timeout})} */
    public Sourced<Duration> proxySendTimeout() {
        return proxySendTimeout;
    }

    /** {@return how long nginx waits for a connection to be made ({@code proxy_connect_timeout})} */
    public Sourced<Duration> proxyConnectTimeout() {
        return proxyConnectTimeout;
    }

    /** {@return how long nginx keeps an idle connection to this service ({@code keepalive_timeout} of the upstream)} */
    public Sourced<Duration> keepaliveTimeout() {
        return keepaliveTimeout;
    }

    /** {@return bytes the response header must fit into ({@code proxy_buffer_size})} */
    public Sourced<Long> proxyBufferSize() {
        return proxyBufferSize;
    }

    /** {@return the most bytes of a request's body ({@code client_max_body_size}); 0 lets any body pass, as in nginx} */
    public Sourced<Long> clientMaxBodySize() {
        return clientMaxBodySize;
    }

    /** {@return whether nginx hands the bytes on unread, so that it answers nothing of its own and one timeout binds both ways} */
    public boolean handedOn() {
        return handedOn;
    }

    /** {@return the directive that sets {@link #proxyReadTimeout()}: {@code proxy_timeout} in a stream server} */
    public String readDirective() {
        return handedOn ? "proxy_timeout" : "proxy_read_timeout";
    }

    /** {@return {@code proxy_read_timeout} in nanoseconds, {@link Long#MAX_VALUE} where it is unknown} */
    public long readTimeoutNanos() {
        return readTimeoutNanos;
    }

    /** {@return {@code proxy_send_timeout} in nanoseconds, {@link Long#MAX_VALUE} where it is unknown} */
    public long sendTimeoutNanos() {
        return sendTimeoutNanos;
    }

    /**
     * {@return whether the values are the same, wherever each was written}
     *
     * @param other what they are compared with
     */
    public boolean sameValues(Limits other) {
        return readTimeoutNanos == other.readTimeoutNanos
                && sendTimeoutNanos == other.sendTimeoutNanos
                && same(proxyConnectTimeout, other.proxyConnectTimeout)
                && same(keepaliveTimeout, other.keepaliveTimeout)
                && same(proxyBufferSize, other.proxyBufferSize)
                && same(clientMaxBodySize, other.clientMaxBodySize);
    }

    private static boolean same(Sourced<?> one, Sourced<?> other) {
        Object value = one.value();
        return value == null ? other.value() == null : value.equals(other.value());
    }

    private static long nanos(Sourced<Duration> time) {
        Duration value = time.value();
        // Beyond 292 years a duration no longer fits; nobody waits that long for a byte.
        return value == null || value.toSeconds() > Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : value.toNanos();
    }

    /** 0 means no limit, so it comes last. */
    private static Comparator<Long> bodySizes() {
        return Comparator.comparingLong(size -> size == 0 ? Long.MAX_VALUE : size);
    }

    private static Limits pick(Collection<Limits> from, Comparator<Duration> times, Comparator<Long> bodies) {
        boolean small = times.compare(Duration.ZERO, SIXTY_SECONDS) < 0;
        Comparator<Long> buffers = small ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return new Limits(
                first(from, Limits::proxyReadTimeout, times),
                first(from, Limits::proxySendTimeout, times),
                first(from, Limits::proxyConnectTimeout, times),
                first(from, Limits::keepaliveTimeout, times),
                first(from, Limits::proxyBufferSize, buffers),
                first(from, Limits::clientMaxBodySize, bodies),
                allHandedOn(from));
    }

    private static boolean allHandedOn(Collection<Limits> from) {
        for (Limits limits : from) {
            if (!limits.handedOn) {
                return false;
            }
        }
        return true;
    }

    private static <T> Sourced<T> first(
            Collection<Limits> from, Function<Limits, Sourced<T>> value, Comparator<T> order) {
        Sourced<T> best = null;
        for (Limits limits : from) {
            Sourced<T> next = value.apply(limits);
            // Most have the same default.
            boolean other = best == null || next.value() != best.value();
            if (other && (best == null || before(next.value(), best.value(), order))) {
                best = next;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no limits to choose from");
        }
        return best;
    }

    private static <T> boolean before(@Nullable T next, @Nullable T best, Comparator<T> order) {
        return next != null && (best == null || order.compare(next, best) < 0);
    }
}
