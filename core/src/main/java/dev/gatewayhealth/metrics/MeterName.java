package dev.gatewayhealth.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter there is, in Micrometer's spelling and base units; docs/meters.md is generated from here. */
public enum MeterName {
    /** As one number, for an alert. */
    HEALTH("gateway.health", "The verdict: 1 up, 0.5 warn, 0 down or draining."),
    /** By code and severity. */
    FINDINGS("gateway.findings", "Findings that are active now.", "code", "severity"),
    /** As of the latest report. */
    REQUESTS_ACTIVE("gateway.requests.active", "Requests in flight."),
    /** As of the latest report, which names no more than a few. */
    REQUESTS_NEAR(
            "gateway.requests.near",
            "Requests whose silence is near the gateway's limit, or that the gateway has left."),
    /** As of the latest report, in seconds. */
    REQUESTS_SILENCE_MAX(
            "gateway.requests.silence.max",
            "The longest that the gateway has been waiting for the next byte of a request in flight."),
    /** Since the start. */
    REQUESTS_ANSWERED("gateway.requests.answered", "Requests that were answered."),
    /** Since the start. */
    REQUESTS_GAVE_UP("gateway.requests.gave.up", "Requests the gateway gave up at a timeout."),
    /** Since the start. */
    REQUESTS_ABANDONED("gateway.requests.abandoned", "Requests whose client left before the answer."),
    /** Since the start. */
    REQUESTS_FAILED("gateway.requests.failed", "Requests whose answer was cut off or invalid on the wire."),
    /** Since the start; {@code Exchanges.MOST} are followed at a time. */
    REQUESTS_OVERFLOWED(
            "gateway.requests.overflowed", "Requests that were not followed because too many were in flight."),
    /** By route, a histogram since the start. */
    LIMIT_USED(
            "gateway.limit.used",
            "The largest share of the gateway's timeout that a request had used when it ended; above 1 the gateway gave up.",
            "route"),
    /** The bounds of {@link #LIMIT_USED} seen from above, for those who cannot read histograms. */
    LIMIT_USED_OVER(
            "gateway.limit.used.over",
            "Requests that had used more than that share of the gateway's timeout when they ended.",
            "route",
            "share"),
    /** Since the start. */
    LIMIT_MERGED(
            "gateway.limit.merged",
            "Requests counted under the route other, because 100 locations have a route of their own."),
    /** In seconds; only where the gateway stamps requests ({@code X-Request-Start}). */
    QUEUE_TIME(
            "gateway.queue.time",
            "How long requests waited between the gateway's stamp and a thread; of a sample of them."),
    /** In bytes, to be held against {@code proxy_buffer_size}; no series without a response. */
    RESPONSE_HEADER_SIZE("gateway.response.header.size", "The largest response header of about the last minute."),
    /** Absent ones have no series. */
    RESOURCE_USED("gateway.resource.used", "How much of a resource is used, in its own unit.", "resource"),
    /** Those without a limit have no series. */
    RESOURCE_LIMIT("gateway.resource.limit", "Where a resource runs out, in its own unit.", "resource"),
    /** In seconds. */
    RESOURCE_EXHAUSTED_IN(
            "gateway.resource.exhausted.in",
            "Time until a resource runs out if its trend holds; no series while it does not.",
            "resource");

    /** What a series is, and how its values relate. */
    public enum Kind {
        /** A number that goes up and down. */
        GAUGE,
        /** A number that only grows. */
        COUNTER,
        /** How often which size occurred; Prometheus' histogram. */
        HISTOGRAM
    }

    private final String word;
    private final String description;
    private final String tags;

    MeterName(String word, String description, String... tags) {
        this.word = word;
        this.description = description;
        this.tags = String.join(" ", tags);
    }

    /** {@return the name in Micrometer, for example {@code gateway.requests.gave.up}} */
    public String word() {
        return word;
    }

    /** {@return the base unit; null for a plain number} */
    public @Nullable String unit() {
        return switch (this) {
            case REQUESTS_SILENCE_MAX, QUEUE_TIME, RESOURCE_EXHAUSTED_IN -> "seconds";
            case RESPONSE_HEADER_SIZE -> "bytes";
            default -> null;
        };
    }

    /** {@return what it tells, in one sentence} */
    public String description() {
        return description;
    }

    /** {@return the names of its tags} A meter that has some has a series for each thing it measures, and none for what is absent. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }

    /** {@return how its values come about} */
    public Kind kind() {
        return switch (this) {
            case REQUESTS_ANSWERED,
                    REQUESTS_GAVE_UP,
                    REQUESTS_ABANDONED,
                    REQUESTS_FAILED,
                    REQUESTS_OVERFLOWED,
                    LIMIT_USED_OVER,
                    LIMIT_MERGED -> Kind.COUNTER;
            case LIMIT_USED, QUEUE_TIME -> Kind.HISTOGRAM;
            default -> Kind.GAUGE;
        };
    }

    /** {@return what the OpenTelemetry semantic conventions call the same; null where they have no word for it} */
    public @Nullable String openTelemetry() {
        return switch (this) {
            case REQUESTS_ACTIVE -> "http.server.active_requests";
            default -> null;
        };
    }

    /** {@return the name in Prometheus' text, for example {@code gateway_requests_gave_up_total}} */
    public String prometheus() {
        String plain = word.replace('.', '_') + (unit() == null ? "" : "_" + unit());
        return kind() == Kind.COUNTER ? plain + "_total" : plain;
    }
}
