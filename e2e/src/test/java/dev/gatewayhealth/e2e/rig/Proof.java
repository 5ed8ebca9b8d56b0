package dev.gatewayhealth.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The claim of the whole project about one request: it was near its limit in a report before nginx was done with it. */
public final class Proof {

    public static final String BEFORE_HEADER =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";
    public static final String IN_BODY = "upstream timed out (110: Connection timed out) while reading upstream";
    public static final String WHILE_SENDING =
            "upstream timed out (110: Connection timed out) while sending request to upstream";
    public static final String CLIENT_LEFT =
            "client prematurely closed connection, so upstream connection is closed too";

    private Proof() {}

    /** Returns what the first report said of the exchange. */
    public static JsonNode nearBeforeNginxGaveUp(Rig rig, Answer answer, String errorLog) {
        assertThat(rig.nginx().errorLog().of(answer.id()))
                .as("nginx's error log on %s", answer.id())
                .anyMatch(line -> line.contains(errorLog));
        Instant gaveUp = rig.nginx().accessLog().of(answer.id()).at();
        Sighting near = rig.reports()
                .firstNear(answer.id())
                .orElseThrow(() -> new AssertionError("No report held " + answer.id() + " as near; the latest: "
                        + rig.reports().latest().report().toPrettyString()));
        assertThat(near.at()).as("first seen near its limit").isBefore(gaveUp);
        return near.exchange(answer.id()).orElseThrow();
    }

    /** Returns the finding as it first stood, after checking that it predicted what nginx then did. */
    public static JsonNode foundFirst(Rig rig, String code, Instant start, Answer answer) {
        Instant gaveUp = rig.nginx().accessLog().of(answer.id()).at();
        Sighting sighting = rig.reports()
                .firstFinding(code, start)
                .orElseThrow(() -> new AssertionError("No report held " + code + "; the latest: "
                        + rig.reports().latest().report().toPrettyString()));
        assertThat(sighting.at()).as("%s first seen", code).isBefore(gaveUp);
        return sighting.finding(code).orElseThrow();
    }
}
