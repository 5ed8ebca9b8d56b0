package dev.gatewayhealth.e2e.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a finding advises, on both sides. */
record Remedies(String nginx, String service) {

    static Remedies of(JsonNode finding) {
        return new Remedies(of(finding, "nginx"), of(finding, "service") + " " + of(finding, "host"));
    }

    private static String of(JsonNode finding, String where) {
        return StreamSupport.stream(finding.path("remedy").spliterator(), false)
                .filter(remedy -> remedy.path("where").asText().equals(where))
                .map(remedy -> remedy.path("change").asText())
                .collect(Collectors.joining(" "));
    }
}
