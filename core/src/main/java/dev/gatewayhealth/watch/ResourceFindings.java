package dev.gatewayhealth.watch;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.resource.FileDescriptors;
import dev.gatewayhealth.resource.Forecast;
import dev.gatewayhealth.resource.RequestThreads;
import dev.gatewayhealth.resource.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The rules for what runs out: near from a share of the limit or by forecast, critical when it is used up. */
final class ResourceFindings {

    private static final String TIMED_OUT =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";

    private final double warnAt;
    private final Duration horizon;

    ResourceFindings(double warnAt, Duration horizon) {
        this.warnAt = warnAt;
        this.horizon = horizon;
    }

    void add(ResourceWatch watch, List<Noticed> states) {
        Usage usage = watch.usage();
        if (usage == null) {
            return;
        }
        boolean exhausted = ResourceRound.exhausted(watch, usage);
        boolean near = usage.used() >= warnAt * usage.limit() || watch.runsOutWithin(horizon);
        if (!exhausted && !near) {
            return;
        }
        Noticed.Builder noticed = switch (watch.resource().name()) {
            case RequestThreads.NAME -> threads((RequestThreads) watch.resource(), usage);
            case FileDescriptors.NAME -> descriptors(usage);
            default -> throw new IllegalStateException(watch.resource().name() + " has no rule");
        };
        Forecast forecast = watch.forecast();
        states.add(noticed.severity(exhausted ? Severity.CRITICAL : Severity.WARNING)
                .message(message(watch, usage, exhausted))
                .evidence("used", usage.used())
                .evidence("limit", usage.limit())
                .evidence("source", usage.source())
                .evidence("perSecond", forecast.perSecond())
                .evidence(
                        "exhaustedInSeconds",
                        watch.runsOutWithin(horizon) ? (Object) forecast.exhaustedInSeconds() : null)
                .build());
    }

    private String message(ResourceWatch watch, Usage usage, boolean exhausted) {
        StringBuilder message = new StringBuilder()
                .append(count(usage.used()))
                .append(" of ")
                .append(count(usage.limit()))
                .append(' ')
                .append(watch.resource().name().replace('-', ' '))
                .append(" in use (")
                .append(usage.source())
                .append(')');
        if (usage.waiting() > 0) {
            message.append(", ").append(usage.waiting()).append(" waiting");
        }
        if (!exhausted && watch.runsOutWithin(horizon)) {
            message.append(String.format(
                    Locale.ROOT,
                    "; %.1f more a second, used up in about %.0f s",
                    watch.forecast().perSecond(),
                    watch.forecast().exhaustedInSeconds()));
        }
        return message.toString();
    }

    private static Noticed.Builder threads(RequestThreads threads, Usage usage) {
        return Noticed.of(Code.REQUEST_THREADS, usage.source())
                .gateway(504, TIMED_OUT)
                .evidence("waiting", usage.waiting())
                .remedy(Remedy.nginx("server 127.0.0.1:8080 max_conns=" + count(usage.limit()) + ";"))
                .remedy(Remedy.service(threads.setting() + ", if processor and memory allow it; find what the threads"
                        + " wait for first, because more of them wait for it longer"));
    }

    private static Noticed.Builder descriptors(Usage usage) {
        return Noticed.of(Code.FILE_DESCRIPTORS, usage.source())
                .gateway(504, TIMED_OUT)
                .remedy(Remedy.nginx("proxy_next_upstream error timeout;"))
                .remedy(Remedy.service("close what is opened: look at /proc/self/fd for what there is most of"))
                .remedy(Remedy.host("LimitNOFILE=" + count(usage.limit() * 4)));
    }

    /** A task has been waiting for a thread for a good part of what the gateway waits in all. */
    void addQueue(long oldest, long limit, List<Noticed> states) {
        if (limit == Long.MAX_VALUE || oldest < limit / 2) {
            return;
        }
        boolean dead = oldest >= limit;
        states.add(Noticed.of(Code.QUEUE_WAIT, "executor")
                .severity(dead ? Severity.CRITICAL : Severity.WARNING)
                .message("a request has been waiting for a thread for " + Words.seconds(oldest) + " of the "
                        + Words.seconds(limit) + " the gateway waits in all"
                        + (dead ? "; it will be dead on arrival" : ""))
                .gateway(504, TIMED_OUT)
                .evidence("waitedMs", TimeUnit.NANOSECONDS.toMillis(oldest))
                .evidence("limitMs", TimeUnit.NANOSECONDS.toMillis(limit))
                .remedy(Remedy.nginx("server 127.0.0.1:8080 max_conns=100;"))
                .remedy(Remedy.service("more request threads, or a bounded queue that refuses with 503 what it cannot"
                        + " serve in time"))
                .build());
    }

    private static String count(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
