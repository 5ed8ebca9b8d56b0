package dev.gatewayhealth.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter there is, in Micrometer's spelling and base units; docs/metrics.md is generated from here. */
public enum MeterName {
    HEALTH("gateway.health", null, "The verdict: 1 up, 0.5 warn, 0 down or draining.", ""),
    FINDINGS("gateway.findings", null, "Findings that are active now.", "code severity"),
    REQUESTS_ACTIVE("gateway.requests.active", null, "Requests in flight.", ""),
    REQUESTS_NEAR(
            "gateway.requests.near",
            null,
            "Requests whose silence is near the gateway's limit, or that the gateway has left.",
            ""),
    REQUESTS_SILENCE_MAX(
            "gateway.requests.silence.max",
            "seconds",
            "The longest that the gateway has been waiting for the next byte of a request in flight.",
            ""),
    REQUESTS_GAVE_UP("gateway.requests.gave.up", null, "Requests the gateway gave up at a timeout.", ""),
    RESOURCE_USED("gateway.resource.used", null, "How much of a resource is used, in its own unit.", "resource"),
    RESOURCE_LIMIT("gateway.resource.limit", null, "Where a resource runs out, in its own unit.", "resource"),
    RESOURCE_EXHAUSTED_IN(
            "gateway.resource.exhausted.in",
            "seconds",
            "Time until a resource runs out if its trend holds; no series while it does not.",
            "resource");

    private final String word;
    private final @Nullable String unit;
    private final String description;
    private final String tags;

    MeterName(String word, @Nullable String unit, String description, String tags) {
        this.word = word;
        this.unit = unit;
        this.description = description;
        this.tags = tags;
    }

    /** The name in Micrometer, for example {@code gateway.requests.gave.up}. */
    public String word() {
        return word;
    }

    /** The base unit; null for a plain number. */
    public @Nullable String unit() {
        return unit;
    }

    public String description() {
        return description;
    }

    /** The names of its tags. A meter that has some has a series for each thing it measures, and none for what is absent. */
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }

    /** Whether it only ever grows. */
    public boolean counter() {
        return this == REQUESTS_GAVE_UP;
    }

    /** The name in Prometheus' text, for example {@code gateway_requests_gave_up_total}. */
    public String prometheus() {
        String plain = word.replace('.', '_') + (unit == null ? "" : "_" + unit);
        return counter() ? plain + "_total" : plain;
    }
}
