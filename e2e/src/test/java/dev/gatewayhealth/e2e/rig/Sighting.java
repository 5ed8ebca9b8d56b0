package dev.gatewayhealth.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A report, and when it had been read whole.
 *
 * @param at by this machine's clock, after the last byte
 */
public record Sighting(Instant at, JsonNode report) {

    /** The finding with this code; an active one before one that has ended. */
    public Optional<JsonNode> finding(String code) {
        return findings()
                .filter(finding -> finding.path("code").asText().equals(code))
                .min((a, b) -> Boolean.compare(ended(a), ended(b)));
    }

    public Stream<JsonNode> findings() {
        return stream(report.path("findings"));
    }

    /** What the report says of the exchange with this request id, if it is among those near a limit or left. */
    public Optional<JsonNode> exchange(String id) {
        return stream(report.path("exchanges").path("near"))
                .filter(exchange -> exchange.path("requestId").asText().equals(id))
                .findFirst();
    }

    /** One of the counts of exchanges. */
    public long count(String name) {
        return report.path("exchanges").path(name).asLong(-1);
    }

    /** Whether nothing ran: neither in flight, nor left by the gateway or its client and working on. */
    boolean idle() {
        return count("inFlight") == 0 && report.path("exchanges").path("near").isEmpty();
    }

    /** When the service made the report; both run on this machine, by one clock. */
    public Instant made() {
        return Instant.parse(report.path("at").asText());
    }

    public Optional<JsonNode> resource(String name) {
        return stream(report.path("resources"))
                .filter(resource -> resource.path("name").asText().equals(name))
                .findFirst();
    }

    public String status() {
        return report.path("status").asText();
    }

    public static boolean ended(JsonNode finding) {
        return finding.hasNonNull("until");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
