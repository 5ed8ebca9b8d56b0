package dev.gatewayhealth.report;

import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A report and everything that may be answered from it. Published as one; the two polled paths are ready when it is, the
 * long bodies are made when somebody first asks, once.
 */
public final class PreparedAnswers {

    private final Report report;
    private final Variants health;
    private final Variants live;
    private final Object once = new Object();
    /** Both guarded by {@link #once}. */
    private @Nullable HealthResponse reportBody;

    private @Nullable HealthResponse metricsBody;

    private PreparedAnswers(Report report, Variants health, Variants live) {
        this.report = report;
        this.health = health;
        this.live = live;
    }

    /**
     * {@return the answers of one report} Meant for the watchdog thread, right before it publishes them.
     *
     * @param report the picture all answers are made from
     * @param retryAfterSeconds what {@code Retry-After} says with a 503: the least time until a DOWN can end
     */
    public static PreparedAnswers of(Report report, int retryAfterSeconds) {
        String word = report.status().name();
        String alive = report.live() ? "UP" : "DOWN";
        // Whatever else is wrong is no reason to restart, so a live instance names nothing there.
        Severity least = report.live() ? null : Severity.CRITICAL;
        return new PreparedAnswers(
                report,
                Variants.of(
                        report.status().ready(), word, body(word, codes(report, Severity.WARNING)), retryAfterSeconds),
                Variants.of(report.live(), alive, body(alive, codes(report, least)), retryAfterSeconds));
    }

    /** {@return the picture all answers are made from} */
    public Report report() {
        return report;
    }

    Variants health() {
        return health;
    }

    Variants live() {
        return live;
    }

    HealthResponse reportBody() {
        synchronized (once) {
            if (reportBody == null) {
                reportBody = HealthResponse.of(200, "application/json", JsonReport.of(report));
            }
            return reportBody;
        }
    }

    /** The text is asked for while the lock is held, so that many scrapes at once cost one. */
    HealthResponse metricsBody(Supplier<String> text) {
        synchronized (once) {
            if (metricsBody == null) {
                byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
                metricsBody = HealthResponse.of(200, "text/plain; version=0.0.4; charset=utf-8", body);
            }
            return metricsBody;
        }
    }

    /** Codes only, each once: the endpoint may face the public. */
    private static Set<String> codes(Report report, @Nullable Severity least) {
        Set<String> codes = new LinkedHashSet<>();
        for (Finding finding : report.findings()) {
            if (least != null && finding.active() && finding.severity().compareTo(least) >= 0) {
                codes.add(finding.code().word());
            }
        }
        return codes;
    }

    private static String body(String word, Set<String> codes) {
        JsonWriter json = new JsonWriter().open('{').member("status", word);
        json.member("findings", codes).close('}');
        return new String(json.utf8(), StandardCharsets.UTF_8);
    }
}
