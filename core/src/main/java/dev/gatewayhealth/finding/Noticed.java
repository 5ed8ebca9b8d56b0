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
 * @param code which kind of finding it makes
 * @param subject what it is about within the code: a location, a resource, a listener; of low cardinality, never a raw path
 * @param severity how much it matters now
 * @param occurrences how many times it happened since the rule last said so; 0 where a state merely goes on
 * @param message one sentence with the value, the limit and where that comes from
 * @param gateway what nginx answers; null where it answers nothing of its own
 * @param evidence names in camelCase to numbers, strings, booleans or lists and maps of these
 * @param remedy what would make it go away, on either side
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

    /**
     * Keeps copies of the evidence, in its order, and of the remedies.
     *
     * @param code see {@link #code()}
     * @param subject see {@link #subject()}
     * @param severity see {@link #severity()}
     * @param occurrences see {@link #occurrences()}
     * @param message see {@link #message()}
     * @param gateway see {@link #gateway()}
     * @param evidence copied
     * @param remedy copied
     */
    public Noticed {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        remedy = List.copyOf(remedy);
    }

    /**
     * Starts a statement with the code's own severity.
     *
     * @param code which kind of finding it makes
     * @param subject what it is about within the code; empty where there is only one
     * @return to be given a message at least
     */
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

        /**
         * Another severity than the code's own.
         *
         * @param value how much it matters now
         * @return this builder
         */
        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        /**
         * Counts what happened; without it a state merely goes on.
         *
         * @param value how many times it happened since the rule last said so
         * @return this builder
         */
        public Builder occurrences(long value) {
            occurrences = value;
            return this;
        }

        /**
         * What a person reads.
         *
         * @param value one sentence with the value, the limit and where that comes from
         * @return this builder
         */
        public Builder message(String value) {
            message = value;
            return this;
        }

        /**
         * What nginx makes of it.
         *
         * @param status what its client gets; 0 for a closed connection and no more
         * @param errorLog what nginx writes to its error log; null where it writes nothing, or nobody knows
         * @return this builder
         */
        public Builder gateway(int status, @Nullable String errorLog) {
            gateway = new GatewayAnswer(status, errorLog);
            return this;
        }

        /**
         * Adds one piece of evidence; an unknown value (null) is left out.
         *
         * @param name in camelCase
         * @param value a number, string, boolean, or list or map of these
         * @return this builder
         */
        public Builder evidence(String name, @Nullable Object value) {
            if (value != null) {
                evidence.put(name, value);
            }
            return this;
        }

        /**
         * Adds one way out, behind those there are.
         *
         * @param value on nginx's side or the service's
         * @return this builder
         */
        public Builder remedy(Remedy value) {
            remedy.add(value);
            return this;
        }

        /** {@return the statement, for the {@link FindingLog}} */
        public Noticed build() {
            return new Noticed(code, subject, severity, occurrences, message, gateway, evidence, remedy);
        }
    }
}
