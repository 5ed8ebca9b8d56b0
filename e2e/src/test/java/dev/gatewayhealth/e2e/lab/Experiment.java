package dev.gatewayhealth.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;
import dev.gatewayhealth.e2e.rig.ServiceUnderTest;
import dev.gatewayhealth.e2e.rig.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A fault on a real nginx: once as it is, once cured. */
final class Experiment {

    private final Fault fault;
    private final Expected expected;

    private Experiment(Fault fault) {
        this.fault = fault;
        this.expected = fault.expected();
    }

    /** Lets it happen, checks all that is claimed of it, and that it happens no more once the remedy is applied. */
    static Row of(Fault fault) {
        return new Experiment(fault).run();
    }

    private Row run() {
        Cure cure = fault.cure();
        Duration lead;
        Remedies said;
        try (Rig rig = rig(any -> {})) {
            Baseline start = Baseline.of(rig);
            awaitWhatStands(rig);
            Answer answer = fault.happen(rig);
            failed(rig, answer);
            lead = lead(rig, answer);
            said = said(rig);
            assertThat(start.since(rig)).as("found").isSubsetOf(expected.codes());
            foretold(rig);
            assertThat(cure.advised(said)).as("advised in " + said).isTrue();
            if (!cure.restarts()) {
                apply(cure, said, rig);
                cured(cure, said, rig);
                return Row.of(fault, lead);
            }
        }
        try (Rig rig = rig(cure::service)) {
            cured(cure, said, rig);
        }
        return Row.of(fault, lead);
    }

    private void awaitWhatStands(Rig rig) {
        if (expected.foresight() == Expected.Foresight.STANDING) {
            rig.reports()
                    .await(
                            expected.code(),
                            report -> report.finding(expected.code()).isPresent());
        }
    }

    private void failed(Rig rig, Answer answer) {
        assertThat(answer.status()).as("what the client got").isEqualTo(expected.status());
        assertThat(answer.whole()).as("whether all of it came").isEqualTo(expected.whole());
        rig.nginx().accessLog().of(answer.id());
        assertThat(String.join("\n", rig.nginx().errorLog().of(answer.id())))
                .as("nginx's error log")
                .contains(expected.errorLog());
    }

    /** How long before nginx was done with that request the finding stood in a report. */
    private Duration lead(Rig rig, Answer answer) {
        String code = expected.code();
        rig.reports().await(code, report -> report.finding(code).isPresent());
        Instant found = rig.reports()
                .first(report -> report.finding(code).filter(Experiment::alarms).isPresent())
                .orElseThrow(() -> new AssertionError(code + " was never more than a notice"))
                .made();
        Duration lead =
                Duration.between(found, rig.nginx().accessLog().of(answer.id()).at());
        if (expected.foresight() != Expected.Foresight.WITH_IT) {
            assertThat(lead).as("how long before nginx failed").isPositive();
        }
        return lead;
    }

    /** What the finding says that the client gets; nginx gives an answer of its a status although none of it gets out. */
    private void foretold(Rig rig) {
        int status = rig.reports()
                .latest()
                .finding(expected.code())
                .orElseThrow()
                .path("gateway")
                .path("status")
                .asInt();
        if (status > 99 && expected.status() > 0) {
            assertThat(status).as("what was foretold").isEqualTo(fault.foretold());
        }
    }

    private static boolean alarms(JsonNode finding) {
        return !finding.path("severity").asText().equals("notice");
    }

    private Remedies said(Rig rig) {
        return Remedies.of(rig.reports().latest().finding(expected.code()).orElseThrow());
    }

    private void apply(Cure cure, Remedies said, Rig rig) {
        String location = cure.location(fault.location(), said);
        String upstream = cure.upstream(fault.upstream(), said);
        if (location.equals(fault.location()) && upstream.equals(fault.upstream())) {
            return;
        }
        JsonNode before = rig.reports().latest().report().path("contract");
        rig.reload("/", location, upstream);
        rig.reports()
                .await(
                        "the new configuration in the report",
                        report -> !report.report().path("contract").equals(before)
                                || report.finding(expected.code())
                                        .filter(Sighting::ended)
                                        .isPresent());
    }

    private void cured(Cure cure, Remedies said, Rig rig) {
        settle(rig);
        Baseline start = Baseline.of(rig);
        Answer answer = cure.happen(fault, rig);
        assertThat(answer.status()).as("what the client gets with " + said).isEqualTo(200);
        assertThat(answer.whole()).as("whether all of it comes with " + said).isTrue();
        assertThat(rig.nginx().errorLog().of(answer.id()))
                .as("what nginx has against it with " + said)
                .noneMatch(line -> line.contains("[error]") || line.contains("[crit]"));
        settle(rig);
        assertThat(start.since(rig)).as("found with " + said).isEmpty();
    }

    /** Waits for what is found late: work that goes on for nobody is worth a word after a second. */
    private static void settle(Rig rig) {
        Instant now = Instant.now();
        rig.reports().await("what was found by then", report -> report.at().isAfter(now.plusSeconds(4)));
    }

    private Rig rig(Consumer<ServiceUnderTest.Recipe> change) {
        Rig.Builder builder = Rig.of(fault.getClass(), fault.host())
                .upstream(fault.upstream())
                .location("/", fault.location())
                .service(fault::service)
                .service(change);
        fault.nginx(builder);
        Rig rig = builder.start();
        try {
            // What the first requests cost is no part of the fault.
            for (int i = 0; i < 20; i++) {
                rig.client().get("/hello");
            }
        } catch (RuntimeException | Error e) {
            rig.close();
            throw e;
        }
        return rig;
    }
}
