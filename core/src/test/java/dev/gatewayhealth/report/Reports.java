package dev.gatewayhealth.report;

import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Finding;
import dev.gatewayhealth.finding.GatewayAnswer;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports to test with. */
public final class Reports {

    static final Instant AT = Instant.parse("2026-11-22T05:23:00.123456Z");
    static final Instant SINCE = Instant.parse("2026-11-22T05:00:00Z");

    private static final Report.Measured MEASURED = new Report.Measured(
            Map.of(
                    "/api/",
                    spread(Spread.ofShares(), 0.125, 0.75, 0.75, 0.75, 1.25),
                    "short",
                    spread(Spread.ofShares(), 0)),
            spread(Spread.ofSeconds(), 0.005, 2.5, 2.75, 100),
            3872,
            7);

    private Reports() {}

    private static Spread.Reading spread(Spread spread, double... values) {
        for (double value : values) {
            spread.add(value);
        }
        return spread.reading();
    }

    public static Report of(Status status, boolean live, Finding... findings) {
        return of(status, live, List.of(), findings);
    }

    public static Report of(Status status, boolean live, List<Report.ResourceState> resources, Finding... findings) {
        return new Report(
                status,
                live,
                AT,
                SINCE,
                "0.1.0",
                List.of(new Report.Hook("Tomcat/11.0.27", "CoyoteAdapter.service", "live")),
                new Report.Contract(
                        "/etc/nginx/nginx.conf",
                        List.of("keepalive_timeout"),
                        List.of(new Report.Location(
                                "/api/",
                                "example.com",
                                "nginx.conf:28",
                                List.of(
                                        new Report.Limit(
                                                "proxy_read_timeout", 5000L, null, null, null, "nginx.conf:31"),
                                        new Report.Limit("proxy_buffer_size", null, 4096L, null, null, "nginx default"),
                                        new Report.Limit("proxy_buffering", null, null, "off", null, "nginx.conf:32"),
                                        new Report.Limit(
                                                "keepalive_timeout", null, null, null, "no upstream block", null))))),
                new Report.Exchanges(
                        12,
                        90_210,
                        90_178,
                        3,
                        5,
                        12,
                        0,
                        4210,
                        List.of(
                                new Report.Near(
                                        4711,
                                        "req-1",
                                        "GET",
                                        "/api/report",
                                        "/api/",
                                        "before-header",
                                        "near",
                                        false,
                                        4210,
                                        5000,
                                        "nginx.conf:31",
                                        false,
                                        12L,
                                        "http-nio-8080-exec-3",
                                        List.of("a.B.c(B.java:1)", "d.E.f(E.java:2)")),
                                new Report.Near(
                                        4712,
                                        null,
                                        null,
                                        null,
                                        null,
                                        "streaming",
                                        "gave-up",
                                        true,
                                        1,
                                        2,
                                        "default",
                                        true,
                                        null,
                                        null,
                                        List.of()))),
                resources,
                List.of(
                        new Report.Poller("127.0.0.1", "HAProxy", 2.0, AT, 0),
                        new Report.Poller("::1", "curl", null, AT, 1)),
                List.of(findings),
                MEASURED);
    }

    /** One that has measured that much of the limits. */
    public static Report measured(Map<String, Spread.Reading> limitUsed) {
        Report some = of(Status.UP, true);
        return new Report(
                some.status(),
                some.live(),
                some.at(),
                some.since(),
                some.version(),
                some.hooks(),
                some.contract(),
                some.exchanges(),
                some.resources(),
                some.pollers(),
                some.findings(),
                new Report.Measured(limitUsed, MEASURED.queueTime(), 0, 0));
    }

    public static Report.ResourceState used(
            String name, double used, double limit, @Nullable Double exhaustedInSeconds) {
        return new Report.ResourceState(
                name, used, limit, "connector :8080", 1 - used / limit, 1.2, exhaustedInSeconds, 0.9, null);
    }

    public static Report.ResourceState absent(String name, String why) {
        return new Report.ResourceState(name, null, null, null, null, null, null, null, why);
    }

    public static Finding finding(Code code, Severity severity, @Nullable Instant until) {
        return new Finding(
                code,
                "/api/",
                severity,
                SINCE,
                until,
                3,
                "4210 ms of 5000 ms",
                new GatewayAnswer(504, "upstream timed out"),
                Map.of("silenceMs", 4210L),
                List.of(Remedy.nginx("proxy_read_timeout 30s;"), Remedy.service("answer sooner")));
    }
}
