package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import org.jspecify.annotations.Nullable;

/** What to say of a listener that answers its probes late, or not at all. */
record ListenerDiagnosis(ListenerHealth listener) implements Diagnosis {

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        return listener.dead() ? Pressure.EXHAUSTED : listener.slow() ? Pressure.NEAR : Pressure.CALM;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        boolean dead = pressure == Pressure.EXHAUSTED;
        Object failed = usage.evidence().get("failed");
        String connector = listener.gauge().connector();
        Noticed.Builder noticed = Evidence.of(Code.LISTENER, connector, usage, forecast)
                .severity(dead ? Severity.CRITICAL : Severity.WARNING)
                .message(
                        dead
                                ? connector + " is dead: " + failed + ", for " + seconds(usage.used())
                                : slow(connector, failed, usage));
        String refused = String.valueOf(failed);
        boolean gone = refused.contains("refused");
        return noticed.gateway(
                        gone ? 502 : 504,
                        gone
                                ? "connect() failed (111: Connection refused) while connecting to upstream"
                                : ThreadsDiagnosis.READ_TIMED_OUT)
                .remedy(Remedy.service(
                        dead
                                ? "the server's log says why it stopped; restart the service"
                                : "see request-threads, connections and pauses for what keeps it from answering"))
                .build();
    }

    private static String slow(String connector, @Nullable Object failed, Usage usage) {
        return failed == null
                ? connector + " took " + seconds(usage.used()) + " to answer its own health check; nginx waits for "
                        + seconds(usage.limit()) + " (" + usage.source() + ")"
                : connector + " gave its own health check no answer (" + failed
                        + "), because no thread or connection is" + " free, or it is busy otherwise";
    }
}
