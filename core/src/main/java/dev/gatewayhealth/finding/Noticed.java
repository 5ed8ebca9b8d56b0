package dev.gatewayhealth.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule's statement that something is so, made anew at each tick while it is so; the {@link FindingLog} makes findings of it.
 *
 * @param subject what it is about within the code: a location, a resource, a listener; of low cardinality, never a raw path
 * @param occurrences how many times it happened since the rule last said so; 0 where a state merely goes on
 * @param evidence names in camelCase to numbers, strings, booleans or lists and maps of these
 */
public record Noticed(
        Code code,
        String subject,
        Severity severity,
        long occurrences,
        String message,
        @Nullable GatewayAnswer gateway,
        Map<String, Object> evidence,
        List<Remedy> remedy) {

    public Noticed {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        remedy = List.copyOf(remedy);
    }

    /** Starts a statement with the code's own severity. */
    public static Builder of(Code code, String subject) {
        return new Builder(code, subject);
    }

    /** Collects the parts of a statement; for use by one thread. */
    public static final class Builder {

        private final Code code;
        private final String subject;
        private final Map<String, Object> evidence = new LinkedHashMap<>();
        private final List<Remedy> remedy = new ArrayList<>();
        private Severity severity;
        private long occurrences;
        private String message = "";
        private @Nullable GatewayAnswer gateway;

        private Builder(Code code, String subject) {
            this.code = code;
            this.subject = subject;
            this.severity = code.severity();
        }

        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        public Builder occurrences(long value) {
            occurrences = value;
            return this;
        }

        public Builder message(String value) {
            message = value;
            return this;
        }

        public Builder gateway(int status, @Nullable String errorLog) {
            gateway = new GatewayAnswer(status, errorLog);
            return this;
        }

        /** Adds one piece of evidence; an unknown value (null) is left out. */
        public Builder evidence(String name, @Nullable Object value) {
            if (value != null) {
                evidence.put(name, value);
            }
            return this;
        }

        public Builder remedy(Remedy value) {
            remedy.add(value);
            return this;
        }

        public Noticed build() {
            return new Noticed(code, subject, severity, occurrences, message, gateway, evidence, remedy);
        }
    }
}
